"""The interviewer's voices as a person meets them: listed, played, fetched, checked, set."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mockint import config
from mockint.cli import commands
from mockint.cli.options import SPEECH_RATES
from mockint.commands.doctor import doctor
from mockint.commands.values.machine import Check
from mockint.errors import UsageError, VoiceError
from mockint.voice import piper_voices
from tests.support.piper import joe_file, voice_file
from tests.support.sound_card import Card

NAME = "en_US-made-low"


def mockint(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


@pytest.fixture
def fetched(home: Path) -> Path:
    return voice_file(home / "data" / "voices" / NAME, NAME)


def test_the_voices_of_both_engines_are_listed(fetched: Path) -> None:
    lines = mockint("devices", "--voices", "--json").stdout.splitlines()
    first, *others = map(json.loads, lines)
    assert first == {
        "name": NAME,
        "about": "made, low quality",
        "languages": ["en-us"],
        "engine": "Piper",
        "path": str(fetched),
        "is_set": False,
    }
    assert "gmw/en-us" in [one["name"] for one in others]
    assert {one["engine"] for one in others} == {"pyttsx3"}


def test_the_list_for_a_person_is_english_and_tells_how_to_go_on(fetched: Path) -> None:
    said = mockint("devices", "--voices").stdout
    assert NAME in said
    assert "English (America)" in said
    assert "German" not in said
    for step in ("mockint devices --play VOICE", "mockint setup --voice", "--voices --json"):
        assert step in said


@pytest.mark.sound
def test_one_can_hear_them(virtual_card: Card) -> None:
    done = mockint("devices", "--play", "en-us", "--speech-rate", "1.3", "--json")
    assert json.loads(done.stdout) == {"name": "gmw/en-us, through pyttsx3"}


def test_a_voice_that_is_not_here_tells_how_to_get_it() -> None:
    done = mockint("devices", "--play", "en_US-lessac-medium")
    assert isinstance(done.exception, UsageError)
    assert done.exception.next_step == "mockint setup --voice en_US-lessac-medium"


def test_setup_without_a_network_names_the_other_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    done = mockint("setup", "--voice", "en_US-lessac-medium")
    assert isinstance(done.exception, VoiceError)
    assert "--voice PATH.onnx" in done.exception.next_step


def test_setup_takes_a_file_that_is_here_and_says_what_to_type() -> None:
    said = " ".join(mockint("setup", "--voice", str(joe_file())).stdout.split())
    assert f"mockint config set voice {joe_file().resolve()}" in said
    assert "MODEL_CARD" in said


@pytest.mark.parametrize("typed", ["", "foo bar", "ftp://x", "../x", "lessac"])
def test_what_can_be_no_name_is_refused_before_anything_is_asked(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(piper_voices, "json_at", never)
    done = mockint("setup", "--voice", typed)
    assert isinstance(done.exception, UsageError)
    assert "cannot be the name of a voice" in done.exception.what
    assert "Getting" not in done.output


def test_a_voice_that_was_cut_off_is_not_announced(tmp_path: Path) -> None:
    cut = tmp_path / "cut.onnx"
    cut.write_bytes(joe_file().read_bytes()[:100_000])
    shutil.copy(f"{joe_file()}.json", f"{cut}.json")
    done = mockint("setup", "--voice", str(cut))
    assert isinstance(done.exception, UsageError)
    assert done.exception.cause == "the file is damaged, or only a part of it is there"
    assert done.output == ""


def test_a_wrong_name_to_play_names_the_command_to_type() -> None:
    done = mockint("devices", "--play", "nosuch")
    assert isinstance(done.exception, UsageError)
    assert done.exception.next_step.startswith("mockint devices --play gmw/en-us")


# ---------------------------------------------------------------- setting one


@pytest.mark.parametrize(
    ("typed", "step"),
    [
        ("nosuch", "mockint config set voice gmw/en-us, or mockint devices --voices"),
        ("/nowhere/x.onnx", "mockint devices --voices"),
        ("en_US-lessac-medium", "mockint setup --voice en_US-lessac-medium"),
    ],
)
def test_a_voice_that_is_not_here_is_not_set(home: Path, typed: str, step: str) -> None:
    done = mockint("config", "set", "voice", typed)
    assert isinstance(done.exception, UsageError)
    assert done.exception.next_step == step
    assert not (home / "config" / "config.toml").exists()


def test_a_voice_that_is_set_is_marked_in_the_list(
    fetched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = voice_file(tmp_path / "mine", "mine")
    monkeypatch.chdir(own.parent)
    for typed, kept, listed in (
        ("en-gb", "en-gb", "gmw/en (set)"),
        ("made", "made", f"{NAME} (set)"),
        ("mine.onnx", str(own.resolve()), f"{own.resolve()} (set): your own file, Piper"),
    ):
        assert mockint("config", "set", "voice", typed).stdout == f"voice = {json.dumps(kept)}\n"
        said = mockint("devices", "--voices").stdout
        assert listed in said
        assert said.count("(set)") == 1
    assert mockint("config", "set", "voice", "none").exit_code == 0
    assert "(set)" not in mockint("devices", "--voices").stdout


def test_the_doctor_tests_the_voice_that_is_chosen(fetched: Path) -> None:
    assert voice_check(str(joe_file())) == Check("voice", "ok", "Piper en_US-joe-medium")
    broken = voice_check(NAME)
    assert broken.health == "note"
    assert "is not a voice of Piper's" in broken.found
    assert broken.fix == "mockint devices --voices"


def voice_check(voice: str) -> Check:
    found = (one for one in doctor(engine="pocketsphinx", voice=voice) if isinstance(one, Check))
    return next(one for one in found if one.name == "voice")


# ---------------------------------------------------------------- how fast it speaks


def test_the_rate_can_be_set_and_is_checked(home: Path) -> None:
    assert mockint("config", "set", "speech_rate", "0.9").stdout == "speech_rate = 0.9\n"
    assert config.load(home / "config" / "config.toml").speech_rate == 0.9
    assert isinstance(mockint("config", "set", "speech_rate", "3").exception, UsageError)


def test_wherever_there_is_a_voice_there_is_its_rate() -> None:
    options = {
        name: {one.name: one for one in command.params}
        for name, command in commands.commands.items()
    }
    with_voice = {name for name, of in options.items() if "voice" in of} - {"setup"}
    assert {"round", "loop", "learn", "drill", "quiz", "lens", "demo", "doctor"} <= with_voice
    for name in with_voice:
        assert "speech_rate" in options[name], name
    assert SPEECH_RATES == config.SPEECH_RATES


@pytest.mark.parametrize("typed", ["nan", "0.69", "1.31", "fast"])
def test_a_speech_rate_outside_of_its_range_is_refused(typed: str) -> None:
    for command in (("devices", "--play", "none"), ("demo",)):
        done = mockint(*command, "--speech-rate", typed)
        assert done.exit_code == 2
        assert f"{typed} is not a number from 0.7 to 1.3" in done.output
