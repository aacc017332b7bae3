"""The first screen of a debrief: what to keep, the one thing to change, the times, the leaning.

At most 18 lines of 80 columns. It is printed last, so that it stays on the screen.
"""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.content.pack import Pack
from mockint.star.types import Analysis
from mockint.text.format import clock, target
from mockint.views.style import STYLE
from mockint.views.wording import COACH_SAYS, budget_asked, has_parts, leaning, to_redo

_LABEL = 9
"""Columns."""


def next_take_view(value: Analysis, pack: Pack) -> RenderableType:
    """Nothing for a round that was judged before there was such advice."""
    if value.next is None:
        return Group()
    table = Table.grid(padding=(0, 1))
    table.add_column(width=_LABEL, style="bold")
    table.add_column(overflow="fold")
    for label, line in _rows(value, pack):
        table.add_row(label, line)
    return Group(Rule("Your next take", style="bold"), table)


def _rows(value: Analysis, pack: Pack) -> Iterator[tuple[str, Text]]:
    take = value.next
    assert take is not None
    if take.keep:
        yield "Keep", _quoted(take.keep, take.keep_start, "green")
    yield "Change", Text(take.change, "bold")
    if take.sentence:
        yield "You said", _quoted(take.sentence, take.sentence_start, "default")
    if take.rewritten:
        yield "Say", Text(f'"{take.rewritten}"', "cyan")
    if take.coach:
        yield "", Text(f'{COACH_SAYS} "{take.coach}"', "dim")
    redo = to_redo(value)
    if redo:
        yield "Redo", Text(redo)
    if value.has_story:
        yield "Time", _times(value, pack)
    yield "Leaning", Text(f"{leaning(value.verdict)}. {value.verdict.reasons[0].text}")


def _quoted(words: str, start: float | None, style: str) -> Text:
    line = Text(f'"{words}"', style)
    if start is not None:
        line.append(f" ({clock(start)})", "dim")
    return line


def _times(value: Analysis, pack: Pack) -> Text:
    line = Text(f"{clock(value.budget.seconds)} of {budget_asked(value.budget, pack)}: ")
    line.append(value.budget.status, STYLE[value.budget.status])
    for one in value.timings if has_parts(value) else ():
        line.append(f" · {one.segment.capitalize()} ")
        line.append(f"{one.seconds:.0f}", STYLE[one.status])
        line.append(f" of {target(one.scaled_target, one.target)}", "dim")
    return line
