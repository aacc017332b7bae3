"""The spoken voice: kept texts, nobody's words left behind, interruptible."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from mockint import locations, scratch
from mockint.errors import NoDevice, VoiceError
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.spoken import SpokenVoice
from mockint.voice.types import Began
from tests.support.voice_children import (
    PatientPlayer,
    RecordingPlayer,
    child,
    counting,
    failing_once,
    in_thread,
    let_workers_end,
    starts,
    waiting_for,
)

FIXED = "Tell me about a time you changed your mind."
PERSONAL = "You said, we fixed it. Who fixed it?"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a voice puts what is not kept; the system's own place stays empty."""
    systems = tmp_path / "tmp"
    systems.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(systems))
    yield locations.scratch_dir()
    assert list(systems.iterdir()) == []


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


def sounds(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.wav"))


def test_a_fixed_text_is_rendered_once_for_ever(cache: Path, note: Path) -> None:
    player = RecordingPlayer()
    for _ in range(2):  # two starts of the program
        voice = SpokenVoice(player, counting(note), cache=cache, kept={FIXED})
        voice.prepare(FIXED)
        voice.say(FIXED, Event())
    assert starts(note) == 1
    assert len(player.lengths_s) == 2
    assert min(player.lengths_s) > 1
    assert sounds(cache) == [player.paths[0]]


def test_a_text_rendered_twice_at_once_is_rendered_once(cache: Path, note: Path) -> None:
    voice = SpokenVoice(RecordingPlayer(), counting(note), cache=cache)
    threads = [in_thread(lambda: voice.prepare(PERSONAL)) for _ in range(4)]
    for thread in threads:
        thread.join(60)
    voice.say(PERSONAL, Event())
    assert starts(note) == 1


def test_a_damaged_file_is_rendered_again(cache: Path, note: Path) -> None:
    player = RecordingPlayer()
    voice = SpokenVoice(player, counting(note), cache=cache, kept={FIXED})
    voice.say(FIXED, Event())
    os.truncate(sounds(cache)[0], 500)
    voice.say(FIXED, Event())
    assert starts(note) == 2
    assert player.lengths_s[1] == pytest.approx(player.lengths_s[0], abs=0.2)


def test_personal_words_do_not_stay(cache: Path, temporary: Path) -> None:
    player = RecordingPlayer()
    voice = SpokenVoice(player, Pyttsx3Renderer(), cache=cache, kept={FIXED})
    voice.prepare(PERSONAL)
    assert len(sounds(temporary)) == 1
    assert sounds(temporary)[0].parent.stat().st_mode & 0o077 == 0
    voice.say(PERSONAL, Event())
    assert player.lengths_s[0] > 1
    assert sounds(temporary) == sounds(cache) == []


def test_personal_words_do_not_stay_when_playing_fails(cache: Path, temporary: Path) -> None:
    def no_device(wav: Path, stop: Event, _began: Began) -> None:
        raise NoDevice("no loudspeaker")

    voice = SpokenVoice(no_device, Pyttsx3Renderer(), cache=cache)
    with pytest.raises(NoDevice):
        voice.say(PERSONAL, Event())
    assert sounds(temporary) == sounds(cache) == []


def test_what_was_prepared_and_never_said_goes_with_the_voice(cache: Path, temporary: Path) -> None:
    voice = SpokenVoice(RecordingPlayer(), Pyttsx3Renderer(), cache=cache)
    voice.prepare(PERSONAL)
    voice.close()
    assert list(temporary.iterdir()) == []


KILLED = f"""
import os, signal
from pathlib import Path
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.spoken import SpokenVoice
voice = SpokenVoice(print, Pyttsx3Renderer(), cache=Path("nowhere"))
voice.prepare({PERSONAL!r})
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_program_left_is_swept_and_no_living_ones(
    cache: Path, temporary: Path, tmp_path: Path
) -> None:
    environ = {**os.environ, "TMPDIR": str(tmp_path / "tmp")}
    subprocess.run([sys.executable, "-c", KILLED], check=False, env=environ)
    (left,) = sounds(temporary)
    assert left.stat().st_mode & 0o077 == 0
    voice = SpokenVoice(RecordingPlayer(), Pyttsx3Renderer(), cache=cache)
    voice.prepare(PERSONAL)
    scratch.sweep()
    (living,) = sounds(temporary)
    assert living.parent != left.parent
    voice.close()
    scratch.sweep()
    assert list(temporary.iterdir()) == []


def test_stop_is_heard_by_the_player(cache: Path) -> None:
    player, stop = PatientPlayer(), Event()
    voice = SpokenVoice(player, Pyttsx3Renderer(), cache=cache)
    speaking = in_thread(lambda: voice.say(PERSONAL, stop))
    assert player.playing.wait(30)
    stop.set()
    speaking.join(30)
    assert player.was_stopped


def test_stop_is_heard_while_rendering(cache: Path, note: Path, temporary: Path) -> None:
    player, stop = RecordingPlayer(), Event()
    voice = SpokenVoice(player, waiting_for(note), cache=cache)
    speaking = in_thread(lambda: voice.say(PERSONAL, stop))
    stop.set()
    speaking.join(10)
    assert not speaking.is_alive()  # although the child has not even begun
    note.touch()
    let_workers_end()
    assert player.paths == []
    assert sounds(temporary) == []


def test_a_failure_is_told_and_not_remembered(cache: Path, note: Path) -> None:
    player = RecordingPlayer()
    bad = Pyttsx3Renderer(command=child("sys.exit(0 if note.exists() else 7)", note))
    voice = SpokenVoice(player, bad, cache=cache)
    with pytest.raises(VoiceError, match="exit code 7"):
        voice.prepare(PERSONAL)
    note.touch()
    with pytest.raises(VoiceError, match="made no sound"):
        voice.say(PERSONAL, Event())
    assert player.paths == []


def test_one_retry_is_not_noticed(cache: Path, note: Path) -> None:
    player = RecordingPlayer()
    SpokenVoice(player, failing_once(note), cache=cache).say(PERSONAL, Event())
    assert len(player.paths) == 1


def test_without_a_cache_folder_it_still_speaks(tmp_path: Path, temporary: Path) -> None:
    (tmp_path / "file").write_text("")
    player = RecordingPlayer()
    voice = SpokenVoice(player, Pyttsx3Renderer(), cache=tmp_path / "file", kept={FIXED})
    voice.say(FIXED, Event())
    assert player.lengths_s[0] > 1
    assert sounds(temporary) == []
