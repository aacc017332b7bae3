"""Recordings as files: any that a person may have, read to the one form used inside; FLAC out.

soundfile reads WAV, FLAC, Ogg and MP3; soxr makes 16 kHz of any rate. A file of the person's is
never changed: a WAV with a torn header is mended in memory.

Whether there is room for a recording.
"""

import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from mockint import files
from mockint.audio import wav
from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import DiskFull, FileError, UnreadableAudio

PIECE_S = 1.0
"""Read and resampled at a time, so that half an hour needs no more memory than its result."""

_RATES_HZ = range(1_000, 768_001)
"""What a recording of speech may have; anything else is a broken header."""

_NEEDS_FFMPEG = {".m4a", ".mp4", ".aac", ".webm", ".mov", ".mkv", ".wma", ".amr", ".3gp"}


def read(path: Path) -> Samples:
    """The whole recording ``path``, mono at RATE_HZ: shape (n,), float32, in [-1, 1], n > 0.

    Any rate from 1 to 768 kHz, any number of channels (they are averaged). 115 MB in memory for
    half an hour. Raises UnreadableAudio, with one line that says what is wrong with the file.
    """
    with _opened(path) as sound:
        expected = round(sound.frames * RATE_HZ / sound.samplerate)
        samples = np.zeros(min(expected, _MOST) + RATE_HZ, np.float32)
        length = 0
        for piece in _at_our_rate(path, sound):
            if length + piece.size > samples.size:  # the header said less than there is
                samples = np.concatenate([samples, np.zeros(length + piece.size, np.float32)])
            samples[length : length + piece.size] = piece
            length += piece.size
    if length == 0:
        raise _no_sound(path)
    return samples[:length]


_MOST = RATE_HZ * 3600 * 2
"""A header that promises more than two hours gets its memory as the sound comes."""


def read_blocks(path: Path) -> Iterator[Samples]:
    """The recording ``path`` as ``read`` gives it, about a second at a time.

    The file is opened with the first piece; raises UnreadableAudio then, or where it is damaged.
    """
    empty = True
    with _opened(path) as sound:
        for piece in _at_our_rate(path, sound):
            empty = False
            yield piece
    if empty:
        raise _no_sound(path)


def seconds_of(path: Path) -> float:
    """How long the recording ``path`` is, by its header. Raises UnreadableAudio."""
    with _opened(path) as sound:
        return float(sound.frames / sound.samplerate)


def sound_of(path: Path) -> tuple[Samples, int]:
    """The recording ``path``, mono, at its own rate, and that rate. Raises UnreadableAudio."""
    with _opened(path) as sound:
        own = list(_mono(path, sound))
        if not own:
            raise _no_sound(path)
        return np.concatenate(own), int(sound.samplerate)


def write_flac(source: Samples | Path, path: Path) -> None:
    """Write ``source`` (samples at RATE_HZ, or a recording) to ``path`` as 16-bit FLAC, mode 0600.

    The name appears only when the file is whole and safe; half a minute of speech is about 0.5 MB.
    Raises UnreadableAudio for the source, FileError where it cannot be written.
    """
    import soundfile

    parts = read_blocks(source) if isinstance(source, Path) else iter([source])
    packed = io.BytesIO()  # to a file it would go through a callback, whose errors are passed over
    with soundfile.SoundFile(packed, "w", RATE_HZ, 1, "PCM_16", format="FLAC") as sound:
        for part in parts:
            sound.write(part)
    files.write_bytes(path, packed.getvalue())


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """``path`` as a soundfile.SoundFile, or UnreadableAudio."""
    import soundfile

    try:
        with files.reading(_checked(path)) as opened:
            file = _mended(path, opened)
            try:
                sound = soundfile.SoundFile(file)
            except (soundfile.LibsndfileError, TypeError, ValueError) as error:
                raise _not_audio(path) from error
            with sound:
                if sound.samplerate not in _RATES_HZ:
                    raise UnreadableAudio(
                        f"{path} is damaged",
                        cause=f"its sample rate is {sound.samplerate} Hz",
                        next_step=f"file {path}",
                    )
                yield sound
    except FileError as error:
        raise UnreadableAudio(error.what, cause=error.cause, next_step=error.next_step) from error


