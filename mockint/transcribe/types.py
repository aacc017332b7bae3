"""Words with times, and the one seam behind which every recognizer stands."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from mockint.audio.types import Samples

WordQuality = Literal["good", "rough", "unknown"]
"""What an engine's words are good for. "rough": on human speech about every third is wrong, so
times can be trusted and quotes need a look. "unknown": a server's model, a file from elsewhere."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What a debrief must know about the engine that heard a recording, beside its name."""

    words: WordQuality = "unknown"
    sound_left: bool = False
    """The sound was sent to another machine."""


NO_ENGINE = EngineInfo()
"""Of words that no engine heard, such as those of a file from elsewhere."""
FILE_ENGINE = "transcript file"
"""What stands, or the name begins with, where such a file does not say which engine it was."""

LOW_CONFIDENCE = 0.4
"""A word that its engine gave less than this is never held against the candidate."""


MOST_WORDS = 100_000
"""Of an answer; at a good pace they take 12 hours."""
LONGEST_WORD = 200
"""Letters. What is judged of a word may take the square of them, and an engine that goes round in
circles writes thousands without a blank."""


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
    confirmed: bool = False
    """An "um" that the engine wrote and that was found again in the sound itself. An engine gives
    such a word little even where it is right."""

    @property
    def sure(self) -> bool:
        """Whether the engine, or the sound itself, stands by it."""
        if self.confirmed or self.probability is None:
            return True
        return self.probability >= LOW_CONFIDENCE


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
    """The recognizer that heard it, e.g. "openai-whisper base.en"."""
    language: str = "en"
    speech: tuple[Stretch, ...] | None = None
    """Where voice was active, where that was measured."""
    hesitations: tuple[Stretch, ...] = ()
    """Voiced sound without a word: likely "um" and "uh" that the engine dropped."""
    not_understood: tuple[Stretch, ...] = ()
    """Where somebody spoke and the engine made no words of it: it counts against nobody."""
    estimated: tuple[Stretch, ...] = ()
    """Where the engine told no word times, and they are spread over the sound by length; in order
    of time."""
    engine_info: EngineInfo = NO_ENGINE
    """What is true of that engine, as of when it heard this."""
    others: tuple[Stretch, ...] = ()
    """Where somebody else spoke, such as who asked: none of the words is from there."""
    notes: tuple[str, ...] = ()
    """What was mended and what was left out, one line each, for the person who reads about it."""

    @property
    def has_word_times(self) -> bool:
        """Whether most words have a time of their own: else nothing is measured by the word."""
        starts = [one.start for one in self.estimated]
        guessed = 0
        for word in self.words:
            begun = bisect_right(starts, word.start)
            guessed += begun > 0 and word.start < self.estimated[begun - 1].end
        return 2 * guessed <= len(self.words)

    @property
    def text(self) -> str:
        """The words as running text."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a recognizer found in one piece of sound; all times are seconds from its start."""

    words: tuple[Word, ...]
    """In order of time."""
    hesitations: tuple[Stretch, ...] = ()
    """Sounds of voice that the recognizer itself tells from words."""
    estimated: bool = False
    """The words' times are none of its own: they are spread over the sound by length."""


class Recognizer(Protocol):
    """Hears one piece of sound at a time: the part of an engine that computes.

    Cutting, the recording's clock, hallucinations and hesitations are the business of whoever asks
    (``RecordingTranscriber`` for a recording on disk, ``live.incremental`` while the talk goes on),
    so that every engine is treated alike. One piece at a time; may be made in another process.
    """

    name: str
    """Named in every debrief, e.g. "openai-whisper base.en", "PocketSphinx en-us"."""
    window_s: float
    """Seconds of sound that a pass pays for however short the sound is (Whisper: 30): neighbouring
    phrases are given to it together up to here. 0 where the cost follows the sound."""

    def warm(self) -> None:
        """Load the model now, ready to hear at full speed. Raises EngineMissing, WeightsMissing,
        or TranscribeError where the machine has no room for it."""

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words in ``sound`` (shape (n,), mono float32 in [-1, 1] at 16 kHz).

        ``hints``: words likely to be said, for engines that take a vocabulary.
        Raises EngineMissing, WeightsMissing or TranscribeError.
        """


@runtime_checkable
class Streaming(Recognizer, Protocol):
    """A recognizer that also hears a piece while it is being said, so that little is left to do at
    its end. ``begin``, ``push`` as often as there is sound, ``end``; ``begin`` again gives up the
    piece under way."""

    def begin(self, *, hints: Sequence[str] = ()) -> None:
        """A new piece. Raises as ``recognize``."""

    def push(self, sound: Samples) -> tuple[Word, ...]:
        """Take more sound of it; the words so far, which may still change.

        Raises as ``recognize``.
        """

    def end(self) -> Recognition:
        """The piece is over: what was heard. Raises as ``recognize``."""


@runtime_checkable
class Drafting(Recognizer, Protocol):
    """A recognizer that hears a piece sooner where it has drafted it, or the piece so far."""

    extends: bool
    """A draft of the piece so far helps with a longer one; otherwise only with the same sound."""

    def draft(self, sound: Samples, stop: Callable[[], bool], *, hints: Sequence[str] = ()) -> bool:
        """Make a draft of a piece that may go on; whether it was made to its end.

        The next ``draft`` or ``recognize`` has less left to do and hears the same words as without.
        ``stop`` is asked now and then, in any thread; True gives up, and what was made by then
        still helps. Raises as ``recognize``.
        """


class LiveTranscription(Protocol):
    """A transcription under way while its recording is still being made."""

    def push(self, block: Samples) -> None:
        """Take the next sound of the recording; returns at once, from any thread."""

    def finish(self, progress: "Progress") -> Transcript:
        """There is no more: hear what is left. Raises TranscribeError as the engine did, or where
        the recording was too quiet to be heard on the way."""

    def abandon(self) -> None:
        """The take does not count: stop hearing it. Safe after ``finish``."""


Progress = Callable[[float], None]
"""Told 0..1 now and then while an engine works."""


def no_progress(_fraction: float) -> None:
    """Tell nobody."""


class Transcriber(Protocol):
    """Turns a recording into words. Loading is lazy; ``warm`` brings it forward."""

    name: str
    """Named in every debrief, e.g. "openai-whisper base.en", "PocketSphinx en-us"."""
    engine_info: EngineInfo
    """Kept in every transcript."""

    def warm(self) -> None:
        """Load the model now. Raises EngineMissing or WeightsMissing."""

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """Hear ``samples`` (mono float32 at 16 kHz). Silence gives a transcript without words.

        ``hints``: words likely to be said, for engines that take a vocabulary.
        Raises EngineMissing, WeightsMissing or TranscribeError.
        """


Piece = tuple[float, float]
"""Start and end in seconds on the recording's clock."""
