"""What an OSError means to a person: what failed, the likely cause, and what to type next."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from mockint.errors import FileError, NoSuchFile
from mockint.text.shell import quoted

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM)
_CAUSES = {
    **dict.fromkeys(_FULL, "the disk is full"),
    **dict.fromkeys(_FORBIDDEN, "you do not have permission"),
    errno.ENOENT: "there is no such file",
    errno.EROFS: "the disk is read-only",
    errno.EFBIG: "the file is too large for this disk",
    errno.EIO: "the disk reported an error",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its links lead back to themselves",
}


@contextlib.contextmanager
def failing(what: str, path: Path) -> Iterator[None]:
    """Turn an OSError of the block into the FileError that ``failure`` makes."""
    try:
        yield
    except OSError as error:
        raise failure(what, path, error) from error


def failure(what: str, path: Path, error: OSError) -> FileError:
    """The error for a person: ``what`` failed at ``path``, the likely cause, what to type next."""
    cause, step = _explained(path, error)
    kind = NoSuchFile if error.errno in (errno.ENOENT, errno.ENOTDIR) else FileError
    return kind(what, cause=cause, next_step=step)


def escaped(error: OSError) -> FileError:
    """For one that nobody had expected: what it says of itself."""
    name = error.filename if isinstance(error.filename, str) else ""
    what = f"{name} could not be used" if name else "could not read or write"
    cause = _CAUSES.get(error.errno or 0, error.strerror or str(error) or type(error).__name__)
    return FileError(what, cause=cause, next_step="mockint doctor")


def _explained(path: Path, error: OSError) -> tuple[str, str]:
    """(cause, next step)."""
    number, folder = error.errno or 0, path.parent
    cause = _CAUSES.get(number, error.strerror or str(error))
    try:
        there = nearest(folder)
    except OSError:
        return "the folder that you are in is gone", "cd"
    command, at = "ls -l", path
    if number in _FULL:
        command, at = "df -h", there
        if os.name == "posix" and os.statvfs(there).f_favail == 0:
            cause, command = "the disk has no room for more files", "df -i"
    elif number == errno.EROFS:
        command, at = "df -h", there
    elif number in _FORBIDDEN:
        command, at = "ls -ld", there
    elif number in (errno.ENOTDIR, errno.EEXIST) and not nearest(path).is_dir():
        at = nearest(path)
        cause = f"{at} is a file, not a folder"
    elif number == errno.ENOENT and there != folder.absolute():
        cause, command, at = f"there is no folder {folder}", "mkdir -p", folder
    elif number == errno.ENOENT:
        command, at = "ls", folder
    return cause, f"{command} {quoted(at)}"


def nearest(path: Path) -> Path:
    """``path``, or what is there of the way to it. Raises OSError."""
    place = path.absolute()
    while not os.path.exists(place) and place != place.parent:
        place = place.parent
    return place
