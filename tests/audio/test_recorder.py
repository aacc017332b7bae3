"""The recorder on microphones that do what a test tells them, on a clock that a test moves."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from mockint.audio import files, wav
from mockint.audio import files as disk
from mockint.audio.files import check_room
from mockint.audio.recorder import Recorder
from mockint.audio.replay import FileMicrophone
from mockint.audio.source import PATIENCE_S, STALL_S
from mockint.audio.types import Deliver, Ended, Loudness, Mark, Report, Trouble
from mockint.errors import DiskFull, FileError, NoDevice, UnreadableAudio
from tests.support.sound_card import RATE_HZ, Sound, noise, wait_for, write

SPEECH = noise(1.0, peak=0.4)
BLOCKS = [SPEECH[at : at + 512] for at in range(0, 15_872, 512)]


class PuppetMicrophone:
    """A device that says what it is told to, from the test's thread."""

    name = "puppet"
    finished = False

    def __init__(self, *, opens: bool = True) -> None:
        self.opens = opens
        self.failed: str | None = None
        self.dropouts = 0
        self.running = False

    def start(self, deliver: Deliver) -> None:
        if not self.opens:
            raise NoDevice("no puppet")
        self._deliver = deliver
        self.running = True

    def stop(self) -> None:
        self.running = False

    def say(self, *blocks: Sound) -> None:
        assert self.running
        for block in blocks:
            self._deliver(block)


class Studio:
    """A recorder on puppets, and everything it reported."""

    def __init__(self, path: Path, *puppets: PuppetMicrophone, free: int = 10**12) -> None:
        self.now = 0.0
        self.free = free
        self.reports: list[Report] = []
        self.path = path
        self._puppets = iter(puppets)
        self.recorder = Recorder(
            lambda: next(self._puppets),
            path,
            self.reports.append,
            clock=lambda: self.now,
            free=lambda _folder: self.free,
        )

    @property
    def troubles(self) -> list[Trouble]:
        return [report for report in self.reports if isinstance(report, Trouble)]

    @property
    def kinds(self) -> list[str]:
        return [trouble.kind for trouble in self.troubles]

    def wait_for(self, *kinds: str) -> None:
        wait_for(lambda: self.kinds[-len(kinds) :] == list(kinds))

    def wait_until_written(self, samples: int) -> None:
        wait_for(lambda: self.recorder.elapsed_s >= samples / RATE_HZ)


Begin = Callable[..., Studio]


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    def begin(*puppets: PuppetMicrophone, **options: int) -> Studio:
        studio = Studio(tmp_path / "take.wav", *puppets, **options)
        studio.recorder.start()
        return studio

    return begin


def test_a_take_holds_every_sample_and_says_how_loud_it_was(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS)
    recording = studio.recorder.stop()
    assert recording.path == studio.path
    assert recording.duration_s == 15_872 / RATE_HZ
    assert recording.marks == ()
    heard = files.read(recording.path)
    assert np.abs(heard - SPEECH[:15_872]).max() <= 0.5 / 32768 + 1e-7
    levels = [report for report in studio.reports if isinstance(report, Loudness)]
    assert [level.elapsed_s for level in levels] == pytest.approx(np.arange(1, 10) / 10)
    assert studio.troubles == []
    assert not puppet.running


def test_it_is_private_and_has_its_name_only_when_it_is_done(begin: Begin, tmp_path: Path) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS)
    studio.wait_until_written(512)
    assert [path.name for path in tmp_path.glob("*.wav")] == ["take.part.wav"]
    assert wav.find_torn(tmp_path) == (), "it is being made"
    studio.recorder.stop()
    assert [path.name for path in tmp_path.glob("*.wav")] == ["take.wav"]
    assert stat.S_IMODE(studio.path.stat().st_mode) == 0o600


def test_stopping_twice_gives_the_same_take(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS)
    assert studio.recorder.stop() == studio.recorder.stop()


