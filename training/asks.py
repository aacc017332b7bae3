"""Fits what can be asked for: per strength the chance that it was not said and is fair to ask for.

A strength counts as said where the writer or the second reader marked it, as unfair where the
second reader wrote that it would be silly to ask this speaker for it. The chances of the signals
come from ears that were trained without the answer's story. Needs scikit-learn. The same answers
give the same weights.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from mockint import locations
from mockint.content import load
from mockint.domain import SEGMENTS, STRENGTHS, Segment, SignalName
from mockint.star.asks import AsksModel, Clues, clues
from mockint.star.field import field_of
from mockint.star.signals.model import NAMES
from training.answers import Answer
from training.readings import readings
from training.signals import CrossFitted
from training.speech import say
from training.threads import on_one_thread

Asking = Literal["good", "said", "unfair"]
"""What asking for a strength would be: it was said, or it would be silly to ask."""

STRENGTH_OF_FIT = 0.5
BAR = 0.9
"""Chance from which on a strength is asked for: each ask is right in nine of ten."""
NOT_ASKED: frozenset[SignalName] = frozenset(
    {"committed_after_decision", "systemic_insight", "voiced_disagreement", "nobody_asked"}
)
"""What cannot be asked for reliably (``docs/decisions/0018``).

The first: people tell of carrying out a decision in half a clause. Of 25 asks with a chance of 0.8,
cross-validated, 8 were for what was said. The last three: no reader of the answers ever called them
unfair, so that whether asking is fair was not learned, and of seven such lines that interviewers
read six were unfair or false.
"""
SMALLEST_WEIGHT = 0.005


@dataclass(frozen=True, slots=True)
class Case:
    """One answer, as its chances are learned from it."""

    clues: Clues
    asking: Mapping[SignalName, Asking]
    """For every strength."""


def asking(answer: Answer) -> dict[SignalName, Asking]:
    """For every strength what asking for it would be, by both readers."""
    reading = readings()[answer.name]
    said = {*reading.signals, *(mark.name for mark in answer.signals)}
    return {
        name: "said" if name in said else "unfair" if name in reading.unfair else "good"
        for name in STRENGTHS
    }


def cases(answers: Sequence[Answer], known: CrossFitted) -> list[Case]:
    """The answers that ``known`` begins with."""
    library = load.load(locations.content_dir())
    ranks = [level.name for level in library.pack.levels]
    return [
        Case(
            clues(
                dict(zip(NAMES, map(float, chances), strict=True)),
                answer.principle or None,
                ranks.index(answer.level) / (len(ranks) - 1),
                _by_part(answer),
                field_of(" ".join(answer.sentences), library.fields),
            ),
            asking(answer),
        )
        for answer, chances in zip(answers, known.chances, strict=False)
    ]


def _by_part(answer: Answer) -> dict[Segment, float]:
    """Seconds of each part as labelled, with the pauses after each word."""
    spoken = say(answer, punctuated=True, take=10)
    words = spoken.transcript.words
    ends = [*(word.start for word in words[1:]), words[-1].end]
    seconds: Counter[str] = Counter()
    for label, word, end in zip(spoken.labels, words, ends, strict=True):
        seconds[label] += end - word.start  # type: ignore[assignment]  # a sum of seconds
    return {part: float(seconds[part]) for part in SEGMENTS}


@on_one_thread
def fit(known: Sequence[Case], source: str = "") -> AsksModel:
    """The weights that make the readers' words likeliest, one strength at a time."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({clue for case in known for clue in case.clues})
    x = np.array([[case.clues.get(name, 0.0) for name in names] for case in known])
    weights: dict[SignalName, dict[str, float]] = {}
    for strength in STRENGTHS:
        y = np.array([case.asking[strength] == "good" for case in known])
        if strength in NOT_ASKED or y.all() or not y.any():
            continue
        model = LogisticRegression(C=STRENGTH_OF_FIT, max_iter=500).fit(x, y)
        weights[strength] = {"": float(model.intercept_[0])} | {
            name: float(weight)
            for name, weight in zip(names, model.coef_[0], strict=True)
            if abs(weight) >= SMALLEST_WEIGHT
        }
    return AsksModel(weights, BAR, source)


def save(model: AsksModel, path: Path) -> int:
    """Write what the program reads; how many weights are kept."""
    rounded = {
        name: {clue: round(weight, 3) for clue, weight in own.items()}
        for name, own in model.weights.items()
    }
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(own)}" for name, own in rounded.items())
    head = f'"bar": {model.bar}, "source": {json.dumps(model.source)}'
    path.write_text(f'{{{head}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")
    return sum(map(len, rounded.values()))
