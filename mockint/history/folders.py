"""The folder of one round: the only module that knows the names in it.

A round's folder holds a recording and a transcript for each take (``takes`` names them), and:

- ``plan.json``: what was asked and what is to be kept, so that a crash can be mended later
- ``lock``: while the round runs
- ``round.json``: the round as it stands, written whole after each answer
- ``debrief.txt`` and ``debrief.html``: the debrief as it was shown, and the page
- ``round.as-heard.json`` and ``TAKE.as-heard.json``: what was heard, where it was put right
- ``correction.txt``: the words that are being put right

A practice's folder has ``practice.json`` in place of ``round.json``. All files are readable by
their owner only.
"""

import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockint import files
from mockint.errors import FileError
from mockint.files.trouble import failure
from mockint.history import takes
from mockint.history.takes import TakeName

if TYPE_CHECKING:  # it loads numpy, and `mockint next` is to answer at once
    from mockint.transcribe.types import Transcript

PLAN = "plan.json"
ROUND = "round.json"
PRACTICE = "practice.json"
DEBRIEF = "debrief.txt"
PAGE = "debrief.html"
CORRECTION = "correction.txt"
LOCK = "lock"
_TRANSCRIPT = ".transcript.json"
_AS_HEARD = ".as-heard.json"
_RECORDINGS = (".wav", ".flac")

_ID_FORMAT = "%Y%m%d-%H%M%S"
ID_PATTERN = r"\d{8}-\d{6}(?:-\d+)?"
"""Of a round's id, which is its folder's name."""
_KEPT = re.compile(
    rf"(?:round|plan|round\.as-heard)\.json|{re.escape(DEBRIEF)}"
    rf"|{takes.PATTERN}(?:\.flac|\.wav|{re.escape(_TRANSCRIPT)}|{re.escape(_AS_HEARD)})"
)


def round_id(began: datetime) -> str:
    """The id of a round that began then."""
    return began.strftime(_ID_FORMAT)


def is_round_id(name: str) -> bool:
    """Whether ``name`` is written as the id of a round is; there need not be one."""
    return re.fullmatch(ID_PATTERN, name, re.ASCII) is not None


def is_kept_name(name: str) -> bool:
    """Whether a round's folder may hold a file called ``name`` that cannot be made again."""
    return _KEPT.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class RoundFolder:
    """Where one round's files are. What writes raises FileError."""

    path: Path

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def page(self) -> Path:
        """Where the page is, or will be."""
        return self.path / PAGE

    @property
    def correction(self) -> Path:
        """Where the words are while they are put right."""
        return self.path / CORRECTION

    @property
    def is_kept(self) -> bool:
        """Whether it holds a round: a practice's folder does not."""
        return files.exists(self.path / ROUND)

    @property
    def is_begun(self) -> bool:
        """Whether anything is in it beside its plan."""
        return any(path.name != PLAN for path in self.files())

    @property
    def is_locked(self) -> bool:
        """Whether a round runs in it, or died in it."""
        return files.exists(self.path / LOCK)

    def files(self) -> tuple[Path, ...]:
        """All that are whole, by name, but for the lock; none where the folder is gone."""
        hidden = {LOCK, *(path.name for path in files.unfinished(self.path))}
        return tuple(path for path in files.listed(self.path) if path.name not in hidden)

    # ------------------------------------------------------------ what was asked and judged

    def write_plan(self, plan: Mapping[str, Any]) -> None:
        """Before anything is recorded."""
        files.write_json(self.path / PLAN, plan)

    def plan(self) -> dict[str, Any]:
        """The plan; empty where it is gone or damaged."""
        return self._json(PLAN) or {}

    def write_round(self, value: Mapping[str, Any]) -> None:
        """The round as ``record_json`` has it."""
        files.write_json(self.path / ROUND, value)

    def round(self) -> dict[str, Any] | None:
        """What ``write_round`` wrote; None where it is gone or damaged."""
        return self._json(ROUND)

    def write_practice(self, value: Mapping[str, Any]) -> None:
        """What came of a practice."""
        files.write_json(self.path / PRACTICE, value)

    def write_debrief(self, text: str) -> None:
        """The debrief as it was shown."""
        files.write_text(self.path / DEBRIEF, text)

    def _json(self, name: str) -> dict[str, Any] | None:
        try:
            value = json.loads(files.read_text(self.path / name))
        except (FileError, json.JSONDecodeError):
            return None
        return value if isinstance(value, dict) else None

    # ------------------------------------------------------------ takes

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        """Where a take is recorded; numbers count from 1."""
        return self.path / f"{TakeName(question, probe, drill, take)}.wav"

    def recordings(self) -> tuple[Path, ...]:
        """The recordings, by name; one that a crash tore is among them."""
        return tuple(path for path in self.files() if path.suffix in _RECORDINGS)

    def untranscribed(self) -> tuple[Path, ...]:
        """The recordings of answers and replies of which no take was transcribed."""
        done = {take.first for path in self._transcripts() if (take := TakeName.of(path))}
        return tuple(
            path
            for path in self.recordings()
            if (take := TakeName.of(path)) is None or take.first not in done
        )

    def write_transcript(self, recording: Path, transcript: "Transcript") -> None:
        """The words beside the recording, as interchange JSON."""
        from mockint.transcribe.interchange import to_json

        files.write_json(self.path / f"{recording.stem}{_TRANSCRIPT}", to_json(transcript))

    def transcripts(self, *, as_heard: bool = False) -> dict[str, "Transcript"]:
        """The words of each recording by its stem.

        ``as_heard``: before anything was put right. Raises UnreadableTranscript.
        """
        from mockint.transcribe.transcript_file import read

        found = {}
        for path in self._transcripts():
            stem = path.name.removesuffix(_TRANSCRIPT)
            heard = self.path / f"{stem}{_AS_HEARD}"
            found[stem] = read(heard if as_heard and files.exists(heard) else path)
        return found

    def _transcripts(self) -> list[Path]:
        return [path for path in self.files() if path.name.endswith(_TRANSCRIPT)]

    # ------------------------------------------------------------ before it was put right

    def keep_as_heard(self, recording: Path) -> None:
        """Keep the round and the words of ``recording`` as they are now; never over older ones."""
        for name in (ROUND, f"{recording.stem}{_TRANSCRIPT}"):
            kept = self.path / _as_heard(name)
            if not files.exists(kept):
                files.write_text(kept, files.read_text(self.path / name))

    def round_as_heard(self) -> dict[str, Any] | None:
        """The round before anything was put right; None where nothing was."""
        return self._json(_as_heard(ROUND))

    def drop_as_heard(self) -> None:
        """Nothing is put right any more."""
        for path in files.listed(self.path, f"*{_AS_HEARD}"):
            files.delete(path)


