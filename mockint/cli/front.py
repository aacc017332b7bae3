"""The terminal as a command sees it: see ``commands.ports.Front``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import click

from mockint import files, scratch
from mockint.cli import terminal
from mockint.commands.values.evening import ENTER, Offers
from mockint.errors import FileError
from mockint.text.printable import one_line, printable

if TYPE_CHECKING:
    from mockint.events import KeyPressed


HELD_S = 0.15
"""The same key again within this time is held down: a keyboard repeats it 25 to 40 times a second.
What is held since a take must not begin the next one."""


class TerminalFront:
    """A person at a terminal; ``quiet``: standard output is for JSON, and no progress is shown."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._pipe = terminal.Pipe()
        self._told: set[str] = set()
        self._is_working = False
        """A line of progress is shown, which a notice takes the place of."""

    stage = None

    @property
    def interactive(self) -> bool:
        """True where somebody can type."""
        return sys.stdin.isatty()

    def show(self, value: object) -> None:
        """Draw a value on standard output."""
        if not self._quiet:
            terminal.show(value)

    def tell(self, text: str) -> None:
        """A notice on standard error."""
        if self._is_working:
            _clear_line()
        terminal.notice(text)

    def tell_once(self, text: str) -> None:
        """A notice that nobody needs after each recording."""
        if text not in self._told:
            self._told.add(text)
            self.tell(text)

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for y or n. Raises click.Abort for Ctrl-C."""
        return click.confirm(printable(question), default=default, err=True)

    def ask(self, question: str, *, default: str = "") -> str:
        """Ask for a line; Enter alone is the default."""
        shown = printable(question)
        answer: str = click.prompt(shown, default=default, show_default=bool(default), err=True)
        return answer

    @property
    def offers_keys(self) -> bool:
        """Where somebody sits at the terminal; in a pipe, until it ends."""
        return terminal.is_watched() if self.interactive else self._pipe.is_open()

    def choose(self, offers: Offers) -> str:
        """A single key at a terminal, a line in a pipe: an empty one is Enter.

        What was typed before the choices were shown is dropped at a terminal: nobody begins
        something by an Enter too many. Raises KeyboardInterrupt for Ctrl-C.
        """
        if not self.interactive:
            return self._piped(offers)
        pressed: SimpleQueue[KeyPressed] = SimpleQueue()
        with terminal.keys(pressed.put):
            self.show(offers)
            while True:
                key = _let_go(pressed)
                if offers.chosen(key.choice):
                    return key.choice
                if key.key == "quit":  # q that is not offered, or the terminal is gone
                    return ""

    def _piped(self, offers: Offers) -> str:
        while True:
            self.show(offers)
            line = self._pipe.line()
            if line is None:
                return ""
            key = line.strip().lower() or ENTER
            if offers.chosen(key):
                return key

    @contextmanager
    def stoppable(self) -> Iterator[Event]:
        """Any key ends it at a terminal; in a pipe it takes its time, and no line is lost."""
        stop = Event()
        if not self.interactive:
            yield stop
            return
        with terminal.keys(lambda _key: stop.set()):
            yield stop

    def open_page(self, page: Path) -> None:
        """In the browser of this machine."""
        import webbrowser

        if not webbrowser.open(files.absolute(page).as_uri()):
            self.tell(f"No browser was found. Open the file in your browser: {page}")

    def edit(self, text: str, *, suffix: str, keep: Path) -> str | None:
        """In the editor that they chose; None where the text was not saved."""
        from mockint.cli.editor import edited as saved_in_editor

        with scratch.text_file(text, suffix) as path:
            saved = saved_in_editor(path)
        try:
            edited = files.text_in(saved, str(keep))
        except FileError:
            files.write_bytes(keep, saved)
            raise
        return None if edited == text else edited

    @contextmanager
    def working(self, what: str) -> Iterator[Callable[[float], None]]:
        """One line on standard error; only on a terminal, and cleared at the end."""
        if self._quiet or not sys.stderr.isatty() or terminal.is_plain():
            yield lambda _fraction: None
            return

        room = terminal.columns_of_stderr() - len(" … 100% ")  # a second line would not be cleared
        what = one_line(what)
        shown = what if len(what) <= room else "…" + what[1 - room :]

        def tell(fraction: float) -> None:
            sys.stderr.write(f"\r{shown} … {fraction:4.0%}")
            sys.stderr.flush()

        outer, self._is_working = self._is_working, True
        tell(0.0)
        try:
            yield tell
        finally:
            self._is_working = outer
            _clear_line()

    def as_text(self, value: object) -> str:
        """The value as plain text of 80 columns."""
        from mockint.views.render import as_text

        return as_text(value)


def _let_go(pressed: "SimpleQueue[KeyPressed]") -> "KeyPressed":
    """The next key that is pressed and not held down."""
    key, is_held = pressed.get(), False
    while True:
        try:
            after = pressed.get(timeout=HELD_S)
        except Empty:
            if not is_held:
                return key
            after = pressed.get()
            is_held = False
        else:
            is_held = after == key and after.char == key.char
        key = after


def _clear_line() -> None:
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
