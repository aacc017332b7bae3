"""The recorder on a real PortAudio device, and everything that happens to devices."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from mockint.audio import files, wav
from mockint.audio.microphone import DeviceMicrophone
from mockint.audio.recorder import Recorder
from mockint.audio.types import Loudness, Report, Trouble
from tests.support.sound_card import RATE_HZ, Card, Sound, likeness, noise, wait_for, write

pytestmark = pytest.mark.sound

FIRST, SECOND = noise(1.0, seed=1), noise(1.0, seed=2)
CORE = slice(RATE_HZ // 5, -RATE_HZ // 5)


class Studio:
    """A recorder on the card's microphone, and what it reported."""

    def __init__(self, card: Card, folder: Path) -> None:
        self.reports: list[Report] = []
        self._card = card
        self._folder = folder
        self.recorder = Recorder(DeviceMicrophone, folder / "take.wav", self.reports.append)
        self.recorder.start()

    @property
    def kinds(self) -> list[str]:
        return [report.kind for report in self.reports if isinstance(report, Trouble)]

    def wait_for(self, *kinds: str) -> None:
        wait_for(lambda: self.kinds == list(kinds), 15.0)

    def play(self, sound: Sound) -> None:
        """Into the microphone; returns when all of it has been recorded."""
        self._card.do("play", str(write(self._folder / "played.wav", sound)))
        settled_s = self.recorder.elapsed_s + 0.3
        wait_for(lambda: self.recorder.elapsed_s >= settled_s)

    def settle(self) -> None:
        """Until it records."""
        before_s = self.recorder.elapsed_s
        wait_for(lambda: self.recorder.elapsed_s > before_s + 0.1)


@pytest.fixture
def studio(virtual_card: Card, tmp_path: Path) -> Iterator[Studio]:
    studio = Studio(virtual_card, tmp_path)
    yield studio
    studio.recorder.stop()


def test_what_is_played_is_recorded(studio: Studio) -> None:
    played = noise(4.0, seed=3)
    studio.play(played)
    recording = studio.recorder.stop()
    heard = files.read(recording.path)
    assert likeness(heard, played[CORE]) >= 0.99
    assert heard.size == round(recording.duration_s * RATE_HZ)
    assert studio.kinds == []
    loudest = max(report.peak_dbfs for report in studio.reports if isinstance(report, Loudness))
    assert loudest == pytest.approx(-6.0, abs=1.0)


MISHAPS: dict[str, tuple[str, str, list[str]]] = {
    "dropped": ("drop", "plug", ["lost", "back"]),
    "unplugged": ("unplug", "plug", ["lost", "back"]),
    "frozen": ("freeze", "thaw", ["stalled", "back"]),
    "server gone": ("stop", "start", ["lost", "back"]),
}


@pytest.mark.parametrize("mishap", MISHAPS)
def test_after_a_mishap_recording_goes_on(studio: Studio, virtual_card: Card, mishap: str) -> None:
    breaks, heals, said = MISHAPS[mishap]
    studio.play(FIRST)
    before_s = studio.recorder.elapsed_s
    virtual_card.do(breaks)
    studio.wait_for(*said[:1])
    virtual_card.do(heals)
    studio.wait_for(*said)
    studio.settle()
    studio.play(SECOND)
    recording = studio.recorder.stop()
    assert studio.kinds == said
    (gap,) = recording.marks
    assert gap.kind == "gap"
    assert gap.at_s >= before_s
    heard, at = files.read(recording.path), round(gap.at_s * RATE_HZ)
    assert likeness(heard[:at], FIRST[CORE]) >= 0.99
    assert likeness(heard[at:], SECOND[CORE]) >= 0.99


@pytest.mark.parametrize("breaks", ["unplug", "freeze"])
def test_stopping_in_the_middle_of_a_mishap_keeps_the_take(
    studio: Studio, virtual_card: Card, breaks: str
) -> None:
    studio.play(FIRST)
    virtual_card.do(breaks)
    recording = studio.recorder.stop()
    assert likeness(files.read(recording.path), FIRST[CORE]) >= 0.99


def test_muting_is_said_and_its_end_too(studio: Studio, virtual_card: Card) -> None:
    studio.play(FIRST)
    virtual_card.do("mute", "on")
    studio.wait_for("muted")
    virtual_card.do("mute", "off")
    studio.play(SECOND)
    studio.wait_for("muted", "back")
    recording = studio.recorder.stop()
    assert [mark.kind for mark in recording.marks] == ["muted", "unmuted"]
    assert likeness(files.read(recording.path), SECOND[CORE]) >= 0.99


@pytest.mark.parametrize(
    ("sound", "kind"),
    [(noise(5.5, peak=0.001), "quiet"), (np.clip(noise(2.0, peak=12.0), -1, 1), "clipping")],
    ids=["quiet", "clipping"],
)
def test_too_quiet_and_too_loud_are_said(studio: Studio, sound: Sound, kind: str) -> None:
    studio.play(sound)
    studio.wait_for(kind)


CHILD = """
import sys, time
from pathlib import Path
from mockint.audio.types import Loudness
from mockint.audio.microphone import DeviceMicrophone
from mockint.audio.recorder import Recorder
def report(one):
    if isinstance(one, Loudness):
        print(one.elapsed_s, flush=True)
recorder = Recorder(DeviceMicrophone, Path(sys.argv[1]), report)
recorder.start()
sys.stdin.readline()
recorder.stop()
"""


@pytest.fixture
def child(virtual_card: Card, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process of its own that records until it is told to stop."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, tmp_path / "take.wav"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def heard_s(child: subprocess.Popen[str], at_least: float) -> float:
    assert child.stdout
    seconds = 0.0
    while seconds < at_least:
        seconds = float(child.stdout.readline())
    return seconds


def test_a_killed_process_loses_less_than_a_second(
    child: subprocess.Popen[str], virtual_card: Card, tmp_path: Path
) -> None:
    heard_s(child, 0.1)
    virtual_card.do("play", str(write(tmp_path / "played.wav", FIRST)))
    seconds = heard_s(child, 1.5)
    child.send_signal(signal.SIGKILL)
    child.wait()
    (torn,) = wav.find_torn(tmp_path)
    assert wav.mend(torn) >= seconds - 1.0
    assert likeness(files.read(torn), FIRST[CORE]) >= 0.99


def test_a_program_ends_although_the_sound_server_hangs(
    child: subprocess.Popen[str], virtual_card: Card, tmp_path: Path
) -> None:
    seconds = heard_s(child, 0.5)
    virtual_card.do("freeze")
    child.communicate("\n", timeout=20)
    assert child.returncode == 0
    assert files.read(tmp_path / "take.wav").size >= seconds * RATE_HZ
