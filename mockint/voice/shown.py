"""No sound: the words stand on the screen, which shows them in any case."""

from threading import Event

from mockint.voice.base import Began, unheard


class ShownVoice:
    """The silent voice, for ``--voice none`` and for machines without a loudspeaker."""

    name = "none, the words are shown"

    def prepare(self, text: str) -> None:
        """Nothing to render."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Return at once."""
        began()
