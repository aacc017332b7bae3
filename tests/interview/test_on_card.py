"""A whole round on the virtual sound card: real pyttsx3, real PortAudio, real PocketSphinx.

The candidate is played into the microphone; what the loudspeaker played is captured and compared.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mockint.audio.files import read
from tests.support.sound_card import RATE_HZ, Card, Sound, likeness

pytestmark = pytest.mark.sound

FLAWED = Path(__file__).resolve().parents[2] / "content" / "candidates" / "flawed"
SLUG = "beyond-your-job-description"
LIMIT_S = 90.0


class Program:
    """``mockint`` in a process of its own, with a pipe for keys and its lines as they come."""

    def __init__(self, card: Card, home: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "mockint", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, **card.environment(), "MOCKINT_HOME": str(home), "COLUMNS": "80"},
        )
        self.lines: list[str] = []
        self._came = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._came:
                self.lines.append(line)
                self._came.notify_all()

    @property
    def said(self) -> str:
        """Everything printed so far."""
        return "".join(self.lines)

    def until(self, pattern: str, after: int = 0) -> int:
        """Wait for a line that matches; returns the number of lines up to and with it."""
        end = time.monotonic() + LIMIT_S
        with self._came:
            while True:
                for number, line in enumerate(self.lines[after:], after + 1):
                    if re.search(pattern, line):
                        return number
                left = end - time.monotonic()
                assert left > 0, f"{pattern!r} was not said in:\n{self.said}"
                assert self.process.poll() is None or self._reader.is_alive(), self.said
                self._came.wait(min(left, 0.5))

    def press(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Choose nothing more after the debrief, and wait for the end; the exit code."""
        assert self.process.stdin is not None
        until = time.monotonic() + LIMIT_S
        while self.process.poll() is None and "q stop" not in self.said:
            assert time.monotonic() < until, self.said
            time.sleep(0.05)
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        code = self.process.wait(LIMIT_S)
        self._reader.join(10)
        return code

    def close(self) -> None:
        """Leave nothing running."""
        self.process.kill()
        self.process.wait(10)
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self._reader.join(10)
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture
def start(virtual_card: Card, home: Path) -> Iterator[object]:
    programs: list[Program] = []

    def begin(*arguments: str) -> Program:
        programs.append(Program(virtual_card, home, *arguments))
        return programs[-1]

    yield begin
    for program in programs:
        program.close()


LISTENING = r"^Recording"


def alike(heard: Sound, played: Sound) -> float:
    """Median likeness of the seconds of ``played``: a busy machine may stumble over one."""
    seconds = [played[at : at + RATE_HZ] for at in range(0, played.size - RATE_HZ, RATE_HZ)]
    loud = [second for second in seconds if float(np.abs(second).max()) > 0.05]
    return float(np.median([likeness(heard, second) for second in loud]))


def internet_sockets(program: Program) -> set[str]:
    """Those of the program and its children, as Linux lists them."""
    tables = [Path(f"/proc/net/{name}") for name in ("tcp", "tcp6", "udp", "udp6")]
    lines = [one for table in tables if table.exists() for one in table.read_text().splitlines()]
    known = {f"socket:[{line.split()[9]}]" for line in lines}
    held = set()
    for pid in (program.process.pid, recognizer_of(program)):
        for place in Path(f"/proc/{pid}/fd").glob("*"):
            with contextlib.suppress(OSError):
                held.add(os.readlink(place))
    assert held, "nothing was looked at"
    return held & known


