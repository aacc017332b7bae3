"""An evening on the virtual sound card, on a terminal, by single keys alone, in one process."""

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.support.past_rounds import STRONG, WEAK
from tests.support.sound_card import Card, speak, wait_for

if sys.platform == "win32":
    pytest.skip("the live screen is for Unix", allow_module_level=True)

from mockint.audio.files import read
from mockint.screen.terminal import ENTER, LEAVE
from tests.interview.test_on_card import LIMIT_S, SLUG, alike
from tests.support.on_terminal import OnTerminal, without_commands

pytestmark = pytest.mark.sound

Start = Callable[..., OnTerminal]
FIRST_WORDS = " ".join(WEAK.split(".")[:3])
BETTER_WORDS = STRONG[STRONG.index("I wrote a test") : STRONG.index("I learned")]


@pytest.fixture
def start(virtual_card: Card, home: Path) -> Iterator[Start]:
    begun: list[OnTerminal] = []

    def begin(*options: str) -> OnTerminal:
        environ = {**virtual_card.environment(), "MOCKINT_HOME": str(home)}
        begun.append(OnTerminal(["-m", "mockint", *options], environ, limit_s=LIMIT_S))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


def test_three_takes_and_a_next_question_by_keys(
    start: Start, virtual_card: Card, home: Path, tmp_path: Path
) -> None:
    weak, strong = tmp_path / "weak.wav", tmp_path / "strong.wav"
    speak(weak, FIRST_WORDS)
    speak(strong, BETTER_WORDS)
    on = start(
        "round", SLUG, "--engine", "pocketsphinx", "--probes", "0", "--level", "sde2",
        "--voice", "none",
    )  # fmt: skip

    def choices(number: int) -> None:
        wait_for(lambda: on.said.count("q stop") >= number, LIMIT_S)

    def recording(number: int) -> None:
        """Until the live screen of this take records."""
        wait_for(lambda: on.sent.count(ENTER) >= number, LIMIT_S)
        wait_for(
            lambda: "Take your time" in without_commands(on.sent.split(ENTER)[number]), LIMIT_S
        )

    recording(1)
    virtual_card.do("play", str(weak))
    on.type("\r")
    choices(1)
    assert "h hear yourself" in on.said

    heard = tmp_path / "heard.wav"
    capture = virtual_card.begin("capture", str(heard), "28")
    on.type("h")
    choices(2)
    capture.send_signal(signal.SIGINT)
    capture.wait(LIMIT_S)
    (take,) = (home / "data" / "rounds").rglob("answer-1.flac")
    sound = read(take)
    loud = np.flatnonzero(np.abs(sound) > 0.05)
    assert alike(read(heard), sound[loud[0] : loud[-1]]) > 0.9

    on.type("\r")  # try again
    recording(2)
    virtual_card.do("play", str(strong))
    on.type("\r")
    choices(3)
    first_page = without_commands(on.sent.split(LEAVE)[-1])
    assert "Your take before, and now" in first_page
    assert "You did it." in first_page
    screen = first_page[first_page.index("Your take before") :].splitlines()
    assert len(screen) < 24, screen

    on.type("w")  # the weak part alone
    recording(3)
    on.type("q")
    on.type("q")  # it asks once
    choices(4)

    on.type("n")  # the next question
    recording(4)
    wait_for(lambda: len(list((home / "data" / "rounds").iterdir())) == 4, LIMIT_S)
    on.type("\x03")
    assert on.end() == 130, on.said
    rounds = [path.parent for path in (home / "data" / "rounds").rglob("round.json")]
    assert len(rounds) == 3, "all that was recorded is kept"
    assert on.said.count("q stop") == 4, "Ctrl-C asks nothing"


def test_a_practice_that_ctrl_c_ends_says_so_to_the_shell(start: Start) -> None:
    on = start(
        "drill", SLUG, "--part", "result", "--engine", "pocketsphinx", "--voice", "none", "--plain"
    )
    on.until("Recording: Result")
    on.type("\x03")
    assert on.end() == 130, on.said
    assert "q stop" not in on.said
