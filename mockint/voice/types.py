"""The interviewer's voice.

No sound: the words stand on the screen, which shows them in any case.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Protocol

Began = Callable[[], None]
"""Called once, from any thread, when the first sound leaves for the loudspeaker."""


def unheard() -> None:
    """The default of ``began``: nobody wants to know."""


class Voice(Protocol):
    """Says a text. ``say`` returns when the last sound has left the loudspeaker."""

    name: str
    """What a person would call it, e.g. "espeak-ng en-us through pyttsx3"."""

    def prepare(self, text: str) -> None:
        """Render ahead of time, so that ``say`` starts at once. May be called from any thread."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Speak, until done or until ``stop`` is set (heard within 0.1 s).

        Raises VoiceError, NoDevice or AudioLibraryMissing; the caller then shows the words.
        """


class Player(Protocol):
    """Plays a rendered utterance; ``audio.speaker`` is the real one, handed in by ``app``."""

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
