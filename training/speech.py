"""Labelled text as if it had been spoken: words with times, with punctuation and without.

The times are made, not measured: a word lasts as long as its letters, a pause stands between
sentences (longer and shorter ones), a shorter one at most commas, and now and then one in the
middle of nowhere, as people think. The seed is the answer's name, so every run says it alike.
"""

import random
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from mockint.text.normalize import straight
from mockint.text.numbers import cardinal, digits
from mockint.transcribe.types import Transcript, Word
from training.answers import Answer

_CURRENCY = {"$": "dollars", "€": "euros", "£": "pounds"}
_NUMBER = re.compile(r"^([$€£]?)(\d[\d,]*)(?:\.(\d+))?(%?)$")
_PIECES = re.compile(r"\d+|[^\W\d]+(?:['\u2019][^\W\d]+)*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One saying of one answer."""

    transcript: Transcript
    labels: tuple[str, ...]
    """True label of each word."""
    openings: frozenset[int]
    """Indices of the words that open a sentence."""


def say(answer: Answer, *, punctuated: bool, take: int = 0, loss: float = 0.0) -> Spoken:
    """The answer as a transcript. ``take`` varies the pauses; ``loss``: share of words misheard."""
    rng = random.Random(zlib.crc32(f"{answer.name}/{take}".encode()))
    vocabulary = " ".join(answer.sentences).lower().split()
    words: list[Word] = []
    labels: list[str] = []
    openings: set[int] = set()
    now = rng.uniform(0.4, 2.5)
    for sentence, segment in zip(answer.sentences, answer.segments, strict=True):
        openings.add(len(words))
        for i, text in enumerate(sentence.split()):
            lasting = 0.09 + 0.062 * sum(c.isalnum() for c in text)
            now += _pause(rng, text_before=words[-1].text if words and i else "", opening=i == 0)
            heard = [text] if punctuated else bare(text)
            if loss and rng.random() < loss:
                heard = [] if rng.random() < 0.4 else bare(rng.choice(vocabulary))
            for n, part in enumerate(heard):
                at = now + lasting * n / len(heard)
                words.append(Word(part, at, now + lasting * (n + 1) / len(heard)))
                labels.append(segment)
            now += lasting
    heard_text = Transcript(tuple(words), now + 0.5, "labelled text")
    return Spoken(heard_text, tuple(labels), frozenset(openings))


def hurried(spoken: Spoken) -> Spoken:
    """The same without any pauses, as some engines write times."""
    return _repaused(spoken, lambda _i, _rng: 0.0)


def halting(spoken: Spoken) -> Spoken:
    """The same with pauses that tell little: many within sentences, some none between them."""

    def pause(i: int, rng: random.Random) -> float:
        between = rng.uniform(0.0, 0.9) if i in spoken.openings else 0.0
        return between + (rng.uniform(0.0, 0.8) if rng.random() < 0.15 else 0.0)

    return _repaused(spoken, pause)


def _repaused(spoken: Spoken, pause: Callable[[int, random.Random], float]) -> Spoken:
    rng = random.Random(zlib.crc32(spoken.transcript.text.encode()))
    words: list[Word] = []
    now = 1.0
    for i, word in enumerate(spoken.transcript.words):
        now += pause(i, rng)
        words.append(Word(word.text, now, now + (word.end - word.start)))
        now = words[-1].end
    transcript = Transcript(tuple(words), now + 0.5, "labelled text")
    return Spoken(transcript, spoken.labels, spoken.openings)


def _pause(rng: random.Random, *, text_before: str, opening: bool) -> float:
    if opening:
        return min(2.5, rng.lognormvariate(-0.75, 0.55))
    if text_before.endswith((",", ";", ":")):
        return rng.uniform(0.05, 0.45) if rng.random() < 0.7 else 0.0
    return rng.uniform(0.2, 1.0) if rng.random() < 0.04 else rng.choice((0.0, 0.0, 0.03))


def bare(text: str) -> list[str]:
    """As an engine without punctuation or digits writes it: "0.3%," is four words."""
    number = _NUMBER.match(text.strip(".,;:!?\"'()"))
    if number:
        sign, whole, part, percent = number.groups()
        out = [*cardinal(int(whole.replace(",", "")))]
        if part:
            out += ["point", *digits(part)]
        return out + ([_CURRENCY[sign]] if sign else []) + (["percent"] if percent else [])
    out = []
    for piece in _PIECES.findall(straight(text)):
        out += cardinal(int(piece)) if piece.isdigit() else [piece]
    return out
