"""A step of the evening; at its end, the page that shows what came of it."""

from typing import TYPE_CHECKING

from mockint.web.front import SHOWN, PageFront

if TYPE_CHECKING:
    from mockint.commands.evening.steps import Step


def whole_evening(step: "Step", front: PageFront) -> str:
    """The evening that begins with this; at its end, what was shown last."""
    from mockint.commands.evening.evening import evening

    evening(step, front)
    return front.place if front.place != SHOWN or front.shown else "/"
