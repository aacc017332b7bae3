#!/usr/bin/env python3
"""Train the ear for signals from labelled answers, cross-validated by answer.

    .venv/bin/python scripts/train_signals.py [LABELLED.jsonl] [--write]

Prints F1 by name over answers. ``--write`` keeps mockint/star/ear.npz. Needs scikit-learn, which
the program itself does not. Same input, same weights: nothing here is drawn without a seed.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mockint.questions.base import FAULTS, SEGMENTS, Segment  # noqa: E402
from mockint.star.ear import NAMES, WEIGHTS_FILE, over_answer  # noqa: E402
from mockint.star.ear_features import Features, features, place_of, read_text  # noqa: E402
from mockint.star.spoken import read  # noqa: E402
from mockint.transcribe.base import Word  # noqa: E402

LABELLED = ROOT / "benchmarks" / "answers" / "development.jsonl"
Answer = dict[str, Any]
"""One line of the labelled answers."""
FOLDS = 6
STRENGTH_OF_FIT = 0.1
MISLABELLED = 0.10
"""Share of units trained as the part beside theirs: at run time parts are heard, not known."""
SMALLEST_WEIGHT = 0.01
OWN_SHARE = 4.0
"""How much more freely a signal's own evidence is weighed than what the others say about it."""
FAULT_PRECISION = 0.8
"""A fault's threshold is never set where fewer than this share of what it fires on is right."""


@dataclass(frozen=True)
class Unit:
    answer: int
    found: Features
    names: frozenset[str]


def source_of(raw: bytes) -> str:
    """What weights are made from: SHA-256 of the labelled answers and of the features' code."""
    digest = hashlib.sha256(raw)
    for name in ("spoken.py", "ear_features.py", "patterns.toml"):
        digest.update((ROOT / "mockint" / "star" / name).read_bytes())
    return digest.hexdigest()


def units_of(answers: list[Answer], seed: int = 0) -> list[Unit]:
    rng = np.random.default_rng(seed)
    made = []
    for number, answer in enumerate(answers):
        texts = [
            read_text(read([Word(w, 0, 0) for w in u["text"].split()])) for u in answer["units"]
        ]
        segment: Segment = "situation"
        for at, unit in enumerate(answer["units"]):
            segment = unit["segment"] if unit["segment"] != "other" else segment
            heard: Segment = segment
            if rng.random() < MISLABELLED:
                step = SEGMENTS.index(segment) + int(rng.choice([-1, 1]))
                heard = SEGMENTS[min(len(SEGMENTS) - 1, max(0, step))]
            found = features(texts, at, heard, place=place_of(at, len(texts)))
            names = frozenset(s["name"] for s in answer["signals"] if s["unit"] == at)
            made.append(Unit(number, found, names))
    return made


def vocabulary(units: list[Unit]) -> dict[str, int]:
    count = Counter(name for unit in units for name in unit.found)
    return {name: row for row, name in enumerate(sorted(n for n, c in count.items() if c >= 2))}


def matrix(units: list[Unit], index: dict[str, int]) -> csr_matrix:
    starts, columns, values = [0], list[int](), list[float]()
    for unit in units:
        known = [(index[name], value) for name, value in unit.found.items() if name in index]
        columns.extend(c for c, _ in known)
        values.extend(v for _, v in known)
        starts.append(len(columns))
    shape = (len(units), len(index))
    cells = (np.array(values), np.array(columns, dtype=np.int32), np.array(starts, dtype=np.int32))
    return csr_matrix(cells, shape=shape)


def fit(units: list[Unit]) -> tuple[dict[str, int], np.ndarray, np.ndarray]:
    index = vocabulary(units)
    x = matrix(units, index)
    weights = np.zeros((len(index), len(NAMES)), dtype=np.float32)
    bias = np.zeros(len(NAMES), dtype=np.float32)
    for column, name in enumerate(NAMES):
        y = np.array([name in unit.names for unit in units])
        model = LogisticRegression(C=STRENGTH_OF_FIT, solver="liblinear", max_iter=300).fit(x, y)
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
        model = LogisticRegression(C=STRENGTH_OF_FIT, max_iter=500).fit(x, truth[:, column])
        across[:, column] = model.coef_[0][2:]
        across[column, column] += OWN_SHARE * model.coef_[0][0]
        any_unit[column] = OWN_SHARE * model.coef_[0][1]
        bias[column] = model.intercept_[0]
    return Whole(mean, sd, across, any_unit, bias)


