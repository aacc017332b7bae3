"""What the loudspeaker plays, captured at the other end."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.audio import devices
from mockint.audio.speaker import Speaker
from mockint.errors import DeviceLost, NoDevice, UnreadableAudio
from tests.support.sound_card import RATE_HZ, Card, Sound, likeness, noise, wait_for, write

pytestmark = pytest.mark.sound

PLAYED = noise(1.0)


@contextmanager
def captured(card: Card, path: Path, seconds: float) -> Iterator[None]:
    """What the speaker plays for ``seconds`` from here on is in ``path`` afterwards."""
    process = card.begin("capture", str(path), str(seconds))
    wait_for(lambda: path.exists() and path.stat().st_size > 1_000)
    yield
    assert process.wait(20) == 0


def sound_in(path: Path) -> Sound:
    return soundfile.read(path, dtype="float32")[0]


def loud_s(sound: Sound) -> float:
    """Seconds from the first to the last sample that can be heard."""
    loud = np.flatnonzero(np.abs(sound) > 0.01)
    return (loud[-1] - loud[0]) / RATE_HZ if loud.size else 0.0


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 48_000])
def test_every_sample_is_heard(virtual_card: Card, tmp_path: Path, rate_hz: int) -> None:
    sound = np.interp(np.arange(rate_hz) / rate_hz, np.arange(RATE_HZ) / RATE_HZ, PLAYED).astype(
        np.float32
    )
    path = write(tmp_path / "question.wav", sound, rate_hz)
    heard = tmp_path / "heard.wav"
    with captured(virtual_card, heard, 1.7):
        Speaker()(path, threading.Event())
    assert likeness(sound_in(heard), PLAYED) >= 0.99


def test_it_returns_only_when_the_last_sample_is_out(virtual_card: Card, tmp_path: Path) -> None:
    path, heard = write(tmp_path / "question.wav", PLAYED), tmp_path / "heard.wav"
    process = virtual_card.begin("capture", str(heard), "30")
    wait_for(lambda: heard.exists() and heard.stat().st_size > 1_000)
    Speaker()(path, threading.Event())
    virtual_card.do("freeze")  # what has not left by now will not be heard
    process.terminate()
    virtual_card.do("thaw")
    process.wait(10)
    sound = np.frombuffer(
        heard.read_bytes()[44:][: -1 if heard.stat().st_size % 2 else None], "<i2"
    )
    assert loud_s(sound.astype(np.float32) / 32768) >= 0.98


def test_the_event_cuts_it(virtual_card: Card, tmp_path: Path) -> None:
    path, heard = write(tmp_path / "question.wav", noise(5.0)), tmp_path / "heard.wav"
    stop = threading.Event()
    with captured(virtual_card, heard, 1.7):
        timer = threading.Timer(0.5, stop.set)
        timer.start()
        Speaker()(path, stop)
    assert 0.1 <= loud_s(sound_in(heard)) <= 0.8


def test_an_event_set_before_makes_no_sound(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    Speaker("there is no such device")(write(tmp_path / "a.wav", PLAYED), stop)


def test_a_very_short_sound_is_heard(virtual_card: Card, tmp_path: Path) -> None:
    short = noise(0.02)
    path, heard = write(tmp_path / "click.wav", short), tmp_path / "heard.wav"
    with captured(virtual_card, heard, 0.8):
        Speaker()(path, threading.Event())
    assert likeness(sound_in(heard), short) >= 0.98


@pytest.mark.usefixtures("virtual_card")
def test_no_such_loudspeaker(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", PLAYED)
    with pytest.raises(NoDevice, match=r"no loudspeaker 'vmic'.*vspeaker"):
        Speaker("vmic")(path, threading.Event())


@pytest.mark.usefixtures("virtual_card")
def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableAudio, match="does not exist"):
        Speaker()(tmp_path / "a.wav", threading.Event())


@pytest.mark.parametrize("mishap", ["hush", "freeze"])
def test_a_device_that_is_lost_never_holds_anybody_up(
    virtual_card: Card, tmp_path: Path, mishap: str
) -> None:
    path = write(tmp_path / "question.wav", noise(10.0))
    timer = threading.Timer(0.5, virtual_card.do, [mishap])
    timer.start()
    speaker, began = Speaker(), threading.Event()
    with pytest.raises(DeviceLost):
        speaker(path, threading.Event())
    timer.join()
    virtual_card.heal()
    speaker(write(tmp_path / "next.wav", PLAYED), threading.Event(), began.set)
    assert began.is_set(), "and what is said next is heard"


@pytest.mark.usefixtures("virtual_card")
def test_devices_are_listed_with_their_defaults() -> None:
    found = {device.name: device for device in devices.list_devices()}
    assert found["vmic"].has("input")
    assert not found["vmic"].has("output")
    assert found["vspeaker"].has("output")
    assert found["default"].default_input
    assert found["default"].default_output
    assert found["vmic"].rate_hz > 0
    assert found["vmic"].host == "ALSA"


def test_what_the_sound_system_writes_while_it_plays_is_not_seen(
    virtual_card: Card, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "question.wav", PLAYED[: RATE_HZ // 4])
    Speaker()(path, threading.Event(), lambda: os.write(2, b"underrun occurred\n") and None)
    os.write(2, b"afterwards\n")
    assert capfd.readouterr().err == "afterwards\n"
