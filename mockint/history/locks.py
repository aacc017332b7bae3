"""Who works in a round's folder: held by a living mockint, left by a dead one."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import files, locations
from mockint.errors import FileError, UsageError
from mockint.files.trouble import failure
from mockint.history.folders import CORRECTION_LOCK, LOCK, RoundFolder

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOOKED_AT_S = 1.0
"""Longer than anybody holds a lock who only asks whether it is held."""


def busy(folder: RoundFolder) -> UsageError:
    """The error where another mockint works on this round."""
    return UsageError(
        f"another mockint is working on round {folder.id}",
        cause="it runs there, or its recordings are being judged there",
        next_step="wait until that is done, then mockint recover",
    )


@contextmanager
def in_use(folder: RoundFolder) -> Iterator[None]:
    """Hold the folder's lock, so that no other mockint takes its open take for a torn one.

    Its file goes however this ends; only a dead program leaves one, and a disk that has become
    read-only. Raises UsageError where another mockint has it, FileError where it cannot be had.
    """
    what = f"{folder.path} could not be locked"
    lock = _acquired(folder.path / LOCK, _LOOKED_AT_S, what, busy(folder))
    try:
        yield
    finally:
        lock.release()
        with contextlib.suppress(FileError):
            unlock(folder)


@contextmanager
def corrected_here(folder: RoundFolder) -> Iterator[None]:
    """From reading what is to be put right until it is written, nobody else may.

    Raises UsageError where somebody else does.
    """
    elsewhere = UsageError(
        f"round {folder.id} is being corrected in another window",
        cause="what you change now would undo what is changed there",
        next_step=f"save and close it there, then mockint correct {folder.id}",
    )
    place = folder.path / CORRECTION_LOCK
    lock = _acquired(place, 0.0, f"round {folder.id} cannot be corrected", elsewhere)
    try:
        yield
    finally:
        lock.release()
        files.delete(place)


@contextmanager
def importing(*, wait_s: float) -> Iterator[None]:
    """Be the only import, from comparing until the rounds are in place.

    Raises UsageError where another one still runs after ``wait_s``, FileError.
    """
    another = UsageError(
        "another import is running",
        cause="two at once could replace each other's rounds; nothing of this one was imported",
        next_step="wait until it has ended, then the same command again",
    )
    place = locations.import_lock()
    files.make_private_dir(place.parent)
    lock = _acquired(place, wait_s, f"{place} could not be locked", another)
    try:
        yield
    finally:
        lock.release()


def _acquired(place: Path, wait_s: float, what: str, taken: UsageError) -> "BaseFileLock":
    """The lock ``place``, held. Raises ``taken`` where another mockint has it for longer than
    ``wait_s``, and ``what`` as a FileError where it cannot be had."""
    from filelock import FileLock, Timeout

    lock = FileLock(place, mode=files.PRIVATE_FILE_MODE, timeout=wait_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise taken from error
    except OSError as error:
        raise failure(what, place, error) from error
    return lock


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


def mark_dead(folder: RoundFolder) -> None:
    """Leave the lock's file, as a dead program does: somebody tried to mend what it left."""
    files.write_bytes(folder.path / LOCK, b"")


def unlock(folder: RoundFolder) -> None:
    """Remove the lock of a round that has ended."""
    files.delete(folder.path / LOCK)