def answer_logits(probability: np.ndarray, units: list[Unit], count: int) -> np.ndarray:
    numbers = np.array([unit.answer for unit in units])
    return np.array([over_answer(probability[numbers == number]) for number in range(count)])


def second_look(logits: np.ndarray, truth: np.ndarray, fold_of: np.ndarray) -> np.ndarray:
    """Chances over whole answers, shape (answers, names), cross-validated."""
    score = np.zeros_like(truth)
    for fold in range(FOLDS):
        others = fold_of != fold
        score[~others] = fit_whole(logits[others], truth[others]).chances(logits[~others])
    return score


def cross_validated(units: list[Unit], fold_of: np.ndarray) -> np.ndarray:
    """Probabilities, shape (units, names), each from a model that never saw the answer."""
    probability = np.zeros((len(units), len(NAMES)))
    for fold in range(FOLDS):
        index, weights, bias = fit([u for u in units if fold_of[u.answer] != fold])
        rows = [row for row, u in enumerate(units) if fold_of[u.answer] == fold]
        logits = matrix([units[row] for row in rows], index) @ weights + bias
        probability[rows] = 1 / (1 + np.exp(-logits))
    return probability


def truth_of(units: list[Unit], count: int) -> np.ndarray:
    truth = np.zeros((count, len(NAMES)))
    for unit in units:
        truth[unit.answer, [NAMES.index(name) for name in unit.names]] = 1.0
    return truth


def thresholds(score: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """For each name the threshold of the best F1; a fault's also keeps its precision."""
    chosen = np.full(len(NAMES), 0.5)
    for column, name in enumerate(NAMES):
        best = -1.0
        for threshold in np.arange(0.04, 0.8, 0.02):
            said = score[:, column] > threshold
            right = (said & (truth[:, column] > 0)).sum()
            f1 = 2 * right / max(said.sum() + truth[:, column].sum(), 1)
            if name in FAULTS and said.sum() and right / said.sum() < FAULT_PRECISION:
                f1 -= 0.1
            if f1 > best:
                best, chosen[column] = f1, threshold
    return chosen


def report(score: np.ndarray, truth: np.ndarray, fold_of: np.ndarray) -> None:
    """F1 over answers; each fold is judged with thresholds from the other folds."""
    said = np.zeros_like(truth, dtype=bool)
    for fold in range(FOLDS):
        others = fold_of != fold
        said[~others] = score[~others] > thresholds(score[others], truth[others])
    right = said & (truth > 0)
    for column, name in enumerate(NAMES):
        r, s, t = right[:, column].sum(), said[:, column].sum(), truth[:, column].sum()
        print(
            f"{name:26} n={int(t):4} P={r / max(s, 1):.2f} R={r / max(t, 1):.2f}"
            f" F1={2 * r / max(s + t, 1):.2f}"
        )
    print(f"micro F1 over answers {2 * right.sum() / (said.sum() + truth.sum()):.3f}")
    folds = [
        2 * right[fold_of == f].sum() / (said[fold_of == f].sum() + truth[fold_of == f].sum())
        for f in range(FOLDS)
    ]
    print("by fold", " ".join(f"{f:.3f}" for f in folds))


def write(units: list[Unit], whole: Whole, threshold: np.ndarray, source: str) -> None:
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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="*", default=[LABELLED])
    parser.add_argument("--write", action="store_true", help="keep the weights")
    args = parser.parse_args()
    raw = b"".join(path.read_bytes() for path in args.labelled)
    answers = [json.loads(line) for line in raw.decode().splitlines() if line.strip()]
    units = units_of(answers)
    fold_of = np.random.default_rng(0).permutation(len(answers)) % FOLDS
    truth = truth_of(units, len(answers))
    logits = answer_logits(cross_validated(units, fold_of), units, len(answers))
    score = second_look(logits, truth, fold_of)
    report(score, truth, fold_of)
    if args.write:
        write(units, fit_whole(logits, truth), thresholds(score, truth), source_of(raw))


if __name__ == "__main__":
    main()
