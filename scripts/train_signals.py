#!/usr/bin/env python3
"""Train the ear for signals from labelled answers, cross-validated by story.

    .venv/bin/python scripts/train_signals.py [LABELLED.jsonl] [--write]

Prints F1 by name over answers: of what the ear hears, and of what is then shown. All takes of one
story are in one fold; the answers of ``labelled_units.EXTRA`` are trained on and never scored.
``--write`` keeps mockint/star/signals/weights.npz. Needs scikit-learn, which the program itself
does not. Same
input, same weights: nothing here is drawn without a seed.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from labelled_units import (  # noqa: E402
    LABELLED,
    Answer,
    Unit,
    extra_files,
    rows,
    spoken_units,
    units_of,
    with_pieces,
)
from segmenter import answers as stories  # noqa: E402

from mockint.domain import FAULTS  # noqa: E402
from mockint.star.signals.detect import showing  # noqa: E402
from mockint.star.signals.model import (  # noqa: E402
    NAMES,
    WEIGHTS_FILE,
    over_answer,
)
from mockint.star.words import read_words  # noqa: E402
from mockint.text.reading import text_of  # noqa: E402

FOLDS = 6
STRENGTH_OF_FIT = 0.1
STRENGTH_OF_SECOND_FIT = 0.03
PIECE_WEIGHT = 0.5
"""How much a piece of a unit counts in training."""
SMALLEST_WEIGHT = 0.01
OWN_SHARE = 4.0
"""How much more freely a signal's own evidence is weighed than what the others say about it."""
FAULT_PRECISION = 0.8
"""A fault's threshold is raised until this share of what it fires on is right."""
SOURCES = ("spoken.py", "ear_features.py", "patterns.toml")


def source_of(raw: bytes) -> str:
    """What weights are made from: SHA-256 of the labelled answers and of the features' code."""
    digest = hashlib.sha256(raw)
    for name in SOURCES:
        digest.update((ROOT / "mockint" / "star" / name).read_bytes())
    return digest.hexdigest()


def raw_of(labelled: Path = LABELLED) -> bytes:
    """The bytes of all that is trained on."""
    return b"".join(path.read_bytes() for path in (labelled, *extra_files()))


def vocabulary(units: Sequence[Unit]) -> dict[str, int]:
    count = Counter(name for unit in units for name in unit.found)
    return {name: row for row, name in enumerate(sorted(n for n, c in count.items() if c >= 2))}


def matrix(units: Sequence[Unit], index: dict[str, int]) -> csr_matrix:
    starts, columns, values = [0], list[int](), list[float]()
    for unit in units:
        known = [(index[name], value) for name, value in unit.found.items() if name in index]
        columns.extend(c for c, _ in known)
        values.extend(v for _, v in known)
        starts.append(len(columns))
    shape = (len(units), len(index))
    cells = (np.array(values), np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int32))
    return csr_matrix(cells, shape=shape)


def fit(units: Sequence[Unit]) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    """Row of each feature; weights, shape (features, names); bias, shape (names,)."""
    index = vocabulary(units)
    taught = with_pieces(units)
    x = matrix(taught, index)
    share = np.where(np.arange(len(taught)) < len(units), 1.0, PIECE_WEIGHT)
    weights = np.zeros((len(index), len(NAMES)), dtype=np.float32)
    bias = np.zeros(len(NAMES), dtype=np.float32)
    for column, name in enumerate(NAMES):
        y = np.array([name in unit.names for unit in taught])
        model = LogisticRegression(C=STRENGTH_OF_FIT, solver="liblinear", max_iter=300)
        model.fit(x, y, sample_weight=share)
        weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    return index, weights, bias


@dataclass(frozen=True)
class Whole:
    """The second look, at the whole answer; see ``Ear.whole``. All standardised by mean and sd."""

    mean: np.ndarray
    sd: np.ndarray
    across: np.ndarray
    """Shape (names, names): what hearing one signal says about another."""
    any_unit: np.ndarray
    """Shape (names,)."""
    bias: np.ndarray

    def chances(self, logits: np.ndarray) -> np.ndarray:
        z = (logits - self.mean) / self.sd
        count = len(NAMES)
        total = z[:, :count] @ self.across + z[:, count:] * self.any_unit + self.bias
        return np.asarray(1 / (1 + np.exp(-total)))


