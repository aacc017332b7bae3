"""``mockint import``: rounds from a zip file that ``mockint export`` wrote."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mockint import locations
from mockint.commands.values.files import Imported
from mockint.content.types import Library
from mockint.errors import DiskFull, ForeignArchive, MockintError, UsageError
from mockint.history import folders
from mockint.history.archive import Archive, look, same, unpack
from mockint.history.catalogue import history, load_round
from mockint.history.retention import wish
from mockint.record import RoundRecord
from mockint.wiring import settings

INCOMING = "incoming-"
"""Folders beside the rounds in which an import is unpacked; one that a crash left goes at the
next."""
SPARE_BYTES = 100_000_000
"""To be left on the disk after an import."""


def import_(file: Path) -> Imported:
    """Take in every round of ``file`` that is not here; all of them or none.

    Raises ForeignArchive where any of it is not ours, or a round differs from the one here.
    """
    if not file.is_file():
        raise UsageError(f"there is no file {file}", next_step="mockint export --all rounds.zip")
    archive = look(file)
    _check_room(archive)
    library = settings.library(settings.settings())
    with _incoming() as place:
        records = []
        for round_id in archive.rounds:
            folder = locations.make_private_dir(place / round_id)
            unpack(file, archive, round_id, folder)
            record = _read(file, folders.RoundFolder(folder), library)
            if not _is_here(file, folder):
                records.append(record)
        rounds = locations.make_private_dir(locations.rounds_dir())
        for record in records:
            (place / record.id).rename(rounds / record.id)
    known = history()  # reads the new folders
    new = {record.id for record in records}
    known.rate({key: rating for key, rating in archive.ratings.items() if key[0] in new})
    return Imported(new=len(records), already_here=len(archive.rounds) - len(records))


def _read(file: Path, folder: folders.RoundFolder, library: Library) -> RoundRecord:
    """The round, checked field by field before it comes in."""
    try:
        record = load_round(folder, library)
    except MockintError as error:
        raise ForeignArchive(
            f"{file} is not a mockint export that can be read",
            cause=f"round {folder.id}: {error.what}",
        ) from error
    if record.id != folder.id or wish(folder) == "nothing":
        raise ForeignArchive(
            f"{file} is not a mockint export that can be read",
            cause=f"rounds/{folder.id} holds another round",
        )
    return record


def _is_here(file: Path, folder: Path) -> bool:
    own = folders.RoundFolder(locations.rounds_dir() / folder.name)
    if not own.path.exists():
        return False
    if same(own, folder):
        return True
    raise ForeignArchive(
        f"round {folder.name} in {file} differs from the one that is here",
        cause="nothing was imported",
        next_step=f"mockint export {folder.name} here.zip && mockint delete {folder.name}",
    )


def _check_room(archive: Archive) -> None:
    data = locations.make_private_dir(locations.data_dir())
    if archive.bytes + SPARE_BYTES > shutil.disk_usage(data).free:
        raise DiskFull(
            f"too little room for {archive.bytes / 1e6:.0f} MB in {data}",
            next_step="mockint delete ROUND",
        )


def clear_incoming() -> None:
    """Remove what an import left that was killed."""
    for left in locations.data_dir().glob(f"{INCOMING}*"):
        shutil.rmtree(left)


@contextmanager
def _incoming() -> Iterator[Path]:
    """A private folder on the rounds' own disk; nothing of it is left, whatever happens."""
    data = locations.make_private_dir(locations.data_dir())
    clear_incoming()
    place = Path(tempfile.mkdtemp(prefix=INCOMING, dir=data))
    try:
        yield place
    finally:
        shutil.rmtree(place)
