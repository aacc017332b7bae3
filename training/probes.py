"""Fits which follow-up the annotators would ask, from the chance of every signal in an answer."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mockint.domain import THEMES, Theme
from mockint.star.probes.rank import ThemeWeights, theme_features
from mockint.star.signals.model import NAMES
from training.answers import Answer
from training.signals import CrossFitted
from training.threads import on_one_thread

STRENGTH_OF_FIT = 0.05

Themes = Mapping[Theme, ThemeWeights]


def train(answers: Sequence[Answer], known: CrossFitted) -> Themes:
    """The themes' weights that are shipped; ``known``: the same answers, heard."""
    return _fit(answers, known, np.ones(len(answers), bool))


def held_out(answers: Sequence[Answer], known: CrossFitted, fold: int) -> Themes:
    """The themes' weights that know nothing of the answers of ``fold``."""
    return _fit(answers, known, known.fold_of[: len(answers)] != fold)


@on_one_thread
def _fit(answers: Sequence[Answer], known: CrossFitted, chosen: npt.NDArray[np.bool_]) -> Themes:
    from sklearn.linear_model import LogisticRegression

    inside = list(map(int, np.flatnonzero(chosen)))
    rows = [
        theme_features(
            dict(zip(NAMES, map(float, known.chances[i]), strict=True)),
            answers[i].principle,
            answers[i].level,
        )
        for i in inside
    ]
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    made: dict[Theme, ThemeWeights] = {}
    for theme in THEMES:
        y = np.array([theme in answers[i].probes for i in inside])
        model = LogisticRegression(C=STRENGTH_OF_FIT, max_iter=500).fit(x, y)
        by_name = dict(zip(names, map(float, model.coef_[0]), strict=True))
        made[theme] = ThemeWeights(float(model.intercept_[0]), by_name)
    return made


def save(themes: Themes, source: str, path: Path) -> None:
    """Write ``themes``, rounded to four places."""
    kept = {
        "source": source,
        "bias": {theme: round(one.bias, 4) for theme, one in themes.items()},
        "weights": {
            theme: {name: round(weight, 4) for name, weight in one.by_name.items()}
            for theme, one in themes.items()
        },
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