def _as_heard(name: str) -> str:
    return name.removesuffix(_TRANSCRIPT).removesuffix(".json") + _AS_HEARD


def create(rounds: Path, round_id: str) -> RoundFolder:
    """Make a new round's folder; a number is added where the second is already taken."""
    files.make_private_dir(rounds)
    path, number = rounds / round_id, 1
    while not files.make_new_dir(path):
        number += 1
        path = rounds / f"{round_id}-{number}"
    return RoundFolder(path)


def all_folders(rounds: Path) -> tuple[RoundFolder, ...]:
    """Every round's folder, the oldest first."""
    return tuple(RoundFolder(path) for path in files.listed(rounds) if files.is_dir(path))


def delete(folder: RoundFolder) -> None:
    """Remove a round's files. Raises FileError where one is left."""
    files.delete_folder(folder.path)


# ---------------------------------------------------------------- the lock


@contextmanager
def in_use(folder: RoundFolder) -> Iterator[None]:
    """Hold the folder's lock, so that no other mockint takes its open take for a torn one.

    Its file goes however this ends; only a dead program leaves one, and a disk that has become
    read-only. Raises FileError where it cannot be had.
    """
    from filelock import FileLock

    lock = FileLock(folder.path / LOCK, mode=files.PRIVATE_FILE_MODE)
    try:
        lock.acquire()
    except OSError as error:
        raise failure(f"{folder.path} could not be locked", folder.path / LOCK, error) from error
    try:
        yield
    finally:
        lock.release()
        with contextlib.suppress(FileError):
            unlock(folder)


def is_in_use(folder: RoundFolder) -> bool:
    """Whether a living mockint works in this folder. The system frees a dead one's lock.

    Raises FileError where nobody can tell.
    """
    from filelock import FileLock, Timeout

    if not folder.is_locked:
        return False
    try:
        with FileLock(folder.path / LOCK, blocking=False):
            return False
    except Timeout:
        return True
    except OSError as error:
        raise failure(f"{folder.path} cannot be read", folder.path / LOCK, error) from error


def unlock(folder: RoundFolder) -> None:
    """Remove the lock of a round that has ended."""
    files.delete(folder.path / LOCK)
