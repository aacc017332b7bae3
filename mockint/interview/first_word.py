"""When the candidate began to speak, as far as can be told while the take goes on. Pure.

The debrief counts from the first word, so the clock on the screen does too. Words come late, after
a phrase or a draft; a voice is noticed at once. So the first voice starts the clock, and the first
word's own time takes its place as soon as it is known. What was no speech, such as a cough, stops
it again.
"""

from collections.abc import Sequence

from mockint.audio.types import Loudness
from mockint.transcribe.types import Word

SHOWN_S = 0.2
"""So much voice starts the clock: less may be a click or a breath."""
FOR_GOOD_S = 1.0
"""So much voice is speech, also where no engine makes words of it while one talks."""
FORGOTTEN_S = 2.0
"""Less than that, and then silence for so long: it was a cough, and the clock waits again."""


class FirstWord:
    """Of one take. ``hears`` and ``reads`` are told everything, in order."""

    def __init__(self) -> None:
        self._word_s: float | None = None
        self._voice_s: float | None = None
        """Where the voice began that is taken for speech,"""
        self._spoken_s = 0.0
        """how much there was of it,"""
        self._last_s = 0.0
        """and when it was last heard."""
        self._elapsed_s = 0.0
        self._wordless_s = 0.0
        """No words were made of anything before this moment."""

    @property
    def began_s(self) -> float | None:
        """On the recording's clock; None while nothing was said."""
        if self._word_s is not None:
            return self._word_s
        return self._voice_s if self._spoken_s >= SHOWN_S else None

    def hears(self, loudness: Loudness) -> None:
        """The latest tenth of a second."""
        before_s, self._elapsed_s = self._elapsed_s, loudness.elapsed_s
        since_s = loudness.voice_since_s
        if since_s is not None and since_s >= self._wordless_s:
            if self._voice_s is None:
                self._voice_s = since_s
            self._spoken_s += self._elapsed_s - max(before_s, since_s)
            self._last_s = self._elapsed_s
        elif self._spoken_s < FOR_GOOD_S and self._elapsed_s - self._last_s > FORGOTTEN_S:
            self._forget()

    def reads(self, words: Sequence[Word], sure_s: float) -> None:
        """The words so far, which will not change before ``sure_s``."""
        self._word_s = words[0].start if words else None
        if not words and sure_s > self._wordless_s:
            self._wordless_s = sure_s
            if self._voice_s is not None and self._voice_s < sure_s:
                self._forget()

    def _forget(self) -> None:
        self._voice_s, self._spoken_s = None, 0.0
