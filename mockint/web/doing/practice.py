"""Practice: one part, a walkthrough, a quiz, another principle."""

from collections.abc import Mapping

from mockint.web.doing.evenings import whole_evening
from mockint.web.doing.types import Doing, Given, named
from mockint.web.front import PageFront

LIMITS_S = (180.0, 120.0, 60.0)
"""The same story, each time in less."""
_WHOLE = ("probes", "interrupt", "compress")
"""What can be drilled beside a part."""


def _drill(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.drill import DrillOptions

    what = given.get("what") or given.get("part")
    is_part = what not in (None, *_WHOLE)
    options = DrillOptions(
        slug=named(given),
        part=what if is_part else None,
        level=given.get("level"),
        probes=what == "probes",
        interrupt=what == "interrupt",
        compress=LIMITS_S if what == "compress" else (),
    )
    return whole_evening(options, front)


def _learn(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.learn import LearnOptions

    options = LearnOptions(slug=named(given), part=given.get("part"), level=given.get("level"))
    return whole_evening(options, front)


def _quiz(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.quiz import QuizOptions

    return whole_evening(QuizOptions(slug=given.get("question")), front)


def _lens(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.lens import LensOptions

    options = LensOptions(
        slug=named(given), principle=given.get("principle"), level=given.get("level")
    )
    return whole_evening(options, front)


DOINGS: Mapping[str, Doing] = {
    "drill": Doing("Your drill", _drill),
    "learn": Doing("A walkthrough", _learn),
    "quiz": Doing("Your quiz", _quiz),
    "lens": Doing("Your story through a lens", _lens),
}
