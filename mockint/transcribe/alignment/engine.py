"""Any engine with the times and the hesitations of an alignment: what stands behind every engine.

Words stay as the engine wrote them; their times become those of the alignment. An "um" or "uh"
between two words becomes a hesitation, not a word: a debrief counts it and knows when it was, and
a quote still reads as the engine wrote it.

A piece that cannot be aligned (its text has wrong words) is cut at the engine's longest pause, and
each half tried on its own; what fails in the end keeps the engine's times.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.text.fillers import is_sound
from mockint.transcribe.alignment.align import Aligner
from mockint.transcribe.alignment.chain import Alignment
from mockint.transcribe.types import (
    Drafting,
    Recognition,
    Recognizer,
    Streaming,
    Stretch,
    Word,
)

DEEPEST = 4
"""Cuts on the way to the smallest part: a piece costs at most five alignments of its length."""
FEWEST_WORDS = 3
"""Of a part: fewer tell an aligner too little."""
PAUSE_S = 0.12
"""Between two words, by the engine's times: where a text may be cut."""


class Aligns(Protocol):
    """Finds the words of a text in their sound (``alignment.Aligner``)."""

    def warm(self) -> None:
        """Load the model now. Raises EngineMissing."""

    def align(self, sound: Samples, texts: Sequence[str]) -> Alignment | None:
        """Where each of ``texts`` is in ``sound`` (16 kHz), or None where they do not fit."""


def with_aligner(recognizer: Recognizer, aligner: Aligns) -> "AlignedRecognizer":
    """``recognizer`` with aligned times; it hears while the sound comes if ``recognizer`` does."""
    if isinstance(recognizer, Streaming):
        return AlignedStreamingRecognizer(recognizer, aligner)
    if isinstance(recognizer, Drafting):
        return AlignedDraftingRecognizer(recognizer, aligner)
    return AlignedRecognizer(recognizer, aligner)


def with_alignment(make: Callable[[], Recognizer]) -> Recognizer:
    """What ``make`` makes, aligned; as it is where PocketSphinx is not installed.

    ``partial(with_alignment, make)`` can be sent to another process where ``make`` can.
    """
    made = make()
    return made if find_spec("pocketsphinx") is None else with_aligner(made, Aligner())


class AlignedRecognizer:
    """A Recognizer: the words of another, with aligned times, and the hesitations it left out."""

    def __init__(self, recognizer: Recognizer, aligner: Aligns) -> None:
        self.name = recognizer.name
        self.window_s = recognizer.window_s
        self._recognizer = recognizer
        self._aligner = aligner

    def warm(self) -> None:
        """Load both models. Raises as Recognizer.warm."""
        self._recognizer.warm()
        self._aligner.warm()

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """As the recognizer hears ``sound``, aligned. Raises as Recognizer.recognize."""
        return self.refined(sound, self._recognizer.recognize(sound, hints=hints))

    def refined(self, sound: Samples, heard: Recognition) -> Recognition:
        """``heard`` with the times of ``sound`` ((n,), mono float32, 16 kHz) where they fit."""
        if not heard.words:
            return heard
        words, fillers = self._parts(sound, heard.words, 0.0, len(sound) / RATE_HZ, DEEPEST)
        found = merged(heard, words, fillers)
        # What could not be aligned keeps the engine's times.
        kept = any(
            (old.start, old.end) == (new.start, new.end)
            for old, new in zip(heard.words, found.words, strict=True)
        )
        return replace(found, estimated=heard.estimated and kept)

    def _parts(
        self, sound: Samples, words: Sequence[Word], start: float, end: float, cuts: int
    ) -> tuple[list[Word], list[Stretch]]:
        """``words``, said from ``start`` to ``end``, with the best times to be had; and fillers."""
        piece = sound[round(start * RATE_HZ) : round(end * RATE_HZ)]
        found = self._aligner.align(piece, [word.text for word in words])
        if found is not None:
            return with_times(words, found, start)
        at = longest_pause(words)
        if at is None or not cuts:
            return list(words), []
        middle = (words[at - 1].end + words[at].start) / 2
        first, fillers = self._parts(sound, words[:at], start, middle, cuts - 1)
        second, more = self._parts(sound, words[at:], middle, end, cuts - 1)
        return first + second, fillers + more


