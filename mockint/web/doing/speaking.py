"""Rounds: one question, a recorded candidate, a panel."""

from collections.abc import Mapping

from mockint.errors import UsageError
from mockint.web.doing.evenings import whole_evening
from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront

TICKED = "with-"
"""How a form's box for one of a panel's principles is called, before its name."""


def _round(given: Given, front: PageFront) -> str:
    from mockint.commands.questions import is_question
    from mockint.commands.round import RoundOptions

    about = given.get("about")  # a question, or a story of the person's own
    asks = about is not None and is_question(about)
    options = RoundOptions(
        slug=about if asks else given.get("question"),
        story=about if about and not asks else given.get("story"),
        principle=given.get("principle"),
        level=given.get("level"),
        private=given.get("private") == "on",
    )
    return whole_evening(options, front)


def _demo(given: Given, front: PageFront) -> str:
    from mockint.commands.demo import DemoOptions

    candidate = given.get("candidate", "flawed")
    return whole_evening(DemoOptions(candidate=candidate, real_time=True), front)


def _panel(given: Given, front: PageFront) -> str:
    from mockint.commands.evening.steps import Panel
    from mockint.commands.loop import PanelOptions
    from mockint.commands.practice.session import PracticeOptions

    named = [one for one in given.get("principles", "").split(",") if one]
    ticked = [one.removeprefix(TICKED) for one in given if one.startswith(TICKED)]
    principles = named + ticked
    if not principles:
        raise UsageError(
            "you chose nothing for the interviewers to ask about",
            next_step="tick one or more on the page Practice",
        )
    minutes = float(given["minutes"]) if given.get("minutes", "").isdecimal() else 45.0
    options = PanelOptions(principles=principles, minutes=minutes)
    return whole_evening(Panel(options, PracticeOptions(level=given.get("level"))), front)


DOINGS: Mapping[str, Doing] = {
    "round": Doing("Your round", _round),
    "demo": Doing("A recorded candidate", _demo),
    "panel": Doing("Your panel", _panel),
}
