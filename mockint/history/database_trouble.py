"""What an error of SQLite means to a person.

The candidate's own ratings live in the file alone. So only one that is damaged is to be moved away,
never one that is busy or lies on a full disk.
"""

import sqlite3
from pathlib import Path

from mockint import files
from mockint.errors import FileError, HistoryBusy, HistoryError
from mockint.text.shell import quoted

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DISK = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_NOLFS,
)
_PRIMARY = 0xFF
"""The part of SQLite's extended codes that says what kind it is."""


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Whether the disk takes nothing, while what is on it may well be read."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY in _DISK


def explained(file: Path, error: sqlite3.Error) -> HistoryError:
    """Why the history in ``file`` cannot be used, and what to type next."""
    what = f"the history {file} cannot be used"
    kind = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if kind in _BUSY:
        return HistoryBusy(
            what,
            cause="another program is using it",
            next_step="wait a minute, then mockint history",
        )
    if is_of_the_disk(error):
        return _of_the_disk(what, file, error)
    if kind == sqlite3.SQLITE_NOMEM:
        return HistoryError(what, cause="there is not enough memory", next_step="mockint doctor")
    here = quoted(file)
    return HistoryError(
        what,
        cause=f"{error}; your own ratings are only in this file, your recordings are not in it",
        next_step=f"mv {here} {quoted(f'{file}.broken')}",
    )


def _of_the_disk(what: str, file: Path, error: sqlite3.Error) -> HistoryError:
    """SQLite does not say why, so the same is tried without it."""
    try:
        if files.is_dir(file):
            return HistoryError(what, cause="it is a folder", next_step=f"ls -ld {quoted(file)}")
        files.check_writable(file if files.exists(file) else file.parent)
    except FileError as found:
        return HistoryError(what, cause=found.cause, next_step=found.next_step)
    return HistoryError(what, cause=str(error), next_step=f"ls -l {quoted(file.parent)}")
