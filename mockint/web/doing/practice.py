"""Practice: one part, a walkthrough, a quiz, another principle."""

from collections.abc import Mapping

from mockint.web.doing.evenings import whole_evening
from mockint.web.doing.types import Doing, Given, named
from mockint.web.front import SHOWN, PageFront


def _drill(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.drill import DrillOptions

    options = DrillOptions(
        slug=named(given), part=given.get("part"), level=given.get("level"),
        probes=given.get("probes") == "on",
    )  # fmt: skip
    return whole_evening(options, front)


def _learn(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.learn import LearnOptions

    return whole_evening(LearnOptions(slug=named(given)), front)


def _quiz(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.quiz import QuizOptions, run_quiz

    front.show(run_quiz(QuizOptions(slug=given.get("question")), front))
    return SHOWN


def _lens(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.lens import LensOptions

    return whole_evening(LensOptions(slug=named(given), principle=given.get("principle")), front)


DOINGS: Mapping[str, Doing] = {
    "drill": Doing("Your drill", _drill),
    "learn": Doing("A walkthrough", _learn),
    "quiz": Doing("Your quiz", _quiz),
    "lens": Doing("Your story through a lens", _lens),
}
