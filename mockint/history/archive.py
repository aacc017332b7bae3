"""Rounds in one zip file, to take along or to give away, and back.

The page is left out: `mockint report` makes it again, and nobody's script comes in with it.

``mockint.json`` says what it is and holds what only the history knows (the candidate's own
ratings); each round lies in ``rounds/ID/`` as it lies in our folder. Reading is strict: every name
in the file is looked at before a byte is written, and anything that mockint does not write itself
is refused, so that no zip can put a file where none belongs.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mockint import files
from mockint.errors import ForeignArchive
from mockint.history import folders
from mockint.history.folders import RoundFolder
from mockint.history.types import RATINGS, Rating

MANIFEST = "mockint.json"
MANIFEST_BYTES = 10_000_000
"""More than a rating for each of a hundred thousand answers; it is read into memory."""
FORMAT = 1
_MEMBER = re.compile(rf"rounds/({folders.ID_PATTERN})/([^/]+)", re.ASCII)
_STORED = (".flac",)
"""Packed already."""
_REGULAR, _KIND = 0o100000, 0o170000
"""Of the Unix mode that a zip keeps in the upper half of ``external_attr``."""

Ratings = Mapping[tuple[str, int], Rating]


@dataclass(frozen=True, slots=True)
class Archive:
    """What a zip of rounds holds, looked at and found good."""

    rounds: Mapping[str, tuple[str, ...]]
    """Names of files by round, in order."""
    bytes: int
    """Unpacked."""
    ratings: Ratings = field(default_factory=dict)


def pack(rounds: Iterable[RoundFolder], ratings: Ratings, file: Path) -> int:
    """Write ``file`` whole or not at all, readable by its owner only; returns how many files.

    Files that a round's folder holds and mockint did not write are left out. Raises FileError.
    """
    written = 0
    with files.replacing(file) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(MANIFEST, json.dumps(_manifest(ratings), indent=1))
        for folder in rounds:
            for path in folder.files():
                if files.is_file(path) and folders.is_kept_name(path.name):
                    packed = path.suffix in _STORED
                    how = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                    made.write(path, f"rounds/{folder.id}/{path.name}", compress_type=how)
                    written += 1
    return written


def look(file: Path) -> Archive:
    """What is in ``file``. Raises ForeignArchive where any of it is not a mockint export."""
    try:
        with files.reading(file) as raw, zipfile.ZipFile(raw) as opened:
            rounds: dict[str, list[str]] = {}
            size = 0
            for member in opened.infolist():
                if member.filename == MANIFEST:
                    continue
                round_id, name = _checked(member, file)
                if name in rounds.setdefault(round_id, []):
                    raise _foreign(file, f"it contains {member.filename} twice")
                rounds[round_id].append(name)
                size += member.file_size
            manifest = _read_manifest(opened, file)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise _foreign(file, str(error)) from error
    for round_id, names in rounds.items():
        if folders.ROUND not in names:
            raise _foreign(file, f"rounds/{round_id} has no {folders.ROUND}")
    made = {round_id: tuple(names) for round_id, names in sorted(rounds.items())}
    return Archive(made, size, _ratings(manifest, file))


def unpack(file: Path, archive: Archive, round_id: str, to: Path) -> None:
    """Write one round's files into ``to``, which exists and is empty; private like all of ours.

    Raises ForeignArchive where one is damaged, FileError.
    """
    try:
        with files.reading(file) as raw, zipfile.ZipFile(raw) as opened:
            for name in archive.rounds[round_id]:
                with (
                    files.replacing(to / name) as target,
                    opened.open(f"rounds/{round_id}/{name}") as source,
                ):
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError) as error:
        raise _foreign(file, f"round {round_id}: {error}") from error


def same(folder: RoundFolder, other: RoundFolder) -> bool:
    """Whether the round that is here has the same files, byte for byte, of those a zip holds.

    The page is not among them: it is made again, and stands in nearly every folder.
    """
    here, there = (
        {path.name: path for path in one.files() if folders.is_kept_name(path.name)}
        for one in (folder, other)
    )
    return here.keys() == there.keys() and all(
        files.read_bytes(here[name]) == files.read_bytes(there[name]) for name in here
    )


def _checked(member: zipfile.ZipInfo, file: Path) -> tuple[str, str]:
    """(round, name) of one file in the zip."""
    found = _MEMBER.fullmatch(member.filename)
    if found is None or not folders.is_kept_name(found[2]):
        raise _foreign(file, f"it contains {member.filename!r}, which mockint does not write")
    kind = (member.external_attr >> 16) & _KIND
    if kind not in (0, _REGULAR):
        raise _foreign(file, f"{member.filename} is a link or a device")
    return found[1], found[2]


def _manifest(ratings: Ratings) -> dict[str, Any]:
    rated = [
        {"round": round_id, "answer": number, "rating": rating}
        for (round_id, number), rating in sorted(ratings.items())
    ]
    return {"mockint": "export", "format": FORMAT, "ratings": rated}


def _read_manifest(opened: zipfile.ZipFile, file: Path) -> Mapping[str, Any]:
    try:
        if opened.getinfo(MANIFEST).file_size > MANIFEST_BYTES:
            raise _foreign(file, f"its {MANIFEST} is too large")
        value = json.loads(opened.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise _foreign(file, f"it has no {MANIFEST}") from error
    if not isinstance(value, dict) or value.get("mockint") != "export":
        raise _foreign(file, f"mockint did not write its {MANIFEST}")
    if value.get("format") != FORMAT:
        raise _foreign(file, f"its format is {value.get('format')}, this mockint reads {FORMAT}")
    return value


def _ratings(manifest: Mapping[str, Any], file: Path) -> Ratings:
    made: dict[tuple[str, int], Rating] = {}
    try:
        for one in manifest.get("ratings", []):
            rating = next(known for known in RATINGS if known == one["rating"])
            made[str(one["round"]), int(one["answer"])] = rating
    except (KeyError, TypeError, ValueError, StopIteration) as error:
        raise _foreign(file, f"its {MANIFEST} has an invalid rating") from error
    return made


def _foreign(file: Path, cause: str) -> ForeignArchive:
    return ForeignArchive(
        f"{file} is not a readable mockint export", cause=cause, next_step="mockint export"
    )
