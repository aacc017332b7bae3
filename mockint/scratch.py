"""Files that are personal and needed for a moment: words for the voice, a text in the editor.

They lie in the person's own data, never in the system's temporary folder. They go with the program
that made them; what a killed one left goes at the next start of any command.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from mockint import files, locations
from mockint.errors import FileError
from mockint.files.trouble import failing

LOCK = "lock"


class Scratch:
    """A folder of this program's own, gone after ``close``. Raises FileError."""

    def __init__(self) -> None:
        from filelock import FileLock

        parent = files.make_private_dir(locations.scratch_dir())
        self.path = files.new_temporary_dir("", parent)
        # Not of one thread: who fills it need not be who closes it.
        self._lock = FileLock(self.path / LOCK, mode=files.PRIVATE_FILE_MODE, thread_local=False)
        with failing(f"nothing can be written in {parent}", parent):
            self._lock.acquire()

    def close(self) -> None:
        """Remove it with all that is in it. Safe to call twice."""
        with contextlib.suppress(FileError):
            files.delete_folder(self.path)
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
    found = files.listed(locations.scratch_dir())
    left = [path for path in found if files.exists(path / LOCK)]
    if not left:
        return
    from filelock import FileLock, Timeout

    for path in left:
        with (
            contextlib.suppress(Timeout, OSError, FileError),
            FileLock(path / LOCK, blocking=False),
        ):
            files.delete_folder(path)
