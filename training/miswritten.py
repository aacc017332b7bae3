"""The same answer with the small faults that Whisper makes: other marks, a lost "'d" or "-ed".

Cheap: it needs no sound, so every answer can be learned so, also one that nobody has spoken. The
rates are those of what was heard (``python -m training hear``).
"""

import random
import zlib
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import accumulate

from mockint.transcribe.types import Word
from training.answers import Answer
from training.heard import Hearing
from training.speech import say

_STOPS = (".", "!", "?")
_SHORTEST_PAST = 5
"""Letters: "used" and "need" are left alone."""


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each fault happens where it can."""

    comma_to_stop: float = 0.19
    comma_to_none: float = 0.20
    stop_to_comma: float = 0.09
    had: float = 0.15
    """Of "'d"."""
    has: float = 0.05
    """Of "'s" and "'ve"."""
    past: float = 0.04
    """Of a verb's "-ed"."""


RATES = Rates()


def miswritten(
    answer: Answer, known: Collection[str], take: int = 0, rates: Rates = RATES
) -> Hearing:
    """``answer`` as it might be heard, with made times.

    ``known``: small words, among which a verb without its "-ed" must be.
    """
    rng = random.Random(zlib.crc32(f"{answer.name}/miswritten/{take}".encode()))
    spoken = say(answer, punctuated=True, take=take)
    said = spoken.transcript.words
    words = tuple(_faulty(word, rng, known, rates) for word in said)
    sentence = tuple(accumulate((i in spoken.openings for i in range(len(said))), initial=-1))[1:]
    bounds = sorted(spoken.openings)
    ends = [said[i - 1].end for i in bounds[1:]] + [said[-1].end]
    times = tuple((said[i].start, end) for i, end in zip(bounds, ends, strict=True))
    return Hearing(
        answer.name, "", "miswritten", spoken.transcript.duration, times, words, sentence
    )


def _faulty(word: Word, rng: random.Random, known: Collection[str], rates: Rates) -> Word:
    text, mark = word.text, ""
    if text.endswith((",", *_STOPS)):
        text, mark = text[:-1], _faulty_mark(text[-1], rng.random(), rates)
    ending = next((one for one in ("'d", "'s", "'ve") if text.endswith(one)), "")
    drawn = rng.random()
    if ending and drawn < (rates.had if ending == "'d" else rates.has):
        text = text.removesuffix(ending)
    elif drawn < rates.past:
        text = without_past(text, known)
    return replace(word, text=text + mark)


def _faulty_mark(mark: str, drawn: float, rates: Rates) -> str:
    if mark in _STOPS:
        return "," if drawn < rates.stop_to_comma else mark
    if drawn < rates.comma_to_stop:
        return "."
    return "" if drawn < rates.comma_to_stop + rates.comma_to_none else mark


def without_past(text: str, known: Collection[str]) -> str:
    """ "asked" as "ask", "planned" as "plan", "moved" as "move"; other words as they are."""
    if len(text) < _SHORTEST_PAST or not text.endswith("ed"):
        return text
    shorter = (text[:-2], text[:-1], text[:-3])
    return next((one for one in shorter if one.lower() in known), text)
