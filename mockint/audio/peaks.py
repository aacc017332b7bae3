"""How loud a recording is along its way, for a picture of it."""

from pathlib import Path

import numpy as np

from mockint.audio.base import RATE_HZ, Samples
from mockint.audio.files import pieces

_GRAIN = RATE_HZ // 100
"""Samples of the finest step: 10 ms."""


def peaks(path: Path, columns: int) -> tuple[float, ...]:
    """The loudest moment of each of ``columns`` equal stretches of ``path``, 0..1.

    1 is the loudest of the whole recording; silence is all 0. A recording shorter than its columns
    (10 ms each) gets as many as it has. Raises UnreadableAudio.
    """
    grains = np.concatenate([_loudest(piece) for piece in pieces(path)])
    edges = np.linspace(0, len(grains), min(columns, len(grains)) + 1).astype(int)[:-1]
    loudest = np.maximum.reduceat(grains, edges)
    top = float(loudest.max())
    return tuple(float(value) for value in (loudest / top if top > 0.0 else loudest))


def _loudest(piece: Samples) -> Samples:
    """The loudest of each 10 ms of ``piece``; its last grain may be shorter."""
    return np.maximum.reduceat(np.abs(piece), np.arange(0, len(piece), _GRAIN))
