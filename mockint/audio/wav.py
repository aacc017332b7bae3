"""Recordings as they are made: 16-bit mono WAV that stays readable whatever happens.

A take is written as ``NAME.part.wav`` and gets its name when it is closed well. The header is
brought up to date with every block, so that a take torn by SIGKILL reads as it is; what is torn in
the middle of a block is cut to whole samples by ``mend``. The 44 bytes of the header are written
here rather than by the standard library's ``wave``, which repeats a failed write when it is closed
and so cannot close a file on a full disk.

Layout of a WAV file: Microsoft and IBM, "Multimedia Programming Interface and Data Specifications
1.0", 1991.
"""

import contextlib
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from mockint import files
from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import UnreadableAudio

HEADER_BYTES = 44
SAMPLE_BYTES = 2
PART_SUFFIX = ".part.wav"

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_RIFF_SIZE_AT, _DATA_SIZE_AT = 4, 40
_NOT_KNOWN_YET = 0x7FFF_0000
"""Bytes of sound from which a size stands for one that was not known: three hours of stereo."""
_IN_DS64 = 0xFFFF_FFFF
"""The size that sends to the chunk ds64 for the true one, in RF64."""


def header(data_bytes: int) -> bytes:
    """The 44 bytes before ``data_bytes`` of mono 16-bit samples at RATE_HZ."""
    pcm, channels, bits = 1, 1, SAMPLE_BYTES * 8
    form = (b"fmt ", 16, pcm, channels, RATE_HZ, RATE_HZ * SAMPLE_BYTES, SAMPLE_BYTES, bits)
    return _HEADER.pack(b"RIFF", data_bytes + HEADER_BYTES - 8, b"WAVE", *form, b"data", data_bytes)


def part_of(path: Path) -> Path:
    """The name that the take ``path`` has while it is being made."""
    return path.with_name(path.stem + PART_SUFFIX)


class Writer:
    """A WAV file that grows. Every method raises OSError where the disk does not take it;
    what was written until then stays readable, and ``close`` still works."""

    def __init__(self, path: Path) -> None:
        self._file = files.create(path)
        self._data_bytes = 0
        _hold(self._file)
        try:
            _write_all(self._file, header(0))
        except OSError:
            os.close(self._file)
            files.delete(path)
            raise

    @property
    def samples(self) -> int:
        """Whole samples in the file."""
        return self._data_bytes // SAMPLE_BYTES

    def write(self, block: Samples) -> None:
        """Append ``block`` ((n,), float32, clipped to [-1, 1]): all of it or nothing."""
        pcm = np.clip(np.rint(block * 32768.0), -32768, 32767).astype("<i2").tobytes()
        before_bytes = self._data_bytes
        try:
            _write_all(self._file, pcm)
            self._data_bytes += len(pcm)
            self._tell_sizes()
        except OSError:
            self._data_bytes = before_bytes
            os.ftruncate(self._file, HEADER_BYTES + before_bytes)
            os.lseek(self._file, 0, os.SEEK_END)
            raise

    def sync(self) -> None:
        """Make sure that it survives a power cut."""
        os.fsync(self._file)

    def close(self) -> None:
        """Cut to whole samples, bring the header up to date, sync and close. Safe to call twice."""
        if self._file < 0:
            return
        file, self._file = self._file, -1
        try:
            self._data_bytes = self.samples * SAMPLE_BYTES
            os.ftruncate(file, HEADER_BYTES + self._data_bytes)
            _put(file, self._data_bytes)
            os.fsync(file)
        finally:
            os.close(file)

    def _tell_sizes(self) -> None:
        _put(self._file, self.samples * SAMPLE_BYTES)


def _put(file: int, data_bytes: int) -> None:
    sizes = header(data_bytes)
    for at in (_RIFF_SIZE_AT, _DATA_SIZE_AT):
        os.lseek(file, at, os.SEEK_SET)
        os.write(file, sizes[at : at + 4])
    os.lseek(file, 0, os.SEEK_END)


def _write_all(file: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(file, left) :]


def _hold(file: int) -> None:
    """Mark the file as being written, for as long as this process lives."""
    try:
        import fcntl
    except ImportError:  # Windows: its open files cannot be renamed or mended by others anyway
        return
    with contextlib.suppress(OSError):  # a file system without locks
        fcntl.flock(file, fcntl.LOCK_EX)


def _is_held(path: Path) -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    with files.reading(path) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except OSError:
            return False
    return False


