"""What an evening can hold, each with its options, and holding it."""

from dataclasses import dataclass, fields
from typing import Any

from mockint.commands.demo import DemoOptions, run_demo
from mockint.commands.loop import PanelOptions, run_panel
from mockint.commands.ports import Front
from mockint.commands.practice.drill import DrillOptions, run_drill
from mockint.commands.practice.learn import LearnOptions, run_learn
from mockint.commands.practice.lens import LensOptions, run_lens
from mockint.commands.practice.quiz import QuizOptions, run_quiz
from mockint.commands.practice.session import PracticeOptions
from mockint.commands.round import RoundOptions, run_round
from mockint.commands.story.add import AddOptions, add_story
from mockint.commands.story.from_cv import CvOptions, add_from_cv
from mockint.commands.values.evening import Activity
from mockint.errors import UsageError
from mockint.wiring.interview import EquipmentOptions


@dataclass(frozen=True, slots=True)
class Panel:
    """Several interviewers."""

    options: PanelOptions
    practice: PracticeOptions


@dataclass(frozen=True, slots=True)
class Telling:
    """A story of the person's own, told to be kept; or made of a line of their CV."""

    options: AddOptions | CvOptions
    practice: PracticeOptions


Step = (
    RoundOptions | DemoOptions | DrillOptions | LearnOptions | LensOptions | QuizOptions
    | Panel | Telling
)  # fmt: skip

_OF_EVERY_ROUND = ("keep_audio", "private", "probes")
"""Options of a round that the next one has, too."""


def hold(step: Step, front: Front) -> object | None:
    """Hold it; what came of it, None where nothing was recorded. Raises what it raises."""
    held: object | None
    match step:
        case RoundOptions():
            held = run_round(step, front)
        case DemoOptions():
            held = run_demo(step, front)
        case DrillOptions():
            held = run_drill(step, front)
        case LearnOptions():
            held = run_learn(step, front)
        case LensOptions():
            held = run_lens(step, front)
        case QuizOptions():
            held = run_quiz(step, front)
        case Panel(options, practice):
            held = run_panel(options, practice, front)
        case Telling(AddOptions() as own, practice):
            held = add_story(own, practice, front)
        case Telling(CvOptions() as hidden, practice):
            held = add_from_cv(hidden, practice, front)
    return held


def equipment_of(step: Step) -> dict[str, Any]:
    """What the person speaks, hears and sees with, as options of another step."""
    options = step.practice if isinstance(step, Panel | Telling) else step
    return {one.name: getattr(options, one.name) for one in fields(EquipmentOptions)}


def step_of(activity: Activity, like: Step | None = None) -> Step:
    """What begins an activity, with the equipment of the step before it.

    Raises UsageError for what can only be typed.
    """
    used = equipment_of(like) if like is not None else {}
    if isinstance(like, RoundOptions):
        kept: dict[str, Any] = {one: getattr(like, one) for one in _OF_EVERY_ROUND}
    else:
        kept = {}
    slug = activity.question or activity.story
    level = activity.level
    match activity.kind:
        case "round":
            return RoundOptions(
                slug=activity.question,
                story=activity.story,
                principle=activity.principle,
                level=level,
                **kept,
                **used,
            )
        case "drill" if slug:
            return DrillOptions(slug=slug, part=activity.part, level=level, **used)
        case "learn" if slug:
            return LearnOptions(slug=slug, part=activity.part, level=level, **used)
        case "lens" if slug:
            return LensOptions(slug=slug, principle=activity.principle, level=level, **used)
        case "panel":
            options = PanelOptions(principles=activity.principles, minutes=activity.minutes)
            return Panel(options, PracticeOptions(level=level, **used))
        case "story" if activity.story:
            shown = (activity.principle,) if activity.principle else ()
            telling = AddOptions(name=activity.story, principles=shown)
            return Telling(telling, PracticeOptions(level=level, **used))
    raise UsageError("this has a command of its own", next_step=activity.command)