def test_a_stop_that_was_interrupted_is_finished_by_the_next(begin: Begin) -> None:
    class Interrupted(PuppetMicrophone):
        def stop(self) -> None:
            if self.running:
                self.running = False
                raise KeyboardInterrupt

    puppet = Interrupted()
    studio = begin(puppet)
    puppet.say(*BLOCKS)
    with pytest.raises(KeyboardInterrupt):
        studio.recorder.stop()
    assert studio.recorder.stop().duration_s == 15_872 / RATE_HZ


def test_thinking_is_marked_on_the_recordings_clock(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS[:10])
    studio.recorder.mark("think")
    puppet.say(*BLOCKS[10:20])
    studio.recorder.mark("talk")
    assert studio.recorder.stop().marks == (
        Mark("think", 5_120 / RATE_HZ),
        Mark("talk", 10_240 / RATE_HZ),
    )


def test_a_take_without_a_sound_is_a_take(begin: Begin) -> None:
    recording = begin(PuppetMicrophone()).recorder.stop()
    assert recording.duration_s == 0.0
    assert recording.path.exists()


def test_no_microphone_leaves_nothing_behind(begin: Begin, tmp_path: Path) -> None:
    with pytest.raises(NoDevice):
        begin(PuppetMicrophone(opens=False))
    assert list(tmp_path.glob("*.wav")) == []


def test_no_folder_is_said(tmp_path: Path) -> None:
    studio = Studio(tmp_path / "nowhere" / "take.wav", PuppetMicrophone())
    with pytest.raises(FileError, match="cannot be written"):
        studio.recorder.start()


# ---------------------------------------------------------------- trouble with the device


def test_a_stall_is_seen_and_its_end_too(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS[:10])
    studio.wait_until_written(5_120)
    studio.now += STALL_S + 0.1
    studio.wait_for("stalled")
    studio.now += 1.0
    threading.Event().wait(0.2)
    assert studio.kinds == ["stalled"], "once an occurrence"
    puppet.say(*BLOCKS[10:20])
    studio.wait_for("stalled", "back")
    studio.now += STALL_S + 0.1
    studio.wait_for("stalled", "back", "stalled")
    recording = studio.recorder.stop()
    assert recording.duration_s == 10_240 / RATE_HZ
    assert recording.marks == (Mark("gap", 5_120 / RATE_HZ),)


def test_the_sleep_of_the_machine_is_a_gap(begin: Begin) -> None:
    """The device goes on as if nothing had been, before anyone could look."""
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS[:10])
    studio.wait_until_written(5_120)
    studio.now += STALL_S + 0.1
    puppet.say(*BLOCKS[10:20])
    studio.wait_for("back")
    assert studio.recorder.stop().marks == (Mark("gap", 5_120 / RATE_HZ),)


def test_a_device_that_stays_stalled_is_opened_again(begin: Begin) -> None:
    first, second = PuppetMicrophone(), PuppetMicrophone()
    studio = begin(first, second)
    first.say(*BLOCKS[:10])
    studio.wait_until_written(5_120)
    studio.now += STALL_S + PATIENCE_S + 0.1
    wait_for(lambda: second.running)
    assert not first.running
    second.say(*BLOCKS[10:20])
    studio.wait_for("stalled", "back")
    assert studio.recorder.stop().duration_s == 10_240 / RATE_HZ


def test_a_lost_device_is_opened_again_until_it_is_there(begin: Begin) -> None:
    first, away, back = PuppetMicrophone(), PuppetMicrophone(opens=False), PuppetMicrophone()
    studio = begin(first, away, back)
    first.say(*BLOCKS[:10])
    first.failed = "unplugged"
    wait_for(lambda: back.running)
    assert studio.kinds == ["lost"]
    assert "unplugged" in studio.troubles[0].message
    assert studio.troubles[0].elapsed_s == 5_120 / RATE_HZ
    back.say(*BLOCKS[10:20])
    studio.wait_for("lost", "back")
    recording = studio.recorder.stop()
    assert recording.marks == (Mark("gap", 5_120 / RATE_HZ),)
    heard = files.read(recording.path)
    assert np.abs(heard - SPEECH[:10_240]).max() <= 0.5 / 32768 + 1e-7, "no silence is put in"


