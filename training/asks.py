"""Fits what can be asked for: per strength the chance that it was not said and is fair to ask for.

A strength counts as said where the writer or the second reader marked it, as unfair where the
second reader wrote that it would be silly to ask this speaker for it. The chances of the signals
come from ears that were trained without the answer's story. Needs scikit-learn. The same answers
give the same weights.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np

from mockint import locations
from mockint.content import load
from mockint.content.pack import Bar
from mockint.domain import SEGMENTS, STRENGTHS, Segment, SignalName
from mockint.star.asks import TOLD, AsksModel, Clues, clues
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
NOT_ASKED: frozenset[SignalName] = frozenset({"committed_after_decision"})
"""What cannot be asked for reliably: people tell of carrying out a decision in half a clause. Of 25
asks with a chance of 0.8, cross-validated, 8 were for what was said (``docs/decisions/0018``)."""
SMALLEST_WEIGHT = 0.005
ITEM_BAR = 0.85
"""Chance from which on an item of the principle is asked for."""


@dataclass(frozen=True, slots=True)
class Case:
    """One answer, as its chances are learned from it."""

    clues: Clues
    asking: Mapping[SignalName, Asking]
    """For every strength."""
    principle: str = ""
    told: Mapping[str, bool] = field(default_factory=dict)
    """For every item of the principle that can be asked for; none where nobody read for it."""
    fold: int = 0


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
            answer.principle,
            _told(answer, library.pack.bar),
            int(fold),
        )
        for answer, chances, fold in zip(answers, known.chances, known.fold_of, strict=False)
    ]


def _told(answer: Answer, bar: Bar) -> dict[str, bool]:
    reading = readings()[answer.name]
    if answer.principle not in reading.read_for:
        return {}
    told = {item.name for item in reading.items if item.principle == answer.principle}
    items = bar.evidence.get(answer.principle, ())
    return {item.name: item.name in told for item in items if item.ask and item.speaks == "for"}


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
    told = _often(known)
    return AsksModel(weights, BAR, _fit_items(known), told, ITEM_BAR, source)


def _often(known: Sequence[Case]) -> dict[str, dict[str, float]]:
    """By principle and item the log-odds that it is told, drawn towards a third."""
    seen: Counter[tuple[str, str]] = Counter()
    told: Counter[tuple[str, str]] = Counter()
    for case in known:
        seen.update((case.principle, name) for name in case.told)
        told.update((case.principle, name) for name, is_told in case.told.items() if is_told)
    often: dict[str, dict[str, float]] = {}
    for (principle, name), count in seen.items():
        said = told[principle, name]
        often.setdefault(principle, {})[name] = float(np.log((said + 1) / (count - said + 2)))
    return often


def _fit_items(known: Sequence[Case]) -> dict[str, float]:
    """How often an item is told is learned of the other folds, since an answer is in its own."""
    from sklearn.linear_model import LogisticRegression

    rows: list[Clues] = []
    y: list[bool] = []
    for fold in sorted({case.fold for case in known}):
        often = _often([case for case in known if case.fold != fold])
        for case in known:
            for name, is_told in case.told.items() if case.fold == fold else ():
                rows.append({**case.clues, TOLD: often.get(case.principle, {}).get(name, 0.0)})
                y.append(not is_told)
    if len(set(y)) < 2:
        return {}
    names = sorted({clue for row in rows for clue in row if not clue.startswith("principle:")})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    model = LogisticRegression(C=STRENGTH_OF_FIT, max_iter=500).fit(x, y)
    return {"": float(model.intercept_[0])} | {
        name: float(weight)
        for name, weight in zip(names, model.coef_[0], strict=True)
        if abs(weight) >= SMALLEST_WEIGHT
    }


def save(model: AsksModel, path: Path) -> int:
    """Write what the program reads; how many weights are kept."""
    kept = asdict(model)
    weights = "weights", "told"
    lines = [
        f"{json.dumps(name)}: {json.dumps(_rounded(kept[name]))}"
        for name in kept
        if name not in weights
    ]
    for name in weights:
        inner = ",\n".join(
            f" {json.dumps(key)}: {json.dumps(_rounded(own))}" for key, own in kept[name].items()
        )
        lines.append(f"{json.dumps(name)}: {{\n{inner}\n}}")
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")
    return sum(map(len, model.weights.values())) + len(model.items)


def _rounded(value: Any) -> Any:
    """To three digits after the point."""
    if isinstance(value, dict):
        return {name: _rounded(own) for name, own in value.items()}
    return round(value, 3) if isinstance(value, float) else value
