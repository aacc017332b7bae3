"""Which keys there are, what they are called, and what reads them where.

Keys as lines, for a pipe: an empty line is Enter, a letter and Enter is that key.

Reads a file descriptor on a thread that can be told to stop.

Single keys from a terminal, without Enter, on Unix.

Single keys from a Windows console.

Ctrl-C as one key more.
"""

import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import FrameType
from typing import Any, TextIO

from mockint.events import KeyHint, KeyPressed
from mockint.screen.terminal import go_on
from mockint.screen.typed import Typed, as_pressed, key_of
from mockint.screen.types import Keys, PressKey, no_legend


def legend(hints: Sequence[KeyHint]) -> str:
    """The keys of a terminal, e.g. "Keys: Enter=done, q=end."."""
    return f"Keys: {_listed(hints, 'Enter')}." if hints else ""


def legend_of_lines(hints: Sequence[KeyHint]) -> str:
    """The same where keys come as lines."""
    return f"Type a line and press Enter: {_listed(hints, 'empty line')}." if hints else ""


def _listed(hints: Sequence[KeyHint], enter: str) -> str:
    return ", ".join(f"{hint.named(enter)}={hint.what}" for hint in hints)


class NoKeys:
    """Nobody is at the keyboard: a recorded candidate answers, and ends by itself."""

    legend = staticmethod(no_legend)

    def start(self, press: PressKey) -> None:
        """Read nothing."""

    def stop(self) -> None:
        """There is nothing to stop."""


def keys_for(stdin: TextIO | None, *, recorded: bool) -> Keys:
    """What reads keys from ``stdin``: a terminal's keys, or a pipe's lines.

    The end of a pipe ends the round, since nobody could end the recording any more; not so where
    the candidate is ``recorded`` and ends by itself (standard input may be /dev/null there).
    """
    if stdin is None or stdin.closed:
        return NoKeys()
    try:
        descriptor = stdin.fileno()
    except OSError:  # something without a file behind it stands in for standard input
        return NoKeys()
    if not stdin.isatty():
        return PipeKeys(descriptor, quit_at_end=not recorded)
    if sys.platform == "win32":
        return WindowsKeys()

    return TerminalKeys(descriptor)


CHUNK_BYTES = 1024
TOGETHER_S = 0.01
"""What comes within this time came at once. A key that is held down repeats each 25 to 40 ms, and
two fingers are never so quick; a paste is."""
MOST_TOGETHER = 65_536
"""Bytes: a terminal that never pauses is heard all the same."""


