"""What is done to rounds that are over."""

from collections.abc import Mapping

from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront


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
    if given.get("practice"):  # its recordings have no page
        return "/practice"
    return f"/rounds/{round_id}" if gone is None else "/rounds"


def _recover(_given: Given, front: PageFront) -> str:
    from mockint.commands.recovery.recover import RecoverOptions, judge, waiting

    for judged in judge(waiting().takes, RecoverOptions(), front):
        front.show(judged)
    return front.place


DOINGS: Mapping[str, Doing] = {
    "correct": Doing("Your correction", _correct),
    "delete": Doing("Deleting a round", _delete),
    "recover": Doing("Judging recordings", _recover),
}
