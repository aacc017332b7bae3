"""Three-minute answers whose words and times are known, for whoever measures hearing.

The strong candidate's, which flite spoke, and a development answer in Piper's voice for development
(``training/voices.py``), which is the more natural of the two.
"""

import json
import random
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mockint.audio.files import read
from mockint.audio.types import RATE_HZ, Samples
from mockint.content.candidates import load_candidate
from mockint.content.load import load
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.locations import content_dir
from mockint.transcribe.types import Transcript, Word
from training import voices
from training.answers import DEVELOPMENT
from training.answers import read as read_answers

NATURAL = "dev1-002"
"""400 words with hesitations, told by somebody senior."""
STRETCH = 1.15
"""At which they take about three minutes."""
LEAD_S = 0.7


@dataclass(frozen=True)
class Told:
    """An answer whose words and their times are known."""

    voice: str
    question: Question
    library: Library
    sound: Samples
    words: tuple[Word, ...]
    ends: tuple[float, ...]
    """Where sentences end, seconds."""

    @property
    def level(self) -> Level:
        """The highest of the pack."""
        return self.library.pack.levels[-1]

    def until(self, moment_s: float) -> Transcript:
        """What was said by then."""
        words = self.words[: bisect_left([word.end for word in self.words], moment_s)]
        return Transcript(words, duration=moment_s, engine="known")


def strong() -> Told:
    """The strong candidate's answer."""
    candidate = load_candidate(content_dir() / "candidates", "strong")
    spoken = [(one.text, one.start, one.end) for one in candidate.spoken]
    return _told("flite", candidate.question, read(candidate.answer), spoken)


def natural(kept: Path) -> Told:
    """The answer in the natural voice. It is spoken once and kept in the folder ``kept``.

    Raises ImportError where that voice is not installed.
    """
    path, times_path = kept / f"{NATURAL}.wav", kept / f"{NATURAL}.json"
    answer = next(one for one in read_answers(DEVELOPMENT) if one.name == NATURAL)
    if not times_path.is_file():
        rng = random.Random(NATURAL)
        said = [(text, min(2.0, rng.lognormvariate(-0.75, 0.55))) for text in answer.sentences]
        render, chance = voices.voice(voices.PIPER), np.random.default_rng(1)
        sound, times = voices.answer(render, said, stretch=STRETCH, lead_s=LEAD_S, chance=chance)
        write_wav(path, np.asarray(sound, np.float32))
        times_path.write_text(json.dumps(times), encoding="utf-8")
    times = json.loads(times_path.read_text(encoding="utf-8"))
    pairs = zip(answer.sentences, times, strict=True)
    spoken = [(text, start, end) for text, (start, end) in pairs]
    question = load_candidate(content_dir() / "candidates", "strong").question
    return _told(voices.PIPER, question, read(path), spoken)


def _told(
    voice: str, question: str, sound: Samples, spoken: list[tuple[str, float, float]]
) -> Told:
    """Words share their sentence's time alike."""
    library = load(content_dir())
    words = []
    for text, start, end in spoken:
        texts = text.split()
        step = (end - start) / len(texts)
        words += [
            Word(one, start + step * i, start + step * (i + 0.9)) for i, one in enumerate(texts)
        ]
    ends = tuple(end for _, _, end in spoken)
    return Told(voice, library.questions[question], library, sound, tuple(words), ends)


def write_wav(path: Path, sound: Samples) -> Path:
    """``sound`` (mono at RATE_HZ) as a WAV file."""
    import soundfile

    soundfile.write(path, sound, RATE_HZ)
    return path
