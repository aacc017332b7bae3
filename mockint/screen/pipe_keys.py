"""Keys as lines, for a pipe: an empty line is Enter, a letter and Enter is that key."""

from mockint.events import KeyPressed
from mockint.screen.base import PressKey
from mockint.screen.keys import LETTERS
from mockint.screen.reading import Reading


class PipeKeys:
    """Reads lines from a descriptor that is no terminal."""

    legend = (
        "Type a line: empty done, p pause to think, n next part, r again, s skip the voice, "
        "q end, ? keys."
    )

    def __init__(self, descriptor: int, *, quit_at_end: bool) -> None:
        self._descriptor = descriptor
        self._quit_at_end = quit_at_end
        self._line = b""
        self._reading: Reading | None = None

    def start(self, press: PressKey) -> None:
        """Begin reading."""
        self._reading = Reading(self._descriptor, lambda chunk: self._feed(chunk, press))

    def stop(self) -> None:
        """Stop reading; what was not read stays in the pipe."""
        if self._reading is not None:
            self._reading.stop()

    def _feed(self, chunk: bytes, press: PressKey) -> None:
        if not chunk:
            if self._quit_at_end:
                press(KeyPressed("quit"))
            return
        *lines, self._line = (self._line + chunk).split(b"\n")
        for line in lines:
            press(_key(line.decode("utf-8", "replace")))


def _key(line: str) -> KeyPressed:
    """The key a line stands for; one that stands for none asks which there are."""
    typed = line.strip().lower()
    return KeyPressed("done" if not typed else LETTERS.get(typed, "help"), typed + "\n")
