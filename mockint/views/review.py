"""A judged recording or transcript as terminal text."""

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.commands.values.review import NotReviewed, Reviewed
from mockint.views.debrief import analysis_view
from mockint.views.drawing import draw


@draw.register
def _reviewed(value: Reviewed) -> RenderableType:
    return Group(
        Rule(Text(value.path, "bold")),
        Text(f"Heard with {value.transcript.engine}.", "dim"),
        *analysis_view(value.analysis, value.pack),
    )


@draw.register
def _not_reviewed(value: NotReviewed) -> RenderableType:
    return Group(Rule(Text(value.path, "bold")), Text(value.why, "red"))
