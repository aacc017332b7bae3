"""Files that are personal and needed for a moment: words for the voice, a text in the editor.

They lie in the person's own data, never in the system's temporary folder. They go with the program
that made them; what a killed one left goes at the next start of any command.
"""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mockint import files, locations

LOCK = "lock"


class Scratch:
    """A folder of this program's own, gone after ``close``. Raises FileError."""

    def __init__(self) -> None:
        from filelock import FileLock

        parent = files.make_private_dir(locations.scratch_dir())
        try:
            self.path = Path(tempfile.mkdtemp(dir=parent))
            self._lock = FileLock(self.path / LOCK, mode=files.PRIVATE_FILE_MODE)
            self._lock.acquire()
        except OSError as error:
            raise files.failure(f"nothing can be written in {parent}", parent, error) from error

    def close(self) -> None:
        """Remove it with all that is in it. Safe to call twice."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.release()


@contextlib.contextmanager
def text_file(text: str, suffix: str) -> Iterator[Path]:
    """A file with ``text`` for as long as the block lasts. Raises FileError."""
    with contextlib.closing(Scratch()) as scratch:
        path = scratch.path / f"text{suffix}"
        files.write_text(path, text)
        yield path


def sweep() -> None:
    """Remove what dead programs left. The system frees a dead one's lock."""
    parent = locations.scratch_dir()
    left = [path for path in parent.iterdir() if (path / LOCK).exists()] if parent.is_dir() else []
    if not left:
        return
    from filelock import FileLock, Timeout

    for path in left:
        with contextlib.suppress(Timeout, OSError), FileLock(path / LOCK, blocking=False):
            shutil.rmtree(path, ignore_errors=True)
