"""Spoken sentences: the units that are labelled and quoted.

With punctuation a unit ends where a sentence ends. Where there is none (PocketSphinx, some
transcripts), and in long stretches without any, the likeliest cut is taken: each gap between words
has learned odds of a sentence ending there, from the pause and the words around it (``gaps``), and
each length of sentence has its own.
"""

import itertools
import math
import re
from collections.abc import Sequence
from typing import Final

from mockint.star import decoder
from mockint.star.base import Unit
from mockint.star.gaps import gap_features
from mockint.transcribe.base import Transcript, Word

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


def cut(transcript: Transcript, weights: decoder.Weights | None = None) -> tuple[Unit, ...]:
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
            odds = odds or _odds(words, weights or decoder.packaged())
            cuts = _cuts(odds, lo, hi)
        units.extend(Unit(words[a:b]) for a, b in itertools.pairwise([lo, *cuts, hi]))
    return tuple(units)


def _ends_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and not _ABBREVIATION.match(text)


def _odds(words: Sequence[Word], weights: decoder.Weights) -> list[float]:
    """For each word the log odds that a sentence opens with it; the first one's is not used."""
    learned = decoder.gap_scores(gap_features(words), weights)
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
