"""Every value that a command returns, drawn. Importing this loads every view."""

import io
import re
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment

from mockint.text.printable import printable
from mockint.views import (  # noqa: F401 - they register what they draw
    compare,
    debrief,
    evening,
    history,
    machine,
    next,
    panel,
    plan,
    progress,
    proposals,
    questions,
    recovery,
    round,
    stories,
)
from mockint.views.drawing import draw
from mockint.views.practice import drills, lens_and_level, quiz  # noqa: F401 - the same

_DRAWN = re.compile(r"[·\u2500-\u259f]*[\u2500-\u259f][·\u2500-\u259f]*|·{2,}")
"""Boxes, rules and bars, with the dots that a bar is filled up with."""

COLUMNS = 80
"""Where nothing says how wide it is."""


def show(value: object, columns: int | None = None) -> None:
    """Draw the value on standard output; in ``columns``, else the terminal's width, else 80."""
    console = Console(highlight=False, width=columns)
    if columns is None and not console.is_terminal:
        console = Console(highlight=False, width=COLUMNS)
    _draw_on(console, value)


def as_lines(value: object, columns: int | None = None) -> str:
    """The value as lines of text only: no boxes, rules or bars, which a screen reader spells out
    sign by sign."""
    console = Console(highlight=False, record=True, file=io.StringIO(), width=columns or COLUMNS)
    _draw_on(console, value)
    told = ((line, _DRAWN.sub("", line).strip()) for line in console.export_text().splitlines())
    return "".join(f"{text}\n" for line, text in told if text or not line.strip())


def as_text(value: object) -> str:
    """The value as plain text of 80 columns, to be kept in a file."""
    console = Console(highlight=False, record=True, file=io.StringIO(), width=COLUMNS)
    _draw_on(console, value)
    return console.export_text()


def _draw_on(console: Console, value: object) -> None:
    # In a group, since rich joins texts printed side by side into one that may be wrapped again.
    # What is never wrapped, such as a path, is not cut off either.
    console.print(_Printable(Group(draw(value))), crop=False)


@dataclass(frozen=True, slots=True)
class _Printable:
    """The last guard: of what is drawn, only rich's own styling steers the terminal."""

    drawn: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for text, style, control in console.render(self.drawn, options):
            yield Segment(text if control else printable(text), style, control)
