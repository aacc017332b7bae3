"""The page as a round's screen and keys."""

import threading
from dataclasses import replace
from itertools import count

from mockint.events import Asking, KeyPressed, Notice, Outward
from mockint.screen.keys import legend as by_keyboard
from mockint.screen.state import ScreenState, updated
from mockint.screen.types import PressKey
from mockint.web.live import Live, Now


class PageScreen:
    """Shows a round on the page."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._live.change(lambda now: replace(now, screen=ScreenState(legend_of=by_keyboard)))

    def show(self, event: Outward) -> None:
        """Make the event part of the present."""
        if isinstance(event, Notice) and event.is_key:
            return

        def changed(now: Now) -> Now:
            state = updated(now.screen or ScreenState(legend_of=by_keyboard), event)
            # What a command said before the next thing is asked is read by then.
            said = () if isinstance(event, Asking) else now.notices
            return replace(now, screen=state, notices=said)

        self._live.change(changed)

    def close(self) -> None:
        """What was shown last stays until something else begins."""


class PageKeys:
    """Hands on what is pressed on the page, by mouse or by keyboard."""

    legend = staticmethod(by_keyboard)

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._press: PressKey | None = None

    def start(self, press: PressKey) -> None:
        """Begin."""
        with self._lock:
            self._press = press

    def stop(self) -> None:
        """End."""
        with self._lock:
            self._press = None

    def press(self, key: KeyPressed) -> None:
        """Somebody pressed a key; while nothing reads keys, it counts for nothing."""
        with self._lock:
            press = self._press
        if press is not None:
            press(key)


class Answers:
    """What the page answers to a dialog, handed to the thread that waits for it.

    Only the dialog that is open can be answered, and once: what else comes is dropped, so nothing
    gathers here, and nothing is answered before it was asked.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._numbers = count(1)
        self._open: int | None = None
        self._given: str | None = None
        self.closed = False

    def expect(self) -> int:
        """The number of a dialog that is about to be shown; no other had it."""
        with self._changed:
            self._open, self._given = next(self._numbers), None
            return self._open

    def give(self, number: int, value: str | None) -> None:
        """An answer to dialog ``number``; None: it was closed."""
        with self._changed:
            if number == self._open:
                self._open, self._given = None, value
                self._changed.notify_all()

    def close(self) -> None:
        """Nobody will answer any more."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self) -> str | None:
        """The answer to the dialog that is expected, however long it takes; None once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self.closed or self._open is None)
            return None if self.closed else self._given
