"""The parts of an answer as the candidate marked them while speaking."""

from bisect import bisect_right
from collections.abc import Sequence

from mockint.questions.base import SEGMENTS
from mockint.star.base import LabelledUnit, Span, Unit
from mockint.star.parts import spans
from mockint.transcribe.base import Word


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
