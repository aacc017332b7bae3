"""What the plain screen says, as text. Pure: no terminal, no clock.

The five targets and the budget as a plan on the clock: where one would be by now.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.audio.types import Loudness, Trouble
from mockint.domain import TARGET_S, Level, Segment, target_of
from mockint.events import Exercise, Help, OnBreak
from mockint.text.format import clock, counted, target
from mockint.text.printable import one_line


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the answer and the moment by which it would be over."""

    segment: Segment
    until_s: float


def steps(level: Level) -> tuple[Step, ...]:
    """The parts in order, from the first word.

    The targets are the same for every level; where a level's budget is shorter than their sum
    they are scaled to it, as in the debrief.
    """
    until, made = 0.0, []
    for segment, target_s in level.targets_s.items():
        until += target_s
        made.append(Step(segment, until))
    return tuple(made)


def step_at(level: Level, elapsed_s: float) -> Step | None:
    """Where one would be after ``elapsed_s``; None when the plan is over."""
    return next((step for step in steps(level) if elapsed_s < step.until_s), None)


def is_over(level: Level, elapsed_s: float) -> bool:
    """True when the whole answer is longer than the level allows."""
    return elapsed_s > level.budget.max_s


TAKE_YOUR_TIME = "Take your time."
"""Before the first word; nothing is charged for it."""
BY_COACH = "asked by your local model"

WORK = {
    "voice": "Preparing the voice",
    "transcribing": "Transcribing",
    "analysing": "Analyzing",
    "saving": "Saving",
}

QUIET_DBFS = -60.0
LOUD_DBFS = -6.0
"""The meter's two ends, RMS. Speech at a desk microphone lies around -40 to -15."""
METER_CELLS = 10


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The few marks that not every terminal can show."""

    full: str
    empty: str
    dot: str


BLOCKS = Glyphs(full="█", empty="░", dot="·")
ASCII = Glyphs(full="#", empty="-", dot="|")


def glyphs_for(encoding: str | None) -> Glyphs:
    """Those the encoding can carry; ``None`` counts as ASCII."""
    try:
        "".join((BLOCKS.full, BLOCKS.empty, BLOCKS.dot)).encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return BLOCKS


def loudness_share(level: Loudness) -> float:
    """How far the meter is filled, 0 to 1."""
    share = (level.rms_dbfs - QUIET_DBFS) / (LOUD_DBFS - QUIET_DBFS)
    return min(1.0, max(0.0, share))


def meter(level: Loudness, glyphs: Glyphs) -> str:
    """How loud it is, as a bar."""
    full = round(METER_CELLS * loudness_share(level))
    return f"[{glyphs.full * full}{glyphs.empty * (METER_CELLS - full)}]"


def budget(level: Level) -> str:
    """What the level allows, e.g. "2:30-3:00"."""
    allowed = level.budget
    if allowed.min_s == 0:
        return f"up to {clock(allowed.max_s)}"
    return f"{clock(allowed.min_s)}-{clock(allowed.max_s)}"


def whole_plan(level: Level) -> str:
    """All five parts with the times by which they would be over, and the budget."""
    parts = ", ".join(f"{step.segment.title()} to {clock(step.until_s)}" for step in steps(level))
    scaled = f" {full_targets()}" if level.is_scaled else ""
    return f"Plan: {parts}. {level.title} budget: {budget(level)}.{scaled}"


def full_targets() -> str:
    """The targets that a short budget scales, as a sentence."""
    return f"Full targets: {in_words(TARGET_S)}."


def in_words(seconds: Mapping[Segment, float]) -> str:
    """Seconds of the parts, e.g. "Situation 30, Task 20 s"."""
    return ", ".join(f"{part.title()} {int(seconds[part])}" for part in seconds) + " s"


def plan_now(level: Level, elapsed_s: float, glyphs: Glyphs) -> str:
    """Where one would be by now."""
    if is_over(level, elapsed_s):
        return f"over the budget by {clock(elapsed_s - level.budget.max_s)}"
    step = step_at(level, elapsed_s)
    if step is None:
        return f"plan: finish now {glyphs.dot} budget {budget(level)}"
    return f"{_planned(step)} {glyphs.dot} budget {budget(level)}"


def marked_now(part: Segment, level: Level, elapsed_s: float, glyphs: Glyphs) -> str:
    """Where one is by one's own marks, beside where one would be. Both fit into 80 columns."""
    step = step_at(level, elapsed_s)
    if step is None or is_over(level, elapsed_s):
        return f"{part.title()} {glyphs.dot} {plan_now(level, elapsed_s, glyphs)}"
    return f"{part.title()} {glyphs.dot} {_planned(step)}"


def part_now(segment: Segment, seconds: float, level: Level) -> str:
    """What has been heard of a part, e.g. "Action 14 of 90 s"."""
    return f"{segment.title()} {seconds_of(segment, seconds, level)}"


def seconds_of(segment: Segment, seconds: float, level: Level) -> str:
    """E.g. "14 of 90 s", and where the target is scaled "14 of 77 s (90)"."""
    return f"{int(seconds)} of {target(*target_of(level, segment))}"


def plan_in_short(level: Level, elapsed_s: float) -> str:
    """Where one would be by now, without the budget."""
    step = step_at(level, elapsed_s)
    if is_over(level, elapsed_s):
        return f"over the budget by {clock(elapsed_s - level.budget.max_s)}"
    return _planned(step) if step is not None else "plan: finish now"


def _planned(step: Step) -> str:
    return f"plan: {step.segment.title()} until {clock(step.until_s)}"


def exercise_progress(exercise: Exercise, elapsed_s: float) -> str:
    """How far an exercise is, e.g. "Result 14 of 20 s"."""
    if exercise.target_s is None:
        return exercise.name
    if elapsed_s > exercise.target_s:
        over = clock(elapsed_s - exercise.target_s)
        return f"{exercise.name} {target(exercise.target_s, exercise.full_s)}, over by {over}"
    return f"{exercise.name} {int(elapsed_s)} of {target(exercise.target_s, exercise.full_s)}"


def over_target(exercise: Exercise) -> str:
    """Said once a take."""
    allowed = target(exercise.target_s or 0.0, exercise.full_s)
    return f"{exercise.name}: your {allowed} are over. Finish soon. You will not be cut off."


def over_budget(level: Level) -> str:
    """Said once an answer."""
    return (
        f"You have used all {clock(level.budget.max_s)} of the {level.title} budget. "
        "Finish with the result and the lesson. You will not be cut off."
    )


def trouble_line(trouble: Trouble, began_s: float | None) -> str:
    """What is wrong, when since the first word at ``began_s``, and what to do about it."""
    at = "" if began_s is None else f"{clock(trouble.elapsed_s - began_s)} "
    line = f"! {at}{trouble.message}"
    return f"{line}; {trouble.next_step}" if trouble.next_step else line


NO_KEYS = "Keys do nothing in this round."


def help_line(news: Help, legend: str) -> str:
    """Which keys there are, and that what was pressed is none of them."""
    pressed = one_line(news.pressed)
    if not legend or not pressed:
        return legend or NO_KEYS
    if pressed.isascii():
        return f"{pressed} does nothing here. {legend}"
    return f'"{pressed}" was not understood: the keys are English letters. {legend}'


def break_line(news: OnBreak) -> str:
    """What is left, and who comes next."""
    return (
        f"Break. {clock(news.left_s)} left, {counted(news.to_come, 'interviewer')} to come. "
        f"Next: {news.next_title}."
    )
