"""Rendered speech on disk: is it whole, and several files as one."""

import wave
from collections.abc import Sequence
from pathlib import Path


def is_whole(path: Path) -> bool:
    """Whether ``path`` is a WAV file with sound in it, and with all the sound that it declares."""
    try:
        with path.open("rb") as file, wave.open(file, "rb") as sound:
            frames, frame_bytes = sound.getnframes(), sound.getsampwidth() * sound.getnchannels()
            held = len(sound.readframes(frames))
    except (wave.Error, EOFError, OSError):
        return False
    return frames > 0 and held == frames * frame_bytes


def join(parts: Sequence[Path], out: Path) -> None:
    """Write whole WAV files of one format, one after the other, to ``out``. Raises OSError."""
    with out.open("wb") as file, wave.open(file, "wb") as joined:
        for number, part in enumerate(parts):
            with part.open("rb") as source, wave.open(source, "rb") as sound:
                if number == 0:
                    joined.setparams(sound.getparams())
                joined.writeframes(sound.readframes(sound.getnframes()))
