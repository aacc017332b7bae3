"""How loud samples are, in decibels below full scale (dBFS)."""

import math

import numpy as np

from mockint.audio.base import Samples

FLOOR_DBFS = -120.0
"""Digital silence. 16-bit sound cannot be quieter than -90 without being silent."""


def rms_dbfs(samples: Samples) -> float:
    """Root mean square of ``samples`` ((n,), in [-1, 1]): 0 for a full-scale square wave,
    -3.01 for a full-scale sine, FLOOR_DBFS for silence or no samples."""
    if samples.size == 0:
        return FLOOR_DBFS
    wide = samples.astype(np.float64, copy=False)
    return _dbfs(math.sqrt(float(np.dot(wide, wide)) / samples.size))


def peak_dbfs(samples: Samples) -> float:
    """The largest sample, either sign: 0 at full scale, FLOOR_DBFS for silence or no samples."""
    if samples.size == 0:
        return FLOOR_DBFS
    return _dbfs(float(np.max(np.abs(samples))))


def _dbfs(amplitude: float) -> float:
    return max(FLOOR_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else FLOOR_DBFS
