"""Piper's process: what it makes, that it stays, and every way in which it can fail."""

import os
import signal
import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import soundfile

from mockint.errors import UsageError, VoiceError
from mockint.voice import piper
from mockint.voice.piper import PiperRenderer
from mockint.voice.piper_voices import INSTALL
from mockint.voice.rendered import is_whole
from mockint.voice.spoken import SpokenVoice
from tests.support.piper import fake_child, joe_file, real_child, voice_file
from tests.support.sound_card import wait_for
from tests.support.voice_children import RecordingPlayer, child, in_thread, starts

TEXT = "What happened then?"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "said.wav"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return voice_file(tmp_path / "voices")


# ---------------------------------------------------------------- what it sounds like


def test_it_is_as_loud_as_it_should_be_and_no_sample_is_cut(joe: PiperRenderer, out: Path) -> None:
    joe.render("Why? Tell me about a time you disagreed with your manager.", out)
    sound, rate_hz = soundfile.read(out)
    assert rate_hz == 22_050
    assert 0.69 < np.abs(sound).max() < 0.71
    voiced = sound[np.abs(sound) > 0.01]
    assert -22 < 20 * np.log10(np.sqrt(np.mean(voiced**2))) < -12


def test_there_is_a_pause_between_two_sentences(joe: PiperRenderer, out: Path) -> None:
    joe.render("That was the first. This is the second.", out)
    sound, rate_hz = soundfile.read(out)
    loud = np.flatnonzero(np.abs(sound) > 0.02)
    assert 0.25 < np.diff(loud).max() / rate_hz < 0.7


def test_what_would_be_phonemes_is_read_as_it_stands(joe: PiperRenderer, out: Path) -> None:
    joe.render("Say [[ this ]] aloud.", out)
    assert is_whole(out)


# ---------------------------------------------------------------- one process, text after text


def test_the_process_stays_and_the_rates_share_it(model: Path, note: Path, out: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note))
    for rate in (1.0, 0.8, 1.0):
        renderer.at_rate(rate).render(TEXT, out)
    renderer.close()
    assert starts(note) == 1


def test_nothing_is_started_before_the_first_text(model: Path, note: Path) -> None:
    PiperRenderer(model, command=fake_child(note)).close()
    assert starts(note) == 0


def test_texts_from_all_threads_are_rendered_one_by_one(
    model: Path, note: Path, tmp_path: Path
) -> None:
    renderer = PiperRenderer(model, command=fake_child(note))
    files = [tmp_path / f"{number}.wav" for number in range(8)]
    threads = [in_thread(lambda file=file: renderer.render(TEXT, file)) for file in files]
    for thread in threads:
        thread.join(30)
    renderer.close()
    assert all(map(is_whole, files))
    assert starts(note) == 1


def test_the_words_stand_in_no_list_of_processes(model: Path, note: Path, out: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note, "note.write_text(repr(sys.argv))"))
    renderer.render("my own secret words", out)
    renderer.close()
    assert model.name in note.read_text()
    assert "secret" not in note.read_text()


# ---------------------------------------------------------------- when it fails


def test_one_that_dies_once_is_started_again(model: Path, note: Path, out: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note, "if first: sys.exit(9)"))
    renderer.render(TEXT, out)
    renderer.close()
    assert is_whole(out)
    assert starts(note) == 2


def test_one_that_always_dies_is_given_up(model: Path, note: Path, out: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note, "sys.exit('the vocal cords')"))
    with pytest.raises(VoiceError, match=r"exit code 1: the vocal cords.*mockint doctor"):
        renderer.render(TEXT, out)
    renderer.close()
    assert starts(note) == 2
    assert not out.exists()


def test_one_that_dies_between_two_texts_is_started_again(
    model: Path, note: Path, out: Path
) -> None:
    dying = "os = __import__('os'); first and (print('{}', flush=True), os._exit(0))"
    renderer = PiperRenderer(model, command=fake_child(note, dying))
    with pytest.raises(VoiceError, match="made no sound"):
        renderer.render(TEXT, out)
    renderer.render(TEXT, out)
    renderer.close()
    assert starts(note) == 2


