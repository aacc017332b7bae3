"""Fits a ``star.proportional_odds.Sum`` by maximum likelihood, with the sign of every weight held
and a little shrinkage. Needs scipy. The same rows give the same sum.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mockint.star.proportional_odds import Inputs, Sum

Floats = npt.NDArray[np.float64]

_WIDEST = 3.0
"""Of the logarithm of the distance between two cuts: where nothing lies between, it has no end."""


def fit(
    found: Sequence[Inputs],
    steps: npt.NDArray[np.int64],
    signs: Mapping[str, int],
    *,
    weight: Floats,
    shrinkage: float,
) -> Sum:
    """The sum that makes ``steps`` likeliest: one for each row of ``found``, from 0 on.

    ``signs``: 1 for an input that helps, -1 for one that hurts. ``weight``: how much each row
    counts. ``shrinkage``: of the squared weights, against the log likelihood.
    """
    from scipy.optimize import minimize

    x = np.array([[one[name] for name in signs] for one in found])
    count, cuts = len(signs), int(steps.max())

    def cost(p: Floats) -> float:
        edges = np.array([-np.inf, *_cuts(p[count:]), np.inf])
        total = x @ p[:count]
        likely = _odds(edges[steps + 1] - total) - _odds(edges[steps] - total)
        fits = weight @ np.log(np.maximum(likely, 1e-9))
        return float(shrinkage * p[:count] @ p[:count] - fits)

    bounds = [(0.0, np.inf) if sign > 0 else (-np.inf, 0.0) for sign in signs.values()]
    bounds += [(-np.inf, np.inf), *[(-_WIDEST, _WIDEST)] * (cuts - 1)]
    start = np.array([*(0.5 * sign for sign in signs.values()), 0.0, *[0.5] * (cuts - 1)])
    best = minimize(cost, start, method="L-BFGS-B", bounds=bounds).x
    return Sum(
        {name: float(one) for name, one in zip(signs, best, strict=False)},
        tuple(map(float, _cuts(best[count:]))),
    )


def kept(one: Sum) -> dict[str, Any]:
    """What is written of a sum: three digits say all that so few rows can."""
    return {
        "weights": {name: round(weight, 3) for name, weight in one.weights.items()},
        "cuts": [round(cut, 3) for cut in one.cuts],
    }


def _cuts(p: Floats) -> Floats:
    return np.cumsum([p[0], *np.exp(p[1:])])


def _odds(z: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0))))
