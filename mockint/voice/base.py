"""The interviewer's voice."""

from threading import Event
from typing import Protocol


class Voice(Protocol):
    """Says a text. ``say`` returns when the last sound has left the loudspeaker."""

    name: str
    """What a person would call it, e.g. "espeak-ng en-us through pyttsx3"."""

    def prepare(self, text: str) -> None:
        """Render ahead of time, so that ``say`` starts at once. May be called from any thread."""

    def say(self, text: str, stop: Event) -> None:
        """Speak, until done or until ``stop`` is set (heard within 0.1 s).

        Raises VoiceError, NoDevice or AudioLibraryMissing; the caller then shows the words.
        """
