"""A recogniser that is asked again where it dies, and follows the phrase under way if it can."""

from collections.abc import Callable, Sequence

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineDied
from mockint.transcribe.types import Heard, Piece, Recogniser, Streaming, Word

TRIES = 3
"""For one phrase; a recogniser that dies of it twice will again."""
STEP_S = 0.25
"""A recogniser that streams is given at least so much at a time: each call has its price."""
SAME_S = 1e-6
"""Two moments nearer than this are one."""


class Persistent:
    """Hears pieces in order. A recogniser that dies is given the same sound again, up to TRIES
    times; ``note`` then gets one line for the candidate."""

    def __init__(
        self, recogniser: Recogniser, hints: Sequence[str], note: Callable[[str], None]
    ) -> None:
        self._recogniser = recogniser
        self._streaming = recogniser if isinstance(recogniser, Streaming) else None
        self._hints = hints
        self._note = note
        self._start_s: float | None = None
        self.followed_s: float | None = None
        """How far the phrase under way has been streamed."""
        self._deaths = 0
        """Of the phrase under way."""

    @property
    def streams(self) -> bool:
        """It can be told the phrase under way."""
        return self._streaming is not None

    def follow(self, tail: Piece, sound: Callable[[Piece], Samples]) -> tuple[Word, ...] | None:
        """Stream what is new of the phrase under way; None where that is too little to bother.

        ``sound`` gives the sound of any stretch. Raises TranscribeError as the engine did.
        """
        assert self._streaming is not None
        try:
            if self._start_s != tail[0]:
                self._streaming.begin(hints=self._hints)
                self._start_s, self.followed_s = tail[0], tail[0]
            assert self.followed_s is not None
            if tail[1] - self.followed_s < STEP_S:
                return None
            words = self._streaming.more(sound((self.followed_s, tail[1])))
            self.followed_s = tail[1]
        except EngineDied as error:
            self._died(error)
            return None
        return words

    def hear(self, piece: Piece, sound: Samples) -> Heard:
        """What is heard in ``piece``, whose sound is ``sound``. Raises as the engine did."""
        while True:
            try:
                heard = self._hear(piece, sound)
            except EngineDied as error:
                self._died(error)
            else:
                self._deaths = 0
                return heard

    def _hear(self, piece: Piece, sound: Samples) -> Heard:
        start_s, followed_s = self._start_s, self.followed_s
        self._start_s = self.followed_s = None
        if self._streaming is None or start_s is None or followed_s is None:
            return self._recogniser.hear(sound, hints=self._hints)
        if abs(start_s - piece[0]) > SAME_S or followed_s > piece[1] + SAME_S:
            return self._recogniser.hear(sound, hints=self._hints)
        rest = round((followed_s - piece[0]) * RATE_HZ)
        if rest < sound.size:
            self._streaming.more(sound[rest:])
        return self._streaming.end()

    def _died(self, error: EngineDied) -> None:
        self._start_s = self.followed_s = None
        self._deaths += 1
        if self._deaths >= TRIES:
            raise error
        self._note(f"{error.what} and was started again; nothing of the recording is lost.")
