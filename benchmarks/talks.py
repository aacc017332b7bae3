"""Spoken answers in which the place of each "um" and "uh" is known, and when some words begin.

Labeled answers are spoken by one of ``training.voices``, with the hesitations that stand in their
text and some more between words. A hesitation is drawn out, softer than the speech around it by up
to 9 dB, with a short silence on both sides. Word starts are known where a sound begins: at the
start of a sentence and behind a hesitation.
"""

import random
import re
import zlib
from dataclasses import dataclass
from typing import Final

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from training import voices
from training.answers import Answer

A_WORD: Final = 0.06
"""Chance of one more hesitation before a word; at 150 words a minute 7 or 8 a minute."""
FEWEST_WORDS: Final = 3
"""Words from one of those to the next: a voice says a lone word oddly."""
STRETCH: Final = (1.5, 3.0)
"""How long a hesitation is drawn, times the voice's own pace: 0.2 to 0.6 s, as people's are."""
SOFTER_DB: Final = 9.0
GAP_BEFORE_S: Final = (0.0, 0.3)
GAP_AFTER_S: Final = (0.0, 0.5)
LONGEST_PAUSE_S: Final = 2.0
_HESITATION: Final = re.compile(
    r",? *\b(?:um+|uh+|er|erm|hmm|mm)\b[,.]*( ?\.\.\.)? *", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One spoken answer; times are seconds from its start."""

    sound: Samples
    """Shape (n,), mono float32 in [-1, 1] at 16 kHz."""
    hesitations: tuple[tuple[float, float], ...]
    """Start and end of each that was said."""
    starts: tuple[tuple[str, float], ...]
    """Words whose start is known, and when."""

    @property
    def minutes(self) -> float:
        """How long it is."""
        return len(self.sound) / RATE_HZ / 60


def say(answer: Answer, voice: str, *, hesitating: bool) -> Talk:
    """``answer`` by ``voice``, in a quiet room; without any hesitation where not ``hesitating``."""
    rng = random.Random(zlib.crc32(f"{answer.name}/{voice}".encode()))
    render = voices.voice(voice)
    sounds: list[voices.Samples] = [_silence(0.7)]
    hesitations: list[tuple[float, float]] = []
    starts: list[tuple[str, float]] = []

    def now() -> float:
        return sum(map(len, sounds)) / RATE_HZ + voices.EDGE_S

    for sentence in answer.sentences:
        parts = _parts(sentence, rng)
        for number, part in enumerate(parts if hesitating else [" ".join(parts)]):
            if number:
                text = rng.choice(("um", "uh"))
                um = voices.audible(render, text, rng.uniform(*STRETCH))
                um *= 10 ** (-rng.uniform(0, SOFTER_DB) / 20)
                sounds.append(_silence(rng.uniform(*GAP_BEFORE_S)))
                hesitations.append((now(), now() + len(um) / RATE_HZ - 2 * voices.EDGE_S))
                sounds += [um, _silence(rng.uniform(*GAP_AFTER_S))]
            if part:
                starts.append((part.split()[0], now()))
                sounds.append(voices.audible(render, part))
        sounds.append(_silence(min(LONGEST_PAUSE_S, rng.lognormvariate(-0.75, 0.5))))
    sound = np.concatenate([*sounds, _silence(voices.TAIL_S)])
    sound *= voices.PEAK / np.abs(sound).max()
    sound += np.random.default_rng(rng.randrange(1 << 30)).normal(0.0, voices.ROOM, len(sound))
    return Talk(sound.astype(np.float32), tuple(hesitations), tuple(starts))


def _parts(sentence: str, rng: random.Random) -> list[str]:
    """What is said between the hesitations of ``sentence``, those of its text and some more."""
    made: list[str] = []
    for part in _HESITATION.sub("\0", sentence).split("\0"):
        made.append("")
        for word in part.split():
            if made[-1].count(" ") + 1 >= FEWEST_WORDS and rng.random() < A_WORD:
                made.append("")
            made[-1] = f"{made[-1]} {word}".strip()
    return made


def _silence(seconds: float) -> voices.Samples:
    return np.zeros(round(seconds * RATE_HZ))
