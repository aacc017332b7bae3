"""Words while the candidate talks, so that only the last phrase is left when they are done.

The recording's sound comes in blocks; a cutter (``audio.cutting``) tells phrases as soon as they
are over; one thread gives them to the recognizer, always behind the recording, never in its way:

- A recognizer that streams is given the phrase under way as it comes; its end costs it little.
- Any other is given whole phrases, and in a pause the phrase under way ahead of time: when the
  candidate is done, or the pause turns out to be the phrase's end, that result counts.
- A recognizer slower than speech falls behind. What waits is sound only; where a pass pays for a
  window, everything waiting goes into one pass up to that window, so it catches up by itself.
- A recognizer that dies is started again and given the same phrase: the sound is still here.

Nothing is dropped: what is heard are the cutter's phrases, in order, each once.
"""

import contextlib
import queue
import threading
from collections.abc import Callable
from dataclasses import replace

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import TranscribeError
from mockint.transcribe.live.follower import Cutter, Follower
from mockint.transcribe.live.retry import RetryingRecognizer
from mockint.transcribe.types import (
    NO_ENGINE,
    EngineInfo,
    Progress,
    Transcript,
    Word,
    no_progress,
)

TellWords = Callable[[tuple[Word, ...], float, float], None]
"""Words so far; up to when they will not change; seconds of voice not heard yet."""


def _tell_nobody(_words: tuple[Word, ...], _sure_s: float, _behind_s: float) -> None:
    pass


class _Abandoned(Exception):
    """The take does not count."""


class IncrementalTranscription:
    """A LiveTranscription that asks a recognizer phrase by phrase, in a thread of its own.

    ``tell`` is called from that thread. ``turn`` is held while the recognizer is in use: one
    transcription that was abandoned may still be busy with its last piece.
    """

    def __init__(
        self,
        recognizer: RetryingRecognizer,
        cutter: Cutter,
        *,
        engine_info: EngineInfo = NO_ENGINE,
        tell: TellWords = _tell_nobody,
        turn: "threading.Lock | None" = None,  # in 3.11 Lock is a function
    ) -> None:
        self._name, self._info = recognizer.name, engine_info
        self._tell = tell
        self._turn = turn or threading.Lock()
        self._follower = Follower(recognizer, cutter, self._tell_words)
        self._cutter = cutter
        self._blocks: queue.SimpleQueue[Samples | None] = queue.SimpleQueue()
        self._fed = 0
        self._ended = False
        self._abandoned = False
        self._done = threading.Event()
        self._error: BaseException | None = None
        self._progress: Progress = no_progress
        threading.Thread(target=self._work, name="mockint-follow", daemon=True).start()

    # ------------------------------------------------------------ what a round calls

    def push(self, block: Samples) -> None:
        """Take the next sound of the recording ((n,), float32, 16 kHz); returns at once."""
        self._fed += block.size
        if not self._done.is_set():
            self._blocks.put(block)

    def finish(self, progress: Progress) -> Transcript:
        """There is no more: hear what is left. Raises what the recognizer raised, and
        TranscribeError where the take is so quiet that it must be heard again, made louder."""
        self._progress = progress
        self._blocks.put(None)
        self._done.wait()
        if self._error is not None:
            raise self._error
        if self._cutter.is_too_quiet:
            raise TranscribeError("the recording was too quiet to be heard while it was made")
        return replace(self._follower.transcript(self._name), engine_info=self._info)

    def abandon(self) -> None:
        """The take does not count."""
        self._abandoned = True
        self._blocks.put(None)

    # ------------------------------------------------------------ the thread

    def _work(self) -> None:
        try:
            with self._turn:
                self._follow()
        except BaseException as error:  # noqa: BLE001 - the top of a thread; finish() raises it
            self._error = error
        finally:
            self._done.set()

    def _follow(self) -> None:
        with contextlib.suppress(_Abandoned):
            while not (self._ended and not self._follower.waiting):
                self._take_in(wait=not self._follower.waiting)
                self._follower.step(self._take_in)

    def _take_in(self, *, wait: bool = False) -> None:
        """All sound that has come. Raises _Abandoned where none of it counts any more."""
        if self._abandoned:
            raise _Abandoned
        while not self._ended:
            try:
                block = self._blocks.get(wait)
            except queue.Empty:
                return
            wait = False
            if block is None:
                self._ended = True
                self._follower.end()
            else:
                self._follower.push(block)

    def _tell_words(self, words: tuple[Word, ...], sure_s: float) -> None:
        coming_s = self._fed / RATE_HZ - self._cutter.heard_s
        self._tell(words, sure_s, self._follower.behind_s + coming_s)
        if self._fed:
            self._progress(min(1.0, sure_s * RATE_HZ / self._fed))