def _checked(path: Path) -> Path:
    """``path``, where it is a file with something in it."""
    if files.is_dir(path):
        raise UnreadableAudio(f"{path} is a folder", next_step=f"mockint review {path}/*.wav")
    if not files.exists(path):
        raise UnreadableAudio(f"{path} does not exist", next_step=f"ls {path.parent}")
    if not files.is_file(path):
        raise UnreadableAudio(f"{path} is not a file", next_step=f"ls -l {path}")
    if files.status(path).st_size == 0:
        raise UnreadableAudio(
            f"{path} is empty", cause="it has 0 bytes", next_step=f"ls -l {path.parent}"
        )
    return path


def _mended(path: Path, file: BinaryIO) -> BinaryIO:
    """The file, or a mended copy of it in memory where it is a WAV with a torn header."""
    found = wav.layout(file)
    file.seek(0)
    if found is None or not found.torn:
        return file
    if found.rest_bytes == 0:
        raise _no_sound(path)
    mended = bytearray(file.read(found.data_at + found.rest_bytes))
    for at, size in wav.patches(found):
        mended[at : at + 4] = size
    return io.BytesIO(mended)


def _mono(path: Path, sound: Any) -> Iterator[Samples]:
    """Pieces at the file's own rate."""
    import soundfile

    frames = max(1, round(sound.samplerate * PIECE_S))
    while True:
        try:
            piece = sound.read(frames, dtype="float32", always_2d=True)
        except soundfile.LibsndfileError as error:
            raise UnreadableAudio(
                f"{path} is damaged", cause=error.error_string, next_step=f"file {path}"
            ) from error
        if not len(piece):
            return
        mono = piece[:, 0] if piece.shape[1] == 1 else piece.mean(axis=1, dtype=np.float32)
        yield np.clip(np.nan_to_num(mono), -1.0, 1.0)


def _at_our_rate(path: Path, sound: Any) -> Iterator[Samples]:
    if sound.samplerate == RATE_HZ:
        yield from _mono(path, sound)
        return
    import soxr

    resampler = soxr.ResampleStream(sound.samplerate, RATE_HZ, 1, dtype="float32")
    for piece in _mono(path, sound):
        yield from _some(resampler.resample_chunk(piece))
    yield from _some(resampler.resample_chunk(np.zeros(0, np.float32), last=True))


def _some(piece: Samples) -> Iterator[Samples]:
    if piece.size:
        yield np.clip(piece, -1.0, 1.0)  # a resampler overshoots a little


def _no_sound(path: Path) -> UnreadableAudio:
    return UnreadableAudio(
        f"{path} contains no sound",
        cause="it has only the header of a recording",
        next_step=f"ls -l {path}",
    )


def _not_audio(path: Path) -> UnreadableAudio:
    convert = f"ffmpeg -i {path} {path.with_suffix('.flac').name}"
    return UnreadableAudio(
        f"cannot read {path} as a recording",
        cause="it can read WAV, FLAC, Ogg and MP3",
        next_step=convert if path.suffix.lower() in _NEEDS_FFMPEG else f"file {path}",
    )


BYTES_PER_MINUTE = RATE_HZ * 2 * 60
"""16-bit mono: 1.9 MB."""

RESERVE_BYTES = 50_000_000
"""Left alone for the transcript, the history, and everything else on this machine."""

LOW_BYTES = 20_000_000
"""Less than this while recording is said: ten minutes' room."""

FreeBytes = Callable[[Path], int]


def check_room(folder: Path, minutes: float, free: FreeBytes = files.free_bytes) -> None:
    """Raise DiskFull where ``minutes`` of recording would not fit beside the reserve."""
    there = free(folder)
    needed = int(minutes * BYTES_PER_MINUTE) + RESERVE_BYTES
    if there < needed:
        raise DiskFull(
            f"there is not enough disk space to record {minutes:g} minutes",
            cause=f"{there // 1_000_000} MB are free, {needed // 1_000_000 + 1} MB are needed",
            next_step=f"df -h {folder}",
        )