def test_a_hanging_one_is_killed_with_all_that_it_started(
    model: Path, note: Path, out: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    hang = f"subprocess.Popen(['sleep', '600'], stdout=open({str(pipe)!r}, 'w')); time.sleep(600)"
    renderer = PiperRenderer(model, command=fake_child(note, hang), limit_s=1.0)
    try:
        with pytest.raises(VoiceError, match=r"took too long \(it did not finish in 1 s\)"):
            renderer.render(TEXT, out)
        os.set_blocking(listening, True)
        assert os.read(listening, 1) == b""  # comes only when the last writer is dead
    finally:
        os.close(listening)
        renderer.close()
    assert starts(note) == 1  # who hung once would hang again


def test_a_text_that_cannot_be_said_is_an_error_and_the_next_one_is_said(
    model: Path, note: Path, out: Path
) -> None:
    answer = "print(json.dumps({'failed': 'no phonemes'}), flush=True)"
    refuse = f"if 'no' in asked['text']: {answer}; continue"
    renderer = PiperRenderer(model, command=fake_child(note, refuse))
    with pytest.raises(VoiceError, match="no phonemes"):
        renderer.render("no", out)
    renderer.render("yes", out)
    renderer.close()
    assert starts(note) == 1


def test_closing_ends_what_is_under_way(model: Path, note: Path, out: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note, "time.sleep(600)"))
    raised: list[VoiceError] = []

    def render() -> None:
        with pytest.raises(VoiceError) as caught:
            renderer.render(TEXT, out)
        raised.append(caught.value)

    rendering = in_thread(render)
    wait_for(lambda: starts(note) == 1)
    renderer.close()
    rendering.join(10)
    assert raised
    with pytest.raises(VoiceError, match="was closed"):
        renderer.render(TEXT, out)
    assert starts(note) == 1


def test_a_voice_closes_its_renderer(model: Path, note: Path, tmp_path: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note))
    voice = SpokenVoice(RecordingPlayer(), renderer, cache=tmp_path / "cache")
    voice.say(TEXT, Event())
    voice.close()
    with pytest.raises(VoiceError, match="was closed"):
        renderer.render(TEXT, tmp_path / "said.wav")


PARENT = """
import sys, threading
from pathlib import Path
from mockint.voice.piper import PiperRenderer
renderer = PiperRenderer(Path(sys.argv[1]))
renderer.render("Now.", Path(sys.argv[2]))
print(renderer._process._child.pid, flush=True)
renderer.render("This is a long text that is never said to its end. " * 40, Path(sys.argv[2]))
"""


def test_it_does_not_outlive_a_parent_that_is_killed(out: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, joe_file(), out], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.3)  # in the middle of the long text
    parent.send_signal(signal.SIGKILL)
    parent.wait(10)
    parent.stdout.close()
    wait_for(lambda: not is_running(pid), limit_s=5)


def is_running(pid: int) -> bool:
    """Not gone, and not a zombie that only waits to be reaped."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


# ---------------------------------------------------------------- not there, or not a voice


def test_without_piper_the_command_is_told(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(piper, "version", missing)
    with pytest.raises(VoiceError) as caught:
        PiperRenderer(model)
    assert caught.value.next_step == INSTALL == 'pip install "mockint[voice]"'


def test_a_piper_that_cannot_be_loaded_is_tried_once(model: Path, note: Path, out: Path) -> None:
    sabotage = "note.open('a').write('started\\n'); sys.modules['piper'] = None"
    renderer = PiperRenderer(model, command=real_child(note, sabotage))
    with pytest.raises(VoiceError) as caught:
        renderer.render(TEXT, out)
    assert caught.value.next_step == INSTALL
    assert starts(note) == 1


def test_a_file_that_only_looks_like_a_voice(model: Path, out: Path) -> None:
    with pytest.raises(UsageError, match=r"en_US-made-low\.onnx is not a voice of Piper's"):
        PiperRenderer(model).render(TEXT, out)


def test_no_such_program(model: Path, out: Path) -> None:
    with pytest.raises(VoiceError, match="could not start"):
        PiperRenderer(model, command=("/no/such/python",)).render(TEXT, out)


def test_one_that_never_loads(model: Path, note: Path, out: Path) -> None:
    renderer = PiperRenderer(model, command=child("sys.exit('no memory')", note))
    with pytest.raises(VoiceError, match="no memory"):
        renderer.render(TEXT, out)


def test_another_file_of_the_same_name_is_another_voice(model: Path, note: Path) -> None:
    renderer = PiperRenderer(model, command=fake_child(note))
    before = renderer.made_of(TEXT)
    assert renderer.made_of(TEXT) == before
    with model.open("ab") as file:
        file.write(b".")
    assert renderer.made_of(TEXT) != before
