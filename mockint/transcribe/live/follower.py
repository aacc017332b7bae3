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
    def is_too_quiet(self) -> bool:
        """What has come must be made louder to be heard, which is done when all of it is there."""

    @property
    def speaking_since_s(self) -> float | None:
        """When the speech that goes on at this moment began; None in a pause."""

    @property
    def spoken_s(self) -> float:
        """How far the last speech has come."""

    def push(self, block: Samples) -> tuple[Piece, ...]:
        """Take sound; the phrases that are complete by now."""

    def end(self) -> tuple[Piece, ...]:
        """The phrases that are left."""

    def tail(self) -> Piece | None:
        """The phrase under way, as far as there is sound of it."""

    def sound(self, phrase: Piece) -> Samples:
        """The sound of a phrase."""


_Spoken = tuple[float, float]
"""Where a phrase begins, and how far the speech in it has come by now."""

FALLING_S = 0.15
"""Silence from which the phrase under way is heard as if it were over: the closure of a consonant
takes 0.1 s at most, and a voice detector takes back 0.03 s of speech."""
DRAFT_FROM_S, DRAFT_EVERY_S = 4.0, 2.5
"""A phrase so long is drafted while it goes on, so often at most."""


def _nothing() -> None:
    pass


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
        self._ahead: tuple[_Spoken, Recognition] | None = None
        """The phrase under way, heard in a pause."""
        self._drafted_s = 0.0
        """How far the sound had come at the last draft."""
        self._rested_s = 0.0
        """Until the sound has come so far there is no other draft in the middle of speech."""
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

    def step(self, take_in: Callable[[], None] = _nothing) -> None:
        """Hear what is next: a phrase, everything waiting, or the phrase under way ahead of time.

        ``take_in`` gives this the sound that has come meanwhile (:meth:`push`, :meth:`end`): where
        that makes work ahead of time useless, it is given up. It may raise to end it all.
        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
        if self._backlog:
            self._hear(self._next_piece())
        elif not self._ended:
            self._look_ahead(take_in)

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

    def _look_ahead(self, take_in: Callable[[], None]) -> None:
        tail = self._cutter.tail()
        if tail is None:
            return
        if self._recognizer.streams:
            words = self._recognizer.follow(tail, self._cutter.sound)
            if words is not None:
                self._tell_unsure(words, tail)
        elif self._known(tail) is None:
            try:
                if self._recognizer.drafts:
                    self._draft(tail, take_in)
                elif self._cutter.speaking_since_s is None:
                    self._hear_ahead(tail, self._cutter.sound(tail))
            except TranscribeError:  # it will be heard again, and then it counts
                return

    def _hear_ahead(self, tail: Piece, sound: Samples) -> None:
        spoken = self._spoken(tail)
        heard = self._recognizer.recognize(tail, sound)
        self._ahead = (spoken, heard)
        self._tell_unsure(heard.words, tail)

    def _draft(self, tail: Piece, take_in: Callable[[], None]) -> None:
        """In a pause: hear the phrase as if it were over. Otherwise: what helps to do so later."""
        begun_s, spoken, pausing = self._cutter.heard_s, self._spoken(tail), self._is_falling
        if not pausing and not self._is_worth_a_draft(tail):
            return
        sound = self._cutter.sound(tail)

        def stop() -> bool:
            take_in()
            is_other = self._spoken_next != spoken
            return is_other if self._backlog else self._is_falling and (is_other or not pausing)

        made = self._recognizer.draft(sound, stop)
        self._drafted_s = tail[1]
        # A slow machine has better things to do: two thirds of the time are for other work.
        self._rested_s = self._cutter.heard_s + 2 * (self._cutter.heard_s - begun_s)
        if made and pausing and self._spoken_next == spoken:
            self._hear_ahead(tail, sound)

    def _is_worth_a_draft(self, tail: Piece) -> bool:
        """In the middle of speech."""
        return (
            self._recognizer.extends_drafts
            and tail[1] - tail[0] >= DRAFT_FROM_S
            and tail[1] - self._drafted_s >= DRAFT_EVERY_S
            and self._cutter.heard_s >= self._rested_s
            and self._cutter.heard_s - self._cutter.spoken_s < FALLING_S / 2  # no pause begins
        )

    def _tell_unsure(self, words: tuple[Word, ...], tail: Piece) -> None:
        placed = self._assembly.placed(words, tail, None)
        self._tell(self._assembly.words + placed, self.sure_s)

    # ------------------------------------------------------------ whether speech was added

    @property
    def _is_falling(self) -> bool:
        return self._cutter.heard_s - self._cutter.spoken_s >= FALLING_S

    @property
    def _spoken_next(self) -> _Spoken | None:
        """Of the phrase that is to be heard next, over or not."""
        piece = self._backlog[0] if self._backlog else self._cutter.tail()
        return None if piece is None else self._spoken(piece)

    def _known(self, piece: Piece) -> Recognition | None:
        """What was heard ahead of time, where ``piece`` holds no more speech than that."""
        if self._ahead is None:
            return None
        spoken, heard = self._ahead
        return heard if self._spoken(piece) == spoken else None

    def _spoken(self, piece: Piece) -> _Spoken:
        ends = [one.end_s for one in self._cutter.voiced if one.start_s < piece[1] - SAME_S]
        since_s = self._cutter.speaking_since_s
        if since_s is not None and since_s < piece[1] - SAME_S:
            ends.append(self._cutter.spoken_s)
        return round(piece[0], 6), round(max(ends, default=0.0), 6)
