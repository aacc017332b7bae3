"""A voice for tests: every text that is said becomes a numbered WAV file, and nothing is played."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Self

from mockint.voice.renderer import Renderer, cut
from mockint.voice.types import Began, unheard


@dataclass(frozen=True)
class FileVoice:
    """Writes 001.wav, 002.wav, … into ``folder``, after those that are there."""

    folder: Path
    renderer: Renderer = field(default_factory=Renderer)
    name: str = "to files"

    def at_rate(self, rate: int) -> Self:
        return replace(self, renderer=replace(self.renderer, rate=rate))

    def prepare(self, text: str) -> None:
        """Nothing ahead: nobody waits for a file."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        if stop.is_set() or not cut(text):
            return
        self.folder.mkdir(exist_ok=True)
        began()
        number = len(list(self.folder.glob("*.wav"))) + 1
        self.renderer.render(text, self.folder / f"{number:03}.wav")
