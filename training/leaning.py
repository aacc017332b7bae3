"""Fits the leaning: a weight for each input of ``mockint.star.leaning``, and three cuts.

Proportional odds by maximum likelihood, with a little shrinkage; every weight keeps its sign, so
that no input can hurt where it should help. What was heard in each answer comes from ears that were
trained without its story. Needs scipy. The same answers give the same weights.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import numpy as np
import numpy.typing as npt

from mockint import locations
from mockint.content import load
from mockint.content.pack import Bar
from mockint.star.leaning import HELPS, HURTS, LEANINGS, Inputs, LeaningModel
from mockint.star.types import Analysis, Story
from mockint.star.verdict import Evidence, inputs
from training.answers import Answer, judgements
from training.held_out import Weights
from training.signals_report import analysed
from training.speech import say

Answered = Literal["yes", "partly", "no"] | None
Floats = npt.NDArray[np.float64]

NAMES = (*HELPS, *HURTS)
SHRINKAGE = 1.0
"""Of the squared weights, against the log likelihood."""
LATER = 0.5
"""What an answer counts that was judged later, by other readers: they lean higher by a third of a
step than those who wrote and labeled in one go."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer as it was heard, and the leaning that a reader gave it."""

    name: str
    found: Inputs
    leaning: str
    weight: float = 1.0


def judged(answers: Sequence[Answer], weights: Sequence[Weights]) -> list[Judged]:
    """The answers that readers gave one of LEANINGS to; ``weights``: one an answer, held out.

    Whether the question is answered is taken from the reader, since the gate knows these answers.
    """
    library = load.load(locations.content_dir())
    bar = library.pack.bar
    blank = LeaningModel({}, (0.0, 0.0, 0.0), {"principle": 0.5, "against": 0.0})
    made = []
    for answer, own in zip(answers, weights, strict=True):
        level = library.pack.level(answer.level)
        if answer.leaning not in LEANINGS or level is None:
            continue
        heard = analysed(answer, say(answer, punctuated=True, take=10), library, own)
        found = inputs(_evidence(heard, answer, bar), level, bar, blank)
        weight = LATER if answer.name in judgements() else 1.0
        made.append(Judged(answer.name, found, answer.leaning, weight))
    return made


def _evidence(heard: Analysis, answer: Answer, bar: Bar) -> Evidence:
    return Evidence(
        heard.signals,
        heard.delivery.words,
        heard.budget.seconds,
        {one.segment: one.seconds for one in heard.timings},
        heard.principle_evidence if answer.principle in bar.evidence else None,
        heard.level_evidence,
        Story("story", cast(Answered, answer.answers_question or None), ()),
    )


def fit(known: Sequence[Judged], source: str = "") -> LeaningModel:
    """The weights that make the readers' leanings likeliest."""
    from scipy.optimize import minimize

    x = np.array([[one.found[name] for name in NAMES] for one in known])
    y = np.array([LEANINGS.index(one.leaning) for one in known])
    weight = np.array([one.weight for one in known])
    count = len(NAMES)

    def cost(p: Floats) -> float:
        cuts = np.array([-np.inf, *_cuts(p[count:]), np.inf])
        total = x @ p[:count]
        likely = _odds(cuts[y + 1] - total) - _odds(cuts[y] - total)
        fits = weight @ np.log(np.maximum(likely, 1e-9))
        return float(SHRINKAGE * p[:count] @ p[:count] - fits)

    bounds = [*((0.0, None) for _ in HELPS), *((None, 0.0) for _ in HURTS)]
    bounds += [(None, None), (-3.0, 3.0), (-3.0, 3.0)]
    start = np.array([*(0.5 for _ in HELPS), *(-0.5 for _ in HURTS), 0.0, 0.5, 0.5])
    best = minimize(cost, start, method="L-BFGS-B", bounds=bounds).x
    low, middle, high = (round(float(cut), 3) for cut in _cuts(best[count:]))
    return LeaningModel(
        {name: round(float(weight), 3) for name, weight in zip(NAMES, best, strict=False)},
        (low, middle, high),
        {name: round(float(mean), 3) for name, mean in zip(NAMES, x.mean(axis=0), strict=True)},
        source,
    )


def _cuts(p: Floats) -> Floats:
    return np.cumsum([p[0], np.exp(p[1]), np.exp(p[2])])


def _odds(z: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0))))


def save(model: LeaningModel, path: Path) -> None:
    """Write what the program reads."""
    kept: dict[str, Any] = {
        "weights": model.weights,
        "cuts": model.cuts,
        "usual": model.usual,
        "source": model.source,
    }
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
