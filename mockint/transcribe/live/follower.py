"""Words behind a recording that is still being made: what is heard next, and what that gives.

No thread and no clock: ``incremental`` runs it beside the recording, tests run it at any speed.
"""

from collections import deque
from collections.abc import Callable
from typing import Protocol

from mockint.audio.types import Samples, Voiced
from mockint.errors import TranscribeError
from mockint.transcribe.assemble import Assembly
from mockint.transcribe.live.retry import SAME_S, RetryingRecognizer
from mockint.transcribe.types import Piece, Recognition, Transcript, Word

TellWords = Callable[[tuple[Word, ...], float], None]
"""Words so far; up to when, on the recording's clock, they will not change."""


class Cutter(Protocol):
    """Phrases of a recording as it comes; see ``audio.cutting.PhraseCutter``."""

    voiced: list[Voiced]

    @property
    def heard_s(self) -> float:
        """How much sound has come."""

    @property
    def speaking_since_s(self) -> float | None:
        """When the speech that goes on at this moment began; None in a pause."""

    def push(self, block: Samples) -> tuple[Piece, ...]:
        """Take sound; the phrases that are complete by now."""

    def end(self) -> tuple[Piece, ...]:
        """The phrases that are left."""

    def tail(self) -> Piece | None:
        """The phrase under way, as far as there is sound of it."""

    def sound(self, phrase: Piece) -> Samples:
        """The sound of a phrase."""


class Follower:
    """Hears the cutter's phrases in order, each once, and nothing else.

    What waits is heard in one pass, up to the recognizer's window.
    """

    def __init__(self, recognizer: RetryingRecognizer, cutter: Cutter, tell: TellWords) -> None:
        self._recognizer = recognizer
        self._cutter = cutter
        self._tell = tell
        self._assembly = Assembly()
        self._backlog: deque[Piece] = deque()
        self._ended = False
        self._ahead: tuple[Piece, Recognition] | None = None
        """The phrase under way, heard in a pause."""
        self.sure_s = 0.0
        """Up to when the words will not change."""

    def push(self, block: Samples) -> None:
        """Take the next sound of the recording ((n,), float32, 16 kHz)."""
        self._backlog.extend(self._cutter.push(block))

    def end(self) -> None:
        """There is no more sound."""
        self._ended = True
        self._backlog.extend(self._cutter.end())

    @property
    def waiting(self) -> int:
        """Phrases that are over and not heard yet."""
        return len(self._backlog)

    @property
    def behind_s(self) -> float:
        """Seconds of voice taken and not heard yet."""
        heard_s = max(self.sure_s, self._recognizer.followed_s or 0.0)
        behind = [(one.start_s, one.end_s) for one in self._cutter.voiced]
        since_s = self._cutter.speaking_since_s
        if since_s is not None:
            behind.append((since_s, self._cutter.heard_s))
        return sum(max(0.0, end_s - max(start_s, heard_s)) for start_s, end_s in behind)

    def step(self) -> None:
        """Hear what is next: a phrase, everything waiting, or the phrase under way ahead of time.

        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
        if self._backlog:
            self._hear(self._next_piece())
        elif not self._ended:
            self._look_ahead()

    def transcript(self, engine: str) -> Transcript:
        """All that was heard, when nothing waits any more."""
        return self._assembly.transcript(engine, self._cutter.heard_s, self._voiced())

    # ------------------------------------------------------------ phrases that are over

    def _next_piece(self) -> Piece:
        start_s, end_s = self._backlog.popleft()
        while self._backlog and self._backlog[0][1] - start_s <= self._recognizer.window_s:
            end_s = self._backlog.popleft()[1]
        return start_s, end_s

    def _hear(self, piece: Piece) -> None:
        heard = self._known(piece) or self._recognizer.recognize(piece, self._cutter.sound(piece))
        self._ahead = None
        self._assembly.add(heard, piece, self._voiced())
        self.sure_s = piece[1]
        self._tell(self._assembly.words, self.sure_s)

    def _voiced(self) -> list[Piece]:
        return [(one.start_s, one.end_s) for one in self._cutter.voiced]

    # ------------------------------------------------------------ the phrase under way

    def _look_ahead(self) -> None:
        tail = self._cutter.tail()
        if tail is None:
            return
        if self._recognizer.streams:
            words = self._recognizer.follow(tail, self._cutter.sound)
            if words is not None:
                self._tell_unsure(words, tail)
        elif self._cutter.speaking_since_s is None and self._known(tail) is None:
            try:
                heard = self._recognizer.recognize(tail, self._cutter.sound(tail))
            except TranscribeError:  # it will be heard again, and then it counts
                return
            self._ahead = (tail, heard)
            self._tell_unsure(heard.words, tail)

    def _tell_unsure(self, words: tuple[Word, ...], tail: Piece) -> None:
        placed = self._assembly.placed(words, tail, None)
        self._tell(self._assembly.words + placed, self.sure_s)

    def _known(self, piece: Piece) -> Recognition | None:
        """What was heard ahead of time, where ``piece`` holds no more speech than that."""
        if self._ahead is None:
            return None
        tail, heard = self._ahead
        same = abs(tail[0] - piece[0]) < SAME_S and self._spoken(tail) == self._spoken(piece)
        return heard if same else None

    def _spoken(self, piece: Piece) -> tuple[float, bool]:
        """Where the last stretch of speech that reaches into ``piece`` ends, and whether one does
        that goes on at this moment."""
        ends = [one.end_s for one in self._cutter.voiced if one.start_s < piece[1] - SAME_S]
        since_s = self._cutter.speaking_since_s
        return max(ends, default=0.0), since_s is not None and since_s < piece[1] - SAME_S
