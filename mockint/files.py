"""The one way to the disk: all that reads, writes, lists, moves or deletes files is here.

A file is written under another name beside its own, brought to the disk, and only then given its
name. So a crash, a full disk or a power cut leaves the old file as it was. What is written is for
its owner only.

Every OSError becomes a FileError here, with the likely cause and the next thing to type.
"""

import contextlib
import errno
import json
import os
import shlex
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from mockint.errors import FileError
from mockint.file_failure import failure, nearest

PRIVATE_DIR_MODE = 0o700
PRIVATE_FILE_MODE = 0o600
PART_END = ".part"
"""The end of a name of a file that is being written, which begins with a dot."""
PROBE_BYTES = 1 << 16
"""Written to see whether a disk takes anything: more than SQLite needs beside its file."""

_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)


@contextlib.contextmanager
def _failing(what: str, path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise failure(what, path, error) from error


# ---------------------------------------------------------------- what is there


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


def status(path: Path) -> os.stat_result:
    """Size, times and mode. Raises FileError, also where it is not there."""
    with _failing(f"{path} cannot be read", path):
        return path.stat()


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
    with _failing(f"{folder} cannot be read", folder):
        try:
            os.listdir(folder)  # a glob finds nothing in a folder that it cannot read
        except (FileNotFoundError, NotADirectoryError):
            return ()
        return tuple(sorted(folder.glob(pattern)))


def names(folder: Path) -> tuple[str, ...]:
    """The names in ``folder``, in no order; none where there is no folder. Raises FileError."""
    with _failing(f"{folder} cannot be read", folder):
        try:
            return tuple(os.listdir(folder))
        except (FileNotFoundError, NotADirectoryError):
            return ()


def free_bytes(folder: Path) -> int:
    """Bytes that this person may still write where ``folder`` is, or will be. Raises FileError."""
    with _failing(f"the free space of {folder} is not known", folder):
        return shutil.disk_usage(nearest(folder)).free


def absolute(path: Path) -> Path:
    """The same place, from the root; a ~ at its beginning is the home. Raises FileError."""
    with _failing(f"{path} is not a whole path", Path(".")):
        return expanded(path).absolute()


def expanded(path: Path) -> Path:
    """The same with the home for a ~ at its beginning; as it is, where there is no such home."""
    return Path(os.path.expanduser(path))


def resolved(path: Path) -> Path:
    """Where ``path`` leads in the end, from the root. Raises FileError."""
    with _failing(f"{path} cannot be found", path):
        return _resolved(path)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError as error:  # before Python 3.13
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


# ---------------------------------------------------------------- reading


def read_bytes(path: Path) -> bytes:
    """All of a file. Raises FileError."""
    with _failing(f"{path} cannot be read", path):
        return path.read_bytes()


def read_text(path: Path) -> str:
    """The text of a file that a person wrote (UTF-8, with or without a byte order mark).

    Raises FileError where it is not there, cannot be read or is not text.
    """
    try:
        with _failing(f"{path} cannot be read", path):
            return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            f"{path} cannot be read",
            cause="it is not UTF-8 text",
            next_step=f"file {shlex.quote(str(path))}",
        ) from error


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The file, to be read piece by piece. An OSError of the block counts as a failure to read.

    What is opened is the file and not its name, so nobody is misled by the ending of the name.
    Raises FileError.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    with _failing(f"{path} cannot be read", path), os.fdopen(os.open(path, flags), "rb") as file:
        yield file


# ---------------------------------------------------------------- folders


def make_private_dir(path: Path) -> Path:
    """Make ``path`` and its missing parents; ``path`` itself is readable by its owner only.

    Raises FileError.
    """
    make_dir(path)
    make_private(path, PRIVATE_DIR_MODE)
    return path


