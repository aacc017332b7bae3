"""The person's own editor, also one that only asks another program to open the file.

``code``, ``subl``, ``open -t`` and ``gedit --new-window`` come back at once, while the person has
yet to write. Who came back so soon and wrote nothing is waited for, by looking at the file.
"""

import os
import shutil
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import click

from mockint import files
from mockint.cli import terminal
from mockint.files.trouble import escaped

if TYPE_CHECKING:
    from mockint.events import KeyPressed

AT_ONCE_S = 2.0
"""Nobody reads a text and decides to leave it as it is in less."""
LOOK_EVERY_S = 0.3

CAME_BACK = (
    "Your editor came back at once. If the text is open there, edit and save it: mockint waits"
    " here for that. Leave it as it is: q. To have mockint wait for your editor next time, add its"
    " option for that, such as EDITOR='code --wait', 'subl --wait' or 'gedit --wait'."
)
TAKEN = "What you saved is taken. What you save there from here on is not."


def edited(path: Path) -> bytes:
    """Let the person edit ``path``; what was saved.

    The editor is what VISUAL or EDITOR names, else nano, which says on its screen how to leave it,
    where it is installed. Raises FileError where there is none.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    before, began_s = _stamp(path), time.monotonic()
    try:
        click.edit(filename=str(path), editor=None if named or not shutil.which("nano") else "nano")
    except OSError as error:
        raise escaped(error) from error
    if _stamp(path) == before and time.monotonic() - began_s < AT_ONCE_S:
        _wait_for_save(path, before)
    return files.read_bytes(path)


def _wait_for_save(path: Path, before: tuple[int, int]) -> None:
    """Until the file is not as it was, and is written to its end; or q."""
    terminal.notice(CAME_BACK)
    pressed: SimpleQueue[KeyPressed] = SimpleQueue()
    last = before
    with terminal.keys(pressed.put):
        while True:
            try:
                if pressed.get(timeout=LOOK_EVERY_S).key == "quit":
                    return
            except Empty:
                pass
            now = _stamp(path)
            if now == last != before and now[1]:  # an editor may empty it before it writes
                terminal.notice(TAKEN)
                return
            last = now


def _stamp(path: Path) -> tuple[int, int]:
    """What changes when the file is saved; some editors put a new one in its place."""
    if not files.exists(path):
        return 0, 0
    found = files.status(path)
    return found.st_mtime_ns, found.st_size
