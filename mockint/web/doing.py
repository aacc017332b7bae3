"""What a button begins: the command that is typed in a terminal, with the page as its front."""

from collections.abc import Mapping
from typing import get_args

from mockint.commands.values.round import RoundResult
from mockint.domain import Segment
from mockint.errors import UsageError
from mockint.web.front import PageFront
from mockint.web.sitting import Begin

SHOWN = "/shown"


def activity(given: Mapping[str, str]) -> tuple[str, Begin]:
    """(what it is called, what runs it). Raises UsageError for what is no activity."""
    kind = given.get("kind", "")
    if kind not in _BEGINS:
        raise UsageError(f"there is nothing called {kind!r} to begin", next_step="mockint open")
    title, run = _BEGINS[kind]
    return title, lambda front: run(given, front)


def _round(given: Mapping[str, str], front: PageFront) -> str:
    from mockint.commands.round import RoundOptions, run_round

    options = RoundOptions(
        slug=given.get("question"),
        story=given.get("story"),
        principle=given.get("principle"),
        level=given.get("level"),
    )
    return _after_round(run_round(options, front), front)


def _demo(_given: Mapping[str, str], front: PageFront) -> str:
    from mockint.commands.demo import DemoOptions, run_demo

    return _after_round(run_demo(DemoOptions(real_time=True), front), front)


def _drill(given: Mapping[str, str], front: PageFront) -> str:
    from mockint.commands.practice.drill import DrillOptions, run_drill

    part = given.get("part")
    if part is not None and part not in get_args(Segment):
        raise UsageError(f"{part!r} is no part of an answer", next_step="mockint drill --help")
    options = DrillOptions(slug=given.get("question", ""), part=part, level=given.get("level"))
    front.show(run_drill(options, front))
    return SHOWN


def _sound(given: Mapping[str, str], front: PageFront) -> str:
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.practice.sound_check import sound_check

    checked = sound_check(PracticeOptions(device=given.get("device")), front)
    if checked is not None:
        front.show(checked)
    return "/sound"


def judge_waiting(front: PageFront) -> str:
    """Judge what was recorded and never judged."""
    from mockint.commands.recovery.recover import RecoverOptions, judge, waiting

    for judged in judge(waiting().takes, RecoverOptions(), front):
        front.show(judged)
    return SHOWN


def _after_round(result: RoundResult | None, front: PageFront) -> str:
    """The debrief; of a round that is not kept it is shown once."""
    if result is None:
        return "/"
    for problem in result.problems:
        front.tell(str(problem))
    if result.is_kept:
        return f"/rounds/{result.record.id}"
    front.show(result)
    return SHOWN


_BEGINS = {
    "round": ("Your round", _round),
    "demo": ("A demo", _demo),
    "sound": ("Sound check", _sound),
    "drill": ("A drill", _drill),
}
