"""Where an answer is that is still being told: for the screen, never for the debrief."""

from collections.abc import Sequence

from mockint.questions.base import SEGMENTS, Level
from mockint.star.base import Span
from mockint.star.marks import marked_spans
from mockint.star.parts import label, spans
from mockint.star.timing import scaled_target
from mockint.star.units import cut
from mockint.transcribe.base import Transcript


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
    plan = sum(scaled_target(segment, level) for segment in SEGMENTS)
    until = max(units[0].start + plan, units[-1].end + scaled_target("reflection", level))
    return spans(label(units, until=until))
