"""One folder a round: recordings, transcripts, the debrief. All readable by their owner only.

While a round runs, its folder holds ``plan.json`` (what was asked, so that a take torn by a crash
can be judged later) and a lock; ``round.json`` is written at the end.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockint.errors import HistoryError
from mockint.locations import PRIVATE_FILE_MODE, make_private_dir

PLAN = "plan.json"
ROUND = "round.json"
DEBRIEF = "debrief.txt"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class RoundFolder:
    """Where one round's files go."""

    path: Path

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.path.name

    def take(self, question: int, probe: int | None, take: int, *, drill: bool = False) -> Path:
        """Where a take is recorded; numbers count from 1."""
        name = f"answer-{question}"
        if probe is not None:
            name += f"-probe-{probe}"
        if drill:
            name += "-drill-down"
        if take > 1:
            name += f"-take-{take}"
        return self.path / f"{name}.wav"

    def write_json(self, name: str, value: Mapping[str, Any]) -> None:
        """Write whole or not at all."""
        self.write_text(name, json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    def write_text(self, name: str, text: str) -> None:
        """Write whole or not at all."""
        part = self.path / f"{name}.part"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE_MODE)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path / name)

    def read_json(self, name: str) -> dict[str, Any] | None:
        """What was written under ``name``, or None where there is nothing that can be read."""
        try:
            value = json.loads((self.path / name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, json.JSONDecodeError):
            return None
        return value if isinstance(value, dict) else None


def create(rounds: Path, round_id: str) -> RoundFolder:
    """Make a new round's folder; a number is added where the second is already taken."""
    make_private_dir(rounds)
    number = 1
    while True:
        path = rounds / (round_id if number == 1 else f"{round_id}-{number}")
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise HistoryError(
                f"no folder for this round could be made in {rounds}", cause=str(error)
            ) from error
        return RoundFolder(path)


@contextmanager
def in_use(folder: RoundFolder) -> Iterator[None]:
    """Hold the folder's lock, so that no other mockint takes its open take for a torn one.

    Its file goes however this ends; only a dead program leaves one.
    """
    from filelock import FileLock

    try:
        with FileLock(folder.path / LOCK, mode=PRIVATE_FILE_MODE):
            yield
    finally:
        (folder.path / LOCK).unlink(missing_ok=True)


def is_in_use(folder: RoundFolder) -> bool:
    """Whether a living mockint works in this folder. The system frees a dead one's lock."""
    from filelock import FileLock, Timeout

    if not (folder.path / LOCK).exists():
        return False
    try:
        with FileLock(folder.path / LOCK, blocking=False):
            return False
    except Timeout:
        return True


def all_folders(rounds: Path) -> tuple[RoundFolder, ...]:
    """Every round's folder, the oldest first."""
    if not rounds.is_dir():
        return ()
    return tuple(RoundFolder(path) for path in sorted(rounds.iterdir()) if path.is_dir())


def delete(folder: RoundFolder) -> None:
    """Remove a round's files. Raises HistoryError where one is left."""
    try:
        shutil.rmtree(folder.path)
    except OSError as error:
        raise HistoryError(f"{folder.path} could not be deleted", cause=str(error)) from error
