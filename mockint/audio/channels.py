"""One channel out of several, such that what was said is heard as well as it was recorded.

A plain average loses half of the loudness to a channel that is silent, and all of the sound where
one channel is the other turned upside down, as a wrong cable or some stereo microphones give it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mockint.audio.pieces import Piece

if TYPE_CHECKING:
    import numpy.typing as npt

LIVE_DB = -20.0
"""A channel that is so much quieter than the loudest has nothing to add."""

WINDOWS_PER_S = 10

TURNS = 0.2
"""Correlation of the loudness of two channels from which both hear the same person. Two
microphones in one room have 0.8 and more; of two people in a call, each on a channel of their own,
one is silent while the other speaks."""

TURNS_AT_LEAST_S = 5.0
"""Shorter recordings do not show whether people take turns."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How one channel is made of those of a recording."""

    weights: tuple[float, ...] = (1.0,)
    """Of each channel; the sizes of those that are not 0 have the sum 1."""
    scale: float = 1.0
    """Brings fractions that are larger than full scale back to it."""
    voices: tuple[int, ...] = ()
    """Channels, from 1, on which different people speak, as far as that can be told."""

    def of(self, piece: Piece) -> "npt.NDArray[np.float32]":
        """One channel: shape (n,), float32 in [-1, 1]."""
        frames = piece.frames
        if frames.shape[1] == len(self.weights):
            mixed = frames @ np.asarray(self.weights, np.float32)
        else:  # joined from recordings of different kinds
            mixed = frames.mean(axis=1, dtype=np.float32)
        mono: npt.NDArray[np.float32] = np.clip(mixed * np.float32(self.scale), -1.0, 1.0)
        return mono


class ChannelSurvey:
    """Hears a whole recording once, before it is mixed. ``push`` in order."""

    def __init__(self) -> None:
        self._count = 0
        self._sums: Any = None
        self._products: Any = None
        self._peak = 0.0
        self._energies: list[Any] = []

    def push(self, piece: Piece) -> None:
        """Take the next piece."""
        frames = piece.frames
        if self._sums is None:
            self._sums = np.zeros(frames.shape[1])
            self._products = np.zeros((frames.shape[1], frames.shape[1]))
        if len(frames):
            self._peak = max(self._peak, float(np.abs(frames).max()))
        if frames.shape[1] != len(self._sums) or len(self._sums) == 1:
            return
        wide = frames.astype(np.float64)
        self._count += len(frames)
        self._sums += wide.sum(axis=0)
        self._products += wide.T @ wide
        places = np.arange(0, len(frames), max(1, piece.rate_hz // WINDOWS_PER_S))
        lengths = np.diff(np.append(places, len(frames)))
        self._energies.append(np.add.reduceat(wide**2, places) / lengths[:, None])

    def mix(self) -> Mix:
        """How to make one channel of what was pushed."""
        scale = 1 / self._peak if self._peak > 1.0 else 1.0
        if not self._count:
            return Mix(scale=scale)
        mean = self._sums / self._count
        shared = self._products / self._count - np.outer(mean, mean)  # a constant is no sound
        energy = np.diag(shared)
        loudest = int(np.argmax(energy))
        live = energy > energy[loudest] * 10 ** (LIVE_DB / 10)
        live[loudest] = True
        turned = np.where(shared[loudest] < 0, -1.0, 1.0)
        weights = np.where(live, turned, 0.0) / live.sum()
        return Mix(tuple(float(one) for one in weights), scale, self._voices(loudest, live))

    def _voices(self, loudest: int, live: Any) -> tuple[int, ...]:
        energies = np.concatenate(self._energies)
        if len(energies) < TURNS_AT_LEAST_S * WINDOWS_PER_S:
            return ()
        loudness = 10 * np.log10(energies + 1e-9)
        others = [
            int(channel)
            for channel in np.flatnonzero(live)
            if channel != loudest and _together(loudness[:, loudest], loudness[:, channel]) < TURNS
        ]
        return tuple(sorted(one + 1 for one in (loudest, *others))) if others else ()


def _together(one: Any, other: Any) -> float:
    """Correlation, -1..1; 1 where one of them is the same all the time."""
    if one.std() < 1.0 or other.std() < 1.0:
        return 1.0
    return float(np.corrcoef(one, other)[0, 1])
