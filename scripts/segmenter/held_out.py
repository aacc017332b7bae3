"""Weights that never saw an answer, and the program run with them in place of its own.

The training is that of ``train_signals`` and ``train_probes``; so are the folds, by story.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from mockint.domain import THEMES, Theme
from mockint.star.probes import rank
from mockint.star.probes.rank import ThemeWeights
from mockint.star.segmenter import crf
from mockint.star.signals import detect
from mockint.star.signals.model import NAMES, Ear
from segmenter.answers import Answer


@dataclass(frozen=True, slots=True)
class Weights:
    """What ``mockint.star`` hears with; None where the shipped ones are to be taken."""

    parts: crf.Weights | None = None
    ear: Ear | None = None
    themes: Mapping[Theme, ThemeWeights] | None = None


SHIPPED = Weights()
MARKED_OFTEN = 10
"""Answers that show a signal or ask for a theme, below which folds would be without any."""


@contextmanager
def hearing_with(weights: Weights) -> Iterator[None]:
    """Within it, the program hears with ``weights``: its three loaders give them out."""
    places: list[tuple[Any, str, Any]] = [
        (crf, "packaged", weights.parts),
        (detect, "ear", weights.ear),
        (rank, "weights", weights.themes),
    ]
    with ExitStack() as stack:
        for module, loader, given in places:
            if given is not None:
                stack.enter_context(patch.object(module, loader, lambda given=given: given))
        yield


def can_judge(answers: Sequence[Answer]) -> bool:
    """Whether there is enough to learn signals and probes from: each ``MARKED_OFTEN`` times."""
    names = Counter(name for answer in answers for name in {n for n, _, _ in answer.signals})
    asked = Counter(theme for answer in answers for theme in answer.probes)
    return min(names[n] for n in NAMES) >= MARKED_OFTEN <= min(asked[t] for t in THEMES)


def ears(path: Path) -> tuple[list[int], list[tuple[Ear, Mapping[Theme, ThemeWeights]]]]:
    """Each answer's fold, and each fold's ear and themes, trained on the other folds.

    The thresholds and the second look of a fold come from chances that ears of other folds gave to
    answers they had not seen, as in ``train_signals``.
    """
    import train_probes
    import train_signals as training
    from labelled_units import units_of

    rows, fold_of, scored = training.pool(path)
    units = units_of(rows)
    truth = training.truth_of(units, len(rows))
    fitted, probability = _by_fold(units, fold_of)
    logits = training.answer_logits(probability, units, len(rows))
    score = training.second_look(logits, truth, fold_of)
    chances = [dict(zip(NAMES, map(float, row), strict=True)) for row in score]
    seen = [
        rank.theme_features(found, row["principle"], row["level"])
        for found, row in zip(chances, rows, strict=True)
    ]
    wanted = np.array([[theme in row["probes"] for theme in THEMES] for row in rows])
    made = []
    for fold, (index, weights, bias) in enumerate(fitted):
        others = fold_of != fold
        whole = training.fit_whole(logits[others], truth[others])
        ear = Ear(
            index, weights, bias, training.thresholds(score[others], truth[others]),
            whole.mean, whole.sd, whole.across, whole.any_unit, whole.bias, "held out",
        )  # fmt: skip
        inside = np.flatnonzero(others)
        made.append((ear, _themes(train_probes.fit([seen[i] for i in inside], wanted[inside]))))
    return fold_of[:scored].tolist(), made


def _by_fold(units: Sequence[Any], fold_of: Any) -> tuple[list[Any], Any]:
    """``train_signals.cross_validated``, keeping each fold's weights."""
    import train_signals as training

    probability = np.zeros((len(units), len(NAMES)))
    fitted = []
    for fold in range(training.FOLDS):
        print(f"training the ear for signals, fold {fold + 1}", file=sys.stderr)
        index, weights, bias = training.fit([u for u in units if fold_of[u.answer] != fold])
        rows = [row for row, u in enumerate(units) if fold_of[u.answer] == fold]
        logits = training.matrix([units[row] for row in rows], index) @ weights + bias
        probability[rows] = 1 / (1 + np.exp(-logits))
        fitted.append((index, weights, bias))
    return fitted, probability


def _themes(fitted: tuple[list[str], Any, Any]) -> Mapping[Theme, ThemeWeights]:
    names, weights, bias = fitted
    return {
        theme: ThemeWeights(float(b), dict(zip(names, map(float, row), strict=True)))
        for theme, row, b in zip(THEMES, weights, bias, strict=True)
    }
