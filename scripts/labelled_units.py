"""Labelled answers as the ear trains on them: units with their features, and pieces of units.

A piece is what the annotators marked as a signal's words, read alone, or the unit without them. It
teaches the ear which words carry the signal, so that a strength is not claimed for its company.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from mockint.domain import SEGMENTS, Segment
from mockint.star.signals.model import Features, features, place_of
from mockint.star.types import LabelledUnit
from mockint.star.types import Unit as SpokenUnit
from mockint.text.reading import read_text
from mockint.transcribe.types import Word

ANSWERS = Path(__file__).resolve().parent.parent / "benchmarks" / "answers"
LABELLED = ANSWERS / "development.jsonl"
"""What figures are given on."""
EXTRA: tuple[str, ...] = ("written-2.jsonl", "written-3.jsonl")
"""Further files of the same folder, trained on and never scored."""

Answer = dict[str, Any]
"""One line of the labelled answers."""
MISLABELLED = 0.10
"""Share of units trained as the part beside theirs: at run time parts are heard, not known."""
SHORTEST_PIECE = 3


@dataclass(frozen=True)
class Unit:
    """One labelled sentence, or a piece of one."""

    answer: int
    """Index of its answer."""
    found: Features
    names: frozenset[str]
    pieces: tuple["Unit", ...] = ()


def extra_files() -> list[Path]:
    """The files of ``EXTRA``."""
    return [ANSWERS / name for name in EXTRA]


def rows(paths: Sequence[Path]) -> list[Answer]:
    """Every labelled answer of the files, in order."""
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def words_of(text: str) -> tuple[Word, ...]:
    """A text's words, without times."""
    return tuple(Word(word, 0, 0) for word in text.split())


def _read(text: str) -> str:
    return read_text(text.split())


def spoken_units(answer: Answer) -> list[LabelledUnit]:
    """The labelled units as the program sees them: "other" goes with what stands before it."""
    segment: Segment = "situation"
    made = []
    for unit in answer["units"]:
        aside = unit["segment"] == "other"
        segment = segment if aside else unit["segment"]
        made.append(LabelledUnit(SpokenUnit(words_of(unit["text"])), segment, aside))
    return made


def units_of(answers: Sequence[Answer], seed: int = 0) -> list[Unit]:
    """All units of all answers, in order, each with its pieces."""
    rng = np.random.default_rng(seed)
    made: list[Unit] = []
    for number, answer in enumerate(answers):
        texts = [_read(unit["text"]) for unit in answer["units"]]
        for at, one in enumerate(spoken_units(answer)):
            heard = one.segment
            if rng.random() < MISLABELLED:
                step = SEGMENTS.index(heard) + int(rng.choice([-1, 1]))
                heard = SEGMENTS[min(len(SEGMENTS) - 1, max(0, step))]
            found = features(texts, at, heard, place=place_of(at, len(texts)))
            names = frozenset(s["name"] for s in answer["signals"] if s["unit"] == at)
            pieces = tuple(_pieces(number, answer, at, texts, one.segment))
            made.append(Unit(number, found, names, pieces))
    return made


@dataclass(frozen=True)
class _Mark:
    name: str
    start: int
    end: int


def _pieces(
    number: int, answer: Answer, at: int, texts: Sequence[str], segment: Segment
) -> Iterator[Unit]:
    """Each marked stretch alone, and the unit without it."""
    text = answer["units"][at]["text"]
    marks = [
        _Mark(s["name"], begin, begin + len(s["quote"]))
        for s in answer["signals"]
        if s["unit"] == at and (begin := text.find(s["quote"])) >= 0
    ]
    for start, end in dict.fromkeys((mark.start, mark.end) for mark in marks):
        inside = frozenset(m.name for m in marks if start <= m.start and m.end <= end)
        outside = frozenset(m.name for m in marks if m.end <= start or end <= m.start)
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
