"""Rounds in one zip file, to take along or to give away, and back.

The page is left out: `mockint report` makes it again, and nobody's script comes in with it.

``mockint.json`` says what it is and holds what only the history knows (the candidate's own
ratings), and what another room wants to have beside the rounds; each round lies in ``rounds/ID/``
as it lies in our folder. Reading is strict: every name in the file is looked at before a byte is
written, and anything that mockint does not write itself is refused, so that no zip can put a file
where none belongs. Who unpacks one and zips it again gets what programs and systems add to it:
folders of their own, one folder round it all, ``\\`` for ``/``. That is passed over.
"""

import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockint import files
from mockint.decoding import Undecodable, json_object
from mockint.errors import ForeignArchive
from mockint.history import folders
from mockint.history.folders import RoundFolder
from mockint.history.types import RATINGS, Rating
from mockint.text.shell import quoted

if TYPE_CHECKING:
    from mockint.transcribe.types import Progress

MANIFEST = "mockint.json"
MANIFEST_BYTES = 10_000_000
"""More than a rating for each of a hundred thousand answers; it is read into memory."""
MOST_FILES = 1_000
"""Of one round; the longest one of ours has some hundreds."""
FORMAT = 1
_MEMBER = re.compile(rf"rounds/({folders.ID_PATTERN})/([^/]+)", re.ASCII)
_STORED = (".flac",)
"""Packed already."""
_FIRST_BYTES = {".flac": b"fLaC", ".wav": b"RIFF"}
"""Of a recording."""
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
"""Of a member's ``flag_bits``."""
_REGULAR, _KIND = 0o100000, 0o170000
"""Of the Unix mode that a zip keeps in the upper half of ``external_attr``."""
_ADDED_FOLDER = "__MACOSX"
_ADDED = re.compile(r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini", re.DOTALL)
"""Files that the Finder and the Explorer put beside others."""
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)

Ratings = Mapping[tuple[str, int], Rating]
Members = Mapping[str, zipfile.ZipInfo]


@dataclass(frozen=True, slots=True)
class Archive:
    """An open zip of rounds, looked at and found good."""

    file: Path
    zip: zipfile.ZipFile
    rounds: Mapping[str, Members]
    """Files by name, by round in order."""
    ratings: Ratings
    beside: Mapping[str, Any]
    """What ``pack`` was given, for its room to check."""

    def bytes(self, round_id: str) -> int:
        """Unpacked."""
        return sum(member.file_size for member in self.rounds[round_id].values())

    def unpack(self, round_id: str, to: Path, progress: "Progress") -> None:
        """Write one round's files into ``to``, which exists and is empty; private like all of ours.

        The round gets the folder's name for its id. Raises ForeignArchive where one is damaged or
        a recording is none, FileError.
        """
        members = self.rounds[round_id]
        try:
            for member in members.values():
                self._check_recording(member)
            for done, (name, member) in enumerate(members.items()):
                progress(done / len(members))
                with (
                    files.replacing(to / name) as target,
                    self.zip.open(member) as source,
                ):
                    if to.name != round_id and folders.names_its_round(name):
                        target.write(folders.with_id(source.read(), round_id, to.name))
                    else:
                        shutil.copyfileobj(source, target)
        except _DAMAGED as error:
            raise _foreign(self.file, f"round {round_id}: {error}") from error
        except OSError as error:
            what = f"round {round_id} could not be unpacked"
            raise files.failure(what, to / folders.ROUND, error) from error

    def _check_recording(self, member: zipfile.ZipInfo) -> None:
        name = member.filename.replace("\\", "/").rpartition("/")[2]
        first = next((_FIRST_BYTES[end] for end in _FIRST_BYTES if name.endswith(end)), None)
        if first is not None:
            with self.zip.open(member) as source:
                if source.read(len(first)) != first:
                    why = "not a recording" if member.file_size else "empty"
                    raise _foreign(self.file, f"its {name} is {why}")

    def differing(self, round_id: str, own: RoundFolder) -> Iterator[tuple[str, bool, bool]]:
        """(name, it is in ``own``, it is in the zip) of every file that is not the same in both.

        ``own`` may have another id: the round was taken in beside one that has the same. Raises
        ForeignArchive where a file is damaged, FileError.
        """
        there, here = self.rounds[round_id], {path.name: path for path in own.kept_files()}
        for name in sorted(here.keys() | there.keys()):
            if name not in here or name not in there:
                yield name, name in here, name in there
            elif not self._same(there[name], round_id, here[name], own.id):
                yield name, True, True

    def _same(self, member: zipfile.ZipInfo, round_id: str, path: Path, own_id: str) -> bool:
        here = files.read_bytes(path, most=None)
        if folders.names_its_round(path.name):
            here = folders.with_id(here, own_id, round_id)
        try:
            return len(here) == member.file_size and here == self.zip.read(member)
        except _DAMAGED as error:
            raise _foreign(self.file, f"round {round_id}: {error}") from error


