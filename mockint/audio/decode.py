"""One recording, whatever wrote it: all of its sound that can be decoded, and what is missing.

soundfile is tried first (WAV, FLAC, Ogg, AIFF, CAF), FFmpeg's libraries where it refuses or stops
too soon, and for MP3 at once: there soundfile reads as many seconds as the header has, or as it
guesses from the size. A recording is decoded twice: first to hear how much there is and what its
channels hold, then to be used.
"""

import io
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from mockint.audio import container, promises, wav
from mockint.audio.channels import ChannelSurvey, Mix
from mockint.audio.pieces import PIECE_S, Piece, Sought, of_numbers
from mockint.errors import NoSound, UnreadableAudio

RATES_HZ = range(1_000, 768_001)
"""What a recording of speech may have; anything else is a broken header."""


class _Undecodable(Exception):
    """Nothing of it can be decoded; says why."""


Decode = Callable[[], Iterator[Piece]]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A recording that was decoded once, and can be again."""

    pieces: Decode
    mix: Mix
    seconds: float
    missing: str = ""
    """What of it could not be read, in one sentence; empty where it is whole."""


@dataclass(slots=True)
class _Heard:
    """What came of one decoder."""

    pieces: Decode
    survey: ChannelSurvey
    seconds: float = 0.0
    rate_hz: int = 0
    error: str = ""
    told: container.Told | None = None


def decoded(path: Path, file: BinaryIO) -> Decoded:
    """Decode all of ``file``, which is ``path``. Raises UnreadableAudio where nothing comes."""
    layout = wav.layout(file)
    promised = promises.Promise(times=layout.promised_times if layout else None)
    if layout is not None and layout.torn:
        if layout.rest_bytes == 0:
            raise no_sound(path)
        file = _mended(file, layout)
    elif layout is None:
        promised = promises.promise(file)
    best = _best(path, file, promised, is_wav=layout is not None)
    return Decoded(best.pieces, best.survey.mix(), best.seconds, _missing(best, promised))


def _best(path: Path, file: BinaryIO, promised: promises.Promise, *, is_wav: bool) -> _Heard:
    """Of the two decoders the one that gives more; the second is asked where it may."""
    file.seek(0)
    start = file.read(promises.START_BYTES)
    first = None
    if not promises.is_mp3(start):
        first = _hear(lambda: _by_soundfile(path, file))
        if first.seconds and not first.error and (is_wav or _is_whole(first, promised)):
            return first
    told = container.Told()
    why: Exception | None = None
    second = None
    try:
        second = _hear(lambda: container.pieces(file, told))
    except (container.NotAContainer, container.NoSoundInside, ImportError) as error:
        why = error
        first = first or _hear(lambda: _by_soundfile(path, file))
    found = [one for one in (first, second) if one is not None and one.seconds]
    if found:
        best = max(found, key=lambda one: one.seconds)
        best.told = told if second is not None else None
        return best
    if why is not None and not isinstance(why, container.NoSoundInside):
        raise _not_audio(path, start, is_missing=isinstance(why, ImportError)) from why
    raise _no_track(path) if why is not None else no_sound(path)


def _is_whole(heard: _Heard, promised: promises.Promise) -> bool:
    """All that the header promises is there, where it promises anything that can be relied on."""
    expected_s = promised.at(heard.rate_hz, heard.seconds)
    if expected_s is None or promised.is_chained or promised.is_cut:
        return False
    return heard.seconds >= expected_s - promised.slack_s


def _hear(pieces: Decode) -> _Heard:
    heard = _Heard(pieces, ChannelSurvey())
    try:
        for piece in pieces():
            heard.survey.push(piece)
            heard.seconds += len(piece.frames) / piece.rate_hz
            heard.rate_hz = heard.rate_hz or piece.rate_hz
    except _Undecodable as error:
        heard.error = str(error)
        whole_s = heard.seconds
        heard.pieces = lambda: _up_to(pieces(), whole_s)
    return heard


def _up_to(pieces: Iterator[Piece], seconds: float) -> Iterator[Piece]:
    """What came before the damage."""
    passed_s = 0.0
    while passed_s < seconds - 1e-6:
        piece = next(pieces)
        passed_s += len(piece.frames) / piece.rate_hz
        yield piece


def _by_soundfile(path: Path, file: BinaryIO) -> Iterator[Piece]:
    import soundfile

    file.seek(0)
    try:
        sound = soundfile.SoundFile(Sought(file))
    except (soundfile.LibsndfileError, TypeError, ValueError) as error:
        raise _Undecodable(str(error)) from error
    with sound:
        if sound.samplerate not in RATES_HZ:
            raise UnreadableAudio(
                f"{path} is damaged",
                cause=f"its sample rate is {sound.samplerate} Hz",
                next_step=f"file {shlex.quote(str(path))}",
            )
        frames = max(1, round(sound.samplerate * PIECE_S))
        while True:
            try:
                read = sound.read(frames, dtype="float32", always_2d=True)
            except (soundfile.LibsndfileError, ValueError, MemoryError) as error:
                raise _Undecodable(getattr(error, "error_string", "") or str(error)) from error
            if not len(read):
                return
            yield Piece(of_numbers(read), sound.samplerate)


def _mended(file: BinaryIO, found: wav.Layout) -> BinaryIO:
    """A copy in memory with a header that says what is there."""
    file.seek(0)
    mended = bytearray(file.read(found.data_at + found.rest_bytes))
    for at, size in wav.patches(found):
        mended[at : at + len(size)] = size
    return io.BytesIO(mended)


def _missing(heard: _Heard, promised: promises.Promise) -> str:
    told, got_s = heard.told, heard.seconds
    expected_s = promised.at(heard.rate_hz, heard.seconds) or 0.0
    is_cut = promised.is_cut
    if told is not None:
        is_cut = is_cut or told.is_cut
        lost_s = max(0.0, (told.promised_s or 0.0) - told.reached_s)
        expected_s = max(expected_s, told.span_s + (lost_s if lost_s > promised.slack_s else 0.0))
        reached_s = told.span_s
    else:
        reached_s = got_s
    if expected_s > got_s + promised.slack_s:
        got, expected = _round(got_s), _round(expected_s)
        if got == expected:  # "24 of about 24 s" tells nothing
            got = f"all but {expected_s - got_s:.2f} s"
        could = f"{got} of about {expected} s could be read."
        if told is not None and not is_cut and reached_s > expected_s - 0.2:
            return f"The file is damaged in places: {could}"
        return f"The file ends in the middle: {could}"
    if is_cut:
        return f"The file ends in the middle: {_round(got_s)} s of it could be read."
    if heard.error:
        return f"The file is damaged: {_round(got_s)} s of it could be read."
    return ""


def _round(seconds: float) -> str:
    return f"{seconds:.0f}" if seconds >= 20 else f"{seconds:.1f}".removesuffix(".0")


def no_sound(path: Path) -> NoSound:
    """It has nothing but a header."""
    return NoSound(
        f"{path} contains no sound",
        cause="it has only the header of a recording",
        next_step=f"ls -l {shlex.quote(str(path))}",
    )


def _no_track(path: Path) -> UnreadableAudio:
    return UnreadableAudio(
        f"{path} contains no sound",
        cause="it is a film without a sound track, or a picture",
        next_step="export it again with its sound",
    )


def _not_audio(path: Path, start: bytes, *, is_missing: bool) -> UnreadableAudio:
    what = f"cannot read {path} as a recording"
    if is_missing:
        return UnreadableAudio(
            what, cause="PyAV, which reads this kind, is not installed", next_step="pip install av"
        )
    if start[4:8] == b"ftyp":
        return UnreadableAudio(
            what,
            cause="it was cut off before its list of contents, which phones write last",
            next_step="copy it from the phone again",
        )
    return UnreadableAudio(
        what,
        cause="it is no sound or film of a kind that is known, or it is damaged",
        next_step=f"file {shlex.quote(str(path))}",
    )