def test_a_whole_round_is_asked_heard_probed_debriefed_and_kept(
    start: object, virtual_card: Card, home: Path, tmp_path: Path
) -> None:
    heard = tmp_path / "speaker.wav"
    capture = virtual_card.begin("capture", str(heard), "45")
    program: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--probes", "1", "--level", "sde1"
    )
    at = program.until(LISTENING)
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))
    if sys.platform == "linux":
        assert internet_sockets(program) == set()
    program.press("")
    at = program.until(LISTENING, at)
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    program.press("")
    at = program.until(f"{LISTENING}|^Saved in", at)
    if program.lines[at - 1].startswith("Recording"):  # a weak reply gets one drill-down
        program.press("")
    assert program.end() == 0, program.said
    capture.send_signal(signal.SIGINT)
    capture.wait(20)

    # What the loudspeaker played is the question, whole, in the interviewer's voice.
    # It is rendered first; the follow-ups that may come are rendered once it was asked.
    kept = (home / "cache" / "voice").rglob("*.wav")
    question = min(kept, key=lambda path: path.stat().st_mtime_ns)
    rendered, rate_hz = soundfile.read(question, dtype="float32")
    played = read(heard)
    assert rate_hz > 0
    assert alike(played, read(question)) > 0.9, rendered.size

    (folder,) = (home / "data" / "rounds").iterdir()
    names = {path.name for path in folder.iterdir()}
    assert {"answer-1.flac", "answer-1.transcript.json", "answer-1-probe-1.flac"} <= names
    assert {"round.json", "debrief.txt"} <= names
    assert not {name for name in names if name.endswith((".wav", ".part"))}
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o077 == 0, path

    # What was recorded is what was played into the microphone, and not the interviewer.
    answer = read(folder / "answer-1.flac")
    assert alike(answer, read(FLAWED / "follow_through.ogg")) > 0.95
    reply = read(folder / "answer-1-probe-1.flac")
    assert alike(reply, read(FLAWED / "own_part.ogg")) > 0.95
    lead = answer[: RATE_HZ // 10]
    assert float(np.abs(lead).max()) < 0.05

    kept = json.loads((folder / "round.json").read_text(encoding="utf-8"))
    (one,) = kept["answers"]
    assert one["analysis"]["engine"] == "PocketSphinx en-us"
    (probe,) = one["probes"]
    assert probe["reply"]
    assert probe["because"] in " ".join(program.said.split())
    assert "Leaning:" in (folder / "debrief.txt").read_text(encoding="utf-8")


def test_killed_while_recording_the_take_is_mended_and_offered(
    start: object, virtual_card: Card, home: Path
) -> None:
    program: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--voice", "none", "--probes", "0"
    )
    program.until(LISTENING)
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    program.process.send_signal(signal.SIGKILL)
    program.end()
    (torn,) = (home / "data" / "rounds").rglob("*.part.wav")
    assert torn.stat().st_mode & 0o077 == 0

    second: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--voice", "none", "--probes", "0"
    )
    second.until(LISTENING)
    assert "still waits to be judged. To see and judge: mockint recover" in second.said
    second.press("q")
    assert second.end() == 0, second.said
    mended = torn.with_name("answer-1.wav")
    played = read(FLAWED / "own_part.ogg")
    saved = read(mended)
    assert saved.size > played.size - RATE_HZ  # at most a second is gone
    assert alike(saved, played[:-RATE_HZ]) > 0.95

    third: Program = start("recover", "--all", "--engine", "pocketsphinx")  # type: ignore[operator]
    assert third.end() == 0, third.said
    assert "Bar raiser's sheet" in third.said
    assert (mended.parent / "answer-1.transcript.json").exists()
    assert alike(read(mended.with_suffix(".flac")), played[:-RATE_HZ]) > 0.95


def test_ctrl_c_while_recording_leaves_a_usable_take_and_its_debrief(
    start: object, virtual_card: Card, home: Path
) -> None:
    program: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--voice", "none", "--probes", "0"
    )
    program.until(LISTENING)
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    program.process.send_signal(signal.SIGINT)
    assert program.end() == 130, program.said
    assert "Traceback" not in program.said
    assert "Bar raiser's sheet" in program.said
    (take,) = (home / "data" / "rounds").rglob("answer-1.flac")
    assert alike(read(take), read(FLAWED / "own_part.ogg")) > 0.95


PRIVATE = ("round", SLUG, "--engine", "pocketsphinx", "--voice", "none", "--private")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGHUP])
def test_a_private_take_goes_with_a_program_that_is_told_to_end(
    start: object, home: Path, told: signal.Signals
) -> None:
    program: Program = start(*PRIVATE)  # type: ignore[operator]
    program.until(LISTENING)
    assert list((home / "data" / "rounds").rglob("*.part.wav"))
    program.process.send_signal(told)
    assert program.end() == 128 + told, program.said
    assert "Traceback" not in program.said
    assert list((home / "data" / "rounds").iterdir()) == []


def test_a_private_take_that_a_kill_left_goes_at_the_next_command(
    start: object, home: Path
) -> None:
    program: Program = start(*PRIVATE)  # type: ignore[operator]
    program.until(LISTENING)
    program.process.kill()
    program.end()
    (torn,) = (home / "data" / "rounds").rglob("*.part.wav")
    again: Program = start("questions")  # type: ignore[operator]
    assert again.end() == 0
    assert not torn.parent.exists()


