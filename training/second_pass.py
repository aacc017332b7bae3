"""Fits the nets of the second pass on what the first one heard in answers it did not know."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from mockint.star.segmenter import crf
from mockint.star.segmenter.second_pass import context
from training.crf import LINKS, Chains, unpacked_links

Floats = npt.NDArray[np.float64]

K = len(crf.LABELS)
NETS = 4
"""Each starts elsewhere; their mean is steadier than any."""
HIDDEN = 16
ITERATIONS = 80
L2_STRAIGHT = 3.0
L2_HIDDEN = 1.0


class Labelled(Protocol):
    """What is needed of a training example."""

    @property
    def labels(self) -> list[int]:
        """Index into ``decoder.LABELS`` of each unit."""

    @property
    def words(self) -> list[int]:
        """Of each unit."""

    @property
    def weight(self) -> float:
        """How much it counts."""


def fit_nets(examples: Sequence[Labelled], heard: Sequence[Floats]) -> tuple[crf.Net, ...]:
    """``heard``: for each example the first pass's chances, from weights that never saw it."""
    seen = np.vstack(
        [context(chances, one.words) for one, chances in zip(examples, heard, strict=True)]
    )
    chains = Chains([one.labels for one in examples], [one.weight for one in examples])
    return tuple(_fitted(seen, chains, seed) for seed in range(NETS))


def _fitted(seen: Floats, chains: Chains, seed: int) -> crf.Net:
    from scipy.optimize import minimize

    rng = np.random.default_rng(seed)
    width = seen.shape[1]

    def loss(theta: Floats) -> tuple[float, Floats]:
        straight, inner, offset, outer = _unpacked(theta, width)
        hidden = np.tanh(seen @ inner + offset)
        value, by_score, by_links = chains.loss(seen @ straight + hidden @ outer, theta[-LINKS:])
        value += L2_STRAIGHT / 2 * float((straight**2).sum())
        value += L2_HIDDEN / 2 * float((inner**2).sum() + (outer**2).sum())
        by_hidden = (by_score @ outer.T) * (1 - hidden**2)
        gradient = [
            seen.T @ by_score + L2_STRAIGHT * straight,
            seen.T @ by_hidden + L2_HIDDEN * inner,
            by_hidden.sum(axis=0),
            hidden.T @ by_score + L2_HIDDEN * outer,
            by_links,
        ]
        return value, np.concatenate([part.ravel() for part in gradient])

    start = np.concatenate(
        [
            np.zeros(width * K),
            rng.normal(size=width * HIDDEN) / np.sqrt(width),
            rng.normal(size=HIDDEN) * 0.1,
            rng.normal(size=HIDDEN * K) * 0.3,
            np.zeros(LINKS),
        ]
    )
    options = {"maxiter": ITERATIONS}
    theta = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    return crf.Net(*_unpacked(theta, width), *unpacked_links(theta[-LINKS:]))


def _unpacked(theta: Floats, width: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Shapes (C, K), (C, H), (H,), (H, K)."""
    sizes = [width * K, width * HIDDEN, HIDDEN, HIDDEN * K]
    straight, inner, offset, outer = np.split(theta[:-LINKS], np.cumsum(sizes)[:-1])
    return (
        straight.reshape(width, K),
        inner.reshape(width, HIDDEN),
        offset,
        outer.reshape(HIDDEN, K),
    )
