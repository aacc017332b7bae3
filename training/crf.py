"""The likelihood of labelled sequences under a chain, and its gradient, all side by side."""

import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mockint.star.segmenter import crf

Floats = npt.NDArray[np.float64]

K = len(crf.LABELS)
L2_LINKS = 0.1
LINKS = K * K + 2 * K
"""Numbers that ``unpacked_links`` takes: label to label, first, last."""


def unpacked_links(theta: Floats) -> tuple[Floats, Floats, Floats]:
    """Shapes (K, K), (K,), (K,)."""
    return theta[: K * K].reshape(K, K), theta[K * K : -K], theta[-K:]


class Chains:
    """Sequences of units with their true labels and a weight each."""

    def __init__(self, labels: Sequence[Sequence[int]], weights: Sequence[float]) -> None:
        self.weight = np.array(weights, np.float64)
        self.lengths = np.array([len(y) for y in labels])
        starts = np.cumsum([0, *self.lengths[:-1]])
        steps = np.arange(self.lengths.max())[None]
        self.there = steps < self.lengths[:, None]
        self.at = np.where(self.there, starts[:, None] + steps, 0)
        self.row_weight = np.repeat(self.weight, self.lengths)[:, None]
        self.gold = np.eye(K)[np.concatenate([np.asarray(y, int) for y in labels])]
        self.gold_follow = np.zeros((K, K))
        self.gold_first, self.gold_last = np.zeros(K), np.zeros(K)
        for y, weight in zip(labels, self.weight, strict=True):
            self.gold_first[y[0]] += weight
            self.gold_last[y[-1]] += weight
            for a, b in itertools.pairwise(y):
                self.gold_follow[a, b] += weight

    def loss(self, emitted: Floats, links: Floats) -> tuple[float, Floats, Floats]:
        """Minus the log likelihood; its gradient for ``emitted`` and for ``links``, packed."""
        follow, first, last = unpacked_links(links)
        chance, pairs, log_total = self._expected(emitted[self.at], follow, first, last)
        flat = np.zeros_like(emitted)
        flat[self.at[self.there]] = chance[self.there]
        ends = chance[np.arange(len(self.lengths)), self.lengths - 1]
        gold = float(
            (self.row_weight * emitted * self.gold).sum() + (follow * self.gold_follow).sum()
        )
        gold += float(first @ self.gold_first + last @ self.gold_last)
        by_links = np.concatenate(
            [
                (pairs - self.gold_follow).ravel(),
                self.weight @ chance[:, 0] - self.gold_first,
                self.weight @ ends - self.gold_last,
            ]
        )
        value = float(self.weight @ log_total) - gold + L2_LINKS / 2 * float(links @ links)
        return value, (flat - self.gold) * self.row_weight, by_links + L2_LINKS * links

    def _expected(
        self, e: Floats, follow: Floats, first: Floats, last: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """Each unit's label chances (B, T, K), weighted label pairs (K, K), log partition (B,).

        Chances are scaled to sum to 1 at every step instead of being kept as logarithms: ten times
        as fast.
        """
        top = e.max(axis=2)
        odds, moves, closing = np.exp(e - top[:, :, None]), np.exp(follow), np.exp(last)
        forward, backward, scale = np.zeros_like(e), np.zeros_like(e), np.ones_like(top)
        here = odds[:, 0] * np.exp(first)
        scale[:, 0] = here.sum(axis=1)
        forward[:, 0] = here / scale[:, :1]
        for t in range(1, e.shape[1]):
            live = self.there[:, t]
            here = (forward[:, t - 1] @ moves) * odds[:, t]
            scale[:, t] = np.where(live, here.sum(axis=1), 1.0)
            forward[:, t] = np.where(live[:, None], here / scale[:, t, None], forward[:, t - 1])
        end = forward[:, -1] @ closing
        log_total = np.log(scale).sum(axis=1) + np.where(self.there, top, 0.0).sum(axis=1)
        log_total += np.log(end)
        backward[:, -1] = closing / end[:, None]
        pairs = np.zeros((K, K))
        for t in range(e.shape[1] - 2, -1, -1):
            live = self.there[:, t + 1]
            ahead = odds[:, t + 1] * backward[:, t + 1] / scale[:, t + 1, None]
            backward[:, t] = np.where(live[:, None], ahead @ moves.T, backward[:, t + 1])
            pairs += moves * ((forward[live, t] * self.weight[live, None]).T @ ahead[live])
        return forward * backward, pairs, log_total
