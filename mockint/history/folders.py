"""The folder of one round: the only module that knows the names in it.

A round's folder holds a recording and a transcript for each take (``takes`` names them), and:

- ``plan.json``: what was asked and what is to be kept, so that a crash can be mended later; of a
  practice also what each take is of
- ``lock``: while the round runs
- ``round.json``: the round as it stands, written whole after each answer
- ``debrief.txt`` and ``debrief.html``: the debrief as it was shown, and the page
- ``round.as-heard.json`` and ``TAKE.as-heard.json``: what was heard, where it was put right
- ``correction.txt``: the words that are being put right, with a lock of their own

A practice's folder has ``practice.json`` in place of ``round.json``. All files are readable by
their owner only.
"""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockint import files
from mockint.decoding import Undecodable, json_object
from mockint.errors import FileError
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
CORRECTION_LOCK = "correction.lock"
PRACTICE_TITLE = "practice"
"""The plan's field that a practice has."""
RECORDED = "recorded"
"""The plan's field that a demo has: its candidate."""
_LATE = "late"
"""The field of ``practice.json`` for takes that were judged after it."""
_TRANSCRIPT = ".transcript.json"
_AS_HEARD = ".as-heard.json"
_RECORDINGS = (".wav", ".flac")
_IN_PLAN = {"questions": list, "level": str, "pack": str, "keep": str, "loop": dict, RECORDED: str}
"""What each field of a plan is, where somebody reads it."""
_PARTS_NUMBERS = ("minutes", "of", "number", "share_s")
"""Of a panel's part of the plan."""
_MOST_S = 86_400

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


def began(folder: "RoundFolder") -> datetime | None:
    """When its round began, by its name; None where that is none of ours."""
    if not is_round_id(folder.id):
        return None
    try:
        second = "-".join(folder.id.split("-")[:2])
        return datetime.strptime(second, _ID_FORMAT).astimezone()
    except ValueError:
        return None


def is_round_id(name: str) -> bool:
    """Whether ``name`` is written as the id of a round is; there need not be one."""
    return re.fullmatch(ID_PATTERN, name, re.ASCII) is not None


def is_kept_name(name: str) -> bool:
    """Whether a round's folder may hold a file called ``name`` that cannot be made again."""
    return _KEPT.fullmatch(name) is not None


def called(name: str) -> str:
    """What a person calls the file called ``name``, one of those that are kept."""
    kinds = {
        "recordings": _RECORDINGS,
        "transcripts": (_TRANSCRIPT,),
        "corrections": (_AS_HEARD,),
        "debrief": (ROUND, DEBRIEF),
    }
    return next((kind for kind, ends in kinds.items() if name.endswith(ends)), "plan")


def names_its_round(name: str) -> bool:
    """Whether the file called ``name`` holds its round's id, as its first value."""
    return name in (ROUND, _as_heard(ROUND))


