"""Labelled answers as the signals are learned from them: units with features, pieces of units.

A retelling is the same answer as a recognizer wrote it: cut where that put its marks, with the
signals whose words it kept. A piece is what the annotators marked as a signal's words, read alone,
or the unit without them. It teaches the ear which words carry the signal, so that a strength is not
claimed for its company.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import cast

import numpy as np

from mockint.domain import SEGMENTS, Segment
from mockint.star.segmenter import crf
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.model import Features, features, place_of
from mockint.star.types import LabelledUnit
from mockint.star.types import Unit as SpokenUnit
from mockint.text.reading import read_text
from mockint.transcribe.types import Word
from training.answers import Answer, Mark
from training.boundaries import BY_PAUSES
from training.heard import Hearing
from training.parts import majority

MISLABELLED = 0.10
"""Share of units trained as the part beside theirs: at run time parts are heard, not known."""
SHORTEST_PIECE = 3
"""Words as read."""
KEPT_SHARE = 0.5
"""Of the words of a mark: where fewer were heard, a retelling does not show it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One labelled sentence, or a piece of one."""

    answer: int
    """Index of its answer."""
    found: Features
    names: frozenset[str]
    doubted: frozenset[str] = frozenset()
    """Of ``names`` those that only one of two readers marked."""
    unknown: frozenset[str] = frozenset()
    """Names of which nobody said whether this piece shows them."""
    pieces: tuple["Unit", ...] = ()


def words_of(text: str) -> tuple[Word, ...]:
    """A text's words, without times."""
    return tuple(Word(word, 0, 0) for word in text.split())


def _read(text: str) -> str:
    return read_text(text.split())


def spoken_units(answer: Answer) -> list[LabelledUnit]:
    """The labelled units as the program sees them."""
    return _labelled([SpokenUnit(words_of(text)) for text in answer.sentences], answer.segments)


def _labelled(units: Sequence[SpokenUnit], labels: Sequence[str]) -> list[LabelledUnit]:
    """Units with their parts: "other" goes with what stands before it."""
    segment: Segment = "situation"
    made = []
    for unit, labelled in zip(units, labels, strict=True):
        aside = labelled == "other"
        segment = segment if aside else cast(Segment, labelled)
        made.append(LabelledUnit(unit, segment, aside))
    return made


def units_of(answers: Sequence[Answer], seed: int = 0) -> list[Unit]:
    """All units of all answers, in order, each with its pieces."""
    rng = np.random.default_rng(seed)
    made: list[Unit] = []
    for number, answer in enumerate(answers):
        texts = [_read(text) for text in answer.sentences]
        for at, one in enumerate(spoken_units(answer)):
            found = features(texts, at, _as_heard(one.segment, rng), place=place_of(at, len(texts)))
            marks = [mark for mark in answer.signals if mark.unit == at]
            names = frozenset(mark.name for mark in marks)
            doubted = frozenset(mark.name for mark in marks if not mark.agreed)
            pieces = tuple(_pieces(number, answer, at, texts, one.segment))
            made.append(Unit(number, found, names, doubted, pieces=pieces))
    return made


def retold_units(told: Sequence[tuple[Answer, Hearing]], first: int, seed: int = 1) -> list[Unit]:
    """All units of retellings, in order, without pieces; ``first``: what the first one's is called.

    A mark belongs to the unit that holds most of its words.
    """
    rng = np.random.default_rng(seed)
    made: list[Unit] = []
    for number, (answer, hearing) in enumerate(told, start=first):
        units = cut(hearing.transcript(), BY_PAUSES)
        labels = [crf.LABELS[i] for i in majority(units, hearing.spoken(answer).labels)]
        texts = [read_text([word.text for word in unit.words]) for unit in units]
        shown = _shown(answer, hearing, [len(unit.words) for unit in units])
        for at, one in enumerate(_labelled(units, labels)):
            found = features(texts, at, _as_heard(one.segment, rng), place=place_of(at, len(texts)))
            made.append(Unit(number, found, frozenset(shown[at])))
    return made


def _as_heard(segment: Segment, rng: np.random.Generator) -> Segment:
    """Now and then the part beside the true one."""
    if rng.random() >= MISLABELLED:
        return segment
    step = SEGMENTS.index(segment) + int(rng.choice([-1, 1]))
    return SEGMENTS[min(len(SEGMENTS) - 1, max(0, step))]


def _shown(answer: Answer, hearing: Hearing, sizes: Sequence[int]) -> list[set[str]]:
    """For each unit of a retelling, of so many words each, the names that it shows."""
    unit_of = [i for i, size in enumerate(sizes) for _ in range(size)]
    heard = {said: unit_of[at] for at, said in hearing.kept(answer).items()}
    shown: list[set[str]] = [set() for _ in sizes]
    for mark in answer.signals:
        places = _places(mark, answer.sentences[mark.unit])
        units = [heard[mark.unit, at] for at in places if (mark.unit, at) in heard]
        if places and len(units) >= KEPT_SHARE * len(places):
            shown[max(units, key=units.count)].add(mark.name)
    return shown


def _places(mark: Mark, sentence: str) -> list[int]:
    """Which words of the sentence the quote has a part of; none where it does not stand there."""
    begin = sentence.find(mark.quote)
    if begin < 0:
        return []
    ends = list(accumulate(len(word) + 1 for word in sentence.split()))
    starts = [0, *ends[:-1]]
    last = begin + len(mark.quote)
    return [at for at, start in enumerate(starts) if start < last and begin < ends[at] - 1]


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
    unknown = frozenset(m.name for m in answer.signals if m.unit == at and m.quote == text)
    marked = [
        _Stretch(mark.name, begin, begin + len(mark.quote))
        for mark in answer.signals
        if mark.unit == at and mark.quote != text and (begin := text.find(mark.quote)) >= 0
    ]
    for start, end in dict.fromkeys((one.start, one.end) for one in marked):
        inside = frozenset(m.name for m in marked if start <= m.start and m.end <= end)
        outside = frozenset(m.name for m in marked if m.end <= start or end <= m.start)
        for said, names in ((text[start:end], inside), (f"{text[:start]} {text[end:]}", outside)):
            read_piece = _read(said)
            if len(read_piece.split()) >= SHORTEST_PIECE:
                beside = [*texts[:at], read_piece, *texts[at + 1 :]]
                found = features(beside, at, segment, place=place_of(at, len(texts)))
                yield Unit(number, found, names, unknown=unknown - names)


def with_pieces(units: Sequence[Unit]) -> list[Unit]:
    """The units and then all their pieces."""
    whole = [replace(unit, pieces=()) for unit in units]
    return [*whole, *(piece for unit in units for piece in unit.pieces)]
