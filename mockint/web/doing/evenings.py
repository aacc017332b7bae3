"""A step of the evening; at its end, the page that shows what came of it."""

from typing import TYPE_CHECKING

from mockint.commands.values.stories import StoryAdded
from mockint.web.front import SHOWN, PageFront

if TYPE_CHECKING:
    from mockint.commands.evening.steps import Step


def whole_evening(step: "Step", front: PageFront) -> str:
    """The evening that begins with this; at its end, what was shown last."""
    from mockint.commands.evening.evening import evening

    evening(step, front)
    added = next((one for one in front.shown if isinstance(one, StoryAdded)), None)
    if added is not None:  # as it was heard, to be put right
        return f"/stories/{added.name}/edit?heard=on"
    return front.place if front.place != SHOWN or front.shown else "/"
