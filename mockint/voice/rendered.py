"""Rendered speech on disk: is it whole, how long is it, and several files as one."""

import wave
from collections.abc import Callable, Sequence
from pathlib import Path

from mockint import files
from mockint.errors import FileError, VoiceError


def is_whole(path: Path) -> bool:
    """Whether ``path`` is a WAV file with sound in it, and with all the sound that it declares."""
    try:
        with files.reading(path) as file, wave.open(file, "rb") as sound:
            frames, frame_bytes = sound.getnframes(), sound.getsampwidth() * sound.getnchannels()
            held = len(sound.readframes(frames))
    except (wave.Error, EOFError, FileError):
        return False
    return frames > 0 and held == frames * frame_bytes


def seconds(path: Path) -> float:
    """How long a whole WAV file is. Raises FileError."""
    with files.reading(path) as file, wave.open(file, "rb") as sound:
        return sound.getnframes() / sound.getframerate()


def join(parts: Sequence[Path], out: Path, pause_s: float = 0.0) -> None:
    """Write whole WAV files of one format to ``out``, ``pause_s`` between them.

    ``out`` is for its owner only. Raises FileError.
    """
    with files.replacing(out) as file, wave.open(file, "wb") as joined:
        for number, part in enumerate(parts):
            with files.reading(part) as source, wave.open(source, "rb") as sound:
                if number == 0:
                    joined.setparams(sound.getparams())
                else:
                    silent = round(pause_s * sound.getframerate())
                    joined.writeframes(bytes(silent * sound.getsampwidth() * sound.getnchannels()))
                joined.writeframes(sound.readframes(sound.getnframes()))


def render_pieces(
    pieces: Sequence[str],
    render: Callable[[str, Path], None],
    out: Path,
    pause_s: float = 0.0,
) -> None:
    """Render each piece with ``render``, beside ``out``, then all as one file for its owner only.

    Raises what ``render`` raises, and VoiceError; then there is no ``out``.
    """
    try:
        with files.temporary_dir("mockint-voice-", out.parent) as folder:
            parts = []
            for number, piece in enumerate(pieces):
                part = folder / f"{number}.wav"
                render(piece, part)
                parts.append(part)
            join(parts, out, pause_s)
    except FileError as error:
        raise not_saved(error) from error


def not_saved(error: FileError) -> VoiceError:
    """The error for speech that cannot be written."""
    return VoiceError(
        "could not save the interviewer's voice",
        cause=f"{error.what}: {error.cause}",
        next_step=error.next_step,
    )
