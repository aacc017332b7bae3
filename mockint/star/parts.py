"""Which part of the answer each unit belongs to, and for how long each part lasts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from mockint.questions.base import SEGMENTS, Segment
from mockint.star import decoder
from mockint.star.base import LabelledUnit, Span, Unit
from mockint.star.context import context
from mockint.star.features import features
from mockint.transcribe.base import Word

_OTHER: Final = len(SEGMENTS)
_STILL_TO_COME: Final = 3
"""Units that stand for the rest of an answer under way: as many as a feature counts from an end."""


def label(
    units: Sequence[Unit],
    weights: decoder.Weights | None = None,
    *,
    until: float | None = None,
) -> tuple[LabelledUnit, ...]:
    """Every unit with its segment, in order.

    ``until``: where the answer is still under way, the moment by which it is expected to end: the
    last words are then not taken for the end of the story. None for an answer that is whole.

    A greeting, thinking aloud or a closing word is an ``aside``: it keeps time with the unit before
    it, the ones at the very beginning with the first unit after them.
    """
    if not units:
        return ()
    chances = probabilities(units, weights or decoder.packaged(), until)
    best = [int(row.argmax()) for row in chances]
    segments: list[Segment | None] = [None if b == _OTHER else SEGMENTS[b] for b in best]
    if all(segment is None for segment in segments):
        segments[0] = SEGMENTS[int(chances[0, :_OTHER].argmax())]
    current = next(segment for segment in segments if segment is not None)
    labelled: list[LabelledUnit] = []
    for unit, b, segment in zip(units, best, segments, strict=True):
        current = segment or current
        labelled.append(LabelledUnit(unit, current, aside=b == _OTHER))
    return tuple(labelled)


def relabelled(labelled: Sequence[LabelledUnit], parts: Sequence[Span]) -> tuple[LabelledUnit, ...]:
    """Every unit with the part that its middle lies in; ``parts`` in order, at least one."""
    return tuple(
        replace(one, segment=_part_at(parts, (one.unit.start + one.unit.end) / 2))
        for one in labelled
    )


def _part_at(parts: Sequence[Span], at: float) -> Segment:
    there = [part.segment for part in parts if part.start <= at]
    return there[-1] if there else parts[0].segment


def probabilities(
    units: Sequence[Unit], weights: decoder.Weights, until: float | None = None
) -> decoder.Floats:
    """Shape (units, 6), rows summing to 1, columns in the order of ``decoder.LABELS``."""
    rows = features(_with_the_rest(units, until))[: len(units)]
    heard = decoder.marginals(decoder.scores(rows, weights), weights)
    if not weights.nets:
        return heard
    seen = context(heard, [len(unit.words) for unit in units])
    again = [decoder.marginals(net.scores(seen), net) for net in weights.nets]
    return np.asarray((heard + sum(again) / len(again)) / 2)


def _with_the_rest(units: Sequence[Unit], until: float | None) -> Sequence[Unit]:
    """The units, and what is still to come until then, of which nothing is known."""
    end = units[-1].end
    if until is None or until <= end:
        return units
    step = (until - end) / _STILL_TO_COME
    starts = [end + step * n for n in range(_STILL_TO_COME)]
    return [*units, *(Unit((Word("...", start, start + step),)) for start in starts)]


def spans(labelled: Sequence[LabelledUnit]) -> tuple[Span, ...]:
    """Runs of the same segment, each up to the next one's first word; the last to the last word.

    Together they are the time from the first word to the last. Words whose times run backwards
    give spans without length, never ones that overlap.
    """
    if not labelled:
        return ()
    starts: list[tuple[Segment, float]] = []
    for one in labelled:
        if not starts or starts[-1][0] != one.segment:
            start = max(one.unit.start, starts[-1][1] if starts else one.unit.start)
            starts.append((one.segment, start))
    end = max(starts[-1][1], *(word.end for one in labelled for word in one.unit.words))
    bounds = [start for _, start in starts[1:]] + [end]
    return tuple(
        Span(segment, start, stop) for (segment, start), stop in zip(starts, bounds, strict=True)
    )
