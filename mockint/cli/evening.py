"""Beginning an evening, by a command or by ``mockint`` alone, and the exit code of its end."""

import sys
from datetime import datetime
from typing import TYPE_CHECKING

from mockint.cli import terminal
from mockint.cli.front import TerminalFront
from mockint.errors import Interrupted

if TYPE_CHECKING:
    from mockint.commands.evening.steps import Step
    from mockint.commands.values.evening import EveningOver


def begin(first: "Step") -> None:
    """Hold what was typed, and what is chosen after it."""
    from mockint.commands.evening.evening import evening

    _end(evening(first, TerminalFront()))


def open_evening(help_text: str) -> None:
    """What to do now; Enter begins it where somebody sits at the terminal."""
    from mockint.commands.evening.opening import open_evening as begun
    from mockint.commands.evening.opening import opening

    terminal.tell_plan_troubles()
    first, front = opening(datetime.now().astimezone()), TerminalFront()
    if front.interactive and terminal.is_watched():
        _end(begun(first, front, help_text))
        return
    front.show(first)
    terminal.say(f"Start:  {first.activity.command}\nAll commands: mockint --help")


def _end(over: "EveningOver") -> None:
    """What could not be kept is a failure, but for the history: it catches up."""
    if over.interrupted:
        sys.exit(Interrupted.exit_code)
    if over.failed:
        sys.exit(1)
