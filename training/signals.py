"""Fits the ear for signals: a logistic regression a name, then a second look at whole answers.

The second look and the thresholds are learned from chances that ears gave to answers of stories
they had not heard. Needs scikit-learn. The same answers give the same weights: nothing is drawn
without a seed, and one thread does it all.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mockint.domain import FAULTS
from mockint.star.signals.model import NAMES, SignalModel, over_answer
from training.answers import Answer
from training.heard import NO_RETELLINGS, Retellings
from training.matrix import matrix
from training.signal_units import Unit, retold_units, units_of, with_pieces
from training.threads import on_one_thread

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

STRENGTH_OF_FIT = 0.1
STRENGTH_OF_SECOND_FIT = 0.03
PIECE_WEIGHT = 0.5
"""How much a piece of a unit counts in training."""
DOUBTED = 0.5
"""How much a mark counts that a second reader did not make."""
SMALLEST_WEIGHT = 0.01
OWN_SHARE = 4.0
"""How much more freely a signal's own evidence is weighed than what the others say about it."""
FAULT_PRECISION = 0.8
"""A fault's threshold is raised until this share of what it fires on is right."""


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The first look, at single units."""

    index: dict[str, int]
    """Row of each feature."""
    weights: npt.NDArray[np.float32]
    """Shape (features, names)."""
    bias: npt.NDArray[np.float32]
    """Shape (names,)."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """The second look, at the whole answer; see ``SignalModel.whole``. By mean and sd."""

    mean: Floats
    sd: Floats
    across: Floats
    """Shape (names, names): what hearing one signal says about another."""
    any_unit: Floats
    """Shape (names,)."""
    bias: Floats

    def chances(self, logits: Floats) -> Floats:
        """Shape (answers, names), for ``logits`` of shape (answers, 2 * names)."""
        z = (logits - self.mean) / self.sd
        count = len(NAMES)
        total = z[:, :count] @ self.across + z[:, count:] * self.any_unit + self.bias
        return np.asarray(1 / (1 + np.exp(-total)))


@dataclass(frozen=True, slots=True, eq=False)
class CrossFitted:
    """Marked answers, and behind them their retellings, as ears hear them that were trained on
    other folds. "Answers" in a shape counts both."""

    units: list[Unit]
    fold_of: npt.NDArray[np.int64]
    """Shape (answers,)."""
    weight: Floats
    """Shape (answers,): how much each counts; 1 for an answer as it is written."""
    truth: Floats
    """Shape (answers, names): 1 where the signal is marked."""
    fitted: dict[int, Fitted]
    """For each fold the first look from the other folds."""
    logits: Floats
    """Shape (answers, 2 * names)."""
    chances: Floats
    """Shape (answers, names): after the second look."""


@on_one_thread
def cross_fit(
    answers: Sequence[Answer], fold_of: Sequence[int], retold_as: Retellings = NO_RETELLINGS
) -> CrossFitted:
    """Everything that is learned fold by fold; ``fold_of``: one an answer."""
    again = [
        (i, one, weight)
        for i, answer in enumerate(answers)
        for one, weight in retold_as.get(answer.name, ())
    ]
    units = units_of(answers)
    units += retold_units([(answers[i], one) for i, one, _ in again], len(answers))
    folds = np.array([*fold_of, *(fold_of[i] for i, _, _ in again)])
    share = np.array([*(1.0 for _ in answers), *(weight for _, _, weight in again)])
    truth = np.zeros((len(folds), len(NAMES)))
    for unit in units:
        truth[unit.answer, [NAMES.index(name) for name in unit.names]] = 1.0
    fitted: dict[int, Fitted] = {}
    probability = np.zeros((len(units), len(NAMES)))
    for fold in sorted(set(fold_of)):
        print(f"training the ear for signals without fold {fold}", file=sys.stderr)
        one = fitted[fold] = _fit([u for u in units if folds[u.answer] != fold], share)
        rows = [row for row, u in enumerate(units) if folds[u.answer] == fold]
        score = matrix([units[row].found for row in rows], one.index) @ one.weights + one.bias
        probability[rows] = 1 / (1 + np.exp(-score))
    of = np.array([unit.answer for unit in units])
    logits = np.array([over_answer(probability[of == i]) for i in range(len(folds))])
    chances = np.zeros_like(truth)
    for fold in fitted:
        others = folds != fold
        whole = _fit_whole(logits[others], truth[others], share[others])
        chances[~others] = whole.chances(logits[~others])
    return CrossFitted(units, folds, share, truth, fitted, logits, chances)


@on_one_thread
def train(known: CrossFitted, source: str) -> SignalModel:
    """The ear that is shipped, from all answers."""
    everything = np.ones(len(known.truth), bool)
    return _ear(_fit(known.units, known.weight), known, everything, source)


@on_one_thread
def held_out(known: CrossFitted, fold: int) -> SignalModel:
    """The ear that never heard the answers of ``fold``."""
    return _ear(known.fitted[fold], known, known.fold_of != fold, f"without fold {fold}")


def _ear(first: Fitted, known: CrossFitted, chosen: Bools, source: str) -> SignalModel:
    share = known.weight[chosen]
    whole = _fit_whole(known.logits[chosen], known.truth[chosen], share)
    threshold = thresholds(known.chances[chosen], known.truth[chosen], share)
    return SignalModel(
        index=first.index,
        weights=first.weights,
        bias=first.bias,
        threshold=threshold.astype(np.float32),
        mean=whole.mean.astype(np.float32),
        sd=whole.sd.astype(np.float32),
        across=whole.across.astype(np.float32),
        any_unit=whole.any_unit.astype(np.float32),
        whole_bias=whole.bias.astype(np.float32),
        source=source,
    )


def save(ear: SignalModel, path: Path) -> int:
    """Write ``ear`` in whole numbers, without what says little; how many features are kept."""
    strong = np.abs(ear.weights).max(axis=1) >= SMALLEST_WEIGHT
    names = [name for name, row in ear.index.items() if strong[row]]
    kept = ear.weights[[ear.index[name] for name in names]]
    scale = (np.abs(kept).max(axis=0) / 127).astype(np.float32)
    np.savez_compressed(
        path,
        vocabulary=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=np.round(kept / scale).astype(np.int8),
        scale=scale,
        bias=ear.bias,
        threshold=ear.threshold,
        mean=ear.mean,
        sd=ear.sd,
        across=ear.across,
        any_unit=ear.any_unit,
        whole_bias=ear.whole_bias,
        source=np.array(ear.source),
    )
    return len(names)


def _fit(units: Sequence[Unit], weight: Floats) -> Fitted:
    """``weight``: one for each answer that a unit may be of."""
    from sklearn.linear_model import LogisticRegression

    count = Counter(name for unit in units for name in unit.found)
    index = {name: row for row, name in enumerate(sorted(n for n, c in count.items() if c >= 2))}
    taught = with_pieces(units)
    x = matrix([unit.found for unit in taught], index)
    share = np.where(np.arange(len(taught)) < len(units), 1.0, PIECE_WEIGHT)
    share *= weight[[unit.answer for unit in taught]]
    weights = np.zeros((len(index), len(NAMES)), dtype=np.float32)
    bias = np.zeros(len(NAMES), dtype=np.float32)
    for column, name in enumerate(NAMES):
        y = np.array([name in unit.names for unit in taught])
        if not y.any():
            raise SystemExit(f"no sentence in training/answers is marked with {name}")
        model = LogisticRegression(C=STRENGTH_OF_FIT, solver="liblinear", max_iter=300)
        known = [
            0.0 if name in u.unknown else DOUBTED if name in u.doubted else 1.0 for u in taught
        ]
        model.fit(x, y, sample_weight=share * known)
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return Fitted(index, weights, bias)


def _fit_whole(logits: Floats, truth: Floats, weight: Floats) -> Whole:
    """``logits``: shape (answers, 2 * names), from ears that did not hear the answer; ``weight``:
    how much each answer counts."""
    from sklearn.linear_model import LogisticRegression

    mean, sd, count = logits.mean(0), logits.std(0), len(NAMES)
    z = (logits - mean) / sd
    across, any_unit, bias = np.zeros((count, count)), np.zeros(count), np.zeros(count)
    for column in range(count):
        own, heard_at_all = z[:, [column]], z[:, [count + column]]
        x = np.hstack([OWN_SHARE * own, OWN_SHARE * heard_at_all, z[:, :count]])
        model = LogisticRegression(C=STRENGTH_OF_SECOND_FIT, max_iter=500)
        model.fit(x, truth[:, column], sample_weight=weight)
        across[:, column] = model.coef_[0][2:]
        across[column, column] += OWN_SHARE * model.coef_[0][0]
        any_unit[column] = OWN_SHARE * model.coef_[0][1]
        bias[column] = model.intercept_[0]
    return Whole(mean, sd, across, any_unit, bias)


def thresholds(chances: Floats, truth: Floats, weight: Floats) -> Floats:
    """One threshold for all names, that of the best micro F1; raised for a fault that misfires.

    Chances are calibrated, so that one threshold serves them all; thresholds chosen a name at a
    time follow the noise of thirty examples and lose 1.5 points on answers that were not seen.
    ``chances`` and ``truth`` have shape (answers, names), ``weight`` (answers,).
    """
    grid = np.arange(0.20, 0.62, 0.02)
    common = max(grid, key=lambda at: _f1(chances > at, truth, weight))
    chosen = np.full(len(NAMES), common)
    for column in (NAMES.index(name) for name in FAULTS):
        for threshold in grid[grid >= common]:
            chosen[column] = threshold
            said = weight * (chances[:, column] > threshold)
            if said @ truth[:, column] >= FAULT_PRECISION * said.sum():
                break
    return chosen


def _f1(said: Bools, truth: Floats, weight: Floats) -> float:
    hit = weight @ (said * truth)
    return float(2 * hit.sum() / max((weight @ (said + truth)).sum(), 1))
