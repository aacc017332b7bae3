"""Labelled answers as the signals are learned from them: units with features, pieces of units.

A piece is what the annotators marked as a signal's words, read alone, or the unit without them. It
teaches the ear which words carry the signal, so that a strength is not claimed for its company.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from mockint.domain import SEGMENTS, Segment
from mockint.star.signals.model import Features, features, place_of
from mockint.star.types import LabelledUnit
from mockint.star.types import Unit as SpokenUnit
from mockint.text.reading import read_text
from mockint.transcribe.types import Word
from training.answers import Answer

MISLABELLED = 0.10
"""Share of units trained as the part beside theirs: at run time parts are heard, not known."""
SHORTEST_PIECE = 3
"""Words as read."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One labelled sentence, or a piece of one."""

    answer: int
    """Index of its answer."""
    found: Features
    names: frozenset[str]
    pieces: tuple["Unit", ...] = ()


def words_of(text: str) -> tuple[Word, ...]:
    """A text's words, without times."""
    return tuple(Word(word, 0, 0) for word in text.split())


def _read(text: str) -> str:
    return read_text(text.split())


def spoken_units(answer: Answer) -> list[LabelledUnit]:
    """The labelled units as the program sees them: "other" goes with what stands before it."""
    segment: Segment = "situation"
    made = []
    for text, labelled in zip(answer.sentences, answer.segments, strict=True):
        aside = labelled == "other"
        segment = segment if aside else cast(Segment, labelled)
        made.append(LabelledUnit(SpokenUnit(words_of(text)), segment, aside))
    return made


def units_of(answers: Sequence[Answer], seed: int = 0) -> list[Unit]:
    """All units of all answers, in order, each with its pieces."""
    rng = np.random.default_rng(seed)
    made: list[Unit] = []
    for number, answer in enumerate(answers):
        texts = [_read(text) for text in answer.sentences]
        for at, one in enumerate(spoken_units(answer)):
            heard = one.segment
            if rng.random() < MISLABELLED:
                step = SEGMENTS.index(heard) + int(rng.choice([-1, 1]))
                heard = SEGMENTS[min(len(SEGMENTS) - 1, max(0, step))]
            found = features(texts, at, heard, place=place_of(at, len(texts)))
            names = frozenset(mark.name for mark in answer.signals if mark.unit == at)
            pieces = tuple(_pieces(number, answer, at, texts, one.segment))
            made.append(Unit(number, found, names, pieces))
    return made


@dataclass(frozen=True, slots=True)
class _Stretch:
    name: str
    start: int
    end: int


def _pieces(
    number: int, answer: Answer, at: int, texts: Sequence[str], segment: Segment
) -> Iterator[Unit]:
    """Each marked stretch alone, and the unit without it."""
    text = answer.sentences[at]
    marked = [
        _Stretch(mark.name, begin, begin + len(mark.quote))
        for mark in answer.signals
        if mark.unit == at and (begin := text.find(mark.quote)) >= 0
    ]
    for start, end in dict.fromkeys((one.start, one.end) for one in marked):
        inside = frozenset(m.name for m in marked if start <= m.start and m.end <= end)
        outside = frozenset(m.name for m in marked if m.end <= start or end <= m.start)
        for said, names in ((text[start:end], inside), (f"{text[:start]} {text[end:]}", outside)):
            read_piece = _read(said)
            if len(read_piece.split()) >= SHORTEST_PIECE:
                beside = [*texts[:at], read_piece, *texts[at + 1 :]]
                found = features(beside, at, segment, place=place_of(at, len(texts)))
                yield Unit(number, found, names)


def with_pieces(units: Sequence[Unit]) -> list[Unit]:
    """The units and then all their pieces."""
    whole = [replace(unit, pieces=()) for unit in units]
    return [*whole, *(piece for unit in units for piece in unit.pieces)]
