"""What is read after a round, or after a recording was judged, as terminal text."""

from dataclasses import replace

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.commands.values.round import Reviewed, RoundDebrief, RoundResult
from mockint.views.debrief import analysis_view
from mockint.views.drawing import draw, unbroken
from mockint.views.next_take import next_take_view
from mockint.views.wording import heard_by, mended


@draw.register
def _debrief(value: RoundDebrief) -> RenderableType:
    return Group(draw(value.debrief), *map(draw, value.angles))


@draw.register
def _result(value: RoundResult) -> RenderableType:
    """The debrief, and what is left of the round."""
    name = value.called or value.record.id
    debrief = replace(value.shown.debrief, is_whole=not value.is_kept, called=name)
    shown = [draw(replace(value.shown, debrief=debrief))]
    if value.goes_on:
        return Group(*shown, *_kept(value, name))
    if value.is_kept:
        shown.append(Text(f"\nTo see it as a page and listen to it: mockint report {name}"))
    shown += [Text(""), *_kept(value, name)]
    return Group(*shown)


def _kept(value: RoundResult, name: str) -> list[RenderableType]:
    if not value.is_kept:
        return [Text("Nothing from this round was kept.")]
    delete = f"To delete this round: mockint delete {name}"
    if value.keeps_recordings:
        return [Text(delete)]
    if value.not_transcribed:
        return [
            Text("Kept because it could not be transcribed:"),
            *(unbroken(str(path)) for path in value.not_transcribed),
            Text(delete),
        ]
    return [Text(f"The recordings were not kept. To delete the rest: mockint delete {name}")]


@draw.register
def _reviewed(value: Reviewed) -> RenderableType:
    rest = "" if value.is_whole else "add --more"
    return Group(
        Rule(Text(value.path, "bold")),
        *([Text(value.asked, "bold")] if value.asked else []),
        Text(heard_by(value.transcript.engine), "dim"),
        *(Text(line, "dim") for line in mended([value.transcript])),
        *(Text(f"Note: {notice}", "yellow") for notice in value.notices),
        *analysis_view(value.analysis, value.pack, rest=rest),
        next_take_view(value.analysis, value.pack),
    )
