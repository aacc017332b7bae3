"""Files: written whole or not at all, safe on the disk, for their owner only; and deleted.

A file is written under another name beside its own, brought to the disk, and only then given its
name. So a crash, a full disk or a power cut leaves the old file as it was.
"""

import contextlib
import errno
import json
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from mockint.files.folders import PRIVATE_FILE_MODE, sync_folder
from mockint.files.look import listed, resolve
from mockint.files.trouble import failing

PART_END = ".part"
"""The end of a name of a file that is being written, which begins with a dot."""


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
def unbroken() -> Iterator[None]:
    """What belongs together and takes a moment: Ctrl-C, or being told to end, changes nothing."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows has no SIGHUP
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    if threading.current_thread() is not threading.main_thread():
        numbers = []  # no signal comes there
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:  # not set from Python
                signal.signal(number, handler)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new empty file that takes the place of ``path`` when the block ends without an error.

    It can be written, read and sought. Whatever the block raises, ``path`` stays as it was and
    nothing is left beside it; an OSError of the block counts as a failure to write. A link stays a
    link, and what it leads to is replaced. Raises FileError.
    """
    with failing(f"{path} could not be written", path):
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
    target = resolve(path)
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
    with failing(f"{path} could not be written", path):
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


@contextlib.contextmanager
def growing(path: Path, *, anew: bool) -> Iterator[Callable[[bytes], object]]:
    """Writes to the end of ``path``, or of a new one; for what is fetched and may be gone on with.

    What the block raises beside is its own. Raises FileError.
    """
    what = f"{path} could not be written"
    with failing(what, path):
        file = path.open("wb" if anew else "ab")

    def write(data: bytes) -> None:
        with failing(what, path):
            file.write(data)

    try:
        yield write
    finally:
        with failing(what, path):
            file.close()


def move_beside(part: Path, path: Path) -> None:
    """Give ``part`` the name ``path``, which is not taken. Raises FileError."""
    with failing(f"{part} could not be renamed", path):
        part.rename(path)
    sync_folder(path.parent)


def touch(path: Path) -> None:
    """Note that the file ``path`` was used now. Raises FileError."""
    with failing(f"{path} could not be written", path):
        os.utime(path)


def delete(path: Path) -> None:
    """Remove a file, where it is there. Raises FileError."""
    with failing(f"{path} could not be deleted", path):
        path.unlink(missing_ok=True)
