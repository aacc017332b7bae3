"""A whole round on the virtual sound card, on a terminal, with the live screen and keys."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mockint.audio.files import read
from tests.support.sound_card import RATE_HZ, Card

if sys.platform == "win32":
    pytest.skip("the live screen is for Unix", allow_module_level=True)

from mockint.history.recovery.waiting import find_waiting
from mockint.screen.terminal import ENTER, LEAVE
from tests.interview.test_on_card import FLAWED, LIMIT_S, SLUG, alike
from tests.support.on_terminal import OnTerminal, without_commands

pytestmark = pytest.mark.sound

Start = Callable[..., OnTerminal]


@pytest.fixture
def start(virtual_card: Card, home: Path) -> Iterator[Start]:
    begun: list[OnTerminal] = []

    def begin(*options: str) -> OnTerminal:
        arguments = ["-m", "mockint", "round", SLUG, "--engine", "pocketsphinx", *options]
        environ = {**virtual_card.environment(), "MOCKINT_HOME": str(home)}
        begun.append(OnTerminal(arguments, environ, limit_s=LIMIT_S))
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


def test_a_round_with_keys_is_recorded_and_debriefed_on_the_first_page(
    start: Start, virtual_card: Card, home: Path
) -> None:
    on = start("--probes", "0", "--level", "sde1")
    on.until("Interviewer speaking")
    on.type("s")  # the voice is skipped
    on.until("Take your time")
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))
    on.type("p")
    on.until("Thinking, still recording")
    for key in "?p\r":
        on.type(key)
    on.until("To delete this round")
    on.until("q stop")
    on.type("q")
    assert on.end() == 0, on.said
    on.check_restored()

    first_page = without_commands(on.sent.split(LEAVE)[1])
    assert "Leaning:" in first_page
    assert "Saved in" in first_page
    second_page = without_commands(on.sent.split(ENTER)[1].split(LEAVE)[0])
    assert "Leaning:" not in second_page

    (answer,) = (home / "data" / "rounds").rglob("answer-1.flac")
    played = read(FLAWED / "follow_through.ogg")
    assert alike(read(answer), played) > 0.95
    assert read(answer).size > played.size - RATE_HZ


def test_ctrl_c_leaves_a_take_and_the_terminal(
    start: Start, virtual_card: Card, home: Path
) -> None:
    on = start("--probes", "0", "--voice", "none", "--quiet-screen")
    on.until("Take your time")
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    on.until("Recording 0:0")
    on.type("\x03")
    assert on.end() == 130, on.said
    on.check_restored()
    assert "mockint report" in on.sent.split(LEAVE)[1], "kept and debriefed"
    (take,) = (home / "data" / "rounds").rglob("answer-1.flac")
    assert read(take).size >= 2 * RATE_HZ


def test_the_question_is_spoken_again_and_is_not_in_the_answer(
    start: Start, virtual_card: Card, home: Path
) -> None:
    on = start("--probes", "0")
    on.until("Interviewer speaking")
    on.type("s")
    at = on.until("Take your time")
    on.type("w")
    at = on.until("Interviewer speaking", at)
    on.type("s")
    on.until("take 2", at)
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    on.type("\r")
    on.until("q stop")
    on.type("q")
    assert on.end() == 0, on.said
    on.check_restored()
    (answer,) = (home / "data" / "rounds").rglob("answer-1-take-2.flac")
    assert alike(read(answer), read(FLAWED / "own_part.ogg")) > 0.95
    kept = [path.name for path in (home / "data" / "rounds").rglob("answer-1*")]
    assert {"answer-1.wav", "answer-1.flac"} & set(kept), "the silent take is kept"
    assert not find_waiting().takes, "and is nobody's answer"
