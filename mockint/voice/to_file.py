"""The voice on disk: every text that is said becomes a numbered WAV file."""

from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Self

from mockint.errors import VoiceError
from mockint.voice.renderer import Renderer, cut
from mockint.voice.types import Began, unheard


class FileVoice:
    """Writes 001.wav, 002.wav, … into ``folder``, after those that are there, and plays nothing."""

    def __init__(self, folder: Path, renderer: Renderer | None = None) -> None:
        self._folder = folder
        self._renderer = renderer or Renderer()
        self.name = f"espeak-ng {self._renderer.voice_id} through pyttsx3, to files in {folder}"

    def at_rate(self, rate: int) -> Self:
        """The same voice at another rate, into the same folder."""
        return type(self)(self._folder, replace(self._renderer, rate=rate))

    def prepare(self, text: str) -> None:
        """Nothing ahead: nobody waits for a file."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        """Write the next file. Raises VoiceError."""
        if stop.is_set() or not cut(text):
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            taken = [int(path.stem) for path in self._folder.glob("*.wav") if path.stem.isdigit()]
        except OSError as error:
            raise VoiceError(
                f"the voice cannot be written to {self._folder}", cause=str(error)
            ) from error
        began()
        self._renderer.render(text, self._folder / f"{max(taken, default=0) + 1:03}.wav")
