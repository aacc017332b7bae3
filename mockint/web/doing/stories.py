"""The person's own stories."""

from collections.abc import Mapping

from mockint.web.doing.evenings import whole_evening
from mockint.web.doing.types import Doing, Given
from mockint.web.front import PageFront


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
    return whole_evening(Telling(options, PracticeOptions()), front)


def _edit_story(given: Given, front: PageFront) -> str:
    from mockint.commands.story import edit

    edit(given.get("story", ""), front)
    return "/stories"


def _remove_story(given: Given, front: PageFront) -> str:
    from mockint.commands.story import remove

    remove(given.get("story", ""), front)
    return "/stories"


DOINGS: Mapping[str, Doing] = {
    "story": Doing("A new story", _story),
    "edit-story": Doing("Your story", _edit_story),
    "remove-story": Doing("Your story", _remove_story),
}
