"""What to do after a lesson, as terminal text."""

from rich.console import RenderableType
from rich.text import Text

from mockint.commands.values.learn import LessonTaught
from mockint.views.drawing import draw


@draw.register
def _taught(value: LessonTaught) -> RenderableType:
    slug = value.slug
    return Text(
        f"Next: mockint drill {slug}, mockint quiz {slug}, then mockint round {slug}", "dim"
    )
