"""Recordings in the containers of phones, browsers and cameras, through FFmpeg's own libraries.

PyAV brings them in its wheel (docs/decisions/0026-containers.md). Nothing but the file is opened: a
play list, or a film that names other files, is refused.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

import numpy as np

from mockint.audio.pieces import PIECE_S, Piece, Sought, of_numbers
from mockint.audio.promises import mp3_frame_bytes

FORMATS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,eac3,flac,flv,matroska,webm,mov,mp4,m4a,3gp,"
    "mp3,mpeg,mpegts,ogg,tta,w64,wav,wv"
)
"""What may be opened. None of them reads another file or an address."""

_LENGTH_IS_TOLD = {"mov", "matroska", "asf", "aiff", "caf", "flac", "w64", "wav", "avi", "flv"}
"""Formats whose header says how long they are; of others it is guessed from their size."""


class NotAContainer(Exception):
    """FFmpeg does not know it, or nothing in it can be decoded; says why."""


class NoSoundInside(Exception):
    """It is a film, or a picture, without sound."""


@dataclass(slots=True)
class Told:
    """What was learned of a container while its sound was decoded."""

    promised_s: float | None = None
    """How long the whole of it is, by its header; None where that does not say."""
    reached_s: float = 0.0
    """How far its packets go, of whatever kind."""
    span_s: float = 0.0
    """How far the packets with sound go, from the first of them."""
    is_cut: bool = False
    """Its last packet is not whole, or what follows it cannot be read."""
    _first_s: float | None = field(default=None, repr=False)

    def take(self, packet: Any, *, is_sound: bool) -> None:
        """One more packet."""
        if packet.is_corrupt:
            self.is_cut = True
        if packet.pts is None or packet.time_base is None:
            return
        starts_s = float(packet.pts * packet.time_base)
        ends_s = starts_s + float((packet.duration or 0) * packet.time_base)
        self.reached_s = max(self.reached_s, ends_s)
        if is_sound:
            self._first_s = starts_s if self._first_s is None else self._first_s
            self.span_s = max(self.span_s, ends_s - self._first_s)


def pieces(file: BinaryIO, told: Told) -> Iterator[Piece]:
    """The first track of sound in ``file``, about PIECE_S at a time; ``told`` is filled.

    What cannot be decoded is left out. Raises NotAContainer, NoSoundInside or ImportError.
    """
    import av

    av.logging.set_level(av.logging.PANIC)
    file.seek(0)
    try:
        opened = av.open(
            Sought(file), "r", options={"format_whitelist": FORMATS}, metadata_errors="replace"
        )
    except (av.FFmpegError, ValueError, OverflowError) as error:
        raise NotAContainer(getattr(error, "strerror", "") or str(error)) from error
    with opened:
        track = _first_track(opened)
        if _LENGTH_IS_TOLD & set(opened.format.name.split(",")) and opened.duration:
            told.promised_s = opened.duration / av.time_base
        yield from _gathered(_frames(opened, track, told))


def _first_track(opened: Any) -> Any:
    if not opened.streams.audio:
        raise NoSoundInside
    for track in opened.streams.audio:
        with contextlib.suppress(Exception):  # no decoder: the next track may have one
            if track.codec_context is not None and track.codec_context.codec is not None:
                if track.codec_context.name == "flac":  # it has a sum for each frame: to be held
                    track.codec_context.options = {"err_detect": "crccheck+explode"}
                return track
    raise NotAContainer("its sound is of a kind that cannot be decoded")


def _frames(opened: Any, track: Any, told: Told) -> Iterator[tuple[Any, int]]:
    """Each frame that can be decoded: numbers of shape (n, channels), and its rate."""
    import av

    packets = opened.demux()
    is_mp3 = opened.format.name == "mp3"
    while True:
        try:
            packet = next(packets, None)
        except (av.FFmpegError, ValueError):
            told.is_cut = True
            return
        if packet is None:
            return
        is_sound = packet.stream.index == track.index
        told.take(packet, is_sound=is_sound)
        if not is_sound:
            continue
        if is_mp3 and packet.size:
            whole = mp3_frame_bytes(bytes(packet))
            told.is_cut = whole is not None and packet.size < whole
        try:
            for frame in packet.decode():
                made = _numbers(frame)
                if made is not None:
                    yield made, frame.sample_rate
        except (av.FFmpegError, ValueError):  # this packet is damaged; the next may not be
            continue


_KINDS = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
_MOST_CHANNELS = 64


def _numbers(frame: Any) -> Any:
    """Shape (n, channels); None where there is nothing in it, or where it contradicts itself.

    Not by PyAV's own ``to_ndarray``: of eight channels and more it counts more planes than there
    are, and reads memory that is not the frame's.
    """
    channels, size = frame.layout.nb_channels, frame.samples
    kind = _KINDS.get(frame.format.name.removesuffix("p"))
    if not size or not 0 < channels <= _MOST_CHANNELS or not frame.sample_rate or kind is None:
        return None
    each, count = (size, channels) if frame.format.is_planar else (size * channels, 1)
    planes = frame.planes[:count]
    made = [np.frombuffer(plane, kind)[:each] for plane in planes]
    if len(made) != count or any(one.size != each for one in made):
        return None
    return of_numbers(np.stack(made, axis=1) if count > 1 else made[0].reshape(size, channels))


def _gathered(frames: Iterator[tuple[Any, int]]) -> Iterator[Piece]:
    """Frames of 20 ms put together, so that what follows has less to do."""
    waiting: list[Any] = []
    size, rate_hz, channels = 0, 0, 0
    for numbers, of_rate_hz in frames:
        changes = waiting and (of_rate_hz != rate_hz or numbers.shape[1] != channels)
        if waiting and (changes or size >= rate_hz * PIECE_S):
            yield Piece(np.concatenate(waiting), rate_hz)
            waiting, size = [], 0
        rate_hz, channels = of_rate_hz, numbers.shape[1]
        waiting.append(numbers)
        size += len(numbers)
    if waiting:
        yield Piece(np.concatenate(waiting), rate_hz)
