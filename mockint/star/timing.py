"""How long each part took against its target, and the whole against the level's budget."""

from collections.abc import Sequence

from mockint.domain import SEGMENTS, TARGET_S, Level, Segment
from mockint.star.types import BudgetStatus, BudgetUse, Span, Timing, TimingStatus

TOLERANCE = 1 / 3
"""A part is on target within this share of it, either way. Ours: the sources give targets and no
tolerance. The smallest, 5 s on Reflection, is more than the ear's mean error (docs/ear.md)."""


def timings(spans: Sequence[Span], level: Level) -> tuple[Timing, ...]:
    """Seconds of all five parts, in order, against the targets; a part's spans are summed."""
    return tuple(_timing(segment, spans, level) for segment in SEGMENTS)


def _timing(segment: Segment, spans: Sequence[Span], level: Level) -> Timing:
    seconds = sum((span.seconds for span in spans if span.segment == segment), 0.0)
    target = TARGET_S[segment]
    present = any(span.segment == segment for span in spans)
    return Timing(
        segment=segment,
        seconds=seconds,
        target=target,
        scaled_target=level.targets_s[segment],
        status=status_of(seconds, target, present=present),
    )


def status_of(seconds: float, target: float, *, present: bool) -> TimingStatus:
    """Where ``seconds`` lie around ``target``; missing where the part was not ``present``."""
    if not present or seconds <= 0.0:
        return "missing"
    if seconds < (1 - TOLERANCE) * target:
        return "short"
    return "long" if seconds > (1 + TOLERANCE) * target else "on target"


def budget(seconds: float, level: Level) -> BudgetUse:
    """``seconds`` from the first word to the last, against what the level allows."""
    allowed = level.budget
    status: BudgetStatus = "within"
    if seconds < allowed.min_s:
        status = "under"
    elif seconds > allowed.max_s:
        status = "over"
    return BudgetUse(
        level=level.name, min=allowed.min_s, max=allowed.max_s, seconds=seconds, status=status
    )
