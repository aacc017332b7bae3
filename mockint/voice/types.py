"""The interviewer's voice, and the engine that renders it.

No sound: the words stand on the screen, which shows them in any case.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol, Self, runtime_checkable

Began = Callable[[], None]
"""Called once, from any thread, when the first sound leaves for the loudspeaker."""


def unheard() -> None:
    """The default of ``began``: nobody wants to know."""


class Voice(Protocol):
    """Says a text. ``say`` returns when the last sound has left the loudspeaker."""

    name: str
    """What a person would call it, e.g. "gmw/en-us, through pyttsx3"."""

    def prepare(self, text: str) -> None:
        """Render ahead of time, so that ``say`` starts at once. May be called from any thread."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Speak, until done or until ``stop`` is set (heard within 0.1 s).

        Raises VoiceError, NoDevice or AudioLibraryMissing; the caller then shows the words.
        """

    def close(self) -> None:
        """End what it started and remove what is not kept. It is not used after it."""


@runtime_checkable
class LessonVoice(Voice, Protocol):
    """A voice that can be told beforehand what it will read."""

    def reading(self, texts: Collection[str], within_s: Mapping[str, float] = ...) -> Voice:
        """The same voice in its place; it keeps these ``texts``, which hold nothing personal.

        ``within_s``: text -> the seconds that it is spoken in. What is closed is the new one.
        """


class Renderer(Protocol):
    """Turns text into sound files: an engine, with its voice and its rate. From any thread."""

    @property
    def name(self) -> str:
        """As ``Voice.name``."""

    @property
    def rate(self) -> float:
        """How fast it speaks; 1.0 is the engine's unhurried interviewer, 1.3 faster by 0.3."""

    def made_of(self, text: str) -> Sequence[str | float]:
        """All that makes the sound of ``text`` what it is: with the same, a kept one will do."""

    def render(self, text: str, out: Path) -> None:
        """Write ``text`` as speech to ``out`` (WAV, mono, 16 bit), readable by its owner only.

        Raises VoiceError; then there is no ``out``. FileError where it cannot be written.
        """

    def at_rate(self, rate: float) -> Self:
        """The same voice at another rate. The two share what :meth:`close` ends."""

    def close(self) -> None:
        """End the processes that it keeps."""


@dataclass(frozen=True, slots=True)
class SpeechVoice:
    """A voice that can be asked for."""

    id: str
    """As the engine takes it, e.g. "gmw/en-us"; for Piper the voice's name."""
    name: str
    """e.g. "English (America)"."""
    languages: tuple[str, ...]


class Player(Protocol):
    """Plays a rendered utterance; ``audio.speaker`` is the real one, handed in by ``wiring``."""

    def __call__(self, wav: Path, stop: Event, began: Began, /) -> None:
        """Play ``wav`` through the loudspeaker until its end or until ``stop`` is set.

        Raises NoDevice, DeviceLost or AudioLibraryMissing.
        """


class ShownVoice:
    """The silent voice, for ``--voice none`` and for machines without a loudspeaker."""

    name = "none, text only"

    def prepare(self, text: str) -> None:
        """Nothing to render."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Return at once."""
        began()

    def close(self) -> None:
        """Nothing to end."""
