"""One inbox for all that happens to a round, and the threads that work for it."""

import itertools
import queue
import threading
from collections import deque
from collections.abc import Callable

from mockint.events import Inward, KeyPressed, WorkDone, WorkProgress
from mockint.transcribe.base import Progress

WAKE_S = 0.5
"""How long one wait lasts at most: on Windows Ctrl-C is only noticed between two waits."""

Task = Callable[[Progress], object]


class Inbox:
    """Events in the order they came. Anyone may ``put``; only the round's thread takes."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Inward] = queue.SimpleQueue()
        self._held: deque[Inward] = deque()
        self._jobs = itertools.count(1)

    def put(self, event: Inward) -> None:
        """Add an event; returns at once, from any thread."""
        self._queue.put(event)

    def get(self) -> Inward:
        """Wait for the next event. KeyboardInterrupt comes out of here."""
        if self._held:
            return self._held.popleft()
        while True:
            try:
                return self._queue.get(timeout=WAKE_S)
            except queue.Empty:
                continue

    def drop_keys(self) -> None:
        """Forget the keys pressed so far, except quit: they were meant for what is over."""
        waiting = [self._held.popleft() for _ in range(len(self._held))]
        while True:
            try:
                waiting.append(self._queue.get_nowait())
            except queue.Empty:
                break
        self._held.extend(
            event for event in waiting if not isinstance(event, KeyPressed) or event.key == "quit"
        )

    def new_job(self) -> int:
        """A number for a piece of work."""
        return next(self._jobs)


class Lane:
    """One background thread that does its jobs one after another.

    A station stays in its lane, so a model that is still being loaded is never asked to hear, and
    an engine that cannot do two things at once need not. The thread is a daemon: one that
    hangs in a library does not keep the program from ending.
    """

    def __init__(self, name: str, inbox: Inbox) -> None:
        self._inbox = inbox
        self._jobs: queue.SimpleQueue[tuple[int, Task] | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def do(self, task: Task) -> int:
        """Begin ``task`` when those before it are done; returns its job number.

        Its end comes as WorkDone; what it tells its argument (0..1) as WorkProgress.
        """
        job = self._inbox.new_job()
        self._jobs.put((job, task))
        return job

    def close(self) -> None:
        """Take no more jobs and begin none of those waiting. Does not wait for the one running."""
        self._closed.set()
        self._jobs.put(None)

    def _work(self) -> None:
        while (entry := self._jobs.get()) is not None:
            if self._closed.is_set():
                return
            job, task = entry
            try:
                done = WorkDone(job, result=task(self._progress_of(job)))
            except BaseException as error:  # noqa: BLE001  (the top of a thread; it is reported)
                done = WorkDone(job, error=error)
            self._inbox.put(done)

    def _progress_of(self, job: int) -> Progress:
        def tell(fraction: float) -> None:
            self._inbox.put(WorkProgress(job, min(1.0, max(0.0, fraction))))

        return tell
