"""What a command needs of the person in front of the program, whatever draws it."""

from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event
from typing import Protocol

from mockint.commands.values.evening import Offers
from mockint.screen.types import Stage
from mockint.transcribe.types import Progress


class Front(Protocol):
    """Where a person sees and says things: a terminal, or a page in a browser."""

    @property
    def interactive(self) -> bool:
        """True where somebody can answer; False for a pipe, where nothing may be asked."""
        ...

    @property
    def stage(self) -> Stage | None:
        """Its own screen and keys for a round; None where that is the terminal."""
        ...

    def show(self, value: object) -> None:
        """Draw one of the values that commands return, now."""
        ...

    def tell(self, text: str) -> None:
        """Say what is going on: a sentence or two, apart from the output."""
        ...

    def tell_once(self, text: str) -> None:
        """The same, but nothing where this front has said it: of what holds for a whole evening."""
        ...

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for a yes or a no."""
        ...

    def ask(self, question: str, *, default: str = "") -> str:
        """Ask for a line of text."""
        ...

    @property
    def offers_keys(self) -> bool:
        """True where a key can be pressed after something was shown: at a terminal, or in a pipe
        that is still open."""
        ...

    def choose(self, offers: Offers) -> str:
        """Show what can come next, and wait for one of its keys; empty where nobody is left."""
        ...

    def stoppable(self) -> AbstractContextManager[Event]:
        """While something plays: the event is set when the person wants it to end."""
        ...

    def open_page(self, page: Path) -> None:
        """Let the person look at a page that was written."""
        ...

    def edit(self, text: str, *, suffix: str, keep: Path) -> str | None:
        """Let the person edit a text in an editor of theirs; None where it was not saved.

        ``suffix``: how the name of the file ends, for the editor's colors: ".txt". What was saved
        and is not text is kept in ``keep``. Raises FileError.
        """
        ...

    def working(self, what: str) -> AbstractContextManager[Progress]:
        """While something takes long: gives a function to tell how far it is, 0 to 1."""
        ...

    def as_text(self, value: object) -> str:
        """What ``show`` would draw, as plain text of 80 columns to be kept in a file."""
        ...
