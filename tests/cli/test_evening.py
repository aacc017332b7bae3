"""``mockint`` alone on a terminal: single keys, and none that was typed too early."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a terminal of Unix", allow_module_level=True)

from tests.support.on_terminal import OnTerminal
from tests.support.sound_card import wait_for

LIMIT_S = 60.0


@pytest.fixture
def alone(home: Path) -> Iterator[OnTerminal]:
    on = OnTerminal(["-m", "mockint"], {"MOCKINT_HOME": str(home)}, limit_s=LIMIT_S)
    yield on
    on.close()


def choices(on: OnTerminal, number: int) -> None:
    wait_for(lambda: on.said.count("q stop") >= number, LIMIT_S)


def test_enter_too_early_begins_nothing_and_a_key_needs_no_enter(alone: OnTerminal) -> None:
    alone.type("\r\r")
    choices(alone, 1)
    assert "Now: A question that you have not had" in alone.said
    alone.type("xz")  # nothing that is offered
    alone.type("?")
    choices(alone, 2)
    assert "Usage: " in alone.said
    alone.type("q")
    assert alone.end() == 0, alone.said


def test_a_key_that_is_held_down_begins_nothing(alone: OnTerminal) -> None:
    choices(alone, 1)
    for _ in range(20):
        alone.type("\r")
        time.sleep(0.03)
    time.sleep(0.5)
    alone.type("q")
    assert alone.end() == 0, alone.said
    assert "Recording" not in alone.said


def test_ctrl_c_at_the_choices_ends_it_and_gives_the_terminal_back(alone: OnTerminal) -> None:
    import termios

    choices(alone, 1)
    alone.type("\x03")
    assert alone.end() == 130, alone.said
    assert "Traceback" not in alone.said
    assert termios.tcgetattr(alone._program) == alone.before


def test_a_terminal_that_is_gone_ends_it(alone: OnTerminal) -> None:
    choices(alone, 1)
    alone.child.send_signal(1)  # SIGHUP
    assert alone.end() == 129, alone.said
    assert "Traceback" not in alone.said
