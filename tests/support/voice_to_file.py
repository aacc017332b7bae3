"""A voice for tests: every text that is said becomes a numbered WAV file, and nothing is played."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Self

from mockint.voice.paced import PacedRenderer
from mockint.voice.pieces import can_be_said
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.types import Began, Renderer, unheard


@dataclass(frozen=True)
class FileVoice:
    """Writes 001.wav, 002.wav, … into ``folder``, after those that are there."""

    folder: Path
    renderer: Renderer = field(default_factory=Pyttsx3Renderer)
    name: str = "to files"

    def reading(self, _texts: Collection[str], within_s: Mapping[str, float] = {}) -> Self:
        return replace(self, renderer=PacedRenderer(self.renderer, within_s))

    def prepare(self, text: str) -> None:
        """Nothing ahead: nobody waits for a file."""

    def say(self, text: str, stop: Event, began: Began = unheard) -> None:
        if stop.is_set() or not can_be_said(text):
            return
        self.folder.mkdir(exist_ok=True)
        began()
        number = len(list(self.folder.glob("*.wav"))) + 1
        self.renderer.render(text, self.folder / f"{number:03}.wav")

    def close(self) -> None:
        self.renderer.close()