class Reading:
    """Hands what arrives at a descriptor to ``feed``; at its end ``feed`` gets no bytes, once.

    ``together_s``: what comes so soon after what came before is handed on in one piece.

    It reads the descriptor itself, not ``sys.stdin``: a thread that waits inside Python's
    buffered reader keeps the interpreter from shutting down in order.
    """

    def __init__(
        self, descriptor: int, feed: Callable[[bytes], None], together_s: float | None = None
    ) -> None:
        self._descriptor = descriptor
        self._feed = feed
        self._together_s = together_s
        self._stopped = threading.Event()
        self._wake_reader, self._wake_writer = os.pipe()
        self._thread = threading.Thread(target=self._read, name="mockint-keys", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nothing is fed once this has returned."""
        if self._stopped.is_set():
            return
        self._stopped.set()
        os.write(self._wake_writer, b"x")
        if sys.platform != "win32":
            self._thread.join()
            os.close(self._wake_reader)
        os.close(self._wake_writer)

    def _read(self) -> None:
        while True:
            # On Windows only sockets can be waited for, so the thread stays in ``read`` there;
            # it is a daemon, and what it still reads is dropped.
            if sys.platform != "win32":
                select.select([self._descriptor, self._wake_reader], [], [])
            if self._stopped.is_set():
                return
            chunk = self._chunk()
            while chunk and self._more_at_once(len(chunk)):
                more = self._chunk()
                chunk += more
                if not more:
                    break
            if not self._stopped.is_set():
                self._feed(chunk)
            if not chunk:
                return

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, CHUNK_BYTES)
        except OSError:  # the terminal is gone
            return b""

    def _more_at_once(self, had: int) -> bool:
        if self._together_s is None or had >= MOST_TOGETHER:
            return False
        ready, _, _ = select.select([self._descriptor, self._wake_reader], [], [], self._together_s)
        return ready == [self._descriptor]


class PipeKeys:
    """Reads lines from a descriptor that is no terminal."""

    legend = staticmethod(legend_of_lines)

    def __init__(self, descriptor: int, *, quit_at_end: bool) -> None:
        self._descriptor = descriptor
        self._quit_at_end = quit_at_end
        self._line = b""
        self._reading: Reading | None = None

    def start(self, press: PressKey) -> None:
        """Begin reading."""
        self._reading = Reading(self._descriptor, lambda chunk: self._feed(chunk, press))

    def stop(self) -> None:
        """Stop reading; what was not read stays in the pipe."""
        if self._reading is not None:
            self._reading.stop()

    def _feed(self, chunk: bytes, press: PressKey) -> None:
        if not chunk:
            if self._quit_at_end:
                press(KeyPressed("quit"))
            return
        *lines, self._line = (self._line + chunk).split(b"\n")
        for line in lines:
            press(_key(line.decode("utf-8", "replace")))


def _key(line: str) -> KeyPressed:
    """The key a line stands for."""
    typed = line.strip().lower()
    if not typed:
        return KeyPressed("done", "\n")
    if len(typed) > 1:
        return KeyPressed("other", f"{typed}\n")
    return replace(key_of(typed), char=f"{typed}\n")


class TerminalKeys:
    """Reads a terminal key by key. Ctrl-C stays KeyboardInterrupt in the main thread."""

    legend = staticmethod(legend)

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

        typed = Typed()

        def feed(chunk: bytes) -> None:
            for key in as_pressed([*typed.keys(chunk)]) if chunk else (KeyPressed("quit"),):
                press(key)

        self._reading = Reading(self._descriptor, feed, TOGETHER_S)

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


LOOK_EVERY_S = 0.05


class WindowsKeys:
    """Looks for keys with msvcrt, which offers no way to wait for one and be woken."""

    legend = staticmethod(legend)

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
            came: list[KeyPressed] = []
            while msvcrt.kbhit():
                typed = msvcrt.getwch()
                if typed in "\x00\xe0":  # a function or arrow key: its second half follows
                    msvcrt.getwch()
                else:
                    came.append(KeyPressed("done", "\n") if typed in "\r\n" else key_of(typed))
            for key in as_pressed(came):
                press(key)


class CtrlCKeys:
    """The keys ``inner`` reads, and the first Ctrl-C as q: what was said is judged and shown.

    The second one is KeyboardInterrupt in the main thread, as ever: for who does not want to wait.
    """

    def __init__(self, inner: Keys) -> None:
        self._inner = inner
        self.legend = inner.legend
        self.was_pressed = False
        self._is_set = False

    def start(self, press: PressKey) -> None:
        """Begin reading. Signals come to the main thread only, so elsewhere Ctrl-C stays as it is;
        so it does where whoever started the program has it ignored."""

        def pressed(_number: int, _frame: FrameType | None) -> None:
            self._give_back()
            self.was_pressed = True
            press(KeyPressed("quit"))

        in_main = threading.current_thread() is threading.main_thread()
        if in_main and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, pressed)
            self._is_set = True
        self._inner.start(press)

    def stop(self) -> None:
        """Stop reading."""
        self._give_back()
        self._inner.stop()

    def _give_back(self) -> None:
        if self._is_set:
            self._is_set = False
            signal.signal(signal.SIGINT, signal.default_int_handler)
