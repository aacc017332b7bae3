"""What the second pass sees of a unit: what the first pass heard in it, around it and in all.

A person who hears "that took a week" knows from what came before whether it is a step or an
outcome. The first pass looks two sentences far; here the whole answer's first hearing counts: the
neighbours' labels, how much of each part came before and comes after, whether it came at all.
"""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_REACH = 3
"""Neighbours on each side that are seen one by one."""

_FADING = 0.7
"""Of what is remembered of the units before and after, at each unit further away."""

_LONG_WORDS = 300
_FLOOR = 0.01
"""Added to chances before their logarithm is taken."""

_SOME_WORDS = 5.0
"""Added to a part's words, so that a part hardly heard has no first and last half."""


def context(chances: Floats, words: Sequence[int]) -> Floats:
    """Shape (N, C), for ``chances`` of shape (N, K) from the first pass; values about 0 to 1.

    Time is counted in ``words``, those of each unit, so that pauses play no part.
    """
    size = np.array(words, np.float64)
    total = size.sum()
    mass = chances * size[:, None]
    before, after = _shifted(np.cumsum(mass, axis=0)), _mirrored(mass, np.cumsum)
    heard = _shifted(np.maximum.accumulate(chances, axis=0))
    ahead = _mirrored(chances, np.maximum.accumulate)
    middle = np.cumsum(size) - size / 2
    place = (middle / total)[:, None]
    columns = [
        np.log(chances + _FLOOR) / -np.log(_FLOOR),
        *_neighbours(chances),
        before / total,
        after / total,
        np.sqrt(before / total),
        np.sqrt(after / total),
        heard,
        ahead,
        _remembered(chances),
        _remembered(chances[::-1])[::-1],
        place,
        place**2,
        middle[:, None] / _LONG_WORDS,
        (total - np.cumsum(size))[:, None] / _LONG_WORDS,
        np.log(size)[:, None] / 3,
        np.ones_like(place),
        np.full_like(place, total / _LONG_WORDS),
        before / (mass.sum(axis=0) + _SOME_WORDS),
    ]
    around = np.hstack(
        [
            heard[:, 2:5],
            ahead[:, :4],
            place,
            2 * before[:, [0, 2]] / total,
            2 * after[:, [0, 2]] / total,
        ]
    )
    columns.append((chances[:, :, None] * around[:, None, :]).reshape(len(size), -1))
    return np.hstack(columns)


def _neighbours(chances: Floats) -> list[Floats]:
    """The chances of the units from ``_REACH`` before to as many after, its own among them."""
    rim = np.zeros((_REACH, chances.shape[1]))
    framed = np.vstack([rim, chances, rim])
    return [framed[step : step + len(chances)] for step in range(2 * _REACH + 1)]


def _shifted(values: Floats) -> Floats:
    """Each row's predecessor; nothing before the first."""
    return np.vstack([np.zeros((1, values.shape[1])), values[:-1]])


def _mirrored(values: Floats, gather: Callable[..., Floats]) -> Floats:
    """As ``_shifted`` after ``gather`` down the rows, but from the end."""
    return _shifted(gather(values[::-1], axis=0))[::-1]


def _remembered(chances: Floats) -> Floats:
    """The chances of all earlier units, the near ones most."""
    out = np.zeros_like(chances)
    for i in range(1, len(chances)):
        out[i] = _FADING * out[i - 1] + (1 - _FADING) * chances[i - 1]
    return out
