"""The page as a command sees it: see ``commands.ports.Front``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Literal

from mockint.commands.values.evening import Offers
from mockint.commands.values.round import RoundResult
from mockint.commands.values.stories import StoryAdded
from mockint.events import KeyPressed
from mockint.web.live import Dialog, Live
from mockint.web.stage import Answers, PageKeys, PageScreen

YES, NO = "yes", "no"
NOW, SHOWN = "/now", "/shown"
"""Pages: what is under way, and what has no page of its own."""
_BEGIN_ANEW = frozenset({"again", "part", "next", "yourself"})


class Stopped(Exception):
    """The person has ended what took long. What came of it so far is kept where it can be."""


class PageFront:
    """A person at the page."""

    @property
    def interactive(self) -> bool:
        """Somebody can answer."""
        return not self._answers.closed

    def __init__(self, live: Live, answers: Answers) -> None:
        self.live = live
        self._answers = answers
        self.keys = PageKeys()
        self._place = SHOWN
        self._stop = Event()
        """What takes long is to end."""
        self.shown: list[object] = []
        """What the command has shown, in order."""

    @property
    def stage(self) -> "PageFront":
        """Itself: it has a screen and keys."""
        return self

    def screen(self) -> PageScreen:
        """A screen for what begins now."""
        return PageScreen(self.live)

    @property
    def place(self) -> str:
        """The page that shows what came of it."""
        return self._place

    def show(self, value: object) -> None:
        """Keep a value, to be drawn on the page that follows; kept rounds and stories have one."""
        if isinstance(value, RoundResult):
            self.shown = [one for one in self.shown if not isinstance(one, RoundResult)]
            self._place = f"/rounds/{value.record.id}" if value.is_kept else SHOWN
            if value.is_kept:
                return
        if isinstance(value, StoryAdded):  # as it was heard, to be put right
            self._place = f"/stories/{value.name}/edit"
            return
        self.shown.append(value)

    def tell(self, text: str) -> None:
        """A line on the page."""
        self.live.change(lambda now: now.told(text))

    def tell_once(self, text: str) -> None:
        """A line on the page, unless it stands there."""
        if text not in self.live.now.notices:
            self.tell(text)

    @property
    def offers_keys(self) -> bool:
        """Somebody may come back to the page at any time; not once the program ends."""
        return not self._answers.closed

    def choose(self, offers: Offers) -> str:
        """Show what was debriefed, with a button for each thing that can come next."""
        # The debrief is on the page that the offers are on.
        shown = [one for one in offers.offers if one.choice != "page"]
        dialog = Dialog(
            self._answers.expect(),
            "choose",
            "What comes next?",
            options=tuple((one.key, one.what) for one in shown),
        )
        self.live.change(lambda now: replace(now, place=self._place))
        answered = self._asked(dialog)
        chosen = offers.chosen(answered) if answered is not None else None
        if chosen is not None and chosen.choice in _BEGIN_ANEW:
            self.shown.clear()
            self._place = SHOWN
            self.live.change(lambda now: replace(now, place=NOW, screen=None))
        return answered or ""

    @contextmanager
    def stoppable(self) -> Iterator[Event]:
        """A key or the page's button ends what plays."""
        stop = Event()
        self.keys.start(lambda _key: stop.set())
        self.live.change(lambda now: replace(now, playing=True))
        try:
            yield stop
        finally:
            self.live.change(lambda now: replace(now, playing=False))
            self.keys.stop()

    @contextmanager
    def cancellable(self) -> Iterator[None]:
        """What takes long within it may be ended by the person, which raises Stopped there."""

        def press(key: KeyPressed) -> None:
            if key.key == "quit":
                self._stop.set()
                self.tell_once("It ends in a moment. What came so far is kept.")

        self.keys.start(press)
        self.live.change(lambda now: replace(now, can_cancel=True))
        try:
            yield
        finally:
            self.live.change(lambda now: replace(now, can_cancel=False))
            self.keys.stop()
            self._stop.clear()

    def open_page(self, page: Path) -> None:
        """It is open already."""

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
        """What takes long, and how far it is. Telling raises Stopped: see :meth:`cancellable`."""

        def tell(fraction: float) -> None:
            if self._stop.is_set():
                raise Stopped
            self.live.change(lambda now: replace(now, work=(what, fraction)))

        tell(0.0)
        try:
            yield tell
        finally:
            self.live.change(lambda now: replace(now, work=None))

    def as_text(self, value: object) -> str:
        """The value as plain text of 80 columns."""
        from mockint.views.render import as_text

        return as_text(value)

    def _dialog(
        self, kind: Literal["confirm", "ask", "edit"], text: str, *, default: str = ""
    ) -> Dialog:
        return Dialog(self._answers.expect(), kind, text, default)

    def _asked(self, dialog: Dialog) -> str | None:
        self.live.change(lambda now: replace(now, dialog=dialog))
        try:
            return self._answers.wait()
        finally:
            self.live.change(lambda now: replace(now, dialog=None))
