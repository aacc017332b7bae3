"""How long each part took, as terminal text."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.debrief.style import SIGN, STYLE, clock
from mockint.debrief.wording import budget_asked, budget_notes, is_scaled
from mockint.questions.base import TARGET_S
from mockint.star.base import BudgetUse, Timing

_BAR_CELLS = 30


def timings_view(timings: Sequence[Timing], budget: BudgetUse) -> RenderableType:
    """A row and a bar for each part; a column more where the targets are scaled."""
    scaled = is_scaled(timings)
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("Part")
    table.add_column("", no_wrap=True)
    table.add_column("Took", justify="right")
    table.add_column("Target", justify="right")
    if scaled:
        table.add_column(f"in {budget.max:.0f} s", justify="right")
    table.add_column("")
    longest = max([TARGET_S["action"], *(timing.seconds for timing in timings)])
    for timing in timings:
        style = STYLE[timing.status]
        cells: list[RenderableType] = [
            Text(timing.segment.capitalize()),
            _bar(timing, longest, style),
            Text(f"{timing.seconds:.0f} s"),
            Text(f"{timing.target:.0f} s", "dim"),
        ]
        if scaled:
            cells.append(Text(f"{timing.scaled_target:.0f} s", "dim"))
        cells.append(Text(f"{SIGN[timing.status]} {timing.status}", style))
        table.add_row(*cells)
    return Padding(table, (1, 0, 0, 0), expand=False)


def _bar(timing: Timing, longest: float, style: str) -> Text:
    """A bar of seconds with the target's place marked."""
    filled = round(timing.seconds / longest * _BAR_CELLS)
    mark = min(_BAR_CELLS - 1, round(timing.target / longest * _BAR_CELLS))
    bar = Text()
    for cell in range(_BAR_CELLS):
        if cell == mark:
            bar.append("│", "bold")
        else:
            bar.append("█" if cell < filled else "·", style if cell < filled else "dim")
    return bar


def total_line(budget: BudgetUse, thinking: float) -> Text:
    """The whole answer against the level's budget."""
    line = Text("Whole answer ")
    line.append(clock(budget.seconds), "bold")
    line.append(f" · {budget_asked(budget)}: ")
    line.append(f"{budget.status}", STYLE[budget.status])
    ours, first = budget_notes(budget, thinking)
    if ours:
        line.append(f" {ours}", "dim")
    if first:
        line.append(f" · {first}", "dim")
    return line