def test_stopping_while_the_device_is_away_keeps_what_was_heard(begin: Begin) -> None:
    first = PuppetMicrophone()
    studio = begin(first, *(PuppetMicrophone(opens=False) for _ in range(100)))
    first.say(*BLOCKS[:10])
    first.failed = "unplugged"
    studio.wait_for("lost")
    assert studio.recorder.stop().duration_s == 5_120 / RATE_HZ


def test_a_device_that_opens_too_late_is_closed_again(begin: Begin) -> None:
    opening, go_on = threading.Event(), threading.Event()

    class Slow(PuppetMicrophone):
        def start(self, deliver: Deliver) -> None:
            opening.set()
            go_on.wait(10)
            super().start(deliver)

    first, slow = PuppetMicrophone(), Slow()
    studio = begin(first, slow)
    first.failed = "unplugged"
    assert opening.wait(10)
    studio.recorder.stop()
    go_on.set()
    wait_for(lambda: hasattr(slow, "_deliver") and not slow.running)


def test_sound_that_was_lost_is_said_and_marked(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS[:10])
    studio.wait_until_written(5_120)
    puppet.dropouts = 2
    puppet.say(*BLOCKS[10:20])
    studio.wait_for("dropout")
    assert studio.recorder.stop().marks == (Mark("gap", 5_120 / RATE_HZ),)


def test_a_device_that_is_muted_is_said_on_the_way(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet)
    puppet.say(*BLOCKS, *[np.zeros(512, np.float32)] * 110)
    studio.wait_for("muted")
    puppet.say(*BLOCKS[:20])
    studio.wait_for("muted", "back")
    take = studio.recorder.stop()
    assert take.duration_s > 4.0, "zeros are recorded all the same"
    ((since_s, until_s),) = take.between("muted", "unmuted")
    assert since_s == pytest.approx(len(BLOCKS) * 512 / RATE_HZ, abs=0.2), "where it began"
    assert until_s == pytest.approx(since_s + 110 * 512 / RATE_HZ, abs=0.2)


# ---------------------------------------------------------------- trouble with the disk


def test_too_little_room_is_said_before(tmp_path: Path) -> None:
    needed = 15 * disk.BYTES_PER_MINUTE + disk.RESERVE_BYTES
    check_room(tmp_path, 15, lambda _folder: needed)
    with pytest.raises(
        DiskFull, match=r"to record 15 minutes \(78 MB are free, 79 MB are needed\)"
    ):
        check_room(tmp_path, 15, lambda _folder: needed - 1)
    with pytest.raises(DiskFull):
        check_room(tmp_path, 1e9)


def test_a_disk_that_runs_low_is_said_once(begin: Begin) -> None:
    puppet = PuppetMicrophone()
    studio = begin(puppet, free=disk.LOW_BYTES - 1)
    for block in BLOCKS[:5]:
        studio.now += 1.1
        puppet.say(block)
        studio.wait_until_written(512)
    assert studio.recorder.stop().duration_s == 5 * 512 / RATE_HZ
    assert studio.kinds == ["disk"]
    assert "almost full" in studio.troubles[0].message


FULL_DISK = """
import resource, sys
from pathlib import Path
from mockint.audio.types import Ended
from mockint.audio.recorder import Recorder
from mockint.audio.replay import FileMicrophone
import threading
resource.setrlimit(resource.RLIMIT_FSIZE, (50_001, 50_001))
ended, reports = threading.Event(), []
def report(one):
    reports.append(one)
    if isinstance(one, Ended):
        ended.set()
source, take = map(Path, sys.argv[1:])
recorder = Recorder(lambda: FileMicrophone(source, pace=0.0), take, report)
recorder.start()
assert ended.wait(20)
print(recorder.stop().duration_s, *(r.kind for r in reports if hasattr(r, "kind")))
"""


