"""What is done to rounds that are over."""

from collections.abc import Mapping

from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront


def correct(round_id: str, given: Given, front: PageFront) -> None:
    """Correct an answer or a reply at once, also while the debrief waits for what comes next.

    Raises as the command does: where it was corrected elsewhere since the page was made, too.
    """
    from mockint.commands.correction.correct import CorrectOptions
    from mockint.commands.correction.correct import correct as corrected

    options = CorrectOptions(
        round_id=round_id,
        answer=_number(given.get("answer", "")),
        reply=_number(given.get("reply", "")),
        drill_down=given.get("drill") == "on",
        text=given.get("text", ""),
        undo=given.get("undo") == "on",
    )
    corrected(options, front)


def _number(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < 4 and int(typed) > 0 else None


def _delete(given: Given, front: PageFront) -> str:
    from mockint.commands.delete import delete

    round_id = given.get("round", "")
    gone = delete(round_id, front) if round_id else None
    if given.get("practice"):  # its recordings have no page
        return "/practice"
    return f"/rounds/{round_id}" if gone is None else "/rounds"


def _recover(_given: Given, front: PageFront) -> str:
    from mockint.commands.recovery.recover import RecoverOptions, judge, waiting

    for judged in judge(waiting().takes, RecoverOptions(), front):
        front.show(judged)
    return front.place


DOINGS: Mapping[str, Doing] = {
    "delete": Doing("Deleting a round", _delete),
    "recover": Doing("Judging recordings", _recover),
}
