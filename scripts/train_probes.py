#!/usr/bin/env python3
"""Learn which follow-up annotators would ask, from what the ear hears in labelled answers.

    .venv/bin/python scripts/train_probes.py [LABELLED.jsonl] [--write]

Cross-validated by answer, on signals heard by an ear that never saw the answer. ``--write`` keeps
mockint/star/themes.json. Needs scikit-learn, which the program itself does not.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from train_signals import (
    FOLDS,
    LABELLED,
    Answer,
    answer_logits,
    cross_validated,
    second_look,
    source_of,
    thresholds,
    truth_of,
    units_of,
)

from mockint.questions.base import THEMES, SignalName
from mockint.star.ear import NAMES
from mockint.star.themes import WEIGHTS_FILE, answered, theme_features

STRENGTH_OF_FIT = 0.05
ROOT = Path(__file__).resolve().parent.parent


def heard_in(
    answers: list[Answer], fold_of: np.ndarray
) -> tuple[list[set[SignalName]], list[dict[SignalName, float]]]:
    units = units_of(answers)
    truth = truth_of(units, len(answers))
    logits = answer_logits(cross_validated(units, fold_of), units, len(answers))
    score = second_look(logits, truth, fold_of)
    said = np.zeros(truth.shape, dtype=bool)
    for fold in range(FOLDS):
        others = fold_of != fold
        said[~others] = score[~others] > thresholds(score[others], truth[others])
    heard = [{name for column, name in enumerate(NAMES) if row[column]} for row in said]
    return heard, [dict(zip(NAMES, map(float, row), strict=True)) for row in score]


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
    parser.add_argument("labelled", type=Path, nargs="*", default=[LABELLED])
    parser.add_argument("--write", action="store_true", help="keep the weights")
    args = parser.parse_args()
    raw = b"".join(path.read_bytes() for path in args.labelled)
    answers = [json.loads(line) for line in raw.decode().splitlines() if line.strip()]
    fold_of = np.random.default_rng(0).permutation(len(answers)) % FOLDS
    heard, chances = heard_in(answers, fold_of)
    rows = [
        theme_features(c, a["principle"], a["level"]) for c, a in zip(chances, answers, strict=True)
    ]
    chosen = np.array([[theme in a["probes"] for theme in THEMES] for a in answers])
    hits = []
    for fold in range(FOLDS):
        inside = [i for i in range(len(answers)) if fold_of[i] != fold]
        names, weights, bias = fit([rows[i] for i in inside], chosen[inside])
        for i in (i for i in range(len(answers)) if fold_of[i] == fold):
            score = weights @ np.array([rows[i].get(name, 0.0) for name in names]) + bias
            order = [t for t in np.argsort(-score) if not answered(THEMES[t], heard[i])]
            hits.append((fold, bool(chosen[i, order[0]])))
    print(f"first probe among the annotators' {np.mean([hit for _, hit in hits]):.3f}")
    print(
        "by fold",
        " ".join(f"{np.mean([h for f, h in hits if f == fold]):.2f}" for fold in range(FOLDS)),
    )
    if args.write:
        names, weights, bias = fit(rows, chosen)
        kept = {
            "source": source_of(raw),
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
