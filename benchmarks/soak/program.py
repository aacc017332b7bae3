"""One mockint under observation: somebody speaks and types, and at one moment something happens."""

import contextlib
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.soak.steps import Step, World

ROOT = Path(__file__).resolve().parents[2]
CLIPS = sorted((ROOT / "content" / "candidates" / "flawed").glob("*.ogg"))
LIMIT_S = 150.0
"""Whatever goes wrong, a step is over by then."""
SILENCE_S = 6.0
"""After so long without a word, the person types Enter."""
PATIENCE = 5
"""After so many times in a row that nothing is recorded, the person gives up."""
GROWTH, GROWTH_BYTES = 1.25, 30_000_000
"""What the last quarter of a long answer may take more than its first."""


@dataclass
class Running:
    """The program while it runs."""

    process: subprocess.Popen[bytes]
    lines: list[str] = field(default_factory=list)
    said_at: float = field(default_factory=time.monotonic)
    rss: list[list[int]] = field(default_factory=list)
    """For each answer: bytes of the program and its children, once a second."""

    def read(self) -> None:
        """Take what it says, until it ends or nobody listens any more."""
        assert self.process.stdout is not None
        with contextlib.suppress(ValueError, OSError):
            for line in self.process.stdout:
                self.lines.append(line.decode("utf-8", "replace"))
                self.said_at = time.monotonic()

    @property
    def takes_begun(self) -> int:
        return sum(line.startswith("Recording") for line in self.lines)

    def type(self, line: str) -> None:
        """Nobody need be there to read it."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(f"{line}\n".encode())
            self.process.stdin.flush()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went."""

    code: int
    out: str
    err: str
    seconds: float
    is_hung: bool
    growth: str = ""
    """What memory grew by, where that is too much."""


def run(world: World, step: Step, rng: random.Random | None = None) -> Outcome:
    """Run the command with all that happens to it."""
    began = time.monotonic()
    errors = world.root / "errors"
    command = [sys.executable, "-u", "-m", "mockint", *step.arguments]
    with errors.open("wb") as err:
        process = subprocess.Popen(
            ["sh", "-c", f'exec "$@" {step.streams}', "sh", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=err,
            cwd=world.root / "here",
            env={**world.environ(), "PYTHONPATH": str(ROOT), **step.env},
        )
        running = Running(process)
        reader = threading.Thread(target=running.read, daemon=True)
        reader.start()
        if not step.records and process.stdin is not None:
            process.stdin.close()
        is_hung = not _accompany(world, step, running, rng or random.Random(0))
        process.kill()
        process.wait()
        reader.join(5)
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
    return Outcome(
        code=process.returncode,
        out="".join(running.lines),
        err=errors.read_text(encoding="utf-8", errors="replace"),
        seconds=time.monotonic() - began,
        is_hung=is_hung,
        growth=next(filter(None, map(_growth, running.rss)), ""),
    )


def _accompany(world: World, step: Step, running: Running, rng: random.Random) -> bool:
    """Be the person until it ends; False where it does not."""
    began, heard = time.monotonic(), 0
    due: list[tuple[float, str]] = []
    playing: subprocess.Popen[bytes] | None = None
    struck, weighed, played, silences = step.strike is None, began, began, 0
    while running.process.poll() is None:
        now = time.monotonic()
        if now > began + LIMIT_S + step.talk_s:
            return False
        if not struck and now > began + step.at_s:
            struck = True
            assert step.strike is not None
            step.strike(running)
        if step.on_card and running.takes_begun > heard:
            heard, silences = running.takes_begun, 0
            keys = step.keys if heard == 1 else ("",)
            talk_s = step.talk_s if heard == 1 else min(step.talk_s, 5.0)
            running.rss.append([])
            due = [(now + talk_s * n / len(keys), key) for n, key in enumerate(keys, 1)]
        is_quiet = (playing is None or playing.poll() is not None) and now > played + 1.0
        if due and is_quiet and world.card:
            played = now
            playing = world.card.begin("play", str(rng.choice(CLIPS)))
        if due and now > due[0][0]:
            running.type(due.pop(0)[1])
            if not due and playing is not None:
                playing.kill()
        if step.on_card and not due and now > running.said_at + SILENCE_S:
            running.said_at, silences = now, silences + 1
            running.type("" if silences < PATIENCE else "q")
        if due and now > weighed + 1.0:
            weighed = now
            running.rss[-1].append(sum(map(_rss, family(running.process.pid))))
        time.sleep(0.05)
    if playing is not None:
        playing.kill()
        playing.wait()
    return True


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for one, parent in _parents():
        children.setdefault(parent, []).append(one)
    found = [pid]
    for one in found:
        found += children.get(one, [])
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            yield int(stat.parent.name), int(fields[1])


def _rss(pid: int) -> int:
    with contextlib.suppress(OSError):
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
    return 0


def _growth(rss: list[int]) -> str:
    if len(rss) < 16:
        return ""
    quarter = len(rss) // 4
    first, last = statistics.median(rss[:quarter]), statistics.median(rss[-quarter:])
    if last < first * GROWTH or last < first + GROWTH_BYTES:
        return ""
    return f"{first / 1e6:.0f} to {last / 1e6:.0f} MB"
