"""Everything that can go wrong, each a context round one step: undone at its end."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from benchmarks.soak.program import ROOT, Running, family
from benchmarks.soak.steps import Step, World
from tests.support.talking_server import Talk, answer, drips, says, serving, silent

Fault = Callable[[World, Step, random.Random], AbstractContextManager[None]]
RETRY = "Retry-After: 1"
NONSENSE: tuple[Talk, ...] = (
    says(answer(body=b"<html>It works!</html>")),
    says(answer(body=b'{"text": "\\ud800", "words": [{"word": "\\ud800", "start": 0, "end": 1}]}')),
    says(answer(body=b"[" * 100_000)),
    says(answer(body=b'{"text": "a", "duration": ' + b"9" * 5_000 + b"}")),
    says(answer({"text": "a", "words": [{"word": "a", "start": float("nan"), "end": None}]})),
    says(answer({"text": "\x1b]0;x\x07 \u202e", "words": [{"word": "\x1b[2J", "start": 0}]})),
    says(answer({"text": "a", "words": [{"word": "a " * 90_000, "start": 0.0, "end": 1.0}]})),
    says(answer({"error": {"message": "\x1b[2J no"}}, 500), answer({}, 429, RETRY), answer({})),
    says(answer({"text": "well"}), close=True),
    drips(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
    silent,
)
DAMAGES: tuple[Callable[[bytes], bytes], ...] = (
    lambda _: b"",
    lambda kept: kept[: len(kept) // 2],
    lambda kept: b"\xff\x00" + kept,
    lambda _: b'{"answers": null, "questions": 3, "keep": []}',
    lambda _: b"[" * 100_000,
    lambda kept: kept.replace(b"1", b"NaN").replace(b'"a', b'"\\ud800\\u001b[2J'),
)


@contextmanager
def none(_world: World, _step: Step, _rng: random.Random) -> Iterator[None]:
    yield


def _strike(do: Callable[[World, Running], None], least_s: float = 0.0) -> Fault:
    """``do`` at a moment of the first seconds."""

    @contextmanager
    def fault(world: World, step: Step, rng: random.Random) -> Iterator[None]:
        most_s = 5 + 2 * step.talk_s if step.on_card else 1.8 if step.records else 0.8
        if not step.on_card and "pocketsphinx" in step.arguments:
            most_s = 6.0
        step.at_s = least_s + rng.random() ** 1.5 * most_s
        step.strike = lambda running: do(world, running)
        yield

    return fault


def _signal(number: signal.Signals, times: int = 1) -> Fault:
    def do(_world: World, running: Running) -> None:
        def send() -> None:
            with contextlib.suppress(ProcessLookupError):
                running.process.send_signal(number)

        for time_ in range(times):
            threading.Timer(time_ * 0.7, send).start()

    return _strike(do)


def _child(number: signal.Signals) -> Fault:
    """To the recognizer, or whatever child there is."""

    def do(_world: World, running: Running) -> None:
        for pid in family(running.process.pid)[1:]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    return _strike(do, 0.5)


def _fill(world: World) -> None:
    with contextlib.suppress(OSError), (world.home / "filler").open("wb", buffering=0) as filler:
        while filler.write(bytes(1 << 20)) or filler.write(bytes(512)):
            pass


@contextmanager
def disk_full(world: World, step: Step, rng: random.Random) -> Iterator[None]:
    if rng.random() < 0.5:
        _fill(world)
        yield
    else:
        with _strike(_fill_for_a_while)(world, step, rng):
            yield
    _make_room(world)


def _fill_for_a_while(world: World, _running: Running) -> None:
    _fill(world)
    threading.Timer(8.0, _make_room, [world]).start()


def _make_room(world: World) -> None:
    (world.home / "filler").unlink(missing_ok=True)


@contextmanager
def read_only(world: World, _step: Step, _rng: random.Random) -> Iterator[None]:
    mount = ["mount", "-o", "remount,ro", str(world.home)]
    subprocess.run(mount, check=True)
    yield
    mount[2] = "remount,rw"
    subprocess.run(mount, check=True)


@contextmanager
def database_locked(world: World, _step: Step, _rng: random.Random) -> Iterator[None]:
    file = world.home / "data" / "history.sqlite3"
    if not file.exists():
        yield
        return
    with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


@contextmanager
def _damaged(path: Path, damage: Callable[[bytes], bytes]) -> Iterator[None]:
    """The file with other content, which is put back where nobody has changed it since."""
    if not path.is_file():
        yield
        return
    kept = path.read_bytes()
    wrong = damage(kept)
    path.write_bytes(wrong)
    yield
    if path.exists() and path.read_bytes() == wrong:
        path.write_bytes(kept)


@contextmanager
def database_corrupted(world: World, _step: Step, rng: random.Random) -> Iterator[None]:
    at = rng.choice([0, 100, 4096])
    wrong = rng.randbytes(400)
    file = world.home / "data" / "history.sqlite3"
    with _damaged(file, lambda kept: kept[:at] + wrong + kept[at + 400 :]):
        yield


@contextmanager
def round_damaged(world: World, _step: Step, rng: random.Random) -> Iterator[None]:
    damage, at = rng.choice(DAMAGES), rng.random()
    name = rng.choice(["round.json", "plan.json", "answer-1.transcript.json"])
    folder = world.rounds[int(at * len(world.rounds))].path if world.rounds else world.root
    with _damaged(folder / name, damage):
        yield


@contextmanager
def server_nonsense(_world: World, step: Step, rng: random.Random) -> Iterator[None]:
    number = rng.randrange(len(NONSENSE))
    step.detail = str(number)
    with serving(NONSENSE[number]) as server:
        step.arguments[step.arguments.index("--engine") + 1] = server.url
        yield


@contextmanager
def stream_closed(_world: World, step: Step, rng: random.Random) -> Iterator[None]:
    step.streams = rng.choice(["<&-", ">&-", "2>&-", "<&- >&- 2>&-", ">/dev/full"])
    step.detail = step.streams
    yield


def _reader_gone(_world: World, running: Running) -> None:
    assert running.process.stdout is not None
    os.dup2(os.open(os.devnull, os.O_RDONLY), running.process.stdout.fileno())


@contextmanager
def temporary_bad(world: World, step: Step, rng: random.Random) -> Iterator[None]:
    step.env["TMPDIR"] = rng.choice(["/proc/nowhere", "/dev/null", "", str(world.spoken)])
    yield


def _card(command: str, undo: str) -> Fault:
    """Something happens to the sound card, and is well again some seconds later."""

    def do(world: World, _running: Running) -> None:
        assert world.card is not None
        world.card.begin(*command.split()).wait()
        threading.Timer(3.0, lambda: world.card and world.card.begin(*undo.split()).wait()).start()

    @contextmanager
    def fault(world: World, step: Step, rng: random.Random) -> Iterator[None]:
        with _strike(do, 0.5)(world, step, rng):
            yield
        time.sleep(0.2)
        assert world.card is not None
        world.card.heal()

    return fault


def _beside(world: World, running: Running) -> None:
    """Other commands while this one runs."""
    del running
    for command in (["history"], ["recover"], ["export", "--all", str(world.root / "out/b.zip")]):
        subprocess.run(
            [sys.executable, "-m", "mockint", *command],
            env={**world.environ(), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )


ANY: dict[str, Fault] = {
    "SIGKILL": _signal(signal.SIGKILL),
    "SIGTERM": _signal(signal.SIGTERM),
    "SIGINT": _signal(signal.SIGINT),
    "SIGINT twice": _signal(signal.SIGINT, 2),
    "database locked": database_locked,
    "database corrupted": database_corrupted,
    "round damaged": round_damaged,
    "stream closed": stream_closed,
    "reader gone": _strike(_reader_gone),
    "bad TMPDIR": temporary_bad,
    "other commands beside": _strike(_beside),
}
ON_DISK: dict[str, Fault] = {"disk full": disk_full, "read-only": read_only}
HEARING: dict[str, Fault] = {
    "server nonsense": server_nonsense,
    "recognizer killed": _child(signal.SIGKILL),
    "recognizer stopped": _child(signal.SIGSTOP),
}
ON_CARD: dict[str, Fault] = {
    "unplug": _card("unplug", "plug"),
    "drop": _card("drop", "plug"),
    "freeze": _card("freeze", "thaw"),
    "hush": _card("hush", "plug"),
    "mute": _card("mute on", "mute off"),
}


def draw(world: World, step: Step, rng: random.Random) -> Fault:
    """One that can happen to this step, or none; its name is noted in the step."""
    can = dict(ANY)
    if world.has_disk:
        can |= ON_DISK
    if "--engine" in step.arguments:
        can |= HEARING
    if step.on_card:
        can |= ON_CARD
    if rng.random() < (0.2 if step.records else 0.4):
        return none
    step.fault = rng.choice(sorted(can))
    if step.fault.startswith("recognizer"):
        step.arguments[step.arguments.index("--engine") + 1] = "pocketsphinx"
    return can[step.fault]
