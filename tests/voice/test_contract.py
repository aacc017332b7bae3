"""What every Voice promises."""

from pathlib import Path
from threading import Event

import pytest

from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.spoken import SpokenVoice
from mockint.voice.types import ShownVoice, Voice
from tests.support.voice_children import RecordingPlayer, in_thread

VOICES = ("pyttsx3", "piper", "shown")


@pytest.fixture(params=VOICES)
def voice(request: pytest.FixtureRequest, tmp_path: Path) -> Voice:
    if request.param == "shown":
        return ShownVoice()
    renderer = request.getfixturevalue("joe") if request.param == "piper" else Pyttsx3Renderer()
    return SpokenVoice(RecordingPlayer(), renderer, cache=tmp_path / "cache")


def test_it_has_a_name(voice: Voice) -> None:
    assert voice.name.strip()


def test_it_says_prepared_or_not(voice: Voice) -> None:
    voice.prepare("Go on.")
    told: list[str] = []
    voice.say("Go on.", Event(), lambda: told.append("began"))
    voice.say("And then?", Event())
    assert told == ["began"]


@pytest.mark.parametrize("text", ["", "  \n", "…", "?!"])
def test_nothing_to_say_is_no_error(voice: Voice, text: str) -> None:
    voice.prepare(text)
    voice.say(text, Event())


def test_it_is_stopped_before_it_began(voice: Voice, tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    voice.say("Nobody hears this.", stop)
    assert not list(tmp_path.rglob("*.wav"))


def test_it_prepares_on_any_thread(voice: Voice) -> None:
    texts = ("One.", "Two.", "One.")
    threads = [in_thread(lambda text=text: voice.prepare(text)) for text in texts]
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    voice.say("One.", Event())
