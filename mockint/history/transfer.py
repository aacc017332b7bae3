"""Rounds out of the history into a zip file, and from one into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import files, locations
from mockint.errors import DiskFull, ForeignArchive, MockintError, UsageError
from mockint.history import archive, folders
from mockint.history.catalogue import (
    find_folder,
    folder_of,
    history,
    kept_folders,
    load_round,
)
from mockint.history.folders import RoundFolder
from mockint.history.retention import asked_to_keep

if TYPE_CHECKING:
    from mockint.content.types import Library
    from mockint.record import RoundRecord

_INCOMING = "incoming-"
"""Folders beside the rounds in which an import is unpacked; one that a crash left goes at the
next."""
SPARE_BYTES = 100_000_000
"""To be left on the disk after an import."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    rounds: int
    files: int
    bytes: int
    """Of the zip file."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import brought."""

    new: int
    """Rounds that were not here."""
    known: int
    """Rounds that were here already, with the same files."""


def export_rounds(round_id: str | None, file: Path) -> Exported:
    """Pack one round, or with None every one that has ended, into ``file``.

    Raises UsageError where there is none, FileError where ``file`` cannot be written.
    """
    known = history()
    if round_id:
        wanted: tuple[RoundFolder, ...] = (find_folder(round_id),)
    else:
        wanted = tuple(one for one in kept_folders() if not folders.is_in_use(one))
    if not wanted:
        raise UsageError("there are no rounds yet", next_step="mockint round")
    names = {folder.id for folder in wanted}
    ratings = {
        (answer.round_id, answer.number): answer.own_rating
        for answer in known.answers()
        if answer.own_rating is not None and answer.round_id in names
    }
    count = archive.pack(wanted, ratings, file)
    return Exported(len(wanted), count, files.status(file).st_size)


def import_rounds(file: Path, library: "Library") -> Imported:
    """Take in every round of ``file`` that is not here; all of them or none.

    Raises ForeignArchive where any of it is not ours, or a round differs from the one here;
    UsageError where there is no such file, DiskFull, FileError.
    """
    if not files.is_file(file):
        raise UsageError(f"there is no file {file}", next_step="mockint export --all rounds.zip")
    found = archive.look(file)
    _check_room(found)
    with _incoming() as place:
        records = []
        for round_id in found.rounds:
            folder = RoundFolder(files.make_private_dir(place / round_id))
            archive.unpack(file, found, round_id, folder.path)
            record = _read(file, folder, library)
            if not _is_here(file, folder):
                records.append(record)
        rounds = files.make_private_dir(locations.rounds_dir())
        for record in records:
            files.put_in_place(place / record.id, rounds / record.id)
    known = history()  # reads the new folders
    new = {record.id for record in records}
    known.rate({key: rating for key, rating in found.ratings.items() if key[0] in new})
    return Imported(len(records), len(found.rounds) - len(records))


def _read(file: Path, folder: RoundFolder, library: "Library") -> "RoundRecord":
    """The round, checked field by field before it comes in."""
    try:
        record = load_round(folder, library)
    except MockintError as error:
        raise ForeignArchive(
            f"{file} is not a readable mockint export",
            cause=f"round {folder.id}: {error.what}",
        ) from error
    if record.id != folder.id or asked_to_keep(folder) == "nothing":
        raise ForeignArchive(
            f"{file} is not a readable mockint export",
            cause=f"rounds/{folder.id} contains a different round",
        )
    return record


def _is_here(file: Path, folder: RoundFolder) -> bool:
    own = folder_of(folder.id)
    if not files.exists(own.path):
        return False
    if archive.same(own, folder):
        return True
    raise ForeignArchive(
        f"round {folder.id} in {file} is not the same as your round {folder.id}",
        cause="nothing was imported",
        next_step=f"mockint export {folder.id} here.zip && mockint delete {folder.id}",
    )


def _check_room(found: archive.Archive) -> None:
    data = files.make_private_dir(locations.data_dir())
    if found.bytes + SPARE_BYTES > files.free_bytes(data):
        raise DiskFull(
            f"not enough disk space for {found.bytes / 1e6:.0f} MB in {data}",
            next_step="mockint delete ROUND",
        )


def delete_unfinished_imports() -> None:
    """Delete what an import left that was killed."""
    for left in files.listed(locations.data_dir(), f"{_INCOMING}*"):
        files.delete_folder(left)


@contextmanager
def _incoming() -> Iterator[Path]:
    """A private folder on the rounds' own disk; nothing of it is left, whatever happens."""
    data = files.make_private_dir(locations.data_dir())
    delete_unfinished_imports()
    with files.temporary_dir(_INCOMING, data) as place:
        yield place
