"""The five targets and the budget as a plan on the clock: where one would be by now."""

from dataclasses import dataclass

from mockint.questions.base import BUDGET, SEGMENTS, TARGET_S, Level, Segment


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the answer and the moment by which it would be over."""

    segment: Segment
    until_s: float


def target_s(segment: Segment, level: Level) -> float:
    """Seconds the part should take, scaled to the level's budget where that is shorter."""
    return TARGET_S[segment] * min(1.0, BUDGET[level].max_s / sum(TARGET_S.values()))


def steps(level: Level) -> tuple[Step, ...]:
    """The parts in order, from the recording's start.

    The targets are the same for every level; where a level's budget is shorter than their sum
    they are scaled to it, as in the debrief.
    """
    until, made = 0.0, []
    for segment in SEGMENTS:
        until += target_s(segment, level)
        made.append(Step(segment, round(until, 3)))
    return tuple(made)


def is_scaled(level: Level) -> bool:
    """True where the level's budget is shorter than the targets' sum."""
    return BUDGET[level].max_s < sum(TARGET_S.values())


def step_at(level: Level, elapsed_s: float) -> Step | None:
    """Where one would be after ``elapsed_s``; None when the plan is over."""
    return next((step for step in steps(level) if elapsed_s < step.until_s), None)


def is_over(level: Level, elapsed_s: float) -> bool:
    """True when the whole answer is longer than the level allows."""
    return elapsed_s > BUDGET[level].max_s
