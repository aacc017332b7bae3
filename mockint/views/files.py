"""What was written or read, as terminal text."""

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.files import Exported, Imported, PageWritten
from mockint.text.format import counted
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
        Text(f"Exported {counted(value.rounds, 'round')}, {size}."),
        unbroken(f"Written: {value.path}"),
        Text("It contains what you said. To import it again: mockint import FILE"),
    )


@draw.register
def _imported(value: Imported) -> RenderableType:
    here = f" Already here: {counted(value.already_here, 'round')}." if value.already_here else ""
    return Text(f"Imported {counted(value.new, 'round')}.{here} To see them: mockint history")