def test_on_a_full_disk_what_fitted_is_kept(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: both fail in the middle of a write."""
    source, take = write(tmp_path / "source.wav", noise(5.0)), tmp_path / "take.wav"
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, source, take], check=True, capture_output=True, text=True
    )
    seconds, *kinds = done.stdout.split()
    assert kinds == ["disk"]
    kept = files.read(take)
    assert kept.size == float(seconds) * RATE_HZ == (50_001 - 44) // 2 // 512 * 512
    assert np.array_equal(kept, files.read(source)[: kept.size])


def full_until(monkeypatch: pytest.MonkeyPatch, has_room: threading.Event) -> None:
    """From the tenth block on no byte goes to the disk until there is room."""
    put, written = os.write, [0]

    def full(file: int, data: bytes) -> int:
        if len(data) == 1_024:
            written[0] += 1
            if written[0] > 10 and not has_room.is_set():
                put(file, data[:101])  # it fails in the middle
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return put(file, data)

    monkeypatch.setattr("mockint.audio.wav.os.write", full)


def test_when_room_was_made_not_a_sample_is_missing(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    puppet, has_room = PuppetMicrophone(), threading.Event()
    full_until(monkeypatch, has_room)
    studio = begin(puppet)
    puppet.say(*BLOCKS[:20])
    studio.wait_for("disk")
    assert studio.recorder.elapsed_s == 10 * 512 / RATE_HZ
    has_room.set()
    studio.now += 1.1
    puppet.say(*BLOCKS[20:])
    studio.wait_for("disk", "room")
    recording = studio.recorder.stop()
    assert recording.marks == ()
    assert recording.duration_s == 15_872 / RATE_HZ
    heard = files.read(recording.path)
    assert np.abs(heard - SPEECH[:15_872]).max() <= 0.5 / 32768 + 1e-7


def test_room_that_is_made_before_the_end_is_used_at_the_end(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    puppet, has_room = PuppetMicrophone(), threading.Event()
    full_until(monkeypatch, has_room)
    studio = begin(puppet)
    puppet.say(*BLOCKS)
    studio.wait_for("disk")
    has_room.set()
    assert studio.recorder.stop().duration_s == 15_872 / RATE_HZ


def test_what_could_not_be_held_is_a_gap(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mockint.audio.recorder.QUEUE_BLOCKS", 5)
    puppet, has_room = PuppetMicrophone(), threading.Event()
    full_until(monkeypatch, has_room)
    studio = begin(puppet)
    puppet.say(*BLOCKS[:20])
    wait_for(lambda: studio.recorder._lost == 5 * 512)
    studio.recorder.mark("think")
    has_room.set()
    studio.now += 1.1
    puppet.say(*BLOCKS[20:])
    studio.wait_for("disk", "room")
    recording = studio.recorder.stop()
    assert recording.duration_s == 15 * 512 / RATE_HZ + (len(BLOCKS) - 21) * 512 / RATE_HZ
    assert [mark.kind for mark in recording.marks] == ["think", "gap"]
    assert recording.marks[0].at_s == recording.marks[1].at_s == 15 * 512 / RATE_HZ
    heard = files.read(recording.path)
    assert np.abs(heard[: 15 * 512] - SPEECH[: 15 * 512]).max() <= 0.5 / 32768 + 1e-7


# ---------------------------------------------------------------- recorded candidates


@pytest.mark.parametrize("seconds", [0.01, 3.0, 200.0])
def test_a_recorded_candidate_comes_through_whole_and_ends(tmp_path: Path, seconds: float) -> None:
    source, reports = write(tmp_path / "source.wav", noise(seconds)), []
    recorder = Recorder(
        lambda: FileMicrophone(source, pace=0.0), tmp_path / "take.wav", reports.append
    )
    recorder.start()
    wait_for(lambda: reports and isinstance(reports[-1], Ended))
    on_disk = wav.part_of(tmp_path / "take.wav").stat().st_size
    recording = recorder.stop()
    assert on_disk == recording.path.stat().st_size, "Ended comes after the last block"
    assert reports[-1].elapsed_s == recording.duration_s == pytest.approx(seconds)
    assert sum(isinstance(report, Ended) for report in reports) == 1
    assert np.array_equal(files.read(recording.path), files.read(source))


def test_a_candidate_that_breaks_off_says_why(tmp_path: Path) -> None:
    import soundfile

    source, reports = tmp_path / "source.flac", []
    soundfile.write(source, noise(20.0), RATE_HZ)
    data = source.read_bytes()
    source.write_bytes(data[: len(data) // 2] + bytes(len(data) // 2))
    recorder = Recorder(
        lambda: FileMicrophone(source, pace=0.0), tmp_path / "take.wav", reports.append
    )
    recorder.start()
    wait_for(lambda: reports and isinstance(reports[-1], Ended))
    assert [report.kind for report in reports if isinstance(report, Trouble)] == ["lost"]
    assert recorder.stop().duration_s > 5.0


def test_a_candidate_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    recorder = Recorder(
        lambda: FileMicrophone(tmp_path / "none.wav", pace=0.0), tmp_path / "take.wav", print
    )
    with pytest.raises(UnreadableAudio):
        recorder.start()
    assert list(tmp_path.glob("*.wav")) == []


def test_a_listener_that_fails_does_not_lose_the_take(tmp_path: Path) -> None:
    puppet, reports = PuppetMicrophone(), []

    def report(one: Report) -> None:
        reports.append(one)
        if isinstance(one, Loudness):
            raise RuntimeError("the screen broke")

    recorder = Recorder(lambda: puppet, tmp_path / "take.wav", report)
    recorder.start()
    puppet.say(*BLOCKS)
    wait_for(lambda: any(isinstance(one, Trouble) for one in reports))
    puppet.say(*BLOCKS)  # nobody takes it any more, and nobody is kept waiting
    recording = recorder.stop()
    assert "the screen broke" in reports[-1].message
    assert np.array_equal(files.read(recording.path).size, round(recording.duration_s * RATE_HZ))
    assert recording.duration_s >= 0.1


# ---------------------------------------------------------------- killed


KILLED = """
import sys, time
from pathlib import Path
from mockint.audio.types import Loudness
from mockint.audio.recorder import Recorder
from mockint.audio.replay import FileMicrophone
source, take = map(Path, sys.argv[1:])
def report(one):
    if isinstance(one, Loudness):
        print(one.elapsed_s, flush=True)
Recorder(lambda: FileMicrophone(source, pace=1.0), take, report).start()
time.sleep(60)
"""


def test_a_killed_recorder_loses_less_than_a_second(tmp_path: Path) -> None:
    source, take = write(tmp_path / "source.wav", noise(20.0)), tmp_path / "take.wav"
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, source, take], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout
    heard_s = 0.0
    while heard_s < 2.5:
        heard_s = float(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    heard_s = max([heard_s, *map(float, child.stdout.read().split())])
    child.wait()
    child.stdout.close()

    (torn,) = wav.find_torn(tmp_path)
    before = files.read(torn)
    seconds = wav.mend(torn)
    assert seconds >= heard_s - 1.0
    saved = files.read(wav.finish(torn))
    assert saved.size == seconds * RATE_HZ
    assert np.array_equal(saved, files.read(source)[: saved.size])
    assert np.array_equal(before, saved[: before.size]), "it could be read as it was"
    assert wav.find_torn(tmp_path) == ()
