"""``mockint export``: rounds in a zip file."""

from pathlib import Path

from mockint import locations
from mockint.commands.values.files import Exported
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.archive import pack
from mockint.history.catalogue import find_folder, history


def export(round_id: str | None, file: Path) -> Exported:
    """Pack one round, or with None every one. Raises UsageError where there is nothing to pack."""
    if file.is_dir() or not file.resolve().parent.is_dir():
        raise UsageError(
            f"{file} cannot be written", cause="it must be a file in a folder there is"
        )
    known = history()
    wanted = (find_folder(round_id),) if round_id else _kept()
    if not wanted:
        raise UsageError("there are no rounds yet", next_step="mockint round")
    names = {folder.id for folder in wanted}
    ratings = {
        (answer.round_id, answer.number): answer.own_rating
        for answer in known.past()
        if answer.own_rating is not None and answer.round_id in names
    }
    try:
        files = pack(wanted, ratings, file)
    except OSError as error:
        raise UsageError(f"{file} cannot be written", cause=str(error)) from error
    return Exported(rounds=len(wanted), files=files, bytes=file.stat().st_size, path=file)


def _kept() -> tuple[folders.RoundFolder, ...]:
    """Every round that has ended and is to be kept."""
    return tuple(
        folder
        for folder in folders.all_folders(locations.rounds_dir())
        if (folder.path / folders.ROUND).exists() and not folders.is_in_use(folder)
    )
