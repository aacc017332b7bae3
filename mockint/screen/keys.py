"""Which keys there are, what they are called, and what reads them where."""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import TextIO

from mockint.events import Key
from mockint.screen.base import Keys, PressKey

LETTERS: Mapping[str, Key] = MappingProxyType(
    {"p": "pause", "n": "part", "r": "retake", "s": "skip", "q": "quit", "?": "help"}
)
"""Besides Enter, which is done. Capitals count as well."""

RUB_OUT = "\x7f\b"
"""What the key sends that takes back a letter."""

LEGEND = (
    "Keys: Enter done, p pause to think, n next part, r again, s skip the voice, q end, ? keys."
)


class NoKeys:
    """Nobody is at the keyboard: a recorded candidate answers, and ends by itself."""

    legend = ""

    def start(self, press: PressKey) -> None:
        """Read nothing."""

    def stop(self) -> None:
        """There is nothing to stop."""


def keys_for(stdin: TextIO | None, *, recorded: bool) -> Keys:
    """What reads keys from ``stdin``: a terminal's keys, or a pipe's lines.

    The end of a pipe ends the round, since nobody could end the recording any more; not so where
    the candidate is ``recorded`` and ends by itself (standard input may be /dev/null there).
    """
    if stdin is None or stdin.closed:
        return NoKeys()
    try:
        descriptor = stdin.fileno()
    except OSError:  # something without a file behind it stands in for standard input
        return NoKeys()
    if not stdin.isatty():
        from mockint.screen.pipe_keys import PipeKeys

        return PipeKeys(descriptor, quit_at_end=not recorded)
    if sys.platform == "win32":
        from mockint.screen.windows_keys import WindowsKeys

        return WindowsKeys()
    from mockint.screen.terminal_keys import TerminalKeys

    return TerminalKeys(descriptor)
