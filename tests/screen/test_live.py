"""The live screen on a real terminal: keys, every way out, and the terminal as it was before."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from mockint.errors import ScreenError
from mockint.events import Notice, Outward, TakeProgress
from mockint.screen.fallback import FallbackScreen
from mockint.screen.live import can_be_live
from tests.support.screen_story import BEGAN, answering, heard

if sys.platform == "win32":
    pytest.skip("the live screen is for Unix", allow_module_level=True)

from mockint.screen.terminal import ENTER, LEAVE
from tests.support.on_terminal import LONG_S, ROOT, OnTerminal, path, without_commands

Start = Callable[..., OnTerminal]


@pytest.fixture
def start() -> Iterator[Start]:
    begun: list[OnTerminal] = []

    def begin(trouble: str, **environ: str) -> OnTerminal:
        begun.append(
            OnTerminal([str(ROOT / "tests" / "support" / "screen_child.py"), trouble], environ)
        )
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


def test_keys_and_the_end(start: Start) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.type("p")
    on.until("pressed pause")
    on.type("\x1bOQ")  # F2, not q
    on.type("\r")
    on.until("pressed done")
    assert "\x1b[?2004h" in on.sent, "a paste is to come with its marks"
    on.type("\x1b[200~I was quick,\rand asked.\x1b[201~")
    on.until("pressed pasted")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()
    first_page = on.sent.split(ENTER)[0] + on.sent.split(LEAVE)[1]
    said = "before the round Saved in /rounds/of/this/test after the round"
    assert " ".join(first_page.split()) == said


def test_ctrl_z_stops_nothing_and_ctrl_s_keeps_nobody(start: Start) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.type("\x1a")
    on.type("n")
    on.until("pressed part")
    on.type("\x13q")  # the terminal is stopped, then the round ends
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()


def test_ctrl_c_comes_out_of_the_main_thread(start: Start) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.type("\x03")
    assert on.end() in {1, 130, -signal.SIGINT}
    on.until("KeyboardInterrupt")
    on.check_restored()


def test_sigterm_ends_in_order(start: Start) -> None:
    on = start("none")
    on.until("Recording 0:4")
    on.child.send_signal(signal.SIGTERM)
    assert on.end() == 128 + signal.SIGTERM
    on.check_restored()


def test_an_exception_in_the_round(start: Start) -> None:
    on = start("raises")
    assert on.end() == 1
    on.until("ZeroDivisionError")
    on.check_restored()
    assert "ZeroDivisionError" in on.sent.split(LEAVE)[1]


def test_a_screen_that_fails_goes_on_in_plain_lines_and_says_so_once(
    start: Start,
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


def test_a_screen_that_cannot_start_goes_on_in_plain_lines(start: Start) -> None:
    on = start("cannot start")
    on.until("The live screen failed (RuntimeError)")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    assert "Traceback" not in on.sent
    assert "no widgets" not in on.sent


def test_a_screen_that_hangs_is_left_behind(start: Start) -> None:
    on = start("hangs")
    on.until("hanging")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    on.check_restored()


def test_what_others_print_is_kept_for_the_end(start: Start) -> None:
    on = start("prints")
    on.until("Recording 0:4")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    assert "a library talks" in on.sent.split(LEAVE)[1]
    assert "a library talks" not in on.sent.split(LEAVE)[0]


def test_it_follows_the_window(start: Start) -> None:
    on = start("none")
    at = on.until("Recording 0:4")
    assert "Reflection" not in on.said  # its name is short where parts stand side by side
    on.resize(40, 20)
    on.until("Reflection", at)
    on.type("q")
    assert on.end() == 0
    on.check_restored()


@pytest.mark.parametrize(("trouble", "term"), [("plain", "xterm"), ("none", "dumb")])
def test_plain_where_asked_and_on_a_dumb_terminal(start: Start, trouble: str, term: str) -> None:
    on = start(trouble, TERM=term)
    on.until("Interviewer: Tell me")
    on.type("q")
    assert on.end() == 0
    on.until("after the round")
    assert ENTER not in on.sent


def test_a_pipe_gets_lines() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tests.support import screen_child; screen_child.main('none')"],
        input="q\n",
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path()},
        check=True,
        timeout=LONG_S,
    )
    assert "\x1b" not in done.stdout
    assert "Saved in /rounds/of/this/test" in done.stdout
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


@pytest.mark.parametrize("lasts", range(8))
def test_nothing_is_lost_when_the_first_screen_fails(lasts: int) -> None:
    first, second = Brittle(lasts), Brittle(99)
    screen = FallbackScreen(first, lambda: second)
    events = [*answering(), heard(1.0), Notice("A.")]
    for event in events:
        screen.show(event)
    screen.close()
    assert first.shown == events[:lasts]
    assert first.closed == second.closed == 1
    notice, *after = second.shown
    assert notice == Notice("The live screen failed (KeyError). The round continues as plain text.")
    # What the second screen must know to go on, then all that was not shown.
    told = {type(event): event for event in events[:lasts] if not isinstance(event, TakeProgress)}
    context = [event for event in events[:lasts] if event in told.values()]
    assert after == context + events[lasts:]


def test_two_screens_that_fail_are_two_too_many() -> None:
    screen = FallbackScreen(Brittle(0), lambda: Brittle(1))
    with pytest.raises(ScreenError):
        screen.show(BEGAN)
