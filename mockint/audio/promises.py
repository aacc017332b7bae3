"""How long a recording was meant to be, as its own format says: to be compared with what is there.

No header decides how much is read. Layouts: FLAC, RFC 9639; Ogg, RFC 3533, and Opus in it, RFC
7845; the Xing header of MP3 files, as LAME writes it.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

START_BYTES = 65_536
_PAGE = struct.Struct("<4sBBqIIIB")
_BEGINS, _ENDS = 2, 4
_OPUS_HZ = 48_000
_XING_FRAMES = 1
_ASF = b"\x30\x26\xb2\x75"
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")


@dataclass(frozen=True, slots=True)
class Promise:
    """What a file says of itself; None where it says nothing."""

    seconds: float | None = None
    frames: int | None = None
    """Instead of seconds, in samples of the recording's own rate."""
    times: float | None = None
    """Instead of seconds: as many times as what is there."""
    slack_s: float = 0.2
    """How far what is decoded may be from it: codecs begin and end with some sound of their own."""
    is_cut: bool = False
    """It lacks the mark that its format ends with."""
    is_chained: bool = False
    """Several recordings stand in it, one after the other."""

    def at(self, rate_hz: int, seconds: float) -> float | None:
        """Seconds, where the recording has ``rate_hz`` and ``seconds`` of it are there."""
        if self.times is not None:
            return seconds * self.times
        if self.frames is not None and rate_hz:
            return self.frames / rate_hz
        return self.seconds


def is_mp3(start: bytes) -> bool:
    """Whether a file that begins with ``start`` is an MP3, as far as its beginning tells."""
    if start[:3] == b"ID3":
        return b"fLaC" not in start[:START_BYTES]
    return len(start) > 1 and start[0] == 0xFF and start[1] & 0xE0 == 0xE0 and start[1] & 0x06 != 0


def promise(file: BinaryIO) -> Promise:
    """What ``file`` (FLAC, Ogg, MP3 or WMA; anything else says nothing here) promises."""
    file.seek(0)
    start = file.read(START_BYTES)
    if start[:4] == b"fLaC" and len(start) >= 26:
        total = int.from_bytes(start[21:26], "big") & (1 << 36) - 1
        return Promise(frames=total or None, slack_s=0.01)
    if start[:4] == b"OggS":
        return _ogg(file)
    if is_mp3(start):
        return Promise(frames=_xing(start))
    if start[:4] == _ASF:
        return Promise(seconds=_asf_s(start))
    return Promise()


def _asf_s(start: bytes) -> float | None:
    """How long a WMA file is. FFmpeg shortens what the header has by what is missing."""
    at = start.find(_ASF_PROPERTIES)
    if at < 0 or len(start) < at + 92:
        return None
    long, _, early_ms, flags = struct.unpack("<QQQI", start[at + 64 : at + 92])
    is_live = bool(flags & 1)
    seconds = long / 10_000_000 - early_ms / 1_000
    return seconds if seconds > 0 and not is_live else None


def _ogg(file: BinaryIO) -> Promise:
    """Walk the pages. The place of the last one is its end, in samples."""
    size = file.seek(0, 2)
    at, begun, place, skipped, ended, is_opus = 0, 0, 0, 0, False, False
    while at + _PAGE.size <= size:
        file.seek(at)
        name, _, flags, granule, _, _, _, segments = _PAGE.unpack(file.read(_PAGE.size))
        if name != b"OggS":
            return Promise(is_cut=not ended, is_chained=begun > 1)
        lengths = file.read(segments)
        if flags & _BEGINS:
            begun += 1
            head = file.read(12)
            if head[:8] == b"OpusHead" and len(head) == 12:
                is_opus, skipped = True, struct.unpack("<H", head[10:12])[0]
        ended = bool(flags & _ENDS)
        at += _PAGE.size + len(lengths) + sum(lengths)
        place = granule if granule > 0 and at <= size else place
    is_cut = not ended or at != size
    if begun != 1 or not place:
        return Promise(is_cut=is_cut, is_chained=begun > 1)
    if is_opus:
        return Promise(seconds=max(0, place - skipped) / _OPUS_HZ, is_cut=is_cut)
    return Promise(frames=place, is_cut=is_cut)


def _xing(start: bytes) -> int | None:
    """Samples that an MP3 has by its Xing header; None where it has none."""
    for name in (b"Xing", b"Info"):
        at = start.find(name)
        if at < 0 or len(start) < at + 12:
            continue
        flags, frames = struct.unpack(">II", start[at + 4 : at + 12])
        before = next((back for back in _BEFORE_XING if _syncs(start, at - back)), 0)
        if not before or not flags & _XING_FRAMES:
            continue
        return int(frames * (1152 if _is_version_1(start[at - before :]) else 576))
    return None


_BEFORE_XING = (36, 21, 13)
"""Bytes from a frame's beginning to the Xing header in it: stereo, mono or half the rate, both."""

_KBIT = (
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
)
_HZ = (44_100, 48_000, 32_000)
_PARTS_OF_HZ = {0b00: 4, 0b10: 2, 0b11: 1}


def _syncs(data: bytes, at: int) -> bool:
    return 0 <= at < len(data) - 1 and data[at] == 0xFF and data[at + 1] & 0xE0 == 0xE0


def _is_version_1(frame: bytes) -> bool:
    return frame[1] & 0x18 == 0x18


def mp3_frame_bytes(frame: bytes) -> int | None:
    """How many bytes ``frame`` has by its own beginning; None where that is none of layer III."""
    if len(frame) < 4 or not _syncs(frame, 0) or frame[1] & 0x06 != 0x02:
        return None
    kbit, hz = frame[2] >> 4, frame[2] >> 2 & 3
    parts = _PARTS_OF_HZ.get(frame[1] >> 3 & 3)
    if kbit in (0, 15) or hz == 3 or parts is None:
        return None
    is_1 = _is_version_1(frame)
    whole = (144_000 if is_1 else 72_000) * _KBIT[is_1][kbit] // (_HZ[hz] // parts)
    return whole + (frame[2] >> 1 & 1)
