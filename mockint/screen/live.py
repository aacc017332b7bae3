"""The live screen: a Textual app on a thread of its own, fed with the round's events.

The round keeps the main thread, and with it Ctrl-C. Between the two there is one value, Seen, which
the round's thread replaces and the app's thread reads: neither ever waits for the other.
"""

import asyncio
import contextlib
import sys
import threading
from collections.abc import Mapping
from typing import TextIO

from mockint.errors import ScreenError
from mockint.events import Notice, Outward
from mockint.screen.parts_bar import signs_for
from mockint.screen.plain import PlainScreen
from mockint.screen.state import ScreenState, updated
from mockint.screen.terminal import Signals, Terminal
from mockint.screen.types import Legend, no_legend
from mockint.screen.wording import glyphs_for
from mockint.text.printable import printable

START_LIMIT_S = 10.0
LEAVE_LIMIT_S = 3.0


def can_be_live(stream: TextIO, environ: Mapping[str, str]) -> bool:
    """True where ``stream`` is a terminal that the live screen can draw on."""
    # On Windows the plain screen is taken: this one has never been tried there.
    return stream.isatty() and environ.get("TERM", "dumb") != "dumb" and sys.platform != "win32"


class LiveScreen:
    """Shows a round on a whole terminal. Begins with the first event.

    ``show`` raises ScreenError where the screen could not begin or has failed.
    """

    def __init__(self, stream: TextIO, *, legend: Legend = no_legend, quiet: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet
        self._state = ScreenState(legend_of=legend)
        self._signals = Signals()
        self._terminal: Terminal | None = None
        self._thread: threading.Thread | None = None
        self._begun = threading.Event()
        """Drawn for the first time, or ended."""
        self._leaving = threading.Event()
        self._over = threading.Event()
        self._failure: BaseException | None = None
        self._printed: list[str] = []

    def show(self, event: Outward) -> None:
        """Take the event in; it is seen within a tenth of a second."""
        self._state = updated(self._state, event)
        if self._thread is None:
            self._start()
        if self._over.is_set():
            raise ScreenError(
                "the live screen failed",
                cause=type(self._failure).__name__ if self._failure else "",
                next_step="mockint round --plain",
            )

    def close(self) -> None:
        """Give the terminal back, and say on it what should be read after the round."""
        thread, terminal = self._thread, self._terminal
        if thread is None or terminal is None:
            return
        self._leaving.set()
        try:
            thread.join(LEAVE_LIMIT_S)
        finally:
            terminal.leave()
            self._signals.give_back()
            if thread.is_alive():  # it hangs, and would keep to itself what is printed
                sys.stdout, sys.stderr = self._streams
            self._thread = None
        self._say_last()

    def _start(self) -> None:
        self._streams = sys.stdout, sys.stderr
        try:
            encoding = self._stream.encoding or "ascii"
            self._terminal = Terminal(self._stream.fileno(), _keyboard(), encoding)
        except OSError as error:
            self._failure = error
            self._over.set()
            return
        self._signals.take()
        self._thread = threading.Thread(target=self._run, name="mockint-screen", daemon=True)
        self._thread.start()
        begun = self._begun.wait(START_LIMIT_S)
        if not begun:
            self._failure = TimeoutError()
            self._over.set()

    def _run(self) -> None:
        try:
            from mockint.screen.live_app import LiveApp

            app = LiveApp(
                lambda: self._state,
                signs_for(glyphs_for(self._stream.encoding)),
                quiet=self._quiet,
                terminal=self._terminal,
                leaving=self._leaving.is_set,
                ready=self._begun.set,
            )
            asyncio.run(app.run_async(mouse=False))
            self._printed = app.printed
            self._failure = app.fault
        except BaseException as error:  # noqa: BLE001 - the top of a thread; show() tells
            self._failure = error
        finally:
            self._over.set()
            self._begun.set()

    def _say_last(self) -> None:
        """What stood on the page that is gone: where the round is kept, or why nothing is."""
        for text in self._printed:
            sys.stderr.write(printable(text))
        ended = self._state.ended
        if ended is None:
            return
        lines = [note.text for note in self._state.notes if note.kind in {"notice", "trouble"}]
        last = PlainScreen(self._stream)
        for line in () if ended.path else lines:  # the debrief tells them where there is one
            last.show(Notice(line))
        last.show(ended)


def _keyboard() -> int | None:
    """The terminal that keys would come from, whether anybody reads them or not."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        return sys.stdin.fileno() if sys.stdin.isatty() else None
    return None