class AlignedStreamingRecognizer(AlignedRecognizer):
    """AlignedRecognizer, for a recognizer that hears a piece while it is being said."""

    _recognizer: Streaming

    def __init__(self, recognizer: Streaming, aligner: Aligns) -> None:
        super().__init__(recognizer, aligner)
        self._sound: list[Samples] = []

    def begin(self, *, hints: Sequence[str] = ()) -> None:
        """A new piece. Raises as Recognizer.recognize."""
        self._sound.clear()
        self._recognizer.begin(hints=hints)

    def push(self, sound: Samples) -> tuple[Word, ...]:
        """Take more sound of it; the words so far, with the recognizer's times."""
        self._sound.append(sound.copy())
        return self._recognizer.push(sound)

    def end(self) -> Recognition:
        """The piece is over: its words, aligned."""
        heard = self._recognizer.end()
        sound = np.concatenate(self._sound) if self._sound else np.zeros(0, np.float32)
        self._sound.clear()
        return self.refined(sound, heard)


class AlignedDraftingRecognizer(AlignedRecognizer):
    """AlignedRecognizer, for a recognizer that drafts. A draft is not aligned."""

    _recognizer: Drafting

    def __init__(self, recognizer: Drafting, aligner: Aligns) -> None:
        super().__init__(recognizer, aligner)
        self.extends = recognizer.extends

    def draft(self, sound: Samples, stop: Callable[[], bool], *, hints: Sequence[str] = ()) -> bool:
        """As Drafting.draft."""
        return self._recognizer.draft(sound, stop, hints=hints)


def merged(heard: Recognition, words: Sequence[Word], fillers: Sequence[Stretch]) -> Recognition:
    """What the engine heard, with aligned ``words`` (as many as its own) and ``fillers``.

    A hesitation that both found is told once, by the aligner. A word laid over one that only the
    engine found keeps the engine's times: a chain has no other place for a sound it cannot name.
    """
    pairs = zip(heard.words, words, strict=True)
    others = [one for one in heard.hesitations if not any(_meet(one, new) for new in fillers)]
    best = [old if any(_meet(one, new) for one in others) else new for old, new in pairs]
    hesitations = sorted([*fillers, *others], key=lambda one: one.start)
    return Recognition(tuple(in_order(best)), tuple(hesitations))


def with_times(
    words: Sequence[Word], found: Alignment, offset: float
) -> tuple[list[Word], list[Stretch]]:
    """``words`` and the fillers at the times that were ``found``, ``offset`` seconds later.

    An "um" that was found is confirmed; one that the sound denies is unsure, whatever the engine
    gave it. What was not found keeps what the engine's times leave it between its neighbors.
    """
    made: list[Word] = []
    nexts = _starts_behind(found.words)
    last = 0.0
    for word, place, following in zip(words, found.words, nexts, strict=True):
        if place is None:
            start = min(max(last, word.start - offset), following)
            last = min(max(start, word.end - offset), following)
            chance = 0.0 if is_sound(word.text) else word.probability
            made.append(Word(word.text, offset + start, offset + last, chance))
        else:
            last = place.end
            moved = replace(word, start=offset + place.start, end=offset + last)
            made.append(replace(moved, confirmed=is_sound(word.text)))
    return made, [Stretch(offset + one.start, offset + one.end) for one in found.fillers]


def _starts_behind(places: Sequence[Stretch | None]) -> list[float]:
    """For each of ``places``, where the next one that was found begins; infinity for none."""
    made: list[float] = []
    following = math.inf
    for place in reversed(places):
        made.append(following)
        following = place.start if place is not None else following
    return made[::-1]


def longest_pause(words: Sequence[Word]) -> int | None:
    """The word behind the longest pause with enough words on both sides; None for none."""
    places = range(FEWEST_WORDS, len(words) - FEWEST_WORDS + 1)
    best = max(places, key=lambda at: words[at].start - words[at - 1].end, default=None)
    if best is None or words[best].start - words[best - 1].end < PAUSE_S:
        return None
    return best


def in_order(words: Sequence[Word]) -> list[Word]:
    """The words with no start before the end in front: parts with two clocks may cross."""
    made: list[Word] = []
    floor = 0.0
    for word in words:
        start = max(floor, word.start)
        floor = max(start, word.end)
        made.append(word if start == word.start else replace(word, start=start, end=floor))
    return made


def _meet(one: Stretch, other: Stretch | Word) -> bool:
    return one.start < other.end and other.start < one.end
