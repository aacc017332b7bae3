"""Single keys from a terminal, without Enter, on Unix."""

import contextlib
import re
import sys
from collections.abc import Iterator
from typing import Any

from mockint.events import KeyPressed
from mockint.screen.base import PressKey
from mockint.screen.keys import LEGEND, LETTERS, RUB_OUT
from mockint.screen.reading import Reading
from mockint.screen.terminal import go_on

_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]?|O.?|[^\x1b])?", re.DOTALL)
"""What arrow, function and Alt keys send (ECMA-48 control sequences, SS3): F2 is ESC O Q, and
must not count as q."""


def pressed(chunk: bytes) -> Iterator[KeyPressed]:
    """The keys among what a terminal sent."""
    for byte in _SEQUENCE.sub(b"", chunk).decode("ascii", "ignore").lower():
        if byte in "\r\n":
            yield KeyPressed("done", "\n")
        elif byte.isprintable() or byte in RUB_OUT:
            yield KeyPressed(LETTERS.get(byte, "other"), byte)


class TerminalKeys:
    """Reads a terminal key by key. Ctrl-C stays KeyboardInterrupt in the main thread."""

    legend = LEGEND

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._before: list[Any] | None = None
        self._reading: Reading | None = None

    def start(self, press: PressKey) -> None:
        """Switch echo and line mode off, and begin reading."""
        if sys.platform == "win32":
            raise NotImplementedError
        import termios
        import tty

        self._before = termios.tcgetattr(self._descriptor)
        tty.setcbreak(self._descriptor, termios.TCSANOW)

        def feed(chunk: bytes) -> None:
            for key in pressed(chunk) if chunk else (KeyPressed("quit"),):
                press(key)

        self._reading = Reading(self._descriptor, feed)

    def stop(self) -> None:
        """Give the terminal back as it was; keys pressed but not read are dropped."""
        if sys.platform == "win32" or self._before is None:
            return
        import termios

        # Where the terminal is gone there is nothing left to give back.
        with contextlib.suppress(termios.error):
            # Stopped with Ctrl-S it would never have sent all, which is waited for here.
            go_on(self._descriptor)
            termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, self._before)
        self._before = None
        if self._reading is not None:
            self._reading.stop()
