"""Recordings as files: any that a person may have, read to the one form used inside; FLAC out.

``decode.py`` has what is in the file; soxr makes 16 kHz of any rate. A file of the person's is
never changed: a WAV with a torn header is mended in memory.

Whether there is room for a recording.
"""

import contextlib
import io
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mockint import files
from mockint.audio import decode
from mockint.audio.loudness import too_quiet
from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import DiskFull, FileError, UnreadableAudio


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that was read."""

    samples: Samples
    """Mono at RATE_HZ: shape (n,), float32, in [-1, 1], n > 0."""
    notices: tuple[str, ...] = ()
    """What whoever relies on it must know, each a sentence: that a part is missing, that two people
    speak on two channels, that it is very quiet."""


def recording(path: Path) -> Sound:
    """The whole recording ``path``, and what there is to say of it.

    Any container and codec that people have, any rate from 1 to 768 kHz, any number of channels
    (see ``channels.py``). 115 MB in memory for half an hour. Of a file that is damaged, or ends in
    the middle, what is whole. Raises UnreadableAudio, with one line, where nothing is.
    """
    with _opened(path) as sound:
        samples = np.zeros(round(sound.seconds * RATE_HZ) + RATE_HZ, np.float32)
        length = 0
        for piece in _at_our_rate(sound):
            if length + piece.size > samples.size:  # joined from recordings of several rates
                samples = np.concatenate([samples, np.zeros(length + piece.size, np.float32)])
            samples[length : length + piece.size] = piece
            length += piece.size
    if length == 0:
        raise decode.no_sound(path)
    return Sound(samples[:length], tuple(_notices(sound, samples[:length])))


def _notices(sound: decode.Decoded, samples: Samples) -> Iterator[str]:
    if sound.missing:
        yield sound.missing
    if sound.mix.voices:
        named = " and ".join(str(one) for one in sound.mix.voices)
        yield (
            f"Different people seem to speak on channels {named}: all of it was heard as one "
            "answer. For your own words alone, save your channel as a file of its own."
        )
    if too_quiet(samples):
        yield (
            "The recording is very quiet. It was made louder before it was heard; "
            "words may be missing."
        )


def read(path: Path) -> Samples:
    """The samples of ``recording``. Raises UnreadableAudio."""
    return recording(path).samples


def read_blocks(path: Path, *, to_the_end: bool = False) -> Iterator[Samples]:
    """The recording ``path`` as ``read`` gives it, about a second at a time.

    The file is opened with the first piece; raises UnreadableAudio then. ``to_the_end``: also
    after the last piece, where the recording was to go on.
    """
    empty = True
    with _opened(path) as sound:
        for piece in _at_our_rate(sound):
            empty = False
            yield piece
    if empty:
        raise decode.no_sound(path)
    if to_the_end and sound.missing:
        raise UnreadableAudio(
            f"{path} is damaged",
            cause=sound.missing.removesuffix("."),
            next_step=f"file {shlex.quote(str(path))}",
        )


def seconds_of(path: Path) -> float:
    """How long the recording ``path`` is, as it can be decoded. Raises UnreadableAudio."""
    with _opened(path) as sound:
        return sound.seconds


def sound_of(path: Path) -> tuple[Samples, int]:
    """The recording ``path``, mono, at its own rate, and that rate. Raises UnreadableAudio."""
    with _opened(path) as sound:
        own = [(sound.mix.of(piece), piece.rate_hz) for piece in sound.pieces()]
        if not own:
            raise decode.no_sound(path)
        if len({rate_hz for _, rate_hz in own}) > 1:  # joined from recordings of several rates
            return np.concatenate(list(_at_our_rate(sound))), RATE_HZ
        return np.concatenate([piece for piece, _ in own]), own[0][1]


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
def _opened(path: Path) -> Iterator[decode.Decoded]:
    """``path``, decoded once, or UnreadableAudio."""
    try:
        with files.reading(_checked(path)) as opened:
            yield decode.decoded(path, opened)
    except FileError as error:
        raise UnreadableAudio(error.what, cause=error.cause, next_step=error.next_step) from error


def _checked(path: Path) -> Path:
    """``path``, where it is a file with something in it."""
    here, beside = shlex.quote(str(path)), shlex.quote(str(path.parent))
    if files.is_dir(path):
        raise UnreadableAudio(f"{path} is a folder", next_step=f"mockint review {here}/*.wav")
    if not files.exists(path):
        raise UnreadableAudio(f"{path} does not exist", next_step=f"ls {beside}")
    if not files.is_file(path):
        raise UnreadableAudio(f"{path} is not a file", next_step=f"ls -l {here}")
    if files.status(path).st_size == 0:
        raise UnreadableAudio(
            f"{path} is empty",
            cause="it has 0 bytes",
            next_step=f"ls -l {beside}",
        )
    return path


def _at_our_rate(sound: decode.Decoded) -> Iterator[Samples]:
    """The mixed sound at RATE_HZ; where pieces have several rates, each stretch by itself."""
    import soxr

    resampler, rate_hz = None, RATE_HZ
    for piece in sound.pieces():
        if piece.rate_hz != rate_hz:
            if resampler is not None:
                yield from _some(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
            rate_hz, resampler = piece.rate_hz, None
            if rate_hz != RATE_HZ:
                resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")
        mono = sound.mix.of(piece)
        yield from _some(resampler.resample_chunk(mono) if resampler is not None else mono)
    if resampler is not None:
        yield from _some(resampler.resample_chunk(np.zeros(0, np.float32), last=True))


def _some(piece: Samples) -> Iterator[Samples]:
    if piece.size:
        yield np.clip(piece, -1.0, 1.0)  # a resampler overshoots a little


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
