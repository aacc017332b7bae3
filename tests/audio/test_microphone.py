"""What every Microphone must do, asked of a device and of a recording played as one."""

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from mockint.audio import devices, portaudio
from mockint.audio.microphone import DeviceMicrophone
from mockint.audio.replay import FileMicrophone
from mockint.audio.types import RATE_HZ, Microphone
from mockint.errors import AudioLibraryMissing, DeviceLost, NoDevice, UnreadableAudio
from tests.support.sound_card import Card, Sound, likeness, noise, wait_for, write

PLAYED = noise(1.0)
MIDDLE = PLAYED[RATE_HZ // 5 : -RATE_HZ // 5]


class Heard:
    """What a microphone delivered, and on which threads."""

    def __init__(self) -> None:
        self.blocks: list[Sound] = []
        self.threads: set[int] = set()

    def __call__(self, block: Sound) -> None:
        self.blocks.append(block)
        self.threads.add(threading.get_ident())

    @property
    def sound(self) -> Sound:
        return np.concatenate([np.zeros(0, np.float32), *self.blocks])


class Case:
    """One implementation under test and how it gets to hear PLAYED."""

    def __init__(self, microphone: Microphone, play: Callable[[], object]) -> None:
        self.microphone = microphone
        self.play = play


@pytest.fixture(
    params=[
        pytest.param("device", marks=pytest.mark.sound),
        pytest.param("device at its own rate", marks=pytest.mark.sound),
        "file",
        "file as fast as it is taken",
    ]
)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    path = write(tmp_path / "played.wav", PLAYED)
    if request.param.startswith("file"):
        file_microphone = FileMicrophone(path, pace=1.0 if request.param == "file" else 0.0)
        return Case(file_microphone, lambda: wait_for(lambda: file_microphone.finished))
    card: Card = request.getfixturevalue("virtual_card")
    # PulseAudio takes any rate up to 384 kHz; this one it refuses, as a bare device refuses 16 kHz.
    first = RATE_HZ if request.param == "device" else 400_000
    return Case(DeviceMicrophone("vmic", first_rate_hz=first), lambda: card.do("play", str(path)))


class TestMicrophone:
    def test_it_delivers_what_is_played_on_a_thread_of_its_own(self, case: Case) -> None:
        heard = Heard()
        case.microphone.start(heard)
        case.play()
        wait_for(lambda: heard.sound.size >= PLAYED.size)
        assert threading.get_ident() not in heard.threads
        case.microphone.stop()
        assert likeness(heard.sound, MIDDLE) >= 0.99
        assert case.microphone.failed is None

    def test_blocks_are_mono_float_and_short(self, case: Case) -> None:
        heard = Heard()
        case.microphone.start(heard)
        wait_for(lambda: len(heard.blocks) >= 3)
        case.microphone.stop()
        for block in heard.blocks:
            assert block.ndim == 1
            assert block.dtype == np.float32
            assert 0 < block.size <= RATE_HZ // 10
            assert np.abs(block).max() <= 1.0

    def test_after_stop_nothing_comes(self, case: Case) -> None:
        heard = Heard()
        case.microphone.start(heard)
        wait_for(lambda: heard.blocks)
        case.microphone.stop()
        count = len(heard.blocks)
        case.microphone.stop()
        threading.Event().wait(0.15)
        assert len(heard.blocks) == count
        assert case.microphone.failed is None, "it was asked to stop"

    def test_it_has_a_name(self, case: Case) -> None:
        assert case.microphone.name

    def test_stop_before_start_is_harmless(self, case: Case) -> None:
        case.microphone.stop()

    def test_it_can_be_started_again(self, case: Case) -> None:
        for _ in range(2):
            heard = Heard()
            case.microphone.start(heard)
            wait_for(lambda heard=heard: heard.blocks)
            case.microphone.stop()


class TestFileMicrophone:
    def test_it_delivers_every_sample_and_then_has_finished(self, tmp_path: Path) -> None:
        sound = noise(2.345)
        microphone, heard = FileMicrophone(write(tmp_path / "a.wav", sound), pace=0.0), Heard()
        microphone.start(heard)
        wait_for(lambda: microphone.finished)
        microphone.stop()
        assert heard.sound.size == sound.size
        assert np.abs(heard.sound - sound).max() < 1 / 32_000

    def test_pace_decides_when_each_block_comes(self, tmp_path: Path) -> None:
        path, now = write(tmp_path / "a.wav", noise(1.0)), [0.0]
        microphone, heard = FileMicrophone(path, pace=2.0, clock=lambda: now[0]), Heard()
        microphone.start(heard)
        threading.Event().wait(0.1)
        now[0] = 100.0  # everything is due: no more waiting than for the first block
        wait_for(lambda: microphone.finished)
        microphone.stop()
        assert heard.sound.size == RATE_HZ

    def test_it_refuses_what_is_no_recording(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.wav"
        path.write_text("not sound")
        with pytest.raises(UnreadableAudio):
            FileMicrophone(path, pace=1.0).start(Heard())

    def test_a_file_that_breaks_in_the_middle_says_so(self, tmp_path: Path) -> None:
        import soundfile

        path = tmp_path / "a.flac"
        soundfile.write(path, noise(20.0), RATE_HZ)
        data = bytearray(path.read_bytes())
        data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
        path.write_bytes(data)
        microphone, heard = FileMicrophone(path, pace=0.0), Heard()
        microphone.start(heard)
        wait_for(lambda: microphone.finished)
        assert microphone.failed
        assert "damaged" in microphone.failed
        assert heard.sound.size > 5 * RATE_HZ, "what could be read was delivered"


@pytest.mark.sound
@pytest.mark.usefixtures("virtual_card")
class TestDeviceMicrophone:
    def test_a_wrong_name_lists_what_there_is(self) -> None:
        with pytest.raises(NoDevice, match=r"'gramophone'.*\d vmic.*try: mockint devices"):
            DeviceMicrophone("gramophone").start(Heard())

    def test_a_loudspeaker_is_no_microphone(self) -> None:
        with pytest.raises(NoDevice, match="'vspeaker'"):
            DeviceMicrophone("vspeaker").start(Heard())

    def test_an_id_or_nothing_will_do(self) -> None:
        for wanted in (None, devices.find("vmic", "input").id):
            microphone, heard = DeviceMicrophone(wanted), Heard()
            microphone.start(heard)
            wait_for(lambda heard=heard: heard.blocks)
            microphone.stop()

    def test_sound_that_was_lost_is_counted(self) -> None:
        """PulseAudio never flags an overflow, so the flag is ours."""
        microphone, heard = DeviceMicrophone(), Heard()
        microphone.start(heard)
        block = np.zeros((512, 1), np.float32)
        microphone._hear(block, 512, None, SimpleNamespace(input_overflow=True))
        microphone.stop()
        assert microphone.dropouts == 1

    def test_a_device_that_goes_away_has_failed(self, virtual_card: Card) -> None:
        microphone, heard = DeviceMicrophone(), Heard()
        microphone.start(heard)
        wait_for(lambda: heard.blocks)
        virtual_card.do("drop")
        wait_for(lambda: microphone.failed)
        microphone.stop()

    def test_portaudio_keeps_quiet(
        self, virtual_card: Card, capfd: pytest.CaptureFixture[str]
    ) -> None:
        microphone = DeviceMicrophone()
        microphone.start(Heard())
        virtual_card.do("unplug")
        wait_for(lambda: microphone.failed)
        microphone.stop()
        with pytest.raises(NoDevice):
            DeviceMicrophone("vmic").start(Heard())
        assert capfd.readouterr().err == ""

    def test_standard_error_is_itself_again_afterwards(
        self, capfd: pytest.CaptureFixture[str]
    ) -> None:
        import os

        microphone = DeviceMicrophone()
        microphone.start(Heard())
        microphone.stop()
        microphone.stop()
        os.write(2, b"still here\n")
        assert capfd.readouterr().err == "still here\n"

    def test_a_sound_server_that_died_is_found_again(self, virtual_card: Card) -> None:
        virtual_card.do("stop")
        portaudio.reinitialise()  # as if the program had started now
        with pytest.raises(NoDevice, match="no microphone was found"):
            DeviceMicrophone().start(Heard())
        virtual_card.do("start")
        microphone, heard = DeviceMicrophone(), Heard()
        microphone.start(heard)
        wait_for(lambda: heard.blocks)
        microphone.stop()

    def test_nobody_waits_for_a_server_that_hangs(self, virtual_card: Card) -> None:
        microphone, heard = DeviceMicrophone(), Heard()
        microphone.start(heard)
        wait_for(lambda: heard.blocks)
        virtual_card.do("freeze")
        microphone.stop()
        count = len(heard.blocks)
        virtual_card.do("thaw")
        threading.Event().wait(0.2)
        assert len(heard.blocks) == count


class TestPortAudio:
    def test_without_the_library_it_says_how_to_get_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        import sys

        class Missing:
            def find_spec(self, name: str, _path: object, _target: object = None) -> None:
                if name == "sounddevice":
                    raise OSError("PortAudio library not found")

        monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
        monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
        with pytest.raises(AudioLibraryMissing, match="try: sudo apt install libportaudio2"):
            portaudio.library()

    def test_a_call_that_takes_too_long_is_given_up_and_undone(self) -> None:
        go_on, undone = threading.Event(), threading.Event()

        def slow() -> str:
            go_on.wait()
            return "late"

        with pytest.raises(DeviceLost, match="does not answer"):
            portaudio.bounded(slow, limit_s=0.01, undo=lambda value: undone.set())
        go_on.set()
        assert undone.wait(5)

    def test_what_a_call_gives_or_raises_comes_through(self) -> None:
        assert portaudio.bounded(lambda: 7) == 7
        with pytest.raises(ZeroDivisionError):
            portaudio.bounded(lambda: 1 // 0)
