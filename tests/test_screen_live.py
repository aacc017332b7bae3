"""The live screen on a real terminal: keys, every way out, and the terminal as it was before."""

import fcntl
import os
import re
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from screen_story import BEGAN, answering, heard

from mockint.errors import ScreenError
from mockint.events import Notice, Outward
from mockint.screen.live import can_be_live
from mockint.screen.steady import SteadyScreen

if sys.platform == "win32":
    pytest.skip("the live screen is for Unix", allow_module_level=True)

import pty
import termios

from mockint.screen.terminal import ENTER, LEAVE

LONG_S = 15.0
TESTS = Path(__file__).parent


class OnTerminal:
    """The child program and the terminal it runs on."""

    def __init__(self, trouble: str, columns: int = 80, lines: int = 24, **environ: str) -> None:
        self._person, self._program = pty.openpty()
        self.resize(columns, lines)
        self.before = termios.tcgetattr(self._program)
        self.child = subprocess.Popen(
            [sys.executable, str(TESTS / "screen_child.py"), trouble],
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
        deadline = time.monotonic() + LONG_S
        with self._came:
            while words not in self.sent[after:] and words not in self.said:
                assert time.monotonic() < deadline, self.said
                assert self.child.poll() is None or self._reading.is_alive(), self.said
                self._came.wait(0.2)
        return len(self.sent)

    def type(self, keys: str) -> None:
        os.write(self._person, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._program, termios.TIOCSWINSZ, size)

    def end(self) -> int:
        """Wait for the end; the exit code."""
        return self.child.wait(LONG_S)

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
    return os.pathsep.join([str(TESTS), str(TESTS.parent)])


@pytest.fixture
def start() -> Iterator[type[OnTerminal]]:
    begun: list[OnTerminal] = []

    class Kept(OnTerminal):
        def __init__(self, trouble: str, **options: object) -> None:
            super().__init__(trouble, **options)  # type: ignore[arg-type]
            begun.append(self)

    yield Kept
    for one in begun:
        one.close()


def test_keys_and_the_end(start: type[OnTerminal]) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.type("p")
    on.until("pressed pause")
    on.type("\x1bOQ")  # F2, not q
    on.type("\r")
    on.until("pressed done")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()
    first_page = on.sent.split(ENTER)[0] + on.sent.split(LEAVE)[1]
    said = "before the round Kept in /rounds/of/this/test after the round"
    assert " ".join(first_page.split()) == said


def test_ctrl_z_stops_nothing_and_ctrl_s_keeps_nobody(start: type[OnTerminal]) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.type("\x1a")
    on.type("n")
    on.until("pressed part")
    on.type("\x13q")  # the terminal is stopped, then the round ends
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()


def test_ctrl_c_comes_out_of_the_main_thread(start: type[OnTerminal]) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.type("\x03")
    assert on.end() in {1, 130, -signal.SIGINT}
    on.until("KeyboardInterrupt")
    on.check_restored()


def test_sigterm_ends_in_order(start: type[OnTerminal]) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.child.send_signal(signal.SIGTERM)
    assert on.end() == 128 + signal.SIGTERM
    on.check_restored()


def test_an_exception_in_the_round(start: type[OnTerminal]) -> None:
    on = start("raises")
    assert on.end() == 1
    on.until("ZeroDivisionError")
    on.check_restored()
    assert "ZeroDivisionError" in on.sent.split(LEAVE)[1]


def test_a_screen_that_fails_goes_on_in_plain_lines_and_says_so_once(
    start: type[OnTerminal],
) -> None:
    on = start("fails")
    on.until("The live screen failed")
    on.type("n")
    on.until("pressed part")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()
    lines = without_commands(on.sent.split(LEAVE)[1])
    assert lines.count("The live screen failed") == 1
    assert "Interviewer: Tell me about a time" in lines
    assert "REC 0:4" in lines
    assert "the words of the candidate" not in on.sent
    assert "Traceback" not in on.sent


def test_a_screen_that_cannot_start_goes_on_in_plain_lines(start: type[OnTerminal]) -> None:
    on = start("cannot start")
    on.until("The live screen failed (RuntimeError)")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    assert "Traceback" not in on.sent
    assert "no widgets" not in on.sent


def test_a_screen_that_hangs_is_left_behind(start: type[OnTerminal]) -> None:
    on = start("hangs")
    on.until("hanging")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()


def test_what_others_print_is_kept_for_the_end(start: type[OnTerminal]) -> None:
    on = start("prints")
    on.until("Recording 0:4")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    assert "a library talks" in on.sent.split(LEAVE)[1]
    assert "a library talks" not in on.sent.split(LEAVE)[0]


def test_it_follows_the_window(start: type[OnTerminal]) -> None:
    on = start("none")
    at = on.until("Recording 0:4")
    assert "Reflection" not in on.said  # its name is short where parts stand side by side
    on.resize(40, 20)
    on.until("Reflection", at)
    on.type("q")
    assert on.end() == 0
    on.check_restored()


@pytest.mark.parametrize(("trouble", "term"), [("plain", "xterm"), ("none", "dumb")])
def test_plain_where_asked_and_on_a_dumb_terminal(
    start: type[OnTerminal], trouble: str, term: str
) -> None:
    on = start(trouble, TERM=term)
    on.until("Interviewer: Tell me")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    assert ENTER not in on.sent


def test_a_pipe_gets_lines() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import screen_child; screen_child.main('none')"],
        input="q\n",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path()},
        check=True,
        timeout=LONG_S,
    )
    assert "\x1b" not in done.stdout
    assert "Kept in /rounds/of/this/test" in done.stdout
    with open(os.devnull, "w") as nowhere:
        assert not can_be_live(nowhere, {"TERM": "xterm"})


# ---------------------------------------------------------------- stepping back, without a terminal


class Brittle:
    """Fails with its n-th event and from there on."""

    def __init__(self, lasts: int) -> None:
        self.lasts = lasts
        self.shown: list[Outward] = []
        self.closed = 0

    def show(self, event: Outward) -> None:
        if len(self.shown) >= self.lasts:
            raise ScreenError("it failed", cause="KeyError")
        self.shown.append(event)

    def close(self) -> None:
        self.closed += 1


@pytest.mark.parametrize("lasts", range(6))
def test_nothing_is_lost_when_the_first_screen_fails(lasts: int) -> None:
    first, second = Brittle(lasts), Brittle(99)
    screen = SteadyScreen(first, lambda: second)
    events = [*answering(), heard(1.0), Notice("A.")]
    for event in events:
        screen.show(event)
    screen.close()
    assert first.shown == events[:lasts]
    assert first.closed == second.closed == 1
    notice, *after = second.shown
    assert notice == Notice("The live screen failed (KeyError); the round goes on in plain lines.")
    # What the second screen must know to go on, then all that was not shown.
    context = [event for event in events[:lasts] if event in events[:3]]
    assert after == context + events[lasts:]


def test_two_screens_that_fail_are_two_too_many() -> None:
    screen = SteadyScreen(Brittle(0), lambda: Brittle(1))
    with pytest.raises(ScreenError):
        screen.show(BEGAN)
