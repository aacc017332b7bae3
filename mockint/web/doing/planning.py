"""What is done to the plan with a question first."""

from collections.abc import Mapping

from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront


def _remove_plan(_given: Given, front: PageFront) -> str:
    from mockint.commands.planning.plan import clear

    clear(front)
    return "/plan"


DOINGS: Mapping[str, Doing] = {"remove-plan": Doing("Your plan", _remove_plan)}