# ---------------------------------------------------------------- torn takes


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sound lies in a WAV file, and whether the header tells the truth about it."""

    data_at: int
    """Bytes before the first sample; 0 where the file ends before that."""
    declared_bytes: int
    """Of sound, as the header has it."""
    rest_bytes: int
    """From the first sample to the file's end, in whole frames."""
    bytes_per_s: int
    goes_on: bool = False
    """What follows the declared sound is no chunk of a WAV file: it is sound, too."""

    @property
    def torn(self) -> bool:
        """The header is missing, or says more than is there, or less although sound goes on.

        More in the file than the header says may be no fault: other chunks may follow the sound.
        """
        return self.data_at == 0 or self.goes_on or self.declared_bytes > self.rest_bytes

    @property
    def promised_times(self) -> float | None:
        """How many times as much sound there was to be, where some is missing; None where that is
        not known. A program that writes to a pipe puts in a size that means "not known yet"."""
        if self.data_at == 0 or not self.rest_bytes < self.declared_bytes < _NOT_KNOWN_YET:
            return None
        return self.declared_bytes / max(self.rest_bytes, 1)


def layout(file: BinaryIO) -> Layout | None:
    """Read the header of ``file`` (any PCM WAV); None where it is no WAV at all."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    start = file.read(12)
    frame_bytes, bytes_per_s, at = SAMPLE_BYTES, RATE_HZ * SAMPLE_BYTES, 12
    large: int | None = None
    if not _begins_header(start):
        return None
    while at + 8 <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if name == b"fmt " and at + 24 <= size:
            _, _, _, bytes_per_s, frame_bytes = struct.unpack("<HHIIH", file.read(14))
        if name == b"ds64" and at + 24 <= size:
            _, large = struct.unpack("<QQ", file.read(16))
        if name == b"data":
            length = large if large is not None and length == _IN_DS64 else length
            rest = size - at - 8
            goes_on = length < rest and not _are_chunks(file, at + 8 + length + length % 2, size)
            rest -= rest % max(frame_bytes, 1)
            return Layout(at + 8, length, rest, max(bytes_per_s, 1), goes_on)
        at += 8 + length + length % 2
    return Layout(0, 0, 0, bytes_per_s)


def _are_chunks(file: BinaryIO, at: int, size: int) -> bool:
    """Whether the bytes from ``at`` on are chunks, or nothing but zeros that fill the file up."""
    chunks_at = at
    while at + 8 <= size:
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if not all(0x20 <= letter < 0x7F for letter in name) or at + 8 + length > size:
            break
        at += 8 + length + length % 2
    if at > chunks_at and at + 8 > size:
        return True
    file.seek(chunks_at)
    return not any(any(piece) for piece in iter(lambda: file.read(1 << 20), b""))


def mend(path: Path) -> float:
    """Make a torn take of ours readable, in place, and return its seconds.

    Sizes in the header are set to what is there, half a sample at the end is cut off, and a file
    torn before its first sample becomes an empty recording. A whole one stays as it is.
    Raises UnreadableAudio for anything that is not a WAV or cannot be opened.
    """
    try:
        with path.open("r+b") as file:
            found = layout(file)
            if found is None:
                raise UnreadableAudio(
                    f"{path} is not a recording", cause="it does not start like a WAV file"
                )
            if found.data_at == 0:
                file.seek(0)
                file.write(header(0))
                file.truncate()
            else:  # in a take of ours all that follows is sound, whatever the header says
                file.truncate(found.data_at + found.rest_bytes)
                for at, size in patches(found):
                    file.seek(at)
                    file.write(size)
            file.flush()
            os.fsync(file.fileno())
            return found.rest_bytes / found.bytes_per_s
    except OSError as error:
        why = files.failure(f"cannot repair {path}", path, error)
        raise UnreadableAudio(why.what, cause=why.cause, next_step=why.next_step) from error


def patches(found: Layout) -> Iterator[tuple[int, bytes]]:
    """What to write where, so that the header of a torn file says what is there."""
    yield 0, b"RIFF"  # a torn RF64 file is mended as a plain one
    yield _RIFF_SIZE_AT, struct.pack("<I", min(found.data_at + found.rest_bytes - 8, _IN_DS64))
    yield found.data_at - 4, struct.pack("<I", min(found.rest_bytes, _IN_DS64))


def find_torn(folder: Path) -> tuple[Path, ...]:
    """Takes below ``folder`` that were never closed, oldest first; none that is being made now."""
    parts = (p for p in files.listed(folder, f"**/*{PART_SUFFIX}") if files.is_file(p))
    return tuple(
        sorted((p for p in parts if not _is_held(p)), key=lambda p: files.status(p).st_mtime)
    )


def finish(part: Path) -> Path:
    """Give a closed or mended take its own name, never over another one; returns the new path.

    Raises FileError.
    """
    stem = part.name.removesuffix(PART_SUFFIX)
    path, number = part.with_name(f"{stem}.wav"), 2
    while files.exists(path):
        path, number = part.with_name(f"{stem}-{number}.wav"), number + 1
    files.move_beside(part, path)
    return path


def _begins_header(start: bytes) -> bool:
    whole = header(0)
    named = start[:4] == whole[:4][: len(start)] or start[:4] in (b"RF64", b"BW64")
    return named and start[8:12] == whole[8:12][: len(start[8:12])]
