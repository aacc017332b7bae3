"""The rendering process: what it makes, and every way in which it is known to fail."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mockint.errors import MockintError, VoiceError
from mockint.voice.pyttsx3 import INSTALL, SETTLE_S, Pyttsx3Renderer
from mockint.voice.rendered import is_whole, seconds
from tests.support.sound_card import wait_for
from tests.support.voice_children import broken, child, failing_once, starts

SHORT = "What happened then?"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "said.wav"


def test_speech_is_written_for_its_owner_only(out: Path) -> None:
    Pyttsx3Renderer().render(SHORT, out)
    assert is_whole(out)
    assert 0.7 < seconds(out) < 2.5
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_a_text_longer_than_the_library_survives_is_joined_from_pieces(tmp_path: Path) -> None:
    one, many = tmp_path / "one.wav", tmp_path / "many.wav"
    sentence = "Tell me what you did on the second day, and why you did it. "
    Pyttsx3Renderer().render(sentence * 20, one)
    Pyttsx3Renderer().render(sentence * 60, many)
    assert seconds(many) == pytest.approx(3 * seconds(one), rel=0.02)


def test_the_words_stand_in_no_list_of_processes(out: Path, tmp_path: Path) -> None:
    note = tmp_path / "argv"
    spy = Pyttsx3Renderer(command=child("note.write_text(repr(sys.argv[2:])); sys.exit(1)", note))
    with pytest.raises(VoiceError):
        spy.render("my own secret words", out)
    assert "--out" in note.read_text()
    assert "secret" not in note.read_text()


def test_a_child_that_dies_once_is_started_again(out: Path, tmp_path: Path) -> None:
    note = tmp_path / "count"
    failing_once(note).render(SHORT, out)
    assert is_whole(out)
    assert starts(note) == 2


def test_a_child_that_always_dies_is_given_up_after_three(out: Path, tmp_path: Path) -> None:
    note = tmp_path / "count"
    program = "note.open('a').write('started\\n'); sys.exit('the vocal cords are gone')"
    with pytest.raises(VoiceError, match=r"exit code 1: the vocal cords are gone.*mockint doctor"):
        Pyttsx3Renderer(command=child(program, note)).render(SHORT, out)
    assert starts(note) == len(SETTLE_S) == 3
    assert not out.exists()


def test_a_crash_is_named(out: Path, tmp_path: Path) -> None:
    program = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
    with pytest.raises(VoiceError, match="killed by signal 11"):
        Pyttsx3Renderer(command=child(program, tmp_path / "n")).render(SHORT, out)


def test_a_hanging_child_is_killed_with_all_that_it_started(out: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    listening = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    program = "subprocess.Popen(['sleep', '600'], stdout=note.open('w')); time.sleep(600)"
    try:
        with pytest.raises(VoiceError, match=r"took too long \(it did not finish in 1 s\)"):
            Pyttsx3Renderer(command=child(program, pipe), limit_s=1.0).render(SHORT, out)
        os.set_blocking(listening, True)
        assert os.read(listening, 1) == b""  # comes only when the last writer is dead
    finally:
        os.close(listening)
    assert not out.exists()


PARENT = """
import subprocess, sys, time
from mockint.voice.pyttsx3 import CHILD
of = [*CHILD, "--voice", "gmw/en-us", "--rate", "130", "--out", sys.argv[1], "--settle-s", "60"]
child = subprocess.Popen(of, stdin=subprocess.DEVNULL, start_new_session=True)
time.sleep(2.0)  # so that it has begun
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_a_child_ends_soon_after_a_parent_that_was_killed(out: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, out], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = Path("/proc") / parent.stdout.readline().decode().strip() / "cmdline"
        assert b"pyttsx3_child" in child.read_bytes()
        parent.kill()
    wait_for(lambda: not (child.exists() and child.read_bytes()))  # a dead one has no words


@pytest.mark.parametrize(
    "sabotage",
    [
        "sys.modules['pyttsx3'] = None",
        # pyttsx3 itself then says that espeak-ng is missing
        "import ctypes; ctypes.cdll.LoadLibrary = lambda path: ctypes.CDLL('/nowhere.so')",
    ],
    ids=["pyttsx3", "espeak-ng"],
)
def test_a_missing_library_is_said_once_with_the_command(
    sabotage: str, out: Path, tmp_path: Path
) -> None:
    note = tmp_path / "count"
    renderer = broken(f"note.open('a').write('started\\n'); {sabotage}", note)
    with pytest.raises(VoiceError) as caught:
        renderer.render(SHORT, out)
    assert caught.value.next_step == INSTALL
    assert starts(note) == 1  # trying again cannot help


def test_missing_voice_data_is_an_error_and_no_end_of_the_program(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(tmp_path))
    with pytest.raises(VoiceError, match="voice failed"):
        Pyttsx3Renderer().render(SHORT, out)


def test_a_voice_that_cannot_be_set_is_noticed(out: Path) -> None:
    with pytest.raises(VoiceError, match="not with"):
        Pyttsx3Renderer(voice_id="gmw/klingon").render(SHORT, out)


def test_a_child_that_writes_no_sound_is_noticed(out: Path, tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="made no sound"):
        Pyttsx3Renderer(command=child("pass", tmp_path / "n")).render(SHORT, out)


def test_no_such_program(out: Path) -> None:
    with pytest.raises(VoiceError, match="could not start"):
        Pyttsx3Renderer(command=("/no/such/python",)).render(SHORT, out)


def test_nowhere_to_write(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="could not save"):
        Pyttsx3Renderer().render(SHORT, tmp_path / "no" / "folder" / "said.wav")


@pytest.mark.parametrize("said", ["print('no json')", "print('[[1]]')", "pass", "sys.exit(3)"])
def test_an_unreadable_list_of_voices(said: str, tmp_path: Path) -> None:
    with pytest.raises(MockintError):
        Pyttsx3Renderer(command=child(said, tmp_path / "n")).voices()


DRIVER = """
import sys, types, wave
class Voice:
    def __init__(self, id, language):
        self.id, self.name, self.languages = id, id, [language]
class Engine:
    voices = [Voice("Anna", "de_DE"), *OTHERS]
    def __init__(self):
        self.set, self.todo = {"voice": "Anna", "rate": 200.0}, []
    def getProperty(self, name):
        return self.voices if name == "voices" else self.set[name]
    def setProperty(self, name, value):
        self.set[name] = float(value) if name == "rate" else value
    def save_to_file(self, text, out):
        self.todo.append(out)
    def runAndWait(self):
        import numpy, soundfile
        for out in self.todo:
            soundfile.write(out, numpy.full(2205, 0.1), 22050, "PCM_16", format="AIFF")
        self.todo = []
sys.modules["pyttsx3"] = types.SimpleNamespace(init=Engine)
from mockint.voice import pyttsx3_child
sys.exit(pyttsx3_child.main())
"""
"""As macOS: no id of espeak-ng's, an unknown voice changes nothing, AIFF whatever the name."""


def system(others: str) -> Pyttsx3Renderer:
    return Pyttsx3Renderer(command=(sys.executable, "-c", DRIVER.replace("OTHERS", others)))


def test_another_systems_english_voice_speaks_without_a_setting(out: Path) -> None:
    renderer = system("[Voice('Alex', 'en_US')]")
    renderer.render(SHORT, out)
    assert is_whole(out)
    assert "espeak" not in renderer.name


def test_a_system_without_english_says_so(out: Path) -> None:
    with pytest.raises(VoiceError, match=r"none of your system's voices.*Anna.*mockint setup"):
        system("[]").render(SHORT, out)
