"""A recognizer that is asked again where it dies, and follows the phrase under way if it can."""

from collections.abc import Callable, Sequence

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineDied
from mockint.transcribe.types import Drafting, Piece, Recognition, Recognizer, Streaming, Word

TRIES = 3
"""For one phrase; a recognizer that dies of it twice will again."""
STEP_S = 0.25
"""A recognizer that streams is given at least so much at a time: each call has its price."""
SAME_S = 1e-6
"""Two moments nearer than this are one."""


class RetryingRecognizer:
    """Hears pieces in order. A recognizer that dies is given the same sound again, up to TRIES
    times; ``note`` then gets one line for the candidate."""

    def __init__(
        self,
        recognizer: Recognizer,
        hints: Sequence[str] = (),
        note: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self.name = recognizer.name
        self.window_s = recognizer.window_s
        self._recognizer = recognizer
        self._streaming = recognizer if isinstance(recognizer, Streaming) else None
        self._drafting = recognizer if isinstance(recognizer, Drafting) else None
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

    @property
    def drafts(self) -> bool:
        """A draft of the phrase under way makes its end cheaper."""
        return self._drafting is not None

    @property
    def extends_drafts(self) -> bool:
        """A draft made in the middle of speech helps too."""
        return self._drafting is not None and self._drafting.extends

    def draft(self, sound: Samples, stop: Callable[[], bool]) -> bool:
        """As Drafting.draft; False as well where the recognizer died of it. Raises otherwise."""
        assert self._drafting is not None
        try:
            return self._drafting.draft(sound, stop, hints=self._hints)
        except EngineDied as error:
            self._died(error)
            return False

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
            words = self._streaming.push(sound((self.followed_s, tail[1])))
            self.followed_s = tail[1]
        except EngineDied as error:
            self._died(error)
            return None
        return words

    def recognize(self, piece: Piece, sound: Samples) -> Recognition:
        """What is heard in ``piece``, whose sound is ``sound``. Raises as the engine did."""
        while True:
            try:
                heard = self._recognize(piece, sound)
            except EngineDied as error:
                self._died(error)
            else:
                self._deaths = 0
                return heard

    def _recognize(self, piece: Piece, sound: Samples) -> Recognition:
        start_s, followed_s = self._start_s, self.followed_s
        self._start_s = self.followed_s = None
        if self._streaming is None or start_s is None or followed_s is None:
            return self._recognizer.recognize(sound, hints=self._hints)
        if abs(start_s - piece[0]) > SAME_S or followed_s > piece[1] + SAME_S:
            return self._recognizer.recognize(sound, hints=self._hints)
        rest = round((followed_s - piece[0]) * RATE_HZ)
        if rest < sound.size:
            self._streaming.push(sound[rest:])
        return self._streaming.end()

    def _died(self, error: EngineDied) -> None:
        self._start_s = self.followed_s = None
        self._deaths += 1
        if self._deaths >= TRIES:
            raise error
        self._note(f"{error.what}. mockint started it again; your recording is complete.")
