"""An interviewer who cuts in once: when, and how soon the result is there after it."""

from collections.abc import Sequence

from mockint.questions.base import Level, Library, SignalName
from mockint.star.base import Span
from mockint.star.part_check import signals_of
from mockint.star.practised import Recovery
from mockint.star.timing import scaled_target
from mockint.transcribe.base import Transcript

INTO_THE_ACTION_S = 12.0
"""So much of the Action has been heard when the interviewer cuts in: it is under way, and its end
is not in sight. Ours."""

_RESULT: tuple[SignalName, ...] = ("metric_delta", "business_value", "second_order_effect")


def is_moment(elapsed_s: float, so_far: Sequence[Span], level: Level) -> bool:
    """Whether to cut in now. ``so_far``: the parts as they are heard while the answer is told.

    Where the ear follows: in the Action, some way into it, never once the result has begun. Where
    it does not, or hears no Action: half-way into the Action by the clock.
    """
    if any(span.segment in ("result", "reflection") for span in so_far):
        return False
    action_s = sum(span.seconds for span in so_far if span.segment == "action")
    if so_far and so_far[-1].segment == "action" and action_s >= INTO_THE_ACTION_S:
        return True
    return elapsed_s >= latest_s(level)


def latest_s(level: Level) -> float:
    """By the clock: half-way into the Action, as the targets have it."""
    before = scaled_target("situation", level) + scaled_target("task", level)
    return before + scaled_target("action", level) / 2


def recover(reply: Transcript, library: Library) -> Recovery:
    """How soon the result came. The reply's clock begins when the voice has ended."""
    if not reply.words:
        return Recovery(None, None, "")
    began_s = reply.words[0].start
    shown = [one for one in signals_of(reply, "result", library) if one.name in _RESULT]
    if not shown:
        return Recovery(began_s, None, "")
    # Signals come in order of time. Their words are cut at clauses, which a transcript without
    # punctuation needs: there a sentence may hold the run-up as well.
    return Recovery(began_s, shown[0].start, shown[0].quote)
