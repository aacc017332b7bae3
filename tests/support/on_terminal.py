"""A program on a terminal of its own (a pty): typed at, watched, resized; and was it restored?"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from mockint.screen.keys import TOGETHER_S
from mockint.screen.terminal import ENTER, LEAVE

LONG_S = 15.0
QUIET_S = 0.3
ROOT = Path(__file__).resolve().parents[2]
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""Makes the terminal the controlling one, so that Ctrl-C and Ctrl-Z arrive."""


class OnTerminal:
    """``python ARGUMENTS`` and the terminal it runs on, 80 columns and 24 lines."""

    def __init__(
        self, arguments: Sequence[str], environ: dict[str, str], limit_s: float = LONG_S
    ) -> None:
        self._limit_s = limit_s
        self._person, self._program = pty.openpty()
        self.resize(80, 24)
        self.before = termios.tcgetattr(self._program)
        self.child = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *arguments],
            stdin=self._program,
            stdout=self._program,
            stderr=self._program,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": path(), **environ},
        )
        self._seen = bytearray()
        self._came = threading.Condition()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        while True:
            try:
                chunk = os.read(self._person, 4096)
            except OSError:
                return
            with self._came:
                self._seen += chunk
                self._came.notify_all()

    @property
    def sent(self) -> str:
        """All that the program has sent."""
        return self._seen.decode("utf-8", "replace")

    @property
    def said(self) -> str:
        """The same without what a terminal obeys."""
        return without_commands(self.sent)

    def until(self, words: str, after: int = 0) -> int:
        """Wait until it has said these words, or sent them; how much was sent by then."""
        deadline = time.monotonic() + self._limit_s
        with self._came:
            while words not in self.sent[after:] and words not in self.said:
                assert time.monotonic() < deadline, self.said
                assert self.child.poll() is None or self._reading.is_alive(), self.said
                self._came.wait(0.2)
        return len(self.sent)

    def type(self, keys: str) -> None:
        """Send ``keys`` at once, and let go: what follows is another key."""
        os.write(self._person, keys.encode())
        time.sleep(3 * TOGETHER_S)

    def resize(self, columns: int, lines: int) -> None:
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._program, termios.TIOCSWINSZ, size)

    def end(self) -> int:
        """Wait for the end; the exit code."""
        return self.child.wait(self._limit_s)

    def all_sent(self) -> str:
        """All that was sent by one that has ended: once nothing more comes for a while."""
        had = -1
        while len(self._seen) > had:
            had = len(self._seen)
            time.sleep(QUIET_S)
        return self.sent

    def check_restored(self) -> None:
        """Same mode as before, first page, cursor on, and nothing drawn afterwards."""
        assert termios.tcgetattr(self._program) == self.before
        assert self.sent.count(ENTER) == self.sent.count(LEAVE) == 1
        assert "\x1b[?" not in self.sent.split(LEAVE)[1]

    def close(self) -> None:
        self.child.kill()
        self.child.wait(10)
        os.close(self._program)
        self._reading.join(10)
        os.close(self._person)


def without_commands(sent: str) -> str:
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", sent)


def path() -> str:
    return str(ROOT)