def fit_whole(logits: np.ndarray, truth: np.ndarray) -> Whole:
    """``logits``: shape (answers, 2 * names), from ears that did not see the answer."""
    mean, sd, count = logits.mean(0), logits.std(0), len(NAMES)
    z = (logits - mean) / sd
    across, any_unit, bias = np.zeros((count, count)), np.zeros(count), np.zeros(count)
    for column in range(count):
        own, heard_at_all = z[:, [column]], z[:, [count + column]]
        x = np.hstack([OWN_SHARE * own, OWN_SHARE * heard_at_all, z[:, :count]])
        model = LogisticRegression(C=STRENGTH_OF_SECOND_FIT, max_iter=500).fit(x, truth[:, column])
        across[:, column] = model.coef_[0][2:]
        across[column, column] += OWN_SHARE * model.coef_[0][0]
        any_unit[column] = OWN_SHARE * model.coef_[0][1]
        bias[column] = model.intercept_[0]
    return Whole(mean, sd, across, any_unit, bias)


def answer_logits(probability: np.ndarray, units: Sequence[Unit], count: int) -> np.ndarray:
    numbers = np.array([unit.answer for unit in units])
    return np.array([over_answer(probability[numbers == number]) for number in range(count)])


def second_look(logits: np.ndarray, truth: np.ndarray, fold_of: np.ndarray) -> np.ndarray:
    """Chances over whole answers, shape (answers, names), cross-validated."""
    score = np.zeros_like(truth)
    for fold in range(FOLDS):
        others = fold_of != fold
        score[~others] = fit_whole(logits[others], truth[others]).chances(logits[~others])
    return score


def cross_validated(units: Sequence[Unit], fold_of: np.ndarray) -> np.ndarray:
    """Probabilities, shape (units, names), each from a model that never saw the answer."""
    probability = np.zeros((len(units), len(NAMES)))
    for fold in range(FOLDS):
        index, weights, bias = fit([u for u in units if fold_of[u.answer] != fold])
        rows = [row for row, u in enumerate(units) if fold_of[u.answer] == fold]
        logits = matrix([units[row] for row in rows], index) @ weights + bias
        probability[rows] = 1 / (1 + np.exp(-logits))
    return probability


def truth_of(units: Sequence[Unit], count: int) -> np.ndarray:
    truth = np.zeros((count, len(NAMES)))
    for unit in units:
        truth[unit.answer, [NAMES.index(name) for name in unit.names]] = 1.0
    return truth


