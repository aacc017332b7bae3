"""The one function that draws a value; each view registers the values that it knows."""

from functools import singledispatch

from rich.console import RenderableType
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
