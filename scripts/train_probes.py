#!/usr/bin/env python3
"""Learn which follow-up annotators would ask, from what the ear hears in labelled answers.

    .venv/bin/python scripts/train_probes.py [LABELLED.jsonl] [--write]

Cross-validated by story, on signals heard by an ear that never saw the answer. ``--write`` keeps
mockint/star/probes/themes.json. Needs scikit-learn, which the program itself does not.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from labelled_units import LABELLED, Answer, units_of
from sklearn.linear_model import LogisticRegression
from train_signals import (
    FOLDS,
    answer_logits,
    cross_validated,
    heard,
    pool,
    raw_of,
    second_look,
    source_of,
    truth_of,
)

from mockint.domain import THEMES, SignalName
from mockint.star.probes.rank import WEIGHTS_FILE, answered, theme_features
from mockint.star.signals.model import NAMES

STRENGTH_OF_FIT = 0.05
ROOT = Path(__file__).resolve().parent.parent


def heard_in(
    answers: Sequence[Answer], fold_of: np.ndarray
) -> tuple[list[set[SignalName]], list[dict[SignalName, float]]]:
    """Names heard in each answer, and every name's chance, by ears that never saw the answer."""
    units = units_of(answers)
    truth = truth_of(units, len(answers))
    logits = answer_logits(cross_validated(units, fold_of), units, len(answers))
    score = second_look(logits, truth, fold_of)
    said = heard(score, truth, fold_of)
    names = [{name for column, name in enumerate(NAMES) if row[column]} for row in said]
    return names, [dict(zip(NAMES, map(float, row), strict=True)) for row in score]


def fit(
    rows: list[dict[str, float]], chosen: np.ndarray
) -> tuple[list[str], np.ndarray, np.ndarray]:
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    weights, bias = np.zeros((len(THEMES), len(names))), np.zeros(len(THEMES))
    for at in range(len(THEMES)):
        model = LogisticRegression(C=STRENGTH_OF_FIT, max_iter=500).fit(x, chosen[:, at])
        weights[at], bias[at] = model.coef_[0], model.intercept_[0]
    return names, weights, bias


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("labelled", type=Path, nargs="?", default=LABELLED)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    args = parser.parse_args()
    answers, fold_of, scored = pool(args.labelled)
    names_heard, chances = heard_in(answers, fold_of)
    rows = [
        theme_features(c, a["principle"], a["level"]) for c, a in zip(chances, answers, strict=True)
    ]
    chosen = np.array([[theme in a["probes"] for theme in THEMES] for a in answers])
    hits = first_hits(rows, chosen, names_heard, fold_of)[:scored]
    print(f"{scored} answers, {len(answers) - scored} more to train on")
    print(f"first probe among the annotators' {hits.mean():.3f}")
    by_fold = (hits[fold_of[:scored] == fold].mean() for fold in range(FOLDS))
    print("by fold", " ".join(f"{figure:.2f}" for figure in by_fold))
    if args.write:
        write(rows, chosen, source_of(raw_of(args.labelled)))


def first_hits(
    rows: list[dict[str, float]],
    chosen: np.ndarray,
    names_heard: Sequence[set[SignalName]],
    fold_of: np.ndarray,
) -> np.ndarray:
    """For each answer whether the first probe is one that its annotators chose."""
    hits = np.zeros(len(rows), dtype=bool)
    for fold in range(FOLDS):
        inside = np.flatnonzero(fold_of != fold)
        names, weights, bias = fit([rows[i] for i in inside], chosen[inside])
        for i in map(int, np.flatnonzero(fold_of == fold)):
            score = weights @ np.array([rows[i].get(name, 0.0) for name in names]) + bias
            order = (t for t in np.argsort(-score) if not answered(THEMES[t], names_heard[i]))
            hits[i] = chosen[i, next(order)]
    return hits


def write(rows: list[dict[str, float]], chosen: np.ndarray, source: str) -> None:
    names, weights, bias = fit(rows, chosen)
    kept = {
        "source": source,
        "bias": {t: round(float(b), 4) for t, b in zip(THEMES, bias, strict=True)},
        "weights": {
            t: {n: round(float(w), 4) for n, w in zip(names, row, strict=True)}
            for t, row in zip(THEMES, weights, strict=True)
        },
    }
    path = ROOT / "mockint" / "star" / WEIGHTS_FILE
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