def thresholds(score: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """One threshold for all names, that of the best micro F1; raised for a fault that misfires.

    Chances are calibrated, so that one threshold serves them all; thresholds chosen a name at a
    time follow the noise of thirty examples and lose 1.5 points on answers that were not seen.
    """
    grid = np.arange(0.20, 0.62, 0.02)
    common = max(grid, key=lambda at: _f1(score > at, truth))
    chosen = np.full(len(NAMES), common)
    for column in (NAMES.index(name) for name in FAULTS):
        for threshold in grid[grid >= common]:
            chosen[column] = threshold
            said = score[:, column] > threshold
            if (said & (truth[:, column] > 0)).sum() >= FAULT_PRECISION * said.sum():
                break
    return chosen


def _f1(said: np.ndarray, truth: np.ndarray) -> float:
    return float(2 * (said & (truth > 0)).sum() / max(said.sum() + truth.sum(), 1))


def heard(score: np.ndarray, truth: np.ndarray, fold_of: np.ndarray) -> np.ndarray:
    """Shape (answers, names): each fold is judged with thresholds from the other folds."""
    said = np.zeros(truth.shape, dtype=bool)
    for fold in range(FOLDS):
        others = fold_of != fold
        said[~others] = score[~others] > thresholds(score[others], truth[others])
    return said


def shown(answers: Sequence[Answer], probability: np.ndarray, said: np.ndarray) -> np.ndarray:
    """Shape (units, names): where the program would show what it heard, after the reading rules."""
    found = np.zeros(probability.shape, dtype=bool)
    first = 0
    for number, answer in enumerate(answers):
        labelled = spoken_units(answer)
        texts = [text_of(read_words(one.unit.words)) for one in labelled]
        chances = np.array(probability[first : first + len(labelled)])
        chances[[one.aside for one in labelled]] = 0.0
        for column, name in enumerate(NAMES):
            if said[number, column]:
                where = showing(name, labelled, texts, chances[:, column])
                found[[first + at for at in where], column] = True
        first += len(labelled)
    return found


def report(said: np.ndarray, truth: np.ndarray, fold_of: np.ndarray) -> None:
    """Precision, recall and F1 over answers, by name and together."""
    for column, name in enumerate(NAMES):
        mine, true = said[:, column], truth[:, column]
        right = (mine & (true > 0)).sum()
        print(
            f"{name:26} n={int(true.sum()):4} P={right / max(mine.sum(), 1):.2f}"
            f" R={right / max(true.sum(), 1):.2f} F1={_f1(mine, true):.2f}"
        )
    print(f"micro F1 over answers {_f1(said, truth):.3f}")
    by_fold = (_f1(said[fold_of == fold], truth[fold_of == fold]) for fold in range(FOLDS))
    print("by fold", " ".join(f"{figure:.3f}" for figure in by_fold))


def write(units: Sequence[Unit], whole: Whole, threshold: np.ndarray, source: str) -> None:
    index, weights, bias = fit(units)
    strong = np.abs(weights).max(axis=1) >= SMALLEST_WEIGHT
    names = [name for name, row in index.items() if strong[row]]
    kept = weights[[index[name] for name in names]]
    scale = (np.abs(kept).max(axis=0) / 127).astype(np.float32)
    np.savez_compressed(
        ROOT / "mockint" / "star" / WEIGHTS_FILE,
        vocabulary=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        weights=np.round(kept / scale).astype(np.int8),
        scale=scale,
        bias=bias,
        threshold=threshold.astype(np.float32),
        mean=whole.mean.astype(np.float32),
        sd=whole.sd.astype(np.float32),
        across=whole.across.astype(np.float32),
        any_unit=whole.any_unit.astype(np.float32),
        whole_bias=whole.bias.astype(np.float32),
        source=np.array(source),
    )
    print(f"{len(names)} features kept in {WEIGHTS_FILE}")


def pool(labelled: Path) -> tuple[list[Answer], np.ndarray, int]:
    """Scored answers and then the extra ones, each one's fold by story, and how many are scored."""
    paths = [labelled, *extra_files()]
    told = [answer for path in paths for answer in stories.read(path)]
    return rows(paths), np.array(stories.folds(told, FOLDS)), len(rows([labelled]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="?", default=LABELLED)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    args = parser.parse_args()
    answers, fold_of, scored = pool(args.labelled)
    units = units_of(answers)
    truth = truth_of(units, len(answers))
    probability = cross_validated(units, fold_of)
    logits = answer_logits(probability, units, len(answers))
    score = second_look(logits, truth, fold_of)
    said = heard(score, truth, fold_of)
    found = shown(answers, probability, said)
    in_answer = np.array([unit.answer for unit in units])
    seen = np.array([found[in_answer == number].any(axis=0) for number in range(len(answers))])
    print(f"{scored} answers, {len(answers) - scored} more to train on. What is shown:")
    report(seen[:scored], truth[:scored], fold_of[:scored])
    print(f"heard, before the reading rules: micro F1 {_f1(said[:scored], truth[:scored]):.3f}")
    marked = np.array([[name in unit.names for name in NAMES] for unit in units])
    mine = in_answer < scored
    right = (found & marked)[mine].sum()
    print(
        f"sentences shown {found[mine].sum()}, of which marked {right / found[mine].sum():.3f};"
        f" same sentence and name, F1 {_f1(found[mine], marked[mine]):.3f}"
    )
    if args.write:
        source = source_of(raw_of(args.labelled))
        write(units, fit_whole(logits, truth), thresholds(score, truth), source)


if __name__ == "__main__":
    main()
