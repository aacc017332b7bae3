"""A recording played as if it were a microphone: for demos, tests and rehearsals of the round."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mockint.audio import files
from mockint.audio.types import RATE_HZ, Deliver, Samples
from mockint.errors import MockintError

BLOCK = 512
"""Samples a block: what a device delivers, 32 ms."""


class FileMicrophone:
    """Plays ``path`` in blocks of 32 ms, then has ``finished``.

    ``pace``: 1 is life speed, 2 twice as fast, 0 as fast as the blocks are taken.
    """

    def __init__(
        self, path: Path, *, pace: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.name = path.name
        self._path = path
        self._pace = pace
        self._clock = clock
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._finished = False
        self._failed: str | None = None

    @property
    def finished(self) -> bool:
        """The last block has been delivered, or the rest cannot be read (then ``failed`` too)."""
        return self._finished

    @property
    def failed(self) -> str | None:
        """Why the recording could not be played to its end, or None."""
        return self._failed

    @property
    def dropouts(self) -> int:
        """None: a file waits until it is heard."""
        return 0

    def start(self, deliver: Deliver) -> None:
        """Open the recording and begin. Raises UnreadableAudio."""
        rest = files.read_blocks(self._path, to_the_end=True)
        first = next(rest)
        self._stopping.clear()
        self._finished, self._failed = False, None
        self._thread = threading.Thread(
            target=self._play, args=(first, rest, deliver), name="replay", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End; waits for the block under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _play(self, first: Samples, rest: Iterator[Samples], deliver: Deliver) -> None:
        began, played = self._clock(), 0
        try:
            for block in _blocks(first, rest):
                played += block.size
                if self._pace > 0:  # like a device: a block comes when its last sample was heard
                    due = began + played / RATE_HZ / self._pace
                    self._stopping.wait(max(0.0, due - self._clock()))
                if self._stopping.is_set():
                    return
                deliver(block)
            self._finished = True
        except MockintError as error:  # damaged in the middle
            self._failed = str(error)
            self._finished = True


def _blocks(first: Samples, rest: Iterator[Samples]) -> Iterator[Samples]:
    """All samples in blocks of BLOCK; the last one may be shorter."""
    import numpy as np

    left = first
    while True:
        whole = left.size - left.size % BLOCK
        for at in range(0, whole, BLOCK):
            yield left[at : at + BLOCK]
        left = left[whole:]
        piece = next(rest, None)
        if piece is None:
            break
        left = np.concatenate([left, piece])
    if left.size:
        yield left
