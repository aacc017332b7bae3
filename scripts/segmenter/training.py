"""Fits the segmenter's conditional random field; needs SciPy, which comes with scikit-learn."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mockint.star import decoder
from mockint.star.base import Unit
from mockint.star.features import Features, code_hash, features
from mockint.star.units import cut
from segmenter.answers import Answer
from segmenter.gap_training import GapWeights, fit_gaps
from segmenter.saying import Spoken, halting, say

Floats = npt.NDArray[np.float64]

K = len(decoder.LABELS)
L2 = 4.0
L2_FOLLOW = 0.1
ITERATIONS = 60
"""More make no held-out answer better."""
SEEN_AT_LEAST = 5
"""A feature that fewer units show says more about one story than about stories."""


@dataclass(frozen=True, slots=True)
class Example:
    """One saying of an answer as the segmenter will meet it: units as cut, majority labels."""

    rows: list[Features]
    labels: list[int]
    weight: float


def sayings(answer: Answer) -> list[tuple[Spoken, float]]:
    """The forms that an answer is learned in, with the weight of each."""
    return [
        (say(answer, punctuated=True), 1.0),
        (say(answer, punctuated=False, take=1), 0.6),
        (halting(say(answer, punctuated=False, take=2, loss=0.15)), 0.4),
    ]


def train(answers: Sequence[Answer], data: str = "") -> decoder.Weights:
    """Everything that ``decoder.Weights`` holds, from ``answers``."""
    gaps = fit_gaps(answers)
    examples = [example(*form, gaps) for answer in answers for form in sayings(answer)]
    return fit(examples, gaps, data)


def untrained(gaps: GapWeights) -> decoder.Weights:
    """Weights that can cut sentences and nothing else."""
    none = np.zeros((0, K), np.float32)
    zeros = np.zeros((K, K)), np.zeros(K), np.zeros(K)
    return decoder.Weights(np.zeros(0, np.uint32), none, *zeros, *gaps, {})


def example(spoken: Spoken, weight: float, gaps: GapWeights) -> Example:
    """Units as ``cut`` finds them, each with the label that most of its words have."""
    units = cut(spoken.transcript, untrained(gaps))
    return Example(features(units), majority(units, spoken.labels), weight)


def majority(units: Sequence[Unit], labels: Sequence[str]) -> list[int]:
    """Index into ``decoder.LABELS`` for each unit."""
    out: list[int] = []
    at = 0
    for unit in units:
        most = Counter(labels[at : at + len(unit.words)]).most_common(1)[0][0]
        out.append(decoder.LABELS.index(most))
        at += len(unit.words)
    return out


def fit(
    examples: Sequence[Example], gaps: GapWeights, data: str = "", iterations: int = ITERATIONS
) -> decoder.Weights:
    """Weights from ``examples``; the same examples give the same weights on one machine."""
    seen: Counter[str] = Counter()
    for one in examples:
        for row in one.rows:
            seen.update(row.keys())
    names = {decoder.key(name): name for name in sorted(seen) if seen[name] >= SEEN_AT_LEAST}
    keys = np.array(sorted(names), np.uint32)
    column = {names[int(k)]: i for i, k in enumerate(keys)}
    values, follow, first, last = _Chain(examples, column).fitted(iterations)
    about = {"code": code_hash(), "data": data, "features": len(keys), "l2": L2}
    return decoder.Weights(keys, values.astype(np.float32), follow, first, last, *gaps, about)


class _Chain:
    """The penalised likelihood of the examples and its gradient, all sequences side by side."""

    def __init__(self, examples: Sequence[Example], column: dict[str, int]) -> None:
        from scipy import sparse

        rows = [row for one in examples for row in one.rows]
        index, amount, bounds = [], [], [0]
        for row in rows:
            known = [(column[name], value) for name, value in row.items() if name in column]
            index += [i for i, _ in known]
            amount += [value for _, value in known]
            bounds.append(len(index))
        self.x = sparse.csr_matrix((amount, index, bounds), shape=(len(rows), len(column)))
        self.xt = self.x.T.tocsr()
        self.width = len(column)
        self.weight = np.array([one.weight for one in examples])
        lengths = [len(one.rows) for one in examples]
        self.lengths = np.array(lengths)
        starts = np.cumsum([0, *lengths[:-1]])
        self.at = starts[:, None] + np.arange(max(lengths))[None]
        self.there = np.arange(max(lengths))[None] < self.lengths[:, None]
        self.at[~self.there] = 0
        self.row_weight = np.repeat(self.weight, lengths)
        self.gold = np.zeros((len(rows), K))
        self.gold_follow, self.gold_first, self.gold_last = (
            np.zeros((K, K)),
            np.zeros(K),
            np.zeros(K),
        )
        for one, start in zip(examples, starts, strict=True):
            y = one.labels
            self.gold[start + np.arange(len(y)), y] = 1.0
            self.gold_first[y[0]] += one.weight
            self.gold_last[y[-1]] += one.weight
            for a, b in itertools.pairwise(y):
                self.gold_follow[a, b] += one.weight

    def fitted(self, iterations: int) -> tuple[Floats, Floats, Floats, Floats]:
        from scipy.optimize import minimize

        found = minimize(
            self.loss,
            np.zeros(self.width * K + K * K + 2 * K),
            jac=True,
            method="L-BFGS-B",
            options={"maxiter": iterations},
        )
        return self.unpacked(found.x)

    def unpacked(self, theta: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        cut_at = self.width * K
        values, rest = theta[:cut_at].reshape(self.width, K), theta[cut_at:]
        return values, rest[: K * K].reshape(K, K), rest[K * K : -K], rest[-K:]

    def loss(self, theta: Floats) -> tuple[float, Floats]:
        values, follow, first, last = self.unpacked(theta)
        emitted = self.x @ values
        chance, pairs, log_total = self._expected(emitted, follow, first, last)
        ends = chance[np.arange(len(self.lengths)), self.lengths - 1]
        flat = np.zeros_like(emitted)
        flat[self.at[self.there]] = chance[self.there]
        gold = float((self.row_weight[:, None] * emitted * self.gold).sum())
        gold += float((follow * self.gold_follow).sum() + first @ self.gold_first)
        gold += float(last @ self.gold_last)
        penalty = L2 * float((values**2).sum())
        penalty += L2_FOLLOW * float((follow**2).sum() + first @ first + last @ last)
        gradient = np.concatenate(
            [
                (self.xt @ ((flat - self.gold) * self.row_weight[:, None]) + L2 * values).ravel(),
                (pairs - self.gold_follow + L2_FOLLOW * follow).ravel(),
                self.weight @ chance[:, 0] - self.gold_first + L2_FOLLOW * first,
                self.weight @ ends - self.gold_last + L2_FOLLOW * last,
            ]
        )
        return float(self.weight @ log_total) - gold + penalty / 2, gradient

    def _expected(
        self, emitted: Floats, follow: Floats, first: Floats, last: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """Each unit's label chances (B, T, K), weighted label pairs (K, K), log partition (B,)."""
        from scipy.special import logsumexp

        e = emitted[self.at]
        steps = e.shape[1]
        forward, backward = np.zeros_like(e), np.zeros_like(e)
        forward[:, 0] = e[:, 0] + first
        for t in range(1, steps):
            moved = logsumexp(forward[:, t - 1][:, :, None] + follow, axis=1) + e[:, t]
            forward[:, t] = np.where(self.there[:, t, None], moved, forward[:, t - 1])
        total = logsumexp(forward[:, -1] + last, axis=1)
        backward[:, -1] = last
        pairs = np.zeros((K, K))
        for t in range(steps - 2, -1, -1):
            ahead = e[:, t + 1] + backward[:, t + 1]
            moved = logsumexp(follow + ahead[:, None, :], axis=2)
            backward[:, t] = np.where(self.there[:, t + 1, None], moved, last)
            live = self.there[:, t + 1]
            joint = forward[live, t][:, :, None] + follow + ahead[live][:, None, :]
            joint = np.exp(joint - total[live][:, None, None])
            pairs += np.tensordot(self.weight[live], joint, axes=1)
        return np.exp(forward + backward - total[:, None, None]), pairs, total
