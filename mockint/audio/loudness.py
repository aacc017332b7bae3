"""Sound that is too quiet for the voice detector and the recognizers, made as loud as they need it.

Only what is heard: what is kept on disk stays as it is. Measured with 22 s of speech: at a peak of
-50 dBFS Silero finds a third of it, at -38 nearly all, from -26 on all.
"""

import numpy as np

from mockint.audio.types import RATE_HZ, Samples

QUIET_PEAK = 10 ** (-42 / 20)
"""A recording whose loud moments stay below this is too quiet to be heard as it is."""

_GOOD_PEAK = 10 ** (-14 / 20)
_HEARD_PEAK = 10 ** (-80 / 20)
"""What stays below this is the hiss of a converter: nothing is gained by making it louder."""

_WINDOW = RATE_HZ // 10
_WINDOWS = 3
"""A key that is pressed, or a knock, makes one or two windows louder than any speech."""


class LoudMoments:
    """How loud the loud moments of a recording are. ``push`` in order, any sizes."""

    def __init__(self) -> None:
        self._left: Samples = np.zeros(0, np.float32)
        self._top = [0.0] * _WINDOWS

    def push(self, block: Samples) -> None:
        """Take the next sound."""
        sound = np.concatenate([self._left, block]) if self._left.size else block
        whole = sound.size - sound.size % _WINDOW
        self._left = sound[whole:].copy()
        if whole:
            peaks = np.abs(sound[:whole]).reshape(-1, _WINDOW).max(axis=1)
            self._top = sorted((*self._top, *(float(one) for one in peaks)))[-_WINDOWS:]

    @property
    def peak(self) -> float:
        """Of the third loudest tenth of a second; 0 where there are fewer."""
        return self._top[0]

    @property
    def are_too_quiet(self) -> bool:
        """There is something, and it must be made louder to be heard."""
        return _HEARD_PEAK < self.peak < QUIET_PEAK


def _moments(samples: Samples) -> LoudMoments:
    moments = LoudMoments()
    moments.push(samples)
    return moments


def too_quiet(samples: Samples) -> bool:
    """Whether ``samples`` ((n,), in [-1, 1]) must be made louder to be heard."""
    return _moments(samples).are_too_quiet


def loud_enough(samples: Samples) -> Samples:
    """``samples`` ((n,), in [-1, 1]), louder where they are too quiet, else the same object."""
    moments = _moments(samples)
    if not moments.are_too_quiet:
        return samples
    factor = _GOOD_PEAK / moments.peak
    louder: Samples = np.clip(samples * np.float32(factor), -1.0, 1.0)
    return louder
