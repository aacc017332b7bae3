"""What is on the disk, and reading it."""

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from mockint.errors import FileError
from mockint.files.trouble import failing, failure, nearest
from mockint.text.encoding import NotText, decoded
from mockint.text.shell import quoted

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)


def exists(path: Path) -> bool:
    """Whether there is a file, a folder or a device. Raises FileError where nobody can tell."""
    return _status(path) is not None


def is_file(path: Path) -> bool:
    """Whether there is a file. Raises FileError where nobody can tell."""
    found = _status(path)
    return found is not None and stat.S_ISREG(found.st_mode)


def is_dir(path: Path) -> bool:
    """Whether there is a folder. Raises FileError where nobody can tell."""
    found = _status(path)
    return found is not None and stat.S_ISDIR(found.st_mode)


def status(path: Path, *, follow: bool = True) -> os.stat_result:
    """Size, times and mode, of what a link leads to or (not ``follow``) of the link itself.

    Raises FileError, also where it is not there.
    """
    with failing(f"{path} cannot be read", path):
        return path.stat(follow_symlinks=follow)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except ValueError:  # a NUL in the name
        return None
    except OSError as error:
        if error.errno in _NOT_THERE:
            return None
        raise failure(f"{path} cannot be read", path, error) from error


def listed(folder: Path, pattern: str = "*") -> tuple[Path, ...]:
    """What is in ``folder`` and fits ``pattern`` ("**/*.wav" looks below), by name; nothing where
    there is no folder. Raises FileError where it cannot be read.
    """
    with failing(f"{folder} cannot be read", folder):
        try:
            os.listdir(folder)  # a glob finds nothing in a folder that it cannot read
        except FileNotFoundError:
            return ()
        return tuple(sorted(folder.glob(pattern)))


def names(folder: Path) -> tuple[str, ...]:
    """The names in ``folder``, in no order; none where there is no folder. Raises FileError."""
    with failing(f"{folder} cannot be read", folder):
        try:
            return tuple(os.listdir(folder))
        except FileNotFoundError:
            return ()


def free_bytes(folder: Path) -> int:
    """Bytes that this person may still write where ``folder`` is, or will be. Raises FileError."""
    with failing(f"the free space of {folder} is not known", folder):
        return shutil.disk_usage(nearest(folder)).free


def absolute(path: Path) -> Path:
    """The same place, from the root; a ~ at its beginning is the home. Raises FileError."""
    with failing(f"{path} is not a whole path", Path(".")):
        return expanded(path).absolute()


def expanded(path: Path) -> Path:
    """The same with the home for a ~ at its beginning; as it is, where there is no such home."""
    return Path(os.path.expanduser(path))


def resolved(path: Path) -> Path:
    """Where ``path`` leads in the end, from the root. Raises FileError."""
    with failing(f"{path} cannot be found", path):
        return resolve(path)


def resolve(path: Path) -> Path:
    """As ``resolved``. Raises OSError."""
    try:
        return path.resolve()
    except RuntimeError as error:  # before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


# ---------------------------------------------------------------- reading


MOST_BYTES = 20_000_000
"""Of a file that is read whole; the largest of ours, a day of words, has about 15 million."""


def read_bytes(path: Path, *, most: int | None = MOST_BYTES) -> bytes:
    """All of a file, at once. What is a folder, a pipe or a device, or larger than ``most``, is
    refused and not waited for; None is for our own sound and weights. Raises FileError.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    with failing(f"{path} cannot be read", path):
        _check_file(path)
        with open(os.open(path, flags), "rb") as file:
            data = file.read() if most is None else file.read(most + 1)
        if most is not None and len(data) > most:
            raise OSError(errno.EOVERFLOW, f"it is larger than {most / 1e6:g} MB")
    return data


def _check_file(path: Path) -> None:
    """Raises OSError where it is a folder, a pipe or a device, or not there."""
    try:
        found = os.stat(path).st_mode
    except ValueError as error:
        raise OSError(errno.EINVAL, "no file can have such a name") from error
    if stat.S_ISDIR(found):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found):
        raise OSError(errno.ENOTSUP, "it is a device or a pipe, and not a file")


def read_text(path: Path) -> str:
    """The text of a file that a person wrote, its line ends as ``\\n``; see ``text_in``.

    Raises FileError where it is not there, cannot be read or is not text.
    """
    return text_in(read_bytes(path), str(path))


def text_in(data: bytes, name: str, *, next_step: str = "") -> str:
    """The text that a person wrote, in UTF-8 or as Windows' tools write it, its line ends as
    ``\\n``. ``name``: where it comes from, for errors. Raises FileError.
    """
    try:
        text = decoded(data)
    except NotText as error:
        raise FileError(
            f"{name} cannot be read",
            cause=str(error),
            next_step=next_step or f"iconv -f CP1252 -t UTF-8 {quoted(name)}",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BufferedReader]:
    """The file, to be read piece by piece. An OSError of the block counts as a failure to read.

    What is opened is the file and not its name, so nobody is misled by the ending of the name. What
    is a folder, a pipe or a device is refused. Raises FileError.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    with failing(f"{path} cannot be read", path):
        _check_file(path)
        with os.fdopen(os.open(path, flags), "rb") as file:
            yield file
