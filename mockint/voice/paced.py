"""Some texts at a pace of their own: a model answer is spoken in the seconds it should take."""

from collections.abc import Mapping
from threading import Event
from typing import Protocol, Self, runtime_checkable

from mockint.voice.renderer import RATE
from mockint.voice.types import Began, Voice, unheard

LETTER_S, DIGIT_S, STOP_S = 0.077, 0.30, 0.76
"""What a letter, a digit and one of ",.;:?!" take at RATE, with the pause it brings. Fitted to the
model answers of three walkthroughs: 5 % off at most."""
SLOWEST, FASTEST = 90, 190
"""Rates that are still good to listen to."""


@runtime_checkable
class Paceable(Voice, Protocol):
    """A voice that can speak faster and slower."""

    def at_rate(self, rate: int) -> Self:
        """The same voice at another rate."""


def seconds_at_rate(text: str) -> float:
    """About how long ``text`` takes at RATE."""
    letters = sum(c.isalpha() for c in text)
    digits = sum(c.isdigit() for c in text)
    stops = sum(c in ",.;:?!" for c in text)
    return LETTER_S * letters + DIGIT_S * digits + STOP_S * stops


def rate_for(text: str, seconds: float) -> int:
    """The rate at which ``text`` takes ``seconds``, as near as may be listened to."""
    rate = RATE * seconds_at_rate(text) / max(1.0, seconds)
    return round(min(FASTEST, max(SLOWEST, rate)))


class PacedVoice:
    """A Voice that says the texts in ``seconds`` within their seconds, and all others as ever."""

    def __init__(self, voice: Voice, seconds: Mapping[str, float]) -> None:
        self.name = voice.name
        self._voice = voice
        self._paced: dict[str, Voice] = {}
        if isinstance(voice, Paceable):
            self._paced = {
                text: voice.at_rate(rate_for(text, within)) for text, within in seconds.items()
            }

    def prepare(self, text: str) -> None:
        """Render ahead of time. Raises VoiceError."""
        self._paced.get(text, self._voice).prepare(text)

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Speak, until done or until ``stop`` is set. Raises as Voice.say."""
        self._paced.get(text, self._voice).say(text, stop, began)
