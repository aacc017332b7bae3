"""The page as a round's screen and keys."""

import queue
import threading
from dataclasses import replace

from mockint.events import Asking, KeyPressed, Notice, Outward
from mockint.screen.keys import legend as by_keyboard
from mockint.screen.state import ScreenState, updated
from mockint.screen.types import PressKey
from mockint.web.live import Live, Now

CLOSED = 0
"""Dialogs count from 1."""


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
    """What the page answers to a dialog, handed to the thread that waits for it."""

    def __init__(self) -> None:
        self._given: queue.SimpleQueue[tuple[int, str | None]] = queue.SimpleQueue()
        self.closed = False

    def give(self, number: int, value: str | None) -> None:
        """An answer to dialog ``number``; None: it was closed."""
        self._given.put((number, value))

    def close(self) -> None:
        """Nobody will answer any more."""
        self.closed = True
        self._given.put((CLOSED, None))

    def wait(self, number: int) -> str | None:
        """The answer to dialog ``number``, however long it takes; None once it is closed."""
        while True:
            about, value = self._given.get()
            if about == CLOSED:
                self.close()  # for the next one, too
                return None
            if about == number:
                return value
