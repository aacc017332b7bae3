"""The terminal as a command sees it: see ``commands.ports.Front``."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mockint import files, scratch
from mockint.cli import terminal
from mockint.errors import FileError
from mockint.files.trouble import escaped
from mockint.text.printable import one_line, printable


class TerminalFront:
    """A person at a terminal; ``quiet``: standard output is for JSON, and no progress is shown."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._is_working = False
        """A line of progress is shown, which a notice takes the place of."""

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

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for y or n. Raises click.Abort for Ctrl-C."""
        return click.confirm(printable(question), default=default, err=True)

    def ask(self, question: str, *, default: str = "") -> str:
        """Ask for a line; Enter alone is the default."""
        shown = printable(question)
        answer: str = click.prompt(shown, default=default, show_default=bool(default), err=True)
        return answer

    def edit(self, text: str, *, suffix: str, keep: Path) -> str | None:
        """Open the editor that VISUAL or EDITOR names; None where the text was not saved."""
        with scratch.text_file(text, suffix) as path:
            try:
                click.edit(filename=str(path))
            except OSError as error:
                raise escaped(error) from error
            saved = files.read_bytes(path)
        try:
            edited = files.text_in(saved, str(keep))
        except FileError:
            files.write_bytes(keep, saved)
            raise
        return None if edited == text else edited

    @contextmanager
    def working(self, what: str) -> Iterator[Callable[[float], None]]:
        """One line on standard error; only on a terminal, and cleared at the end."""
        if self._quiet or not sys.stderr.isatty():
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


def _clear_line() -> None:
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
