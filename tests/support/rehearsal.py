"""A recorded candidate for practice: flite's voice through the real recorder and PocketSphinx, the
prompts spoken to files, the keys scripted."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import soundfile

from mockint.audio.files import read
from mockint.audio.replay import FileMicrophone
from mockint.audio.types import RATE_HZ, Microphone
from mockint.cli.front import TerminalFront
from mockint.content.candidates import load_candidate
from mockint.domain import Segment
from mockint.events import Asking, Notice
from mockint.interview import Prompt
from mockint.locations import content_dir
from mockint.screen.scripted import Press, RecordingScreen, ScriptedKeys
from mockint.transcribe.types import Transcriber
from mockint.voice.types import Voice
from mockint.wiring.engines import choose_transcriber
from mockint.wiring.interview import Equipment
from tests.support.voice_to_file import FileVoice

FRONT = TerminalFront()


@cache
def pocketsphinx() -> Transcriber:
    """One for all tests of a run: loading it takes a second."""
    return choose_transcriber("pocketsphinx", "base.en", tell=print, may_fetch=False)


def said(folder: Path, *segments: Segment, candidate: str = "strong", most_s: float = 20.0) -> Path:
    """A WAV file of what a recorded candidate says in these parts, at most ``most_s`` of it."""
    of = load_candidate(content_dir() / "candidates", candidate)
    sound = read(of.answer)
    quiet = np.zeros(RATE_HZ // 2, np.float32)
    pieces, length_s = [quiet], 0.0
    for one in of.spoken:
        if one.segment in segments and length_s + one.end - one.start <= most_s:
            pieces.append(sound[round(one.start * RATE_HZ) : round(one.end * RATE_HZ)])
            pieces.append(quiet[: RATE_HZ // 4])
            length_s += one.end - one.start + 0.25
    path = folder / f"{candidate}-{'-'.join(segments)}-{most_s:.0f}.wav"
    soundfile.write(path, np.concatenate([*pieces, quiet]), RATE_HZ)
    return path


class Rehearsal:
    """Equipment for a practice, and what was seen and said in it."""

    def __init__(
        self,
        folder: Path,
        sounds: Sequence[Path],
        *script: Press,
        voice: Voice | None = None,
        transcriber: Transcriber | None = None,
        pace: float = 0.0,
    ) -> None:
        """``sounds``: what the candidate says, one after the other; the last again and again.

        ``pace`` as in FileMicrophone: 1 where keys come while the candidate talks.
        """
        self.prompts: list[Prompt] = []
        self.keys = ScriptedKeys(script)
        self.screen = RecordingScreen(self.keys)
        self.spoken_to = folder / "prompts"
        waiting = list(sounds)

        def open_microphone(prompt: Prompt) -> Microphone:
            self.prompts.append(prompt)
            return FileMicrophone(waiting.pop(0) if len(waiting) > 1 else waiting[0], pace=pace)

        self.equipment = Equipment(
            voice=voice or FileVoice(self.spoken_to),
            transcriber=transcriber or pocketsphinx(),
            microphone="a recorded candidate",
            open_microphone=open_microphone,
            keys=self.keys,
            screen=self.screen,
        )

    def run(self, command: Callable[..., object], *options: object) -> None:
        """Do what is typed, with this equipment; show what came of it."""
        FRONT.show(command(*options, FRONT, equipment=self.equipment))

    @property
    def asked(self) -> list[str]:
        """What was said to the candidate."""
        return [event.text for event in self.screen.events if isinstance(event, Asking)]

    @property
    def noted(self) -> list[str]:
        """What was only shown."""
        return [event.text for event in self.screen.events if isinstance(event, Notice)]
