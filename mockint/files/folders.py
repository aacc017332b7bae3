"""Folders: made for their owner only, temporary ones, and whether they can be written."""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from mockint.files.trouble import failing

PRIVATE_DIR_MODE = 0o700
PRIVATE_FILE_MODE = 0o600
PROBE_BYTES = 1 << 16
"""Written to see whether a disk takes anything: more than SQLite needs beside its file."""


def make_private_dir(path: Path) -> Path:
    """Make ``path`` and its missing parents, readable by their owner only. Raises FileError."""
    with failing(f"the folder {path} could not be made", path):
        for folder in (*reversed([one for one in path.parents if not one.exists()]), path):
            folder.mkdir(PRIVATE_DIR_MODE, exist_ok=True)
    make_private(path, PRIVATE_DIR_MODE)
    return path


def make_dir(path: Path) -> Path:
    """Make ``path`` and its missing parents, where they are not there. Raises FileError."""
    with failing(f"the folder {path} could not be made", path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def make_new_dir(path: Path) -> bool:
    """Make ``path``, for its owner only; False where the name is taken. Raises FileError."""
    with failing(f"the folder {path} could not be made", path):
        try:
            path.mkdir(mode=PRIVATE_DIR_MODE)
        except FileExistsError:
            return False
    return True


@contextlib.contextmanager
def temporary_dir(prefix: str, parent: Path, end: str = "") -> Iterator[Path]:
    """A new private folder in ``parent``; gone at the end. Raises FileError."""
    place = new_temporary_dir(prefix, parent, end)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def new_temporary_dir(prefix: str, parent: Path, end: str = "") -> Path:
    """As ``temporary_dir``, but it stays. Raises FileError."""
    with failing(f"no temporary folder could be made in {parent}", parent / prefix):
        return Path(tempfile.mkdtemp(end, prefix, parent))


def nameless() -> BinaryIO:
    """A file without a name that goes when it is closed. Raises FileError."""
    place = Path(os.environ.get("TMPDIR", "/tmp"))
    with failing(f"no temporary file could be made in {place}", place / "file"):
        return tempfile.TemporaryFile()


def make_private(path: Path, mode: int = PRIVATE_FILE_MODE) -> None:
    """Let only its owner read and write ``path``. Raises FileError."""
    with failing(f"{path} could not be made private", path):
        if stat.S_IMODE(path.stat().st_mode) != mode:  # a read-only disk refuses even the same one
            path.chmod(mode)


def delete_folder(folder: Path) -> None:
    """Remove a folder, where it is there. Raises FileError where something of it is left."""
    with failing(f"{folder} could not be deleted", folder), contextlib.suppress(FileNotFoundError):
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
    with failing(f"nothing can be written in {place}", folder / "file"):
        if place != folder:
            os.close(os.open(place, os.O_RDWR))
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(PROBE_BYTES))
