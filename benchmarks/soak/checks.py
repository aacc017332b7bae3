"""What must hold after every step, whatever went wrong in it."""

import contextlib
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.soak.program import ROOT, Outcome
from benchmarks.soak.steps import KEY, Step, World
from mockint.history.folders import PRACTICE_TITLE, RoundFolder
from mockint.history.recovery.purposes import purpose_of
from mockint.history.takes import TakeName

ENDS_S = 6.0
"""A child that lost its program is gone by then."""
BROKEN = ("Traceback (most recent call last)", "Exception ignored", "Segmentation fault")
Take = tuple[str, str]
"""Round and name."""


class Ledger:
    """Everything that was ever recorded and not deleted by its owner."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._takes: set[Take] = set()
        self._recorded: set[str] = set()
        """Rounds of recorded candidates: of these nobody is offered anything."""

    def check(self, step: Step, done: Outcome) -> list[str]:
        """What is wrong after this step, a line each."""
        before = self._takes
        wrong = [*_told(step, done), *self._ours_running()]
        offered, listed = (
            self._ask("recover", "--json"),
            self._ask("history", "--json", "--limit", "0"),
        )
        if offered is None or listed is None:
            return [*wrong, "recover or history fails when all is well again"]
        self._takes = set(self._found())
        new = self._takes - before
        if step.arguments[0] == "demo":
            self._recorded |= {one for one, _ in new}
        lost = sorted(one for one in before - self._takes if one[0] not in step.may_go)
        wrong += [f"LOST {one}/{name}" for one, name in lost]
        said = len(re.findall(r"^Recorded \d", done.out, re.M))
        if step.is_private:
            wrong += [f"kept of a private round: {one}/{name}" for one, name in sorted(new)]
        elif len(new) < said:
            wrong.append(f"LOST: said {said} times that a recording is saved, found {len(new)}")
        waiting = {str(one["take"]) for one in offered}
        rounds = {str(one["round"]) for one in listed}
        for folder in self._world.rounds:
            wrong += self._forgotten(folder, waiting, rounds)
        return [*wrong, *_stray(self._world), *_modes(self._world.home)]

    def _found(self) -> Iterator[Take]:
        for folder in self._world.rounds:
            for path in folder.files():
                name = TakeName.of(path)
                if name is not None and path.stat().st_size > 100:
                    yield folder.id, str(name)

    def _forgotten(self, folder: RoundFolder, waiting: set[str], rounds: set[str]) -> Iterator[str]:
        is_practice = PRACTICE_TITLE in folder.plan()
        if folder.is_kept and folder.id not in rounds and any(self._of(folder)):
            yield f"{folder.id} is not in the history"
        if folder.id in self._recorded:
            return
        offered = {
            TakeName.parse(one.partition("/")[2])
            for one in waiting
            if one.startswith(f"{folder.id}/")
        }
        firsts = {one.first for one in offered if one}
        for path in folder.untranscribed():
            name = TakeName.of(path)
            counts = not is_practice or purpose_of(folder, path) is not None
            if name and counts and name.first not in firsts and path.stat().st_size > 100:
                yield f"{folder.id}/{path.name} is neither judged nor offered"
        if not folder.is_kept and not is_practice and folder.transcripts():
            yield f"{folder.id} has words, and is no round"

    def _of(self, folder: RoundFolder) -> Iterator[str]:
        return (name for one, name in self._takes if one == folder.id)

    def _ask(self, *command: str) -> list[dict[str, object]] | None:
        done = subprocess.run(
            [sys.executable, "-m", "mockint", *command],
            env={**self._world.environ(), "PYTHONPATH": str(ROOT)},
            cwd=self._world.root / "here",
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        if done.returncode or done.stderr:
            print(done.stderr.decode("utf-8", "replace"))
        return None if done.returncode else [json.loads(line) for line in done.stdout.splitlines()]

    def _ours_running(self) -> list[str]:
        end = time.monotonic() + ENDS_S
        while (left := list(_processes(self._world.home))) and time.monotonic() < end:
            time.sleep(0.1)
        for pid, _ in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return [f"still running: {pid} {what}" for pid, what in left]


def _processes(home: Path) -> Iterator[tuple[int, str]]:
    mark = f"MOCKINT_HOME={home}".encode()
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark in (place / "environ").read_bytes().split(b"\0"):
                words = (place / "cmdline").read_bytes().replace(b"\0", b" ")
                yield int(place.name), words.decode("utf-8", "replace")[:120]


def _told(step: Step, done: Outcome) -> Iterator[str]:
    """Its exit code, and what it printed."""
    said = done.out + done.err
    if done.is_hung:
        yield "does not end"
    elif done.code not in _codes(step):
        yield f"exit code {done.code}"
    if done.growth:
        yield f"memory grew from {done.growth} in one answer"
    for words in (*BROKEN, KEY, "\x1b", "\u202e"):
        if words in said:
            yield f"printed {words!r}"
    if done.code not in (0, 130, 143, -9, -15, *step.codes) and not said and not step.streams:
        yield "failed without a word"


def _codes(step: Step) -> set[int]:
    killed = {
        "SIGKILL": {-9},
        "SIGTERM": {143, -15},
        "SIGINT": {130, -2},
        "SIGINT twice": {130, -2},
    }
    faulty = {1, 2} if step.fault != "none" else set()
    return {*step.codes, *faulty, *killed.get(step.fault, ()), *({130} if step.records else ())}


def _stray(world: World) -> Iterator[str]:
    for name in ("temporary", "person", "here"):
        for path in sorted((world.root / name).rglob("*")):
            if path.is_file() or path.is_symlink():
                yield f"stray file {path.relative_to(world.root)}"
                path.unlink()
    for path in (world.home / "data" / "scratch").rglob("*"):
        yield f"stray {path.relative_to(world.root)}"
    for path in world.home.rglob("*"):
        if path.is_file() and path.stat().st_size < 5_000_000 and KEY.encode() in path.read_bytes():
            yield f"the key is in {path.relative_to(world.root)}"


def _modes(home: Path) -> Iterator[str]:
    for path in home.rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            mode = stat.S_IMODE(path.lstat().st_mode)
            if mode & 0o077:
                yield f"{path.relative_to(home)} has mode {mode:o}"