def make_dir(path: Path) -> Path:
    """Make ``path`` and its missing parents, where they are not there. Raises FileError."""
    with _failing(f"the folder {path} could not be made", path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def make_new_dir(path: Path) -> bool:
    """Make ``path``, for its owner only; False where the name is taken. Raises FileError."""
    with _failing(f"the folder {path} could not be made", path):
        try:
            path.mkdir(mode=PRIVATE_DIR_MODE)
        except FileExistsError:
            return False
    return True


@contextlib.contextmanager
def temporary_dir(prefix: str, parent: Path | None = None, end: str = "") -> Iterator[Path]:
    """A new private folder, in ``parent`` or among the system's temporary files; gone at the end.

    Raises FileError.
    """
    place = new_temporary_dir(prefix, parent, end)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def new_temporary_dir(prefix: str, parent: Path | None = None, end: str = "") -> Path:
    """As ``temporary_dir``, but it stays. Raises FileError."""
    place = parent or Path(os.environ.get("TMPDIR", "/tmp"))
    with _failing(f"no temporary folder could be made in {place}", place / prefix):
        return Path(tempfile.mkdtemp(end, prefix, parent))


def scratch() -> BinaryIO:
    """A file without a name that goes when it is closed. Raises FileError."""
    place = Path(os.environ.get("TMPDIR", "/tmp"))
    with _failing(f"no temporary file could be made in {place}", place / "file"):
        return tempfile.TemporaryFile()


# ---------------------------------------------------------------- writing


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``path``, whose folder exists. Raises FileError."""
    with replacing(path) as file:
        file.write(data)


def write_text(path: Path, text: str) -> None:
    """Put ``text`` (UTF-8, line ends as they are) in the place of ``path``. Raises FileError."""
    write_bytes(path, text.encode("utf-8"))


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
    with _failing(f"{path} could not be written", path):
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


def _replaceable(path: Path) -> Path:
    """Where ``path`` leads in the end. Raises OSError where no file can be put: a folder, or a
    device, which root would lose for the whole machine.
    """
    target = _resolved(path)
    if target.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise OSError(errno.ENOTSUP, "it is a device and not a file")
    return target


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Files in ``folder`` that ``replacing`` was writing when a crash came. Raises FileError."""
    return listed(folder, f".*{PART_END}")


def put_in_place(part: Path, path: Path) -> None:
    """Give ``part``, a whole file or folder, the name ``path``; a file there is replaced.

    For what was written piece by piece: it is brought to the disk first, and keeps its mode.
    Raises FileError.
    """
    with _failing(f"{path} could not be written", path):
        if part.is_file():
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        os.replace(part, path)
        sync_folder(path.parent)


def create(path: Path) -> int:
    """A descriptor of a new file for its owner only, to write and to read.

    For a recording that grows under the eyes of its reader. Raises OSError, as all that is done
    with a descriptor does; FileExistsError where there is one already.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE_FILE_MODE)


def make_private(path: Path, mode: int = PRIVATE_FILE_MODE) -> None:
    """Let only its owner read and write ``path``. Raises FileError."""
    with _failing(f"{path} could not be made private", path):
        if stat.S_IMODE(path.stat().st_mode) != mode:  # a read-only disk refuses even the same one
            path.chmod(mode)


def delete(path: Path) -> None:
    """Remove a file, where it is there. Raises FileError."""
    with _failing(f"{path} could not be deleted", path):
        path.unlink(missing_ok=True)


def delete_folder(folder: Path) -> None:
    """Remove a folder, where it is there. Raises FileError where something of it is left."""
    with _failing(f"{folder} could not be deleted", folder), contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)


def sync_folder(folder: Path) -> None:
    """Make sure that a new name survives a power cut, where the file system can."""
    if os.name == "posix":
        with contextlib.suppress(OSError):  # the file itself is on the disk already
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def check_writable(place: Path) -> None:
    """Raise FileError where the file ``place`` cannot be written, or in the folder ``place`` no
    file made and something put into it."""
    folder = place if place.is_dir() else place.parent
    with _failing(f"nothing can be written in {place}", folder / "file"):
        if place != folder:
            os.close(os.open(place, os.O_RDWR))
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(PROBE_BYTES))
