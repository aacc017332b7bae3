"""The one function that draws a value; each view registers the values that it knows."""

from dataclasses import dataclass
from functools import singledispatch

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text


@singledispatch
def draw(value: object) -> RenderableType:
    """The value as something that rich can print."""
    raise TypeError(f"no view draws a {type(value).__name__}")


@draw.register
def _text(value: str) -> RenderableType:
    return Text(value)


def unbroken(text: str, style: str = "") -> Text:
    """A line that is never wrapped: a path or a command stays whole for copying."""
    return Text(text, style, no_wrap=True, overflow="ignore")


def indented(what: RenderableType, columns: int = 2) -> Padding:
    """What begins so many columns further in."""
    return Padding(what, (0, 0, 0, columns), expand=False)


@dataclass(frozen=True, slots=True)
class Hanging:
    """A paragraph whose lines after the first begin so many columns further in."""

    text: Text
    columns: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for number, line in enumerate(self.text.wrap(console, options.max_width - self.columns)):
            line.rstrip()
            yield Text(" " * self.columns if number else "").append_text(line)
