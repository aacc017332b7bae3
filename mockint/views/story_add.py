"""What comes of adding a story, as terminal text."""

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.story_add import StoryAdded, StoryNotAdded
from mockint.views.drawing import draw, unbroken


@draw.register
def _added(value: StoryAdded) -> RenderableType:
    return Group(
        unbroken(f"Saved in {value.path}"),
        Text(f"To see it: mockint story show {value.name}"),
        Text(f"To practice it: mockint round --story {value.name}"),
    )


@draw.register
def _not_added(_value: StoryNotAdded) -> RenderableType:
    return Text("No story was saved.")
