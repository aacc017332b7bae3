"""The one way to write a file: whole or not at all, safe on the disk, for its owner only.

A file is written under another name beside its own, brought to the disk, and only then given its
name. So a crash, a full disk or a power cut leaves the old file as it was.

Every OSError becomes a FileError here, with the likely cause and the next thing to type.
"""

import contextlib
import errno
import json
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from mockint.errors import FileError, NoSuchFile
from mockint.text.encoding import NotText, decoded

PRIVATE_DIR_MODE = 0o700
PRIVATE_FILE_MODE = 0o600
PART_END = ".part"
"""The end of a name of a file that is being written, which begins with a dot."""
MOST_BYTES = 20_000_000
"""Of a file that is read whole; the largest of ours, a day of words, has about 15 million."""

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM)
_CAUSES = {
    **dict.fromkeys(_FULL, "the disk is full"),
    **dict.fromkeys(_FORBIDDEN, "you do not have permission"),
    errno.EROFS: "the disk is read-only",
    errno.EFBIG: "the file is too large for this disk",
    errno.EIO: "the disk reported an error",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "its links lead back to themselves",
}


def make_private_dir(path: Path) -> Path:
    """Make ``path`` and its missing parents; ``path`` itself is readable by its owner only.

    Raises FileError.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(PRIVATE_DIR_MODE)
    except OSError as error:
        raise failure(f"the folder {path} could not be made", path, error) from error
    return path


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``, whose folder exists. Raises FileError."""
    with replacing(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    """Put ``text`` (UTF-8, line ends as they are) in the place of ``path``. Raises FileError.

    Half a character, which no file can hold, becomes a question mark.
    """
    write_bytes(path, text.encode("utf-8", "replace"))


def write_json(path: Path, value: Any) -> None:
    """Put ``value`` as JSON, one space a level, in the place of ``path``. Raises FileError."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new empty file that takes the place of ``path`` when the block ends without an error.

    It can be written, read and sought. Whatever the block raises, ``path`` stays as it was and
    nothing is left beside it; an OSError of the block counts as a failure to write. A link stays a
    link, and what it leads to is replaced. Raises FileError.
    """
    try:
        target = _replaceable(path)
        descriptor, name = tempfile.mkstemp(
            PART_END, f".{target.name}.", target.parent
        )  # mode 0600
        part = Path(name)
        try:
            with os.fdopen(descriptor, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
    except OSError as error:
        raise failure(f"{path} could not be written", path, error) from error


def _replaceable(path: Path) -> Path:
    """Where ``path`` leads in the end. Raises OSError where no file can be put: a folder, or a
    device, which root would lose for the whole machine.
    """
    try:
        target = path.resolve()
    except RuntimeError as error:  # before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error
    if target.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise OSError(errno.ENOTSUP, "it is a device and not a file")
    return target


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Files in ``folder`` that ``replacing`` was writing when a crash came."""
    return tuple(folder.glob(f".*{PART_END}"))


def put_in_place(part: Path, path: Path) -> None:
    """Give ``part``, a whole file or folder, the name ``path``; a file there is replaced.

    For what was written piece by piece: it is brought to the disk first, and keeps its mode.
    Raises FileError.
    """
    try:
        if part.is_file():
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        os.replace(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise failure(f"{path} could not be written", path, error) from error


def create(path: Path) -> int:
    """A descriptor of a new file for its owner only, to write and to read.

    For a recording that grows under the eyes of its reader. Raises OSError, as all that is done
    with a descriptor does; FileExistsError where there is one already.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE_FILE_MODE)


def make_private(path: Path) -> None:
    """Let only its owner read and write the file ``path``. Raises FileError."""
    try:
        path.chmod(PRIVATE_FILE_MODE)
    except OSError as error:
        raise failure(f"{path} could not be made private", path, error) from error


def delete(path: Path) -> None:
    """Remove a file, where it is there. Raises FileError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise failure(f"{path} could not be deleted", path, error) from error


def sync_folder(folder: Path) -> None:
    """Make sure that a new name survives a power cut, where the file system can."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # the file itself is on the disk already
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def check_writable(folder: Path) -> None:
    """Raise FileError where no file can be made in ``folder``."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise failure(f"nothing can be written in {folder}", folder / "file", error) from error


def bytes_of(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """All of a file, at once: what is a folder, a pipe or a device, or larger than ``most``, is
    an OSError and is not waited for. Raises OSError.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        found = os.stat(path).st_mode
        if stat.S_ISDIR(found):
            raise OSError(errno.EISDIR, _CAUSES[errno.EISDIR])
        if not stat.S_ISREG(found):
            raise OSError(errno.ENOTSUP, "it is a device or a pipe, and not a file")
        with open(os.open(path, flags), "rb") as file:
            data = file.read(most + 1)
    except ValueError as error:
        raise OSError(errno.EINVAL, "no file can have such a name") from error
    if len(data) > most:
        raise OSError(errno.EOVERFLOW, f"it is larger than {most / 1e6:g} MB")
    return data


def read_text(path: Path) -> str:
    """The text of a file that a person wrote, its line ends as ``\\n``; see ``text_in``.

    Raises FileError where it is not there, cannot be read or is not text.
    """
    try:
        data = bytes_of(path)
    except OSError as error:
        raise failure(f"{path} cannot be read", path, error) from error
    return text_in(data, str(path))


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
            next_step=next_step or f"iconv -f CP1252 -t UTF-8 {name}",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def failure(what: str, path: Path, error: OSError) -> FileError:
    """The error for a person: ``what`` failed at ``path``, the likely cause, what to type next."""
    folder = path.parent
    if error.errno in _FULL:
        step = f"df -h {folder}"
    elif error.errno in _FORBIDDEN:
        step = f"ls -ld {folder}"
    elif error.errno == errno.ENOENT and not folder.is_dir():
        step = f"mkdir -p {folder}"
    elif error.errno == errno.ENOENT:
        step = f"ls {folder}"
    else:
        step = f"ls -l {path}"
    kind = NoSuchFile if error.errno in (errno.ENOENT, errno.ENOTDIR) else FileError
    return kind(what, cause=_cause(path, error), next_step=step)


def _cause(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    if error.errno == errno.ENOENT:
        return "there is no such file"
    return _CAUSES.get(error.errno or 0, error.strerror or str(error))
