"""Spoken sentences: the units that are labelled and quoted.

With punctuation a unit ends where a sentence ends. Where there is none (PocketSphinx, some
transcripts) it ends at a pause that is long for this speaker, or before a word that opens a new
step ("so", "and then", "what I learned"), within bounds of length.
"""

import itertools
import math
import re
from collections.abc import Sequence
from typing import Final

from mockint.star.base import Unit
from mockint.star.tokens import word_set
from mockint.transcribe.base import Transcript, Word

SHORTEST: Final = 5
LONGEST: Final = 35
"""Words of a spoken sentence, as the labelled answers have them."""

_TYPICAL: Final = 19
"""Words of the average labelled sentence."""

_SENTENCE_END: Final = re.compile(r"[.?!\u2026][\"'\u201d\u2019)\]]*$")
_ABBREVIATION: Final = re.compile(
    r"^[\"'\u201c\u2018(]*(?:[a-z]\.(?:[a-z]\.)+|e\.?g\.|i\.?e\.|etc\.|vs\.|mr\.|mrs\.|ms\.|dr\.|st\.|no\."
    r"|approx\.|inc\.|ltd\.|co\.|v\d*\.)$",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[,;:\u2014\u2013][\"'\u201d\u2019)\]]*$")
_BARE: Final = re.compile(r"[^\w' ]+")
_MARKED_EVERY: Final = 60
"""A transcript counts as punctuated when a sentence ends at least once in so many words."""

_OPENERS: Final[dict[str, float]] = {
    "so": 1.2,
    "then": 0.9,
    "and then": 1.6,
    "and so": 1.5,
    "so then": 1.6,
    "then i": 1.8,
    "and i": 1.0,
    "so i": 1.9,
    "but i": 1.0,
    "but": 0.4,
    "and": 0.35,
    "after that": 1.6,
    "and after": 1.3,
    "what i": 1.2,
    "what i learned": 2.2,
    "in the end": 1.3,
    "it turned out": 1.6,
    "turned out": 0.9,
    "it turns out": 1.5,
    "i also": 1.8,
    "first i": 1.8,
    "anyway": 1.3,
    "my task": 1.6,
    "my manager": 0.9,
    "looking back": 1.8,
    "since then": 1.3,
    "the result": 1.0,
    "as a result": 1.5,
    "next": 0.7,
    "finally": 1.2,
    "eventually": 0.9,
    "yeah": 0.8,
    "okay": 0.8,
    "um": 0.5,
    "uh": 0.3,
    "i": 0.35,
    "we": 0.3,
    "it": 0.1,
    "there was": 0.6,
    "nobody": 0.5,
    "now": 0.5,
    "the": 0.1,
}
_SEVERING: Final = word_set(
    "a an the of to in on at for with from by my our your his her their and or but so because that"
    " which who if is was were are be i we he she they it's i'd i'm very than as into not"
)
"""Words that hardly ever end a sentence."""


def cut(transcript: Transcript) -> tuple[Unit, ...]:
    """The answer's spoken sentences, in order, every word in exactly one. Never raises."""
    words = transcript.words
    if not words:
        return ()
    ends = [i + 1 for i, word in enumerate(words) if _ends_sentence(word.text)]
    if len(ends) * _MARKED_EVERY < len(words):
        ends = []
    bounds = sorted({0, *ends, len(words)})
    pauses = _pauses(words)
    units: list[Unit] = []
    for lo, hi in itertools.pairwise(bounds):
        cuts = [lo, *_cuts(words, lo, hi, pauses), hi] if hi - lo > LONGEST + SHORTEST else [lo, hi]
        units.extend(Unit(words[a:b]) for a, b in itertools.pairwise(cuts))
    return tuple(units)


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.match(text)


def _pauses(words: Sequence[Word]) -> list[float]:
    """Before each word: its pause over the speaker's own typical longer one, 0 to 3."""
    gaps = [0.0]
    gaps += [max(0.0, b.start - a.end) for a, b in itertools.pairwise(words)]
    heard = sorted(gap for gap in gaps if gap > 0.02)
    if not heard:
        return [0.0] * len(words)
    scale = max(0.15, heard[int(0.75 * (len(heard) - 1))])
    return [min(3.0, gap / scale) for gap in gaps]


def _opening(words: Sequence[Word], i: int) -> float:
    said = [_BARE.sub("", word.text.lower()) for word in words[i : i + 3]]
    return max(_OPENERS.get(" ".join(said[:n]), 0.0) for n in (1, 2, 3))


def _gap_score(words: Sequence[Word], i: int, pause: float) -> float:
    """How much speaks for a sentence ending before word ``i``."""
    before = words[i - 1].text
    score = 1.6 * min(pause, 2.0) + _opening(words, i)
    if _CLAUSE_END.search(before):
        score += 1.0
    if _BARE.sub("", before.lower()) in _SEVERING:
        score -= 2.0
    return score


def _cuts(words: Sequence[Word], lo: int, hi: int, pauses: Sequence[float]) -> list[int]:
    """The best inner cuts of ``words[lo:hi]``: dynamic programming over gap scores and lengths."""
    best = [-math.inf] * (hi - lo + 1)
    back = [0] * (hi - lo + 1)
    best[0] = 0.0
    for end in range(1, hi - lo + 1):
        gain = 0.0 if lo + end == hi else _gap_score(words, lo + end, pauses[lo + end]) - 2.2
        for start in range(max(0, end - LONGEST), end):
            value = best[start] + gain - _length_cost(end - start)
            if value > best[end]:
                best[end], back[end] = value, start
    cuts: list[int] = []
    at = back[hi - lo]
    while at > 0:
        cuts.append(lo + at)
        at = back[at]
    return cuts[::-1]


def _length_cost(length: int) -> float:
    if length < SHORTEST:
        return 1.5 + 0.5 * (SHORTEST - length)
    return abs(math.log(length / _TYPICAL))
