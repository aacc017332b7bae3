"""Takes that wait to be judged, and what comes of one, as terminal text."""

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.commands.values.recovery import JudgedTake, TakesDeleted, WaitingTakes
from mockint.history.folders import began
from mockint.history.recovery.waiting import WaitingTake
from mockint.text.format import clock, counted
from mockint.views.debrief import analysis_view
from mockint.views.drawing import draw


@draw.register
def _waiting(value: WaitingTakes) -> RenderableType:
    lines: list[RenderableType] = []
    if not value.takes:
        lines.append(Text("Every recording of yours is judged."))
    else:
        table = Table(box=None, padding=(0, 1), pad_edge=False)
        for column in ("Recording", "When", "Question"):
            table.add_column(column, no_wrap=column == "Recording", overflow="fold")
        table.add_column("Length", justify="right")
        for take in value.takes:
            table.add_row(Text(take.id), _when(take), Text(_about(take)), clock(take.seconds))
        lines.append(table)
        hint = "\nJudge one: mockint recover RECORDING · all: mockint recover --all"
        lines.append(Text(f"{hint}\nDelete one: mockint recover RECORDING --delete", "dim"))
    lines += [Text(f"Another mockint is working on round {one}.", "dim") for one in value.busy]
    lines += [Text(f"Cannot be judged: {trouble}", "yellow") for trouble in value.troubles]
    return Group(*lines)


def _when(take: WaitingTake) -> str:
    at = began(take.folder)
    return f"{at:%b} {at.day}, {at:%H:%M}" if at else ""


def _about(take: WaitingTake) -> str:
    """The question, what it was practiced for, and whether it is a reply."""
    told = [take.question or "", take.practice or "", "follow-up" if take.name.reply else ""]
    return ", ".join(filter(None, told))


@draw.register
def _judged(value: JudgedTake) -> RenderableType:
    lines: list[RenderableType] = [Rule(Text(value.take.id, "bold"))]
    if value.take.purpose.asked:
        lines.append(Text(value.take.purpose.asked, "bold"))
    lines.append(
        Text(f"You said: {value.heard.text}" if value.heard.words else "Nothing was heard.")
    )
    lines += [Text(line) for line in value.lines]
    if value.analysis is not None:
        lines += analysis_view(value.analysis, value.pack)
    return Group(*lines)


@draw.register
def _deleted(value: TakesDeleted) -> RenderableType:
    return Text(f"Deleted {counted(value.count, 'recording')}.")
