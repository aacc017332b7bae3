"""A microphone that is kept going: what went wrong with it is noticed, and it is opened again."""

import sys
import threading
import time
from collections.abc import Callable
from typing import Literal

from mockint.audio.types import Deliver, Microphone, Samples
from mockint.errors import AudioError

STALL_S = 1.5
"""No block for so long is a stall. They come every 0.03 s, on a busy machine tenths late."""

PATIENCE_S = 5.0
"""A stalled device gets so long to go on by itself (a thawed sound server does, with its backlog)
before it is closed and opened again."""

RETRY_S = 0.5
"""Between two tries to open a device that went away."""


def steady_s() -> float:
    """Seconds that go on while this machine sleeps, as with its lid shut; Python's own monotonic
    clock stands still then on Linux and macOS."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


Wrong = Literal["stalled", "lost"]


class Source:
    """One microphone after another out of ``make``, each delivering to ``deliver``.

    ``look`` is called now and then by whoever takes the blocks, when there is none to take; it
    is the watchdog. Opening again happens on a thread of its own, because a sound system that
    hangs may keep it waiting, and a person who is done must not wait with it.
    """

    def __init__(
        self, make: Callable[[], Microphone], deliver: Deliver, clock: Callable[[], float]
    ) -> None:
        self._make = make
        self._take = deliver
        self._clock = clock
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._microphone: Microphone | None = None
        self._last_s = clock()
        self._wrong: Wrong | None = None
        self._dropouts = 0

    def open(self) -> None:
        """Open the first microphone; raises as Microphone.start does."""
        microphone = self._make()
        microphone.start(self._deliver)
        self._last_s = self._clock()
        self._microphone = microphone

    def close(self) -> None:
        """No block is delivered after this returns. Safe to call twice."""
        with self._lock:
            self._closed.set()
            microphone = self._microphone
        if microphone is not None:
            microphone.stop()

    @property
    def finished(self) -> bool:
        """The source has no more sound, and every block of it has been delivered."""
        return self._microphone is not None and self._microphone.finished

    @property
    def why(self) -> str:
        """Why the microphone stopped by itself; empty while all is well."""
        return (self._microphone and self._microphone.failed) or ""

    def new_dropouts(self) -> int:
        """How many times sound was lost since this was last asked."""
        # Only a device can be too slow, so this is no part of the Microphone protocol.
        now = getattr(self._microphone, "dropouts", 0)
        new, self._dropouts = max(0, now - self._dropouts), now
        return new

    def look(self) -> Wrong | None:
        """What has newly gone wrong, or None. What has gone wrong is being put right."""
        microphone = self._microphone
        if microphone is None or microphone.finished or self._closed.is_set():
            return None
        before, silent_s = self._wrong, self._clock() - self._last_s
        if microphone.failed:
            self._wrong = "lost"
        elif silent_s > STALL_S and before is None:
            self._wrong = "stalled"
        if microphone.failed or silent_s > STALL_S + PATIENCE_S:
            self._open_again(microphone)
        return self._wrong if self._wrong != before else None

    def is_back(self) -> bool:
        """Asked for each block taken: whether it is the first after something went wrong."""
        was, self._wrong = self._wrong, None
        return was is not None

    def _deliver(self, block: Samples) -> None:
        now_s = self._clock()
        if self._wrong is None and now_s - self._last_s > STALL_S:
            self._wrong = "stalled"  # nobody could look: the whole machine slept
        self._last_s = now_s
        self._take(block)
        self._last_s = self._clock()  # whoever takes it may have kept it waiting

    def _open_again(self, old: Microphone) -> None:
        self._microphone = None
        threading.Thread(
            target=self._try_until_open, args=(old,), name="reopen", daemon=True
        ).start()

    def _try_until_open(self, old: Microphone) -> None:
        old.stop()
        while not self._closed.wait(RETRY_S):
            microphone = self._make()
            try:
                microphone.start(self._deliver)
            except AudioError:  # still away
                continue
            with self._lock:
                self._last_s, self._dropouts = self._clock(), 0
                self._microphone = microphone
                if not self._closed.is_set():
                    return
            microphone.stop()
