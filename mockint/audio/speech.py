"""Where somebody speaks in a recording: asked twice about each, and found once."""

from collections.abc import Sequence

from mockint.audio.phrases import Phrase, merged, phrases
from mockint.audio.types import Samples, Voiced
from mockint.audio.vad import speech


class SpeechFinder:
    """Finds the speech of one recording at a time, and remembers that of the last one."""

    def __init__(self) -> None:
        self._samples: Samples | None = None
        self._speech: tuple[Voiced, ...] = ()

    def stretches(self, samples: Samples) -> Sequence[Phrase]:
        """Stretches of speech in ``samples`` (mono at RATE_HZ), seconds."""
        return [(each.start_s, each.end_s) for each in self._find(samples)]

    def phrases(self, samples: Samples, *, merged_to_s: float) -> Sequence[Phrase]:
        """Phrases, seconds; neighbors as one up to ``merged_to_s``, 0 for none."""
        found = phrases(self._find(samples), samples)
        return merged(found, max_s=merged_to_s) if merged_to_s else found

    def _find(self, samples: Samples) -> tuple[Voiced, ...]:
        if samples is not self._samples:
            self._speech = speech(samples)
            self._samples = samples
        return self._speech
