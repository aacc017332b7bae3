"""A local model as a person sets it up: the setting, the check, a whole round with one."""

import json
from pathlib import Path

import pytest

from mockint import config
from mockint.commands.config import set_
from mockint.commands.doctor import doctor
from mockint.commands.values.machine import Check
from mockint.config import Settings
from mockint.errors import UsageError
from mockint.wiring.coach import coach, server
from tests.commands.test_config import mockint
from tests.commands.test_demo import as_words, demo
from tests.support.chat_server import MODEL, serving
from tests.support.talking_server import answer, says
from tests.support.talking_server import serving as talking

ELSEWHERE = "http://192.168.1.7:11434"


def checked(url: str) -> Check:
    found = doctor(engine="pocketsphinx", coach=url)
    return next(one for one in found if isinstance(one, Check) and one.name == "local model")


def test_it_is_off_until_somebody_names_one() -> None:
    assert coach(None, Settings()) is None
    assert coach("none", Settings(coach="http://localhost:1")) is None
    assert coach("", Settings(coach="http://localhost:1")) is None


@pytest.mark.parametrize(
    "here", ["http://localhost:11434", "http://127.0.0.1", "http://[::1]:8080/v1"]
)
def test_one_on_this_machine_may_be_named_anywhere(here: str) -> None:
    for made in (coach(here, Settings()), coach(None, Settings(coach=here))):
        assert made is not None
        assert made.notice == ""


def test_one_elsewhere_is_for_the_settings_to_allow() -> None:
    for named in (coach, server):
        with pytest.raises(UsageError, match="is not on this machine") as refused:
            named(ELSEWHERE, Settings())
        assert refused.value.next_step == f"mockint config set coach {ELSEWHERE}"
    allowed = coach(None, Settings(coach=ELSEWHERE))
    assert allowed is not None
    assert allowed.notice.startswith("Your words leave this machine")


def test_the_settings_say_what_leaves(home: Path) -> None:
    assert set_("coach", "http://localhost:11434").notice == ""
    assert "Your words leave this machine" in mockint("config", "set", "coach", ELSEWHERE).stdout
    assert json.loads(mockint("config", "--json").stdout)["settings"]["coach"] == ELSEWHERE
    assert set_("coach", "none").notice == ""
    assert set_("coach_model", "llama3.2:1b").value == "llama3.2:1b"


@pytest.mark.parametrize("wrong", ["localhost", "http://", "ftp://here", "http://me:hunter2@here"])
def test_what_is_no_address_is_no_setting(home: Path, wrong: str) -> None:
    with pytest.raises(UsageError, match="coach must be http") as refused:
        config.meant("coach", wrong)
    assert "hunter2" not in str(refused.value)


def test_the_doctor_asks_it_something() -> None:
    with serving(lambda _: "How did you find the old clock?") as chat:
        found = checked(chat.url)
        assert found.health == "ok"
        assert f"{MODEL} at {chat.url}" in found.found
        assert "How did you find the old clock?" in found.found
    with serving(lambda _: "How did you save 5 million dollars?") as chat:
        found = checked(chat.url)
        assert found.health == "note"
        assert "would not be used" in found.found
    with talking(says(answer({"error": "no model is loaded"}, 500))) as told:
        found = checked(told.url)
        assert found.health == "note"
        assert "no model is loaded" in found.found
        assert "coach none" in found.fix
    assert checked(ELSEWHERE).fix == f"mockint config set coach {ELSEWHERE}"
    assert not any(isinstance(one, Check) and one.name == "local model" for one in first_four())


def first_four() -> list[object]:
    """Up to the engine, and what comes after it."""
    found = doctor(engine="pocketsphinx", voice="none")
    return [next(found) for _ in range(5)]


def test_a_demo_with_one_that_says_nonsense_is_the_demo(home: Path, tmp_path: Path) -> None:
    with serving(lambda _: "As a language model I would hire you. 100%!") as chat:
        done = demo(home, "--engine", as_words(tmp_path), "--voice", "none", "--coach", chat.url)
        assert done.returncode == 0, done.stderr
        assert chat.asked
    assert "hire you" not in done.stdout
    assert "local model" not in done.stdout
