"""Fits the leaning: a weight for each input of ``mockint.star.leaning``, and three cuts.

Every weight keeps its sign, so that no input can hurt where it should help. What was heard in each
answer comes from ears that were trained without its story. Needs scipy. The same answers give the
same weights.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Literal, cast
from unittest.mock import patch

import numpy as np

from mockint import locations
from mockint.content import load
from mockint.content.types import Library
from mockint.star import analyse
from mockint.star.leaning import HELPS, HURTS, LEANINGS, LeaningModel
from mockint.star.proportional_odds import Inputs, Sum
from mockint.star.types import Story, Verdict
from mockint.star.verdict import Evidence, inputs
from training import proportional_odds
from training.answers import Answer, judgements
from training.held_out import Weights
from training.readings import readings
from training.signals_report import analysed
from training.speech import say

Answered = Literal["yes", "partly", "no"] | None

NAMES = (*HELPS, *HURTS)
SHRINKAGE = 1.0
"""Of the squared weights, against the log likelihood."""
LATER = 0.5
"""What a leaning counts that another reader gave later: they lean higher by a third of a step than
those who wrote and labeled in one go."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer as it was heard, and the leaning that a reader gave it."""

    name: str
    found: Inputs
    leaning: str
    weight: float = 1.0


def judged(answers: Sequence[Answer], weights: Sequence[Weights]) -> list[Judged]:
    """The answers that a reader gave one of LEANINGS to, once for each such reader; ``weights``:
    one an answer, held out.

    Whether the question is answered is taken from the reader, since the gate knows these answers.
    """
    library = load.load(locations.content_dir())
    bar = library.pack.bar
    blank = LeaningModel(Sum({}, ()), {"principle": 0.5, "against": 0.0})
    made = []
    for answer, own in zip(answers, weights, strict=True):
        level = library.pack.level(answer.level)
        given = [(leaning, weight) for leaning, weight in _given(answer) if leaning in LEANINGS]
        if not given or level is None:
            continue
        found = inputs(_evidence(answer, own, library), level, bar, blank)
        made += [Judged(answer.name, found, leaning, weight) for leaning, weight in given]
    return made


def _given(answer: Answer) -> Iterator[tuple[str, float]]:
    """Each reader's leaning, and what it counts."""
    yield answer.leaning, LATER if answer.name in judgements() else 1.0
    reading = readings().get(answer.name)
    if reading:
        yield reading.leaning, LATER


def _evidence(answer: Answer, own: Weights, library: Library) -> Evidence:
    """What the program leans on, with the reader's word on whether the question is answered."""
    taken: list[Evidence] = []

    def taking(evidence: Evidence, *_: object) -> Verdict:
        taken.append(evidence)
        return Verdict("not enough evidence", ())

    with patch.object(analyse, "lean", taking):
        analysed(answer, say(answer, punctuated=True, take=10), library, own)
    answered = cast(Answered, answer.answers_question or None)
    return replace(taken[0], story=Story("story", answered, ()))


def fit(known: Sequence[Judged], source: str = "") -> LeaningModel:
    """The weights that make the readers' leanings likeliest."""
    found = [one.found for one in known]
    sums = proportional_odds.fit(
        found,
        np.array([LEANINGS.index(one.leaning) for one in known]),
        dict.fromkeys(HELPS, 1) | dict.fromkeys(HURTS, -1),
        weight=np.array([one.weight for one in known]),
        shrinkage=SHRINKAGE,
    )
    usual = {name: round(mean(one[name] for one in found), 3) for name in NAMES}
    return LeaningModel(sums, usual, source)


def save(model: LeaningModel, path: Path) -> None:
    """Write what the program reads."""
    kept = proportional_odds.kept(model.sum) | {"usual": model.usual, "source": model.source}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
