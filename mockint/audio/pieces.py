"""Sound as a decoder gives it: pieces of numbers, of any rate and any number of channels."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

PIECE_S = 1.0
"""Decoded and resampled at a time, so that half an hour needs no more memory than its result."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A little of a recording."""

    frames: "npt.NDArray[np.float32]"
    """Shape (n, channels), finite; full scale is 1, and what has more comes as it is."""
    rate_hz: int


def of_numbers(made: Any) -> "npt.NDArray[np.float32]":
    """``made`` (whole numbers of any width, or fractions) as float32 whose full scale is 1.

    What is no number becomes silence, what is endless full scale.
    """
    whole: npt.NDArray[np.float32]
    if made.dtype == np.uint8:
        whole = (made.astype(np.float32) - 128) / 128
        return whole
    if made.dtype.kind == "i":
        whole = (made / float(np.iinfo(made.dtype).max + 1)).astype(np.float32)
        return whole
    if np.isfinite(made).all():
        return np.asarray(made, np.float32)
    whole = np.nan_to_num(made, nan=0.0, posinf=1.0, neginf=-1.0).astype(np.float32)
    return whole


class Sought:
    """A file for a C library, which may ask for a place before the beginning where a header says
    so: an error in its callback would be shown on the screen, trace and all."""

    def __init__(self, file: BinaryIO) -> None:
        self.read, self.tell = file.read, file.tell
        self._file = file

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there; -1, and the place as it was, where that cannot be."""
        try:
            return self._file.seek(offset, whence)
        except (OSError, ValueError, OverflowError):
            return -1
