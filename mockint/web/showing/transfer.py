"""Rounds out of the history, into it, and gone for good."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from mockint.errors import MockintError
from mockint.history.types import Imported, WhereDifferent
from mockint.pages import transfer as pages
from mockint.web.front import PageFront


def exported(round_id: str | None, file: Path) -> str:
    """Pack one round, or with None all there is, into ``file``; returns what to call it.

    Raises UsageError where there is nothing to pack, FileError.
    """
    from mockint.commands.export import export
    from mockint.commands.history import meant

    export(round_id, file)
    if round_id is None:
        return f"mockint-rounds-{datetime.now().astimezone():%Y-%m-%d}.zip"
    return f"mockint-round-{meant(round_id)}.zip"


def import_(shown: Sequence[object]) -> str:
    """Where a file is handed over, and what came of the last one."""
    last = next((one for one in reversed(shown) if isinstance(one, Imported)), None)
    return pages.import_page(last)


def imported(file: Path, where_different: WhereDifferent, front: PageFront) -> Imported:
    """Take in the rounds of a file that was handed over, whose own name nobody knows.

    Raises ForeignArchive, DiskFull, FileError.
    """
    from mockint.commands.import_ import import_ as read_rounds

    try:
        return read_rounds(file, where_different, front)
    except MockintError as error:
        error.what, error.next_step = error.what.replace(str(file), "the file"), ""
        raise


def delete() -> str:
    """What would go, and the word that is to be typed."""
    from mockint.commands.delete import deletable

    return pages.delete_page(deletable())


def deleted(typed: str) -> str:
    """Delete all there is, where the word was typed. Raises UsageError where a round runs."""
    from mockint.commands.delete import deletable, delete_all

    if typed.strip().lower() != pages.SURE:
        return pages.delete_page(deletable(), trouble=f"Nothing was deleted. Type {pages.SURE}.")
    return pages.deleted_page(delete_all())
