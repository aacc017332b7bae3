"""Spoken sentences: the units that are labelled and quoted.

With punctuation a unit ends where a sentence ends. Where there is none (PocketSphinx, some
transcripts), and in long stretches without any, the likeliest cut is taken: each gap between words
has learned odds of a sentence ending there, from the pause and the words around it (``gaps``), and
each length of sentence has its own.

What speaks for a sentence ending between two words where there is no punctuation.

The words on both sides and the pause, measured against this speaker's own gaps: some stop only
between sentences, some at every other word, and some transcripts carry no pauses at all. The
weights are learned together with those of the parts.
"""

import itertools
import math
import re
from collections.abc import Sequence
from typing import Final

from mockint.star.segmenter import crf
from mockint.star.segmenter.features import Features
from mockint.star.types import Unit
from mockint.transcribe.types import Transcript, Word

_BARE: Final = re.compile(r"[^\w' ]+")
_UNNOTICED_S: Final = 0.05
_SHORTEST_PAUSE_S: Final = 0.15
_NO_PAUSES_S: Final = 0.02
"""Engines that write no pauses let each word start where the last one ended."""


def gap_features(words: Sequence[Word]) -> list[Features]:
    """One mapping for each gap between neighbours of ``words``: one fewer than words."""
    said = [_BARE.sub("", word.text.lower()) or "_" for word in words]
    gaps = [max(0.0, b.start - a.end) for a, b in itertools.pairwise(words)]
    usual = sum(gaps) / max(1, len(gaps)) + _UNNOTICED_S
    silent = max(gaps, default=0.0) < _NO_PAUSES_S
    out: list[Features] = []
    for i, gap in enumerate(gaps, start=1):
        found = _around(said, i)
        if silent:
            found["no pauses"] = 1.0
        else:
            found["pause over usual"] = min(3.0, max(0.0, math.log((gap + 1e-9) / usual)))
            found["pause share"] = min(1.0, gap / (4 * usual))
            found["pause seconds"] = min(1.0, gap)
            found["pause"] = float(gap > _SHORTEST_PAUSE_S)
        out.append(found)
    return out


def _around(said: Sequence[str], i: int) -> Features:
    before, last = said[max(0, i - 2) : i], said[i - 1]
    after = [*said[i : i + 3], "$", "$"][:3]
    return {
        "bias": 1.0,
        f"ends:{last}": 1.0,
        f"opens:{after[0]}": 1.0,
        f"opens:{after[0]}_{after[1]}": 1.0,
        f"opens:{'_'.join(after)}": 0.7,
        f"ends:{'_'.join(before)}#": 0.7,
        f"between:{last}_{after[0]}": 0.7,
    }


SHORTEST: Final = 5
LONGEST: Final = 35
"""Words of a spoken sentence, as the labelled answers have them."""

_TYPICAL: Final = 17
_SPREAD: Final = 0.55
"""Of the logarithm of a sentence's words, around ``_TYPICAL``."""

_LEANING: Final = 2.1
"""Added to every gap's log odds: one cut too many is mended when neighbours get the same label, a
missing one is not."""

_CLAUSE: Final = 1.0
"""Added where a comma stands."""

_SENTENCE_END: Final = re.compile(r"[.?!\u2026][\"'\u201d\u2019)\]]*$")
_ABBREVIATION: Final = re.compile(
    r"^[\"'\u201c\u2018(]*(?:[a-z]\.(?:[a-z]\.)+|e\.?g\.|i\.?e\.|etc\.|vs\.|mr\.|mrs\.|ms\.|dr\.|st\.|no\."
    r"|approx\.|inc\.|ltd\.|co\.|v\d*\.)$",
    re.IGNORECASE,
)
_CLAUSE_END: Final = re.compile(r"[,;:\u2014\u2013][\"'\u201d\u2019)\]]*$")
_MARKED_EVERY: Final = 60
"""A transcript counts as punctuated when a sentence ends at least once in so many words."""


def cut(transcript: Transcript, weights: crf.Weights | None = None) -> tuple[Unit, ...]:
    """The answer's spoken sentences, in order, every word in exactly one. Never raises.

    ``weights``: those that come with the program unless others are given (evaluation).
    """
    words = transcript.words
    if not words:
        return ()
    ends = [i + 1 for i, word in enumerate(words) if _ends_sentence(word.text)]
    if len(ends) * _MARKED_EVERY < len(words):
        ends = []
    bounds = sorted({0, *ends, len(words)})
    units: list[Unit] = []
    odds: list[float] | None = None
    for lo, hi in itertools.pairwise(bounds):
        cuts: list[int] = []
        if hi - lo > (LONGEST + SHORTEST if ends else SHORTEST):
            odds = odds or _odds(words, weights or crf.packaged())
            cuts = _cuts(odds, lo, hi)
        units.extend(Unit(words[a:b]) for a, b in itertools.pairwise([lo, *cuts, hi]))
    return tuple(units)


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.match(text)


def _odds(words: Sequence[Word], weights: crf.Weights) -> list[float]:
    """For each word the log odds that a sentence opens with it; the first one's is not used."""
    learned = crf.gap_scores(gap_features(words), weights)
    out = [0.0]
    for word, score in zip(words, learned, strict=False):
        out.append(float(score) + _LEANING + _CLAUSE * bool(_CLAUSE_END.search(word.text)))
    return out


def _cuts(odds: Sequence[float], lo: int, hi: int) -> list[int]:
    """The best inner cuts of the words from ``lo`` to ``hi``, by dynamic programming."""
    count = hi - lo
    best = [0.0] + [-math.inf] * count
    back = [0] * (count + 1)
    cost = [0.0, *((math.log(n / _TYPICAL) / _SPREAD) ** 2 / 2 for n in range(1, LONGEST + 1))]
    for end in range(1, count + 1):
        gain = 0.0 if end == count else odds[lo + end]
        for start in range(max(0, end - LONGEST), end):
            value = best[start] + gain - cost[end - start]
            if value > best[end]:
                best[end], back[end] = value, start
    cuts: list[int] = []
    at = back[count]
    while at > 0:
        cuts.append(lo + at)
        at = back[at]
    return cuts[::-1]
