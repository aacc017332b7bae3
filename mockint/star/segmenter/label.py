"""Which part of the answer each unit belongs to, and for how long each part lasts.

The parts of an answer as the candidate marked them while speaking.

Where an answer is that is still being told: for the screen, never for the debrief.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from mockint.domain import SEGMENTS, Level, Segment
from mockint.star.segmenter import crf
from mockint.star.segmenter.features import features
from mockint.star.segmenter.second_pass import context
from mockint.star.segmenter.sentences import cut
from mockint.star.types import LabelledUnit, Span, Unit
from mockint.transcribe.types import Transcript, Word

_OTHER: Final = len(SEGMENTS)
_STILL_TO_COME: Final = 3
"""Units that stand for the rest of an answer under way: as many as a feature counts from an end."""


def label(
    units: Sequence[Unit],
    weights: crf.Weights | None = None,
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
    chances = probabilities(units, weights or crf.packaged(), until)
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
    units: Sequence[Unit], weights: crf.Weights, until: float | None = None
) -> crf.Floats:
    """Shape (units, 6), rows summing to 1, columns in the order of ``decoder.LABELS``."""
    rows = features(_with_the_rest(units, until))[: len(units)]
    heard = crf.marginals(crf.scores(rows, weights), weights)
    if not weights.nets:
        return heard
    seen = context(heard, [len(unit.words) for unit in units])
    again = [crf.marginals(net.scores(seen), net) for net in weights.nets]
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


def marked_spans(words: Sequence[Word], marks: Sequence[float]) -> tuple[Span, ...]:
    """Spans by the candidate's own marks; together they are the time from first word to last.

    The first mark ends the situation, the second the task, and so on; those past the fourth count
    for nothing. A word belongs where its middle lies: nobody presses a key between two words
    exactly. A part that was marked over before a word was said has no span.
    """
    moments = sorted(marks)[: len(SEGMENTS) - 1]
    reached = 0
    labelled: list[LabelledUnit] = []
    for word in words:
        reached = max(reached, bisect_right(moments, (word.start + word.end) / 2))
        labelled.append(LabelledUnit(Unit((word,)), SEGMENTS[reached]))
    return spans(labelled)


def spans_so_far(
    transcript: Transcript, level: Level, marks: Sequence[float] = ()
) -> tuple[Span, ...]:
    """The parts of an answer as far as it was heard; by the candidate's marks where there are any.

    The answer is taken to last as long as the plan for the level, and always a little longer than
    it is now. Read as if it were whole, four in ten places before the Result were taken for Result
    or Reflection; like this one in twenty (docs/ear.md).
    """
    if marks:
        return marked_spans(transcript.words, marks)
    units = cut(transcript)
    if not units:
        return ()
    targets = level.targets_s
    plan = sum(targets.values())
    until = max(units[0].start + plan, units[-1].end + targets["reflection"])
    return spans(label(units, until=until))