def pack(
    rounds: Iterable[RoundFolder], ratings: Ratings, beside: Mapping[str, Any], file: Path
) -> int:
    """Write ``file`` whole or not at all, readable by its owner only; returns how many files.

    Once all is written, Ctrl-C is too late. Files that a round's folder holds and mockint did not
    write are left out. Raises FileError.
    """
    written = 0
    with (
        ExitStack() as at_the_end,
        files.replacing(file) as raw,
        zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as made,
    ):
        made.writestr(MANIFEST, json.dumps(_manifest(ratings, beside), indent=1))
        for folder in rounds:
            for path in folder.kept_files():
                packed = path.suffix in _STORED
                how = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                made.write(path, f"rounds/{folder.id}/{path.name}", compress_type=how)
                written += 1
        at_the_end.enter_context(files.unbroken())
    return written


@contextmanager
def opened(file: Path) -> Iterator[Archive]:
    """What is in ``file``. Raises ForeignArchive where any of it is not a mockint export."""
    with files.reading(file) as raw:
        try:
            held = zipfile.ZipFile(raw)
        except _DAMAGED as error:
            raise _foreign(file, str(error)) from error
        with held:
            yield _looked_at(file, held)


def _looked_at(file: Path, held: zipfile.ZipFile) -> Archive:
    members = _members(file, held)
    manifest = members.pop(MANIFEST, None)
    if manifest is None:
        raise _foreign(file, f"it has no {MANIFEST}, which belongs beside the folder rounds")
    value = _read_manifest(file, held, manifest)
    rounds: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for path, member in members.items():
        found = _MEMBER.fullmatch(path)
        if found is None or not folders.is_kept_name(found[2]):
            raise _unexpected(file, member)
        names = rounds.setdefault(found[1], {})
        names[found[2]] = member
        if len(names) > MOST_FILES:
            raise _foreign(file, f"rounds/{found[1]} has more than {MOST_FILES} files")
    for round_id, names in rounds.items():
        if folders.ROUND not in names:
            raise _foreign(file, f"rounds/{round_id} has no {folders.ROUND}")
    beside = value.get("beside")
    return Archive(
        file,
        held,
        dict(sorted(rounds.items())),
        _ratings(value, file),
        beside if isinstance(beside, dict) else {},
    )


def _members(file: Path, held: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files by their path beside ``mockint.json``, without what other programs added."""
    found: dict[str, zipfile.ZipInfo] = {}
    for member in held.infolist():
        path = member.filename.replace("\\", "/")
        *above, name = path.split("/")
        if path.startswith("/") or ".." in above or ":" in path:
            raise _unexpected(file, member)
        if not name or _ADDED_FOLDER in above or _ADDED.fullmatch(name):
            continue
        if path in found:
            raise _foreign(file, f"it contains {path!r} twice")
        if (member.external_attr >> 16) & _KIND not in (0, _REGULAR):
            raise _foreign(file, f"{path!r} is a link or a device")
        if member.compress_type not in _READABLE or member.flag_bits & _ENCRYPTED:
            raise _foreign(file, f"{path!r} is encrypted, or packed in an unusual way")
        found[path] = member
    tops = {path.partition("/")[0] for path in found}
    if MANIFEST not in found and len(tops) == 1:
        return {path.partition("/")[2]: member for path, member in found.items()}
    return found


def _manifest(ratings: Ratings, beside: Mapping[str, Any]) -> dict[str, Any]:
    rated = [
        {"round": round_id, "answer": number, "rating": rating}
        for (round_id, number), rating in sorted(ratings.items())
    ]
    return {"mockint": "export", "format": FORMAT, "ratings": rated, "beside": dict(beside)}


def _read_manifest(file: Path, held: zipfile.ZipFile, member: zipfile.ZipInfo) -> Mapping[str, Any]:
    if member.file_size > MANIFEST_BYTES:
        raise _foreign(file, f"its {MANIFEST} is too large")
    try:
        value = json_object(held.read(member), most_bytes=MANIFEST_BYTES)
    except Undecodable as error:
        raise _foreign(file, f"its {MANIFEST} cannot be read: {error}") from error
    except (OSError, *_DAMAGED) as error:
        raise _foreign(file, f"its {MANIFEST} is damaged") from error
    if value.get("mockint") != "export":
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
    except (KeyError, TypeError, ValueError, OverflowError, StopIteration) as error:
        raise _foreign(file, f"its {MANIFEST} has an invalid rating") from error
    return made


def _unexpected(file: Path, member: zipfile.ZipInfo) -> ForeignArchive:
    """The advice takes it out, where it is nothing worse than one file too many."""
    name = member.filename
    harmless = name.isprintable() and re.fullmatch(r"[^/\\:*?\[-][^\\:*?\[]*", name)
    inside = harmless and ".." not in name.split("/")
    return ForeignArchive(
        f"{file} is not a readable mockint export",
        cause=f"it contains {name!r}, which mockint does not write",
        next_step=f"zip -d {quoted(file)} {quoted(name)}" if inside else _AGAIN,
    )


_AGAIN = "mockint export --all rounds.zip"


def _foreign(file: Path, cause: str) -> ForeignArchive:
    return ForeignArchive(f"{file} is not a readable mockint export", cause=cause, next_step=_AGAIN)
