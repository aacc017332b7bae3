"""What a button begins: the command that is typed in a terminal, with the page as its front."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockint.commands.values.stories import StoryAdded
from mockint.errors import UsageError
from mockint.web.front import SHOWN, PageFront
from mockint.web.sitting import Begin

if TYPE_CHECKING:
    from mockint.commands.evening.steps import Step

Given = Mapping[str, str]
"""The fields of a form, none of them empty."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something that can be begun."""

    title: str
    run: Callable[[Given, PageFront], str]
    """Returns the address of the page to read next."""


def activity(given: Given) -> tuple[str, Begin]:
    """(what it is called, what runs it). Raises UsageError for what is no activity."""
    doing = _DOINGS.get(given.get("kind", ""))
    if doing is None:
        kind = given.get("kind", "")
        raise UsageError(f"there is nothing called {kind!r} to begin", next_step="mockint open")

    def run(front: PageFront) -> str:
        from mockint.commands.evening.naming import using

        with using(given.get("pack")):
            return doing.run(given, front)

    return doing.title, run


def _evening(step: "Step", front: PageFront) -> str:
    """The evening that begins with this; at its end, what was shown last."""
    from mockint.commands.evening.evening import evening

    evening(step, front)
    if any(isinstance(one, StoryAdded) for one in front.shown):
        return "/stories"
    return front.place if front.place != SHOWN or front.shown else "/"


def _round(given: Given, front: PageFront) -> str:
    from mockint.commands.round import RoundOptions

    options = RoundOptions(
        slug=given.get("question"),
        story=given.get("story"),
        principle=given.get("principle"),
        level=given.get("level"),
        private=given.get("private") == "on",
    )
    return _evening(options, front)


def _demo(given: Given, front: PageFront) -> str:
    from mockint.commands.demo import DemoOptions

    candidate = given.get("candidate", "flawed")
    return _evening(DemoOptions(candidate=candidate, real_time=True), front)


def _panel(given: Given, front: PageFront) -> str:
    from mockint.commands.evening.steps import Panel
    from mockint.commands.loop import PanelOptions
    from mockint.commands.practice.session import PracticeOptions

    principles = [one for one in given.get("principles", "").split(",") if one]
    minutes = float(given["minutes"]) if given.get("minutes", "").isdecimal() else 45.0
    options = PanelOptions(principles=principles, minutes=minutes)
    return _evening(Panel(options, PracticeOptions(level=given.get("level"))), front)


def _drill(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.drill import DrillOptions

    options = DrillOptions(
        slug=_named(given), part=given.get("part"), level=given.get("level"),
        probes=given.get("probes") == "on",
    )  # fmt: skip
    return _evening(options, front)


def _learn(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.learn import LearnOptions

    return _evening(LearnOptions(slug=_named(given)), front)


def _quiz(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.quiz import QuizOptions, run_quiz

    front.show(run_quiz(QuizOptions(slug=given.get("question")), front))
    return SHOWN


def _lens(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.lens import LensOptions

    return _evening(LensOptions(slug=_named(given), principle=given.get("principle")), front)


def _story(given: Given, front: PageFront) -> str:
    from mockint.commands.evening.steps import Telling
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.story.add import AddOptions

    principle = given.get("principle")
    options = AddOptions(
        name=given.get("story", ""),
        principles=(principle,) if principle else (),
        write=given.get("how") == "write",
    )
    return _evening(Telling(options, PracticeOptions()), front)


def _edit_story(given: Given, front: PageFront) -> str:
    from mockint.commands.story import edit

    edit(given.get("story", ""), front)
    return "/stories"


def _remove_story(given: Given, front: PageFront) -> str:
    from mockint.commands.story import remove

    remove(given.get("story", ""), front)
    return "/stories"


def _correct(given: Given, front: PageFront) -> str:
    from mockint.commands.correction.correct import CorrectOptions, correct

    round_id = given.get("round", "")
    answer = given.get("answer", "")
    number = int(answer) if answer.isdecimal() and len(answer) < 4 else None
    correct(CorrectOptions(round_id=round_id, answer=number), front)
    return f"/rounds/{round_id}"


def _delete(given: Given, front: PageFront) -> str:
    from mockint.commands.delete import delete

    round_id = given.get("round", "")
    gone = delete(round_id, front) if round_id else None
    return f"/rounds/{round_id}" if gone is None else "/rounds"


def _sound(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.practice.sound_check import sound_check

    checked = sound_check(PracticeOptions(device=given.get("device")), front)
    if checked is not None:
        front.show(checked)
    return "/sound"


def _recover(_given: Given, front: PageFront) -> str:
    from mockint.commands.recovery.recover import RecoverOptions, judge, waiting

    for judged in judge(waiting().takes, RecoverOptions(), front):
        front.show(judged)
    return front.place


def _named(given: Given) -> str:
    """The question or the story that is practiced."""
    return given.get("question") or given.get("story") or ""


_DOINGS: Mapping[str, Doing] = {
    "round": Doing("Your round", _round),
    "demo": Doing("A recorded candidate", _demo),
    "panel": Doing("Your panel", _panel),
    "drill": Doing("Your drill", _drill),
    "learn": Doing("A walkthrough", _learn),
    "quiz": Doing("Your quiz", _quiz),
    "lens": Doing("Your story through a lens", _lens),
    "story": Doing("A new story", _story),
    "edit-story": Doing("Your story", _edit_story),
    "remove-story": Doing("Your story", _remove_story),
    "correct": Doing("Your correction", _correct),
    "delete": Doing("Deleting a round", _delete),
    "sound": Doing("Sound check", _sound),
    "recover": Doing("Judging recordings", _recover),
}
