"""The only place that prints: values and JSON on standard output, notices on standard error.

Nothing but our own styling steers the terminal, and a sign that the terminal's encoding does not
have is replaced: whatever is said, saying it never fails.
"""

import json
import os
import select
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import click

from mockint.errors import MockintError
from mockint.text.printable import printable

if TYPE_CHECKING:
    from mockint.events import KeyPressed

COLUMNS = 80
"""Where nothing says how wide it is."""
NARROWEST = 20


def show(value: object) -> None:
    """Draw one value that a command returned; with ``--plain`` as lines of text only."""
    from mockint.views import render

    if is_plain():
        write(render.as_lines(value, columns_wanted()))
        return
    render.show(value, columns_wanted())


def is_plain() -> bool:
    """Whether the command that was typed has ``--plain``, for all that it shows."""
    typed = click.get_current_context(silent=True)
    return typed is not None and bool(typed.params.get("plain"))


def output(value: object, *, as_json: bool) -> None:
    """Draw the value, or with ``--json`` write it on a line, a list on a line an item."""
    if not as_json:
        show(value)
        return
    from mockint.views.as_json.values import lines

    for line in lines(value):
        print_json(line)


def say(text: str) -> None:
    """A text and a new line on standard output: for a pipe or a file."""
    write(f"{text}\n")


def write(text: str) -> None:
    """A text, without a new line at its end."""
    sys.stdout.write(printable(text))
    sys.stdout.flush()


def piped() -> str:
    """The whole text of standard input. Raises FileError where it is not text."""
    from mockint import files

    as_utf8 = "iconv -f CP1252 -t UTF-8 FILE | mockint …"
    return files.text_in(sys.stdin.buffer.read(), "standard input", next_step=as_utf8)


def is_watched() -> bool:
    """True where standard output is a terminal."""
    return sys.stdout.isatty()


@contextmanager
def keys(press: "Callable[[KeyPressed], None]") -> Iterator[None]:
    """Single keys from the terminal, as a round reads them; what was typed before is dropped."""
    from mockint.screen.keys import keys_for

    _drop_typed()
    reading = keys_for(sys.stdin, recorded=True)
    reading.start(press)
    try:
        yield
    finally:
        reading.stop()


def _drop_typed() -> None:
    if sys.platform == "win32":
        return
    import termios

    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)


class Pipe:
    """Lines from a standard input that is no terminal, read sign by sign: what follows a line is
    left for whoever reads next, such as the keys of a round."""

    def __init__(self) -> None:
        self._begun = b""

    def is_open(self) -> bool:
        """Whether a line can come: false at its end, as of /dev/null, and where none can be read.

        Waits for nothing: a pipe that says nothing yet is open.
        """
        try:
            descriptor = sys.stdin.fileno()
            if not self._begun and select.select([descriptor], [], [], 0.0)[0]:
                self._begun = os.read(descriptor, 1)
                return bool(self._begun)
        except (OSError, ValueError):  # nothing behind it, or (on Windows) nothing to wait for
            return False
        return True

    def line(self) -> str | None:
        """The next one, without its end; None where there is none."""
        while not self._begun.endswith(b"\n"):
            try:
                more = os.read(sys.stdin.fileno(), 1)
            except (OSError, ValueError):
                more = b""
            if not more:
                break
            self._begun += more
        line, self._begun = self._begun, b""
        return line.decode("utf-8", "replace").rstrip("\n") if line else None


def print_json(value: object) -> None:
    """One JSON value on a line of its own, at once."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    say(json.dumps(value, ensure_ascii=not is_unicode))


def notice(text: str) -> None:
    """What a person should know beside the output: on standard error, wrapped at words."""
    sys.stderr.write(printable(wrapped(text, columns_of_stderr())) + "\n")
    sys.stderr.flush()


def tell_unreadable() -> None:
    """A notice of each round that is kept and that no list has, because it cannot be read."""
    from mockint.commands.history import unreadable_rounds

    for line in unreadable_rounds():
        notice(line)


def tell_plan_troubles() -> None:
    """A notice where the plan, or the notes on real loops, cannot be used."""
    from mockint.commands.planning.current import troubles

    for line in troubles(datetime.now().astimezone()):
        notice(line)


def error(what: MockintError) -> None:
    """What failed, as every command says it."""
    notice(f"mockint: {what}")


def wrapped(text: str, columns: int) -> str:
    """The text in lines of so many columns; no word is broken, so a long path stays whole."""
    return "\n".join(
        textwrap.fill(line, columns, break_long_words=False, break_on_hyphens=False)
        for line in text.split("\n")
    )


def columns_of_stderr() -> int:
    """How wide notices may be: COLUMNS, the terminal's width, or 80."""
    wanted = columns_wanted()
    if wanted is not None:
        return wanted
    try:
        return max(NARROWEST, os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):  # no terminal, or no file at all
        return COLUMNS


def columns_wanted() -> int | None:
    """What the variable COLUMNS asks for."""
    wanted = os.environ.get("COLUMNS", "")
    return max(NARROWEST, int(wanted)) if wanted.isdecimal() and int(wanted) > 0 else None
