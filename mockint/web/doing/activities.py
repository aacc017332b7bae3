"""All that can be begun, by the kind that a form names."""

from collections.abc import Mapping

from mockint.errors import UsageError
from mockint.web.doing import machine, planning, practice, speaking, stories, upkeep
from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront
from mockint.web.sitting import Begin


def activity(given: Given) -> tuple[str, Begin, str]:
    """(what it is called, what runs it, the page where it is shown meanwhile).

    Raises UsageError for what is no activity.
    """
    doing = _DOINGS.get(given.get("kind", ""))
    if doing is None:
        kind = given.get("kind", "")
        raise UsageError(f"there is nothing called {kind!r} to begin", next_step="mockint open")

    def run(front: PageFront) -> str:
        from mockint.commands.evening.naming import using

        with using(given.get("pack")):
            return doing.run(given, front)

    return doing.title, run, doing.place


_DOINGS: Mapping[str, Doing] = {
    **speaking.DOINGS,
    **practice.DOINGS,
    **stories.DOINGS,
    **planning.DOINGS,
    **upkeep.DOINGS,
    **machine.DOINGS,
}
