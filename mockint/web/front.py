"""The page as a command sees it: see ``commands.ports.Front``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from mockint.web.live import Dialog, Live, Now
from mockint.web.stage import Answers, PageKeys, PageScreen

YES, NO = "yes", "no"


class PageFront:
    """A person at the page."""

    interactive = True

    def __init__(self, live: Live, answers: Answers) -> None:
        self._live = live
        self._answers = answers
        self._numbers = count(1)
        self.keys = PageKeys()
        self.shown: list[object] = []
        """What the command has shown, in order."""

    @property
    def stage(self) -> "PageFront":
        """Itself: it has a screen and keys."""
        return self

    def screen(self) -> PageScreen:
        """A screen for what begins now."""
        return PageScreen(self._live)

    def show(self, value: object) -> None:
        """Keep a value, to be drawn on the page that follows."""
        self.shown.append(value)

    def tell(self, text: str) -> None:
        """A line on the page."""
        self._live.change(lambda now: now.told(text))

    def confirm(self, question: str, *, default: bool = False) -> bool:
        """Ask for a yes or a no."""
        dialog = self._dialog("confirm", question, default=YES if default else NO)
        answered = self._asked(dialog)
        return default if answered is None else answered == YES

    def ask(self, question: str, *, default: str = "") -> str:
        """Ask for a line."""
        answered = self._asked(self._dialog("ask", question, default=default))
        return answered or default

    def edit(self, text: str, *, suffix: str, keep: Path) -> str | None:
        """Let the person edit a text on the page; None where it was not changed."""
        answered = self._asked(self._dialog("edit", suffix, default=text))
        return None if answered in (None, text) else answered

    @contextmanager
    def working(self, what: str) -> Iterator[Callable[[float], None]]:
        """What takes long, and how far it is."""

        def tell(fraction: float) -> None:
            self._live.change(lambda now: replace(now, work=(what, fraction)))

        tell(0.0)
        try:
            yield tell
        finally:
            self._live.change(lambda now: replace(now, work=None))

    def as_text(self, value: object) -> str:
        """The value as plain text of 80 columns."""
        from mockint.views.render import as_text

        return as_text(value)

    def _dialog(self, kind: str, text: str, *, default: str = "") -> Dialog:
        assert kind in ("confirm", "ask", "edit")
        return Dialog(next(self._numbers), kind, text, default)  # type: ignore[arg-type]

    def _asked(self, dialog: Dialog) -> str | None:
        def with_it(now: Now) -> Now:
            return replace(now, dialog=dialog)

        self._live.change(with_it)
        try:
            return self._answers.wait(dialog.number)
        finally:
            self._live.change(lambda now: replace(now, dialog=None))