def with_id(data: bytes, before: str, after: str) -> bytes:
    """A file that names its round, with the id ``after`` in place of ``before``."""
    return data.replace(f'"{before}"'.encode(), f'"{after}"'.encode(), 1)


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
        hidden = {LOCK, CORRECTION_LOCK, *(path.name for path in files.unfinished(self.path))}
        return tuple(path for path in files.listed(self.path) if path.name not in hidden)

    def kept_files(self) -> tuple[Path, ...]:
        """Those that cannot be made again, by name: what an export takes along."""
        return tuple(
            path for path in self.files() if is_kept_name(path.name) and files.is_file(path)
        )

    # ------------------------------------------------------------ what was asked and judged

    def write_plan(self, plan: Mapping[str, Any]) -> None:
        """Before anything is recorded."""
        files.write_json(self.path / PLAN, plan)

    def plan(self) -> dict[str, Any]:
        """The plan; empty where it is gone or damaged, and without what is not of its kind."""
        plan = self._json(PLAN) or {}
        return {name: value for name, value in plan.items() if _fits(name, value)}

    def write_round(self, value: Mapping[str, Any]) -> None:
        """The round as ``record_json`` has it."""
        files.write_json(self.path / ROUND, value)

    def round(self) -> dict[str, Any] | None:
        """What ``write_round`` wrote; None where it is gone or damaged."""
        return self._json(ROUND)

    def write_practice(self, value: Mapping[str, Any]) -> None:
        """What came of a practice."""
        files.write_json(self.path / PRACTICE, value)

    def add_late(self, value: Mapping[str, Any]) -> None:
        """Add what came of one of its takes after it."""
        kept = self._json(PRACTICE) or {}
        late = kept.get(_LATE)
        self.write_practice({**kept, _LATE: [*(late if isinstance(late, list) else []), value]})

    def write_debrief(self, text: str) -> None:
        """The debrief as it was shown."""
        files.write_text(self.path / DEBRIEF, text)

    def _json(self, name: str) -> dict[str, Any] | None:
        try:
            return json_object(files.read_text(self.path / name))
        except (FileError, Undecodable):
            return None

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
        if self._each_has_words():
            return ()
        names = self.files()
        done = {take.first for path in self._transcripts() if (take := TakeName.of(path))}
        return tuple(
            path
            for path in names
            if path.suffix in _RECORDINGS
            and ((take := TakeName.of(path)) is None or take.first not in done)
        )

    def last_takes(self) -> dict[TakeName, Path]:
        """The last take of each answer and reply, by the name of the first.

        One whose recording was not kept is there by its words.
        """
        last: dict[TakeName, tuple[TakeName, Path]] = {}
        for path in (*self._transcripts(), *self.recordings()):
            if (name := TakeName.of(path)) is not None and not (
                name.first in last and name < last[name.first][0]
            ):
                last[name.first] = name, path
        return {first: path for first, (_, path) in sorted(last.items())}

    def words_of(self, take: Path) -> "Transcript | None":
        """What was heard of one take; None where it was not transcribed.

        Raises UnreadableTranscript.
        """
        from mockint.transcribe.transcript_file import read

        path = self.path / f"{TakeName.of(take)}{_TRANSCRIPT}"
        return read(path) if files.exists(path) else None

    def _each_has_words(self) -> bool:
        """By the names alone, which is quick: asked of every round before a new one."""
        names = {path.name for path in files.listed(self.path)}
        recorded = {name.partition(".")[0] for name in names if name.endswith(_RECORDINGS)}
        return all(f"{stem}{_TRANSCRIPT}" in names for stem in recorded)

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


def _fits(name: str, value: object) -> bool:
    """Whether a plan can have it: whoever reads one need not look again."""
    kind = _IN_PLAN.get(name)
    if kind is dict and isinstance(value, dict):
        numbers = (value.get(one, 0) for one in _PARTS_NUMBERS)
        return all(type(one) in (int, float) and 0 <= one < _MOST_S for one in numbers)
    if kind is list and isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return kind is None or isinstance(value, kind)


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


def free_id(folder: RoundFolder, taken: Container[str]) -> str:
    """An id of the same second that no folder beside it has, and that is not ``taken``."""
    second, number = _second(folder.id), 2
    while (name := f"{second}-{number}") in taken or files.exists(folder.path.parent / name):
        number += 1
    return name


def of_same_second(folder: RoundFolder) -> tuple[RoundFolder, ...]:
    """The other folders whose ids differ only in the number at the end."""
    names = (path.name for path in files.listed(folder.path.parent, f"{_second(folder.id)}*"))
    ids = sorted(name for name in names if is_round_id(name) and name != folder.id)
    return tuple(RoundFolder(folder.path.parent / name) for name in ids)


def _second(round_id: str) -> str:
    """The id without the number at its end."""
    return "-".join(round_id.split("-")[:2])


def all_folders(rounds: Path) -> tuple[RoundFolder, ...]:
    """Every round's folder, by name: in order of the local time it began, whatever the zone."""
    return tuple(RoundFolder(path) for path in files.listed(rounds) if files.is_dir(path))


def delete(folder: RoundFolder) -> None:
    """Remove a round's files. Raises FileError where one is left."""
    files.delete_folder(folder.path)
