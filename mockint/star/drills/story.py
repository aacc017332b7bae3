"""The same story told within less: what went on the way. Pure values.

An interviewer who cuts in once: when, and how soon the result is there after it.
"""

from collections.abc import Sequence

from mockint.content.types import Library
from mockint.domain import Level, Segment, SignalName
from mockint.star.drills.part import signals_of
from mockint.star.drills.types import Dropped, Recovery, Telling
from mockint.star.types import Analysis, Span
from mockint.text.figures import figures, plain_quote, quotes
from mockint.transcribe.types import Transcript


def dropped(before: Telling, after: Telling) -> Dropped:
    """Compare two tellings; the order is that of the first. One without parts lost none."""
    had, has = _parts(before.analysis), _parts(after.analysis)
    heard, hears = _strengths(before.analysis), _strengths(after.analysis)
    still = {plain_quote(figure) for figure in figures_in(after.transcript)}
    return Dropped(
        parts=tuple(part for part in had if has and part not in has),
        figures=tuple(f for f in figures_in(before.transcript) if plain_quote(f) not in still),
        strengths=tuple(name for name in heard if name not in hears),
        gained=tuple(name for name in hears if name not in heard),
        kept=tuple(name for name in heard if name in hears),
    )


def figures_in(transcript: Transcript) -> tuple[str, ...]:
    """Every figure as it was said, with the word it counts; each once, doubted words left out."""
    words = transcript.words
    return quotes(figures([word.text for word in words], [word.sure for word in words]))


def _parts(analysis: Analysis) -> tuple[Segment, ...]:
    return tuple(one.segment for one in analysis.timings if one.status != "missing")


def _strengths(analysis: Analysis) -> tuple[SignalName, ...]:
    return tuple(dict.fromkeys(s.name for s in analysis.signals if s.kind == "strength"))


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
    targets = level.targets_s
    return targets["situation"] + targets["task"] + targets["action"] / 2


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
