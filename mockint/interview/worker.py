"""What every part of a round shares: the inbox, the screen, and what is to be noted.

One inbox for all that happens to a round, and the threads that work for it.
"""

import itertools
import queue
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar, cast

from mockint.audio.types import Trouble, TroubleKind
from mockint.errors import MockintError
from mockint.events import (
    BackgroundNotice,
    Help,
    InTrouble,
    Inward,
    KeyHint,
    KeyPressed,
    KeysNow,
    Notice,
    Outward,
    Reported,
    WorkDone,
    Working,
    WorkProgress,
)
from mockint.files.trouble import escaped
from mockint.interview import keys
from mockint.interview.keys import Hints
from mockint.screen.types import Screen
from mockint.transcribe.types import Progress

WAKE_S = 0.5
"""How long one wait lasts at most: on Windows Ctrl-C is only noticed between two waits."""

Task = Callable[[Progress], object]


class Inbox:
    """Events in the order they came. Anyone may ``put``; only the round's thread takes."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Inward] = queue.SimpleQueue()
        self._held: deque[Inward] = deque()
        self._jobs = itertools.count(1)
        self._asked_to_quit = False

    def put(self, event: Inward) -> None:
        """Add an event; returns at once, from any thread."""
        self._queue.put(event)

    def get(self) -> Inward:
        """Wait for the next event. KeyboardInterrupt comes out of here.

        The first q that is typed comes as "quit?", and the next as "quit", unless another key was
        pressed between them: one wrong key must not end a round. Nobody is asked after Ctrl-C, a
        closed terminal, or a line "q".
        """
        event = self._next()
        if isinstance(event, KeyPressed):
            is_q = event.key == "quit" and len(event.char) == 1
            if is_q and not self._asked_to_quit:
                event = replace(event, key="quit?")
            self._asked_to_quit = is_q
        return event

    def _next(self) -> Inward:
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


class Worker:
    """One background thread that does its jobs one after another.

    A station stays in its worker, so a model that is still being loaded is never asked to hear, and
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
            except OSError as error:
                done = WorkDone(job, error=escaped(error))
            except BaseException as error:  # noqa: BLE001  (the top of a thread; it is reported)
                done = WorkDone(job, error=error)
            self._inbox.put(done)

    def _progress_of(self, job: int) -> Progress:
        def tell(fraction: float) -> None:
            self._inbox.put(WorkProgress(job, min(1.0, max(0.0, fraction))))

        return tell


T = TypeVar("T")
FAREWELL = "Ending the round. If you recorded anything, you get a debrief of it."
QUIT_AGAIN = "Press q again to end. Any other key goes on."
PASTED = "Several keys came at once, as when text is pasted. None of them counted."
Stage = Literal["transcribing", "analysing"]


class Retaken(Exception):
    """The candidate would rather speak again than wait for this work."""


class EventLoop:
    """One inbox in, one screen out, the notices, and whether the round is to end."""

    def __init__(self, screen: Screen, farewell: str = FAREWELL) -> None:
        self.inbox = Inbox()
        self.ending = False
        """The candidate asked for the end, or the round cannot go on."""
        self.notices: list[str] = []
        """Steps back that were taken, and troubles, each once."""
        self._screen = screen
        self._farewell = farewell
        self._troubles: set[TroubleKind] = set()
        self._complaints: dict[int, str] = {}
        self._offered: tuple[KeyHint, ...] = ()
        self._told: set[frozenset[str]] = set()
        """Among which keys it was said that another one means nothing."""

    def offer(self, hints: Hints) -> None:
        """Say which keys count from here on."""
        self._offered = tuple(hints)
        self.show(KeysNow(self._offered))

    def offer_others(self, hints: Hints) -> None:
        """The same where that may have changed; nothing is shown where it has not."""
        if tuple(hints) != self._offered:
            self.offer(hints)

    def show(self, event: Outward) -> None:
        """Put it on the screen."""
        self._screen.show(event)

    def note(self, text: str) -> None:
        """Say a step back once, and keep it with the round."""
        if text not in self.notices:
            self.notices.append(text)
            self.show(Notice(text))

    def take_back(self, is_untrue: Callable[[str], bool]) -> None:
        """Keep no longer what was noted and has been put right since."""
        self.notices[:] = [text for text in self.notices if not is_untrue(text)]

    def quit(self) -> None:
        """The candidate wants to end."""
        if not self.ending:
            self.ending = True
            self.show(Notice(self._farewell))

    def in_background(self, worker: Worker, task: Callable[[], None], complaint: str = "") -> None:
        """Begin work nobody waits for. A MockintError of it is noted after ``complaint``.

        Without a complaint it is passed over: the work is asked for again and will tell then.
        """
        job = worker.do(lambda _tell: task())
        if complaint:
            self._complaints[job] = complaint

    def wait(
        self,
        worker: Worker,
        task: Callable[[Progress], T],
        stage: Stage,
        complain: Callable[[MockintError], str],
        *,
        may_retake: bool = False,
    ) -> T | None:
        """Work on ``task`` and show how far it is; None where it failed as work may.

        Raises Retaken where the candidate wants to speak again instead; the work then goes on in
        its worker and its result is passed over.
        """
        self.show(Working(stage))
        self.offer(keys.while_working(may_retake=may_retake and not self.ending))
        job = worker.do(task)
        while True:
            match self.inbox.get():
                case WorkDone(job=ended, error=None, result=result) if ended == job:
                    return cast("T", result)
                case WorkDone(job=ended, error=MockintError() as error) if ended == job:
                    self.note(complain(error))
                    return None
                case WorkProgress(job=going, fraction=fraction) if going == job:
                    self.show(Working(stage, fraction))
                case KeyPressed(key="quit"):
                    self.quit()
                case KeyPressed(key="retake") if may_retake and not self.ending:
                    raise Retaken
                case KeyPressed(key="done"):
                    pass  # pressed twice to be done: nothing to say about that
                case event:
                    self.handle(event)

    def handle(self, event: Inward) -> None:
        """What may come at any time and changes nothing about where the round is.

        Raises what a worker raised, unless it is a MockintError.
        """
        match event:
            case KeyPressed(key="help"):
                self.show(Help())
            case KeyPressed(key="quit?"):
                self.show(Notice(QUIT_AGAIN))
            case KeyPressed(key="pasted"):
                self.show(Notice(PASTED))
            case KeyPressed(char=char):
                self._means_nothing(char)
            case Reported(report=Trouble() as trouble):
                self._in_trouble(trouble)
            case BackgroundNotice(text=text):
                self.note(text)
            case WorkDone(job=job, error=MockintError() as error):
                if job in self._complaints:
                    self.note(f"{self._complaints[job]}: {error}")
            case WorkDone(error=BaseException() as error):
                raise error
            case _:
                pass

    def _means_nothing(self, char: str) -> None:
        """Say so once among the same keys: who leans on the keyboard is not told each time."""
        among = keys.letters(self._offered)
        if char.strip("\x7f\b ") and among not in self._told:
            self._told.add(among)
            self.show(Help(char.strip() or "Enter"))

    def _in_trouble(self, trouble: Trouble) -> None:
        self.show(InTrouble(trouble))
        if trouble.kind not in self._troubles:
            self._troubles.add(trouble.kind)
            self.notices.append(trouble.message)
