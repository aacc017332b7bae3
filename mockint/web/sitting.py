"""The one thing that is done at a time: a command on a thread of its own, shown as it goes."""

import threading
from collections.abc import Callable
from contextvars import copy_context

from mockint.errors import MockintError
from mockint.events import KeyPressed
from mockint.web.front import NOW, PageFront
from mockint.web.live import Live, Now
from mockint.web.stage import Answers

Begin = Callable[[PageFront], str]
"""Runs a command; returns the address of the page where its end is shown."""

LEAVING_S = 5.0
"""So long it may take what waited to end; a moment, unless something is wrong."""


class AlreadyBusy(Exception):
    """Something is under way; there is one microphone."""


class Sitting:
    """Begins what the person wants to do, if nothing else is under way."""

    def __init__(self, live: Live) -> None:
        self.live = live
        self.answers = Answers()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.front = PageFront(live, self.answers)
        """Of what is under way, or was last."""

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        thread = self._thread
        return thread is not None and thread.is_alive()

    def begin(self, title: str, run: Begin, place: str = NOW) -> None:
        """Start it, shown at ``place``, and return at once; what only waits to hear what comes
        next ends for it. Raises AlreadyBusy."""
        with self._lock:
            self._leave_offers()
            if self.busy:
                raise AlreadyBusy
            self.front = PageFront(self.live, self.answers)
            self.live.change(lambda _now: Now(title=title, place=place))
            # The server waits for it at its end. A daemon, for who then presses Ctrl-C once more:
            # the take is safe on the disk by then, and waits to be judged.
            self._thread = threading.Thread(
                target=copy_context().run,
                args=(self._run, run, self.front),
                name="mockint-sitting",
                daemon=True,
            )
            self._thread.start()

    def _leave_offers(self) -> None:
        """Whoever begins something else has chosen what comes next."""
        dialog, thread = self.live.now.dialog, self._thread
        if dialog is not None and dialog.kind == "choose" and thread is not None:
            self.answers.give(dialog.number, None)
            thread.join(LEAVING_S)

    def stop(self) -> None:
        """End what is under way as its own key does, and wait until it is safe."""
        if self.busy:
            self.front.keys.press(KeyPressed("quit"))
            self.answers.close()
            self.wait()

    def wait(self) -> None:
        """Until nothing is under way."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self, run: Begin, front: PageFront) -> None:
        place, error = "/", ""
        try:
            place = run(front)
        except MockintError as failed:
            error = str(failed)
        except Exception as failed:  # noqa: BLE001  (a fault in the program is said like any other)
            error = f"mockint made a mistake ({type(failed).__name__}). What was recorded is kept."
        over = Now(notices=self.live.now.notices, error=error, place=NOW if error else place)
        self.live.change(lambda _now: over)
