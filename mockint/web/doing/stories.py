"""The person's own stories."""

from collections.abc import Mapping, Sequence

from mockint.commands.values.stories import StoryAdded, StoryForm, StoryInForm
from mockint.domain import SEGMENTS, Segment
from mockint.web.doing.types import Doing, Given
from mockint.web.front import SHOWN, PageFront

_TICK = "principle-"
"""How a check box is called; the principle follows."""


def filled_in(given: Given) -> StoryForm:
    """The fields of a story's form."""
    return StoryForm(
        name=given.get("story", ""),
        principles=ticked(given),
        parts=parts_in(given),
        names=given.get("names", "").splitlines(),
        numbers=given.get("numbers", "").splitlines(),
        version=given.get("version", ""),
    )


def parts_in(given: Given) -> Mapping[Segment, str]:
    """What stands in the five boxes."""
    return {part: given.get(part, "").replace("\r\n", "\n") for part in SEGMENTS}


def ticked(given: Given) -> Sequence[str]:
    """Slugs of the principles that are checked."""
    return [one[len(_TICK) :] for one in given if one.startswith(_TICK)]


def save(given: Given) -> StoryAdded | StoryInForm:
    """Keep what was filled in; or the form again, with what is wrong."""
    from mockint.commands.story.form import save_form

    return save_form(filled_in(given))


def name_for_new(name: str) -> str:
    """The name for a story that is about to be told. Raises UsageError."""
    from mockint.commands.story.form import name_for_new as checked

    return checked(name)


def remove(name: str, front: PageFront) -> None:
    """Delete it: the page has asked."""
    from mockint.commands.story import remove as removed

    removed(name, front, sure=True)


def _story(given: Given, front: PageFront) -> str:
    from mockint.commands.practice.session import PracticeOptions
    from mockint.commands.story.add import AddOptions, add_story

    principle = given.get("principle")
    options = AddOptions(
        name=given.get("story", ""),
        principles=(principle,) if principle else (),
    )
    front.show(add_story(options, PracticeOptions(level=given.get("level")), front))
    return front.place if front.place != SHOWN else "/stories"


def _edit_story(given: Given, front: PageFront) -> str:
    """Its whole text: the way to one that cannot be read."""
    from mockint.commands.story import edit

    edit(given.get("story", ""), front)
    return "/stories"


DOINGS: Mapping[str, Doing] = {
    "story": Doing("A new story", _story),
    "edit-story": Doing("Your story", _edit_story),
}
