"""Who works in a round's folder: held by a living mockint, left by a dead one."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager

from mockint import files, locations
from mockint.errors import FileError, UsageError
from mockint.files.trouble import failure
from mockint.history.folders import CORRECTION_LOCK, LOCK, RoundFolder

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
    from filelock import FileLock, Timeout

    lock = FileLock(folder.path / LOCK, mode=files.PRIVATE_FILE_MODE)
    try:
        lock.acquire(timeout=_LOOKED_AT_S)
    except Timeout as error:
        raise busy(folder) from error
    except OSError as error:
        raise failure(f"{folder.path} could not be locked", folder.path / LOCK, error) from error
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
    from filelock import FileLock, Timeout

    lock = FileLock(folder.path / CORRECTION_LOCK, mode=files.PRIVATE_FILE_MODE, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            f"round {folder.id} is being corrected in another window",
            cause="what you change now would undo what is changed there",
            next_step=f"save and close it there, then mockint correct {folder.id}",
        ) from error
    except OSError as error:
        what = f"round {folder.id} cannot be corrected"
        raise files.failure(what, folder.path / CORRECTION_LOCK, error) from error
    try:
        yield
    finally:
        lock.release()
        files.delete(folder.path / CORRECTION_LOCK)


@contextmanager
def importing(*, wait_s: float) -> Iterator[None]:
    """Be the only import, from comparing until the rounds are in place.

    Raises UsageError where another one still runs after ``wait_s``, FileError.
    """
    from filelock import FileLock, Timeout

    place = locations.import_lock()
    files.make_private_dir(place.parent)
    lock = FileLock(place, mode=files.PRIVATE_FILE_MODE, timeout=wait_s)
    try:
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            "another import is running",
            cause="two at once could replace each other's rounds; nothing of this one was imported",
            next_step="wait until it has ended, then the same command again",
        ) from error
    except OSError as error:
        raise failure(f"{place} could not be locked", place, error) from error
    try:
        yield
    finally:
        lock.release()


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
