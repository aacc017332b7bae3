"""What shows a round and what reads its keys: two small seams."""

from collections.abc import Callable, Sequence
from typing import Protocol

from mockint.events import KeyHint, KeyPressed, Outward

PressKey = Callable[[KeyPressed], None]

Legend = Callable[[Sequence[KeyHint]], str]
"""One line that says which keys there are; empty where none are read."""


def no_legend(_hints: Sequence[KeyHint]) -> str:
    """No keys are read."""
    return ""


class Screen(Protocol):
    """Shows what is going on. Never changes what is recorded, never blocks for long."""

    def show(self, event: Outward) -> None:
        """Show one event. Called from the round's thread only."""

    def close(self) -> None:
        """Leave the terminal as it was."""


class Keys(Protocol):
    """Reads the round's keys and hands them to ``press`` from a thread of its own."""

    def start(self, press: PressKey) -> None:
        """Begin reading."""

    def legend(self, hints: Sequence[KeyHint], /) -> str:
        """How to press these, in one line; empty where nobody is at the keys."""

    def stop(self) -> None:
        """Stop reading; the terminal is as it was. Safe to call twice, or without a start."""


class Stage(Protocol):
    """Where a round is shown and its keys are pressed, for a front that is no terminal."""

    @property
    def keys(self) -> Keys:
        """What reads keys."""

    def screen(self) -> Screen:
        """A screen for what begins now."""
