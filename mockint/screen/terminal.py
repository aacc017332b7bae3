"""A terminal that a live screen is drawn on: its second page, and everything back as it was.

Unix only. Writes to a descriptor of its own: descriptor 2, which Textual's own driver writes to,
leads nowhere while PortAudio is kept quiet. Keys are read elsewhere (terminal_keys.py), so Ctrl-C
stays what it is.
"""

import contextlib
import os
import select
import signal
import sys
import threading
from types import FrameType
from typing import Any

ENTER = "\x1b[?1049h\x1b[2J\x1b[H\x1b[?25l\x1b[?7l\x1b[?2004h"
"""Second page, empty; cursor hidden; no line wrap; what is pasted has marks (xterm's private
modes)."""
LEAVE = "\x1b[?2004l\x1b[0m\x1b[2J\x1b[H\x1b[?7h\x1b[?25h\x1b[?1049l"
"""The same backwards. What knows no second page is left empty."""

WHOLE, DRAWN = "\x1b[?2026h", "\x1b[?2026l"
"""Around each change: a terminal that knows synchronized output shows it in one piece, the others
pass over both."""

TERMINATED = 128 + 15
"""What a shell reports for a program ended by SIGTERM."""


class Terminal:
    """Entered once, left once; leaving is safe at any time, from any thread, and twice."""

    def __init__(self, output: int, keyboard: int | None, encoding: str) -> None:
        """``keyboard`` is the terminal's input, where there is one: its echo is switched off."""
        self._output = os.dup(output)
        self._keyboard = keyboard
        self._encoding = encoding
        self._lock = threading.Lock()
        self._inside = False
        self._left = False
        self._echo_off = False

    def enter(self) -> None:
        """Turn to the second page. Raises OSError."""
        with self._lock:
            self._inside = True
            self._switch_echo(on=False)
            self._send(ENTER)

    def write(self, text: str) -> None:
        """Send ``text``; after leaving, nothing. Raises OSError."""
        with self._lock:
            if self._inside:
                self._send(f"{WHOLE}{text}{DRAWN}")

    def leave(self) -> None:
        """Turn back to the first page; a terminal that is gone needs nothing."""
        if self._left:
            return
        # A terminal stopped with Ctrl-S would hold back the last words, and whoever writes them.
        go_on(self._output)
        with self._lock:
            if self._left:
                return
            self._left = True
            if self._inside:
                with contextlib.suppress(OSError):
                    self._send(LEAVE)
                self._switch_echo(on=True)
            self._inside = False
            os.close(self._output)

    def size(self) -> tuple[int, int]:
        """Columns and lines, at least one each."""
        try:
            columns, lines = os.get_terminal_size(self._output)
        except OSError:
            return 80, 24
        return columns or 80, lines or 24

    def _send(self, text: str) -> None:
        data = text.encode(self._encoding, "replace")
        while data:
            try:
                data = data[os.write(self._output, data) :]
            except BlockingIOError:  # somebody made the terminal non-blocking
                select.select([], [self._output], [])

    def _switch_echo(self, *, on: bool) -> None:
        """Only what was switched off here is switched on again: the keys have a mode too."""
        if sys.platform == "win32" or self._keyboard is None or (on and not self._echo_off):
            return
        import termios

        with contextlib.suppress(termios.error):
            mode = termios.tcgetattr(self._keyboard)
            was_on = bool(mode[3] & termios.ECHO)
            mode[3] = mode[3] | termios.ECHO if on else mode[3] & ~termios.ECHO
            if was_on != on:
                termios.tcsetattr(self._keyboard, termios.TCSANOW, mode)
                self._echo_off = not on


def go_on(descriptor: int) -> None:
    """Let a terminal go on sending that was stopped with Ctrl-S."""
    if sys.platform == "win32":
        return
    import termios

    with contextlib.suppress(termios.error):
        # "On" alone undoes only an "off" of this kind, not that of the key (Linux, tty_ioctl(4)).
        termios.tcflow(descriptor, termios.TCOOFF)
        termios.tcflow(descriptor, termios.TCOON)


class Signals:
    """While the second page is shown: SIGTERM ends the round in order, Ctrl-Z does nothing.

    A round that is stopped with Ctrl-Z would record nothing and leave a shell on the second page.
    Outside the main thread, where Python takes no signals, this changes nothing.
    """

    def __init__(self) -> None:
        self._before: dict[signal.Signals, Any] = {}

    def take(self) -> None:
        """From here on."""
        if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
            return
        self._before = {
            signal.SIGTERM: signal.signal(signal.SIGTERM, _end),
            signal.SIGTSTP: signal.signal(signal.SIGTSTP, _stay),
        }

    def give_back(self) -> None:
        """As before."""
        while self._before:
            which, handler = self._before.popitem()
            signal.signal(which, handler if handler is not None else signal.SIG_DFL)


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)


def _stay(_number: int, _frame: FrameType | None) -> None:
    """Nothing: no stopping here."""
