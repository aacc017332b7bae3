"""The interviewer's turn: words shown and spoken, and what comes next made ready meanwhile."""

import threading
from collections.abc import Callable, Sequence

from mockint.errors import MockintError
from mockint.events import Asking, KeyPressed, WorkDone
from mockint.interview import keys
from mockint.interview.keys import Hints
from mockint.interview.worker import EventLoop, Worker
from mockint.transcribe.types import Progress
from mockint.voice.types import ShownVoice, Voice


def _nothing() -> None:
    """Nobody waits meanwhile."""


class Speaking:
    """Asks one thing after another. Where the voice fails the words are only shown; the next are
    spoken again, if that can be: a loudspeaker that is unplugged is plugged in again."""

    def __init__(self, voice: Voice, loop: EventLoop, clock: Callable[[], float]) -> None:
        self._voice = voice
        self._loop = loop
        self._clock = clock
        self._voice_worker = Worker("mockint-voice", loop.inbox)
        self._prerender_worker = Worker("mockint-prerender", loop.inbox)
        self._failed = False
        """The last thing could not be said: nothing is made ready, which costs, until one can."""
        self.stopped_by = ""
        """What was typed that ended the last thing said; empty where it was said to its end."""
        self._asking: Asking | None = None
        """What was said last."""
        self._again = False
        """The candidate wants to hear it from the start."""
        self._closed = threading.Event()
        self._saying = threading.Event()

    def close(self) -> None:
        """Say no more."""
        self._closed.set()
        self._voice_worker.close()
        self._prerender_worker.close()

    @property
    def is_silent(self) -> bool:
        """There is no voice: everything is only shown."""
        return isinstance(self._voice, ShownVoice)

    @property
    def asked(self) -> str:
        """What was said last; empty where nothing was."""
        return self._asking.text if self._asking is not None else ""

    def repeat(self, stopping: Hints = ()) -> str:
        """Say the last thing again; ``stopped_by`` is returned."""
        if self._asking is not None:
            self.ask(self._asking, _nothing, stopping)
        return self.stopped_by

    def ask(self, asking: Asking, meanwhile: Callable[[], object], stopping: Hints = ()) -> float:
        """Show the words and speak them; returns when the loudspeaker is silent again.

        A key of ``stopping`` ends it like s; which one is in ``stopped_by``.

        ``meanwhile`` is called once the voice has its order. The moment returned is that of the
        first sound; of the words on the screen where there was none.
        """
        self.stopped_by = ""
        self._asking = asking
        self._loop.show(asking)
        shown_s = self._clock()
        if not self.is_silent:
            self._loop.offer(keys.while_speaking(stopping))
        sounded: list[float] = []
        self._again = True
        while self._again:
            self._again = False
            self._say(asking.text, sounded, meanwhile, keys.letters(stopping))
            meanwhile = _nothing
        return sounded[0] if sounded else shown_s

    def _say(
        self,
        text: str,
        sounded: list[float],
        meanwhile: Callable[[], object],
        stopping: frozenset[str],
    ) -> None:
        stop = threading.Event()

        def say(_tell: Progress) -> None:
            self._voice.say(text, stop, lambda: sounded.append(self._clock()))

        self._saying.set()
        job = self._voice_worker.do(say)
        try:
            meanwhile()
            error = self._until_said(job, stop, stopping)
        finally:
            was_cut = stop.is_set()
            stop.set()
            self._saying.clear()
        if error is not None and not isinstance(error, MockintError):
            raise error
        self._failed = error is not None and not was_cut
        if self._failed:
            self._loop.note(
                "The voice failed, so read the question on the screen. "
                f"mockint tries the voice again next time: {error}"
            )

    def prepare_all(self, texts: Sequence[str]) -> None:
        """Have these rendered one by one in the background, until the round ends."""

        def render() -> None:
            for text in texts:
                if self._closed.is_set() or self._failed:
                    return
                self._voice.prepare(text)

        self._loop.in_background(self._prerender_worker, render)

    def prepare(self, text: str | None) -> None:
        """Let the voice get ready for what comes next. If that fails, saying it will tell."""
        if text and not self._failed:
            self._loop.in_background(self._voice_worker, lambda: self._voice.prepare(text))

    def prepare_likely(self, text: str) -> None:
        """The same for what may come next; dropped where something is to be said before its turn:
        what is said does not wait for what may never be."""

        def render() -> None:
            if not self._saying.is_set():
                self._voice.prepare(text)

        if not self._failed:
            self._loop.in_background(self._voice_worker, render)

    def _until_said(
        self, job: int, stop: threading.Event, stopping: frozenset[str]
    ) -> BaseException | None:
        while True:
            match self._loop.inbox.get():
                case WorkDone(job=ended, error=error) if ended == job:
                    return error
                case KeyPressed(choice=chosen) if chosen and chosen in stopping:
                    self.stopped_by, self._again = chosen, False
                    stop.set()
                case KeyPressed(key="again") if not self.is_silent and not self._loop.ending:
                    self._again = True
                    stop.set()
                case KeyPressed(key="skip"):
                    self._again = False
                    stop.set()
                case KeyPressed(key="quit"):
                    self._again = False
                    self._loop.quit()
                    stop.set()
                case event:
                    self._loop.handle(event)
