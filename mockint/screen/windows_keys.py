"""Single keys from a Windows console."""

import sys
import threading

from mockint.events import KeyPressed
from mockint.screen.base import PressKey
from mockint.screen.keys import LEGEND, LETTERS

LOOK_EVERY_S = 0.05


class WindowsKeys:
    """Looks for keys with msvcrt, which offers no way to wait for one and be woken."""

    legend = LEGEND

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def start(self, press: PressKey) -> None:
        """Begin looking."""
        threading.Thread(target=self._look, args=(press,), name="mockint-keys", daemon=True).start()

    def stop(self) -> None:
        """Stop looking."""
        self._stopped.set()

    def _look(self, press: PressKey) -> None:
        if sys.platform != "win32":
            return
        import msvcrt

        while not self._stopped.wait(LOOK_EVERY_S):
            while msvcrt.kbhit():
                typed = msvcrt.getwch().lower()
                if typed in "\x00\xe0":  # a function or arrow key: its second half follows
                    msvcrt.getwch()
                elif typed in "\r\n":
                    press(KeyPressed("done", "\n"))
                else:
                    press(KeyPressed(LETTERS.get(typed, "other"), typed))
