"""Words with times, and the one seam behind which every recogniser stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from mockint.audio.base import Samples


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word on the recording's clock."""

    text: str
    """As the engine wrote it, without surrounding blanks; punctuation stays attached ("logs,")."""
    start: float
    """Seconds."""
    end: float
    """Seconds, >= start."""
    probability: float | None = None
    """0..1; None where the engine gives none, which counts as sure."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to ``end``, seconds on the recording's clock."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard in one recording, in order of time."""

    words: tuple[Word, ...]
    duration: float
    """Seconds of the whole recording; for a transcript file without one, the last word's end."""
    engine: str
    """The recogniser that heard it, e.g. "openai-whisper base.en"."""
    language: str = "en"
    speech: tuple[Stretch, ...] | None = None
    """Where voice was active, where that was measured."""
    hesitations: tuple[Stretch, ...] = ()
    """Voiced sound without a word: likely "um" and "uh" that the engine dropped."""

    @property
    def text(self) -> str:
        """The words as running text."""
        return " ".join(word.text for word in self.words)


Progress = Callable[[float], None]
"""Told 0..1 now and then while an engine works."""


def no_progress(_fraction: float) -> None:
    """Tell nobody."""


class Transcriber(Protocol):
    """Turns a recording into words. Loading is lazy; ``warm`` brings it forward."""

    name: str
    """Named in every debrief, e.g. "openai-whisper base.en", "PocketSphinx en-us"."""

    def warm(self) -> None:
        """Load the model now. Raises EngineMissing or WeightsMissing."""

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """Hear ``samples`` (mono float32 at 16 kHz). Silence gives a transcript without words.

        ``hints``: words likely to be said, for engines that take a vocabulary.
        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
