"""What was written or read, as terminal text."""

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.files import Exported, Imported, PageWritten
from mockint.views.drawing import draw, unbroken


@draw.register
def _page(value: PageWritten) -> RenderableType:
    inside = ""
    if value.embedded_bytes is not None:
        inside = f" ({value.embedded_bytes / 1e6:.1f} MB, recordings inside)"
    return unbroken(f"Written: {value.path}{inside}")


@draw.register
def _exported(value: Exported) -> RenderableType:
    size = f"{value.files} files, {value.bytes / 1e6:.1f} MB"
    return Group(
        Text(f"Exported {_counted(value.rounds)}, {size}."),
        unbroken(f"Written: {value.path}"),
        Text("It holds what you said. To read it back: mockint import FILE"),
    )


@draw.register
def _imported(value: Imported) -> RenderableType:
    here = f" {_counted(value.already_here)} already here." if value.already_here else ""
    return Text(f"Imported {_counted(value.new)}.{here} To see them: mockint history")


def _counted(number: int) -> str:
    return f"{number} round{'' if number == 1 else 's'}"