def test_a_microphone_that_is_plugged_in_again_is_recorded_with(
    start: object, virtual_card: Card, home: Path
) -> None:
    program: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--probes", "0"
    )
    program.until("^Interviewer:")
    virtual_card.do("unplug")
    at = program.until("^Plug the microphone in")
    program.press("")  # it is still away
    at = program.until("^Plug the microphone in", at)
    virtual_card.do("plug")
    program.press("")
    program.until(LISTENING, at)
    virtual_card.do("play", str(FLAWED / "own_part.ogg"))
    program.press("")
    assert program.end() == 0, program.said
    (take,) = (home / "data" / "rounds").rglob("answer-1.flac")
    assert alike(read(take), read(FLAWED / "own_part.ogg")) > 0.95


def recognizer_of(program: Program) -> int | None:
    """Process number of the recognizer's child, where there is one."""
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            named = b"transcribe.process.child" in (place / "cmdline").read_bytes()
            if named and parent == program.process.pid:
                return int(place.name)
    return None


@pytest.mark.parametrize("told", [signal.SIGKILL, signal.SIGSTOP])
def test_a_recognizer_that_dies_again_and_again_costs_no_words(
    start: object, virtual_card: Card, home: Path, told: signal.Signals
) -> None:
    program: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--voice", "none", "--probes", "0"
    )
    program.until(LISTENING)
    playing = virtual_card.begin("play", str(FLAWED / "follow_through.ogg"))
    began, struck = time.monotonic(), set[int]()
    while playing.poll() is None:
        pid = recognizer_of(program)
        # One that has not answered yet has more time (tests/transcribe/test_process.py).
        is_time = told == signal.SIGKILL or (not struck and time.monotonic() - began > 3)
        if pid is not None and pid not in struck and is_time:
            struck.add(pid)
            os.kill(pid, told)
        time.sleep(0.3)
    program.press("")
    assert program.end() == 0, program.said
    assert len(struck) >= (3 if told == signal.SIGKILL else 1)
    (kept,) = (home / "data" / "rounds").rglob("answer-1.transcript.json")
    assert len(json.loads(kept.read_text(encoding="utf-8"))["text"].split()) > 20, program.said
    assert "not transcribed" not in program.said


def test_ctrl_c_twice_stops_the_judging_and_the_next_start_offers_it(
    start: object, virtual_card: Card, home: Path
) -> None:
    program: Program = start(  # type: ignore[operator]
        "round", SLUG, "--engine", "pocketsphinx", "--voice", "none", "--probes", "0"
    )
    at = program.until(LISTENING)
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))
    program.process.send_signal(signal.SIGINT)
    program.until(r"^Transcribing", at)
    program.process.send_signal(signal.SIGINT)
    assert program.end() == 130, program.said
    assert "Traceback" not in program.said
    (folder,) = (home / "data" / "rounds").iterdir()
    assert f"not judged. Try: mockint recover {folder.name}" in program.said
    listed: Program = start("recover")  # type: ignore[operator]
    assert listed.end() == 0
    assert f"{folder.name}/answer-1" in listed.said


def has_sound_card() -> bool:
    cards = Path("/proc/asound/cards")
    return sys.platform != "linux" or (cards.exists() and "[" in cards.read_text())


@pytest.mark.skipif(has_sound_card(), reason="this machine has a sound card of its own")
def test_a_round_without_any_device_says_so_and_how_to_go_on(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mockint", "round", SLUG],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith(("PULSE", "ALSA"))},
            "MOCKINT_HOME": str(home),
        },
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 1
    assert "no microphone was found" in done.stderr
    assert "mockint devices" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_hears_the_microphone(start: object, virtual_card: Card) -> None:
    playing = virtual_card.begin("play", str(FLAWED / "follow_through.ogg"))
    program: Program = start("doctor", "--engine", "pocketsphinx")  # type: ignore[operator]
    assert program.end() == 0, program.said
    playing.wait(60)
    said = " ".join(program.said.split())
    assert re.search(r"✓ microphone: .* peak -?\d+ dBFS", said), said
    assert "You can start a round" in said


def test_the_doctor_notes_a_microphone_that_is_silent(start: object, virtual_card: Card) -> None:
    virtual_card.do("mute", "on")
    program: Program = start("doctor", "--engine", "pocketsphinx")  # type: ignore[operator]
    assert program.end() == 0, program.said
    said = " ".join(program.said.split())
    assert "! microphone: " in said
    assert "Either it is muted, or the system does not let this terminal use it" in said
    assert "You can start a round" in said, "one records with it"


def test_devices_lists_the_card(start: object) -> None:
    program: Program = start("devices")  # type: ignore[operator]
    assert program.end() == 0
    assert "vmic" in program.said
    assert "vspeaker" in program.said
