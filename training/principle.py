"""Fits the second look at what is said about a principle, from sentences that a reader marked.

A match is right where the reader marked that very sentence with that very item. Every sentence is
heard by an ear that was trained without its story. Needs scikit-learn. The same answers give the
same weights.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from mockint import locations
from mockint.content import load
from mockint.content.types import Library
from mockint.star.matches import Chances, matches
from mockint.star.second_look import Features, SecondLook, item_features
from mockint.star.signals.model import NAMES, SignalModel, features, place_of
from mockint.text.reading import read_text
from training.answers import FOLDER, Answer, read
from training.folds import folds
from training.held_out import Weights, judges_by_fold
from training.matrix import matrix
from training.readings import Reading, readings
from training.retellings import retellings
from training.signal_units import spoken_units
from training.threads import on_one_thread

Floats = npt.NDArray[np.float64]

STRANGERS = "written-5"
"""The answers that nobody wrote a pattern on."""
STRANGERS_COUNT = 3.0
"""How much a sentence of theirs counts, against one of an answer that patterns were written on."""
PRECISION = 0.8
"""The least share of right lines, of what is shown."""
FEWEST_SHOWN = 20
"""With fewer lines a share says nothing."""
STRENGTH_OF_ITEMS = 0.1
SMALLEST_WEIGHT = 0.005


@dataclass(frozen=True, slots=True)
class Row:
    """A match of an item."""

    answer: str
    stranger: bool
    fold: int
    item: str
    """Its name; of the rows of one answer with one item the surest is shown."""
    speaks: str
    found: Features
    right: bool


@dataclass(frozen=True, slots=True)
class Known:
    """All that is learned from."""

    items: list[Row]
    marked: Mapping[str, int]
    """For each answer how many sentences with items a reader marked."""


def known_of(pool: Sequence[Answer]) -> Known:
    """As ``known``, heard by ears that are trained for it."""
    fold_of = folds(pool)
    judges = judges_by_fold(pool, fold_of, retellings(pool))
    return known(pool, fold_of, ears_of(judges))


def ears_of(judges: Mapping[int, Weights]) -> dict[int, SignalModel]:
    """The ear for signals of each fold."""
    return {fold: own.ear for fold, own in judges.items() if own.ear is not None}


def known(
    answers: Sequence[Answer], fold_of: Sequence[int], ears: Mapping[int, SignalModel]
) -> Known:
    """Every match and sentence of ``answers`` that were read; ``ears``: for each fold one that
    never heard its answers."""
    strangers = {one.name for one in read(FOLDER / f"{STRANGERS}.jsonl")}
    made, marked = list[Row](), dict[str, int]()
    for answer, fold in zip(answers, fold_of, strict=True):
        reading = readings().get(answer.name)
        if reading is None:
            continue
        chances = heard(answer, ears[fold])
        for row in _item_rows(answer, reading, chances):
            made.append(Row(answer.name, answer.name in strangers, fold, *row))
        marked[answer.name] = sum(one.principle == answer.principle for one in reading.items)
    return Known(made, marked)


def heard(answer: Answer, ear: SignalModel) -> Chances:
    """The chance of every signal in every sentence."""
    texts = [read_text(text.split()) for text in answer.sentences]
    made = []
    for at, one in enumerate(spoken_units(answer)):
        found = features(texts, at, one.segment, place=place_of(at, len(texts)))
        made.append(dict(zip(NAMES, ear.chances(found).tolist(), strict=True)))
    return made


@cache
def _library(pack: str) -> Library:
    content = locations.content_dir()
    return load.load(content, pack=content / pack)


def library_for(principle: str) -> Library:
    """The pack that knows it; Amazon's first."""
    amazon = _library("amazon")
    return amazon if principle in amazon.principles else _library("general")


_Part = tuple[str, str, Features, bool]


def _item_rows(answer: Answer, reading: Reading, chances: Chances) -> Iterator[_Part]:
    items = library_for(answer.principle).pack.bar.evidence.get(answer.principle, ())
    shown = {(one.unit, one.name) for one in reading.items if one.principle == answer.principle}
    found = matches(spoken_units(answer), items, chances, answer.question)
    for match, own in zip(found, item_features(found, chances), strict=True):
        right = (match.run.at, match.item.name) in shown
        yield match.item.name, match.item.speaks, own, right


@on_one_thread
def by_fold(all_of_it: Known) -> dict[int, SecondLook]:
    """For each fold a second look from the other folds."""
    folds = sorted({row.fold for row in all_of_it.items})
    return {fold: _fitted(all_of_it, [k for k in folds if k != fold], "") for fold in folds}


@on_one_thread
def train(all_of_it: Known, source: str) -> SecondLook:
    """The second look that is shipped, from all answers."""
    return _fitted(all_of_it, sorted({row.fold for row in all_of_it.items}), source)


def _fitted(all_of_it: Known, folds: Sequence[int], source: str) -> SecondLook:
    """Learned from ``folds``; the bar from chances that each of them gets from the others."""
    own = [row for row in all_of_it.items if row.fold in folds]
    chances = np.zeros(len(own))
    for fold in folds:
        others = _fit([row for row in own if row.fold != fold])
        for at, row in enumerate(own):
            if row.fold == fold:
                chances[at] = others.chance(row.found)
    return replace(_fit(own), bar=bar(own, chances), source=source)


def bar(rows: Sequence[Row], chances: Floats) -> float:
    """The lowest chance from which on enough of what is shown is right, whichever bar above it."""
    lowest = 1.0
    for at in np.arange(0.95, 0.3, -0.01):
        shown = shown_of(rows, chances, float(at))
        if len(shown) >= FEWEST_SHOWN and _share(shown) < PRECISION:
            break
        lowest = float(at)
    return round(lowest, 2)


def _share(rows: Sequence[Row]) -> float:
    """How much of it is right, where strangers count more."""
    weight = np.array([STRANGERS_COUNT if row.stranger else 1.0 for row in rows])
    return float(weight @ [row.right for row in rows] / weight.sum())


def shown_of(rows: Sequence[Row], chances: Floats, at: float) -> list[Row]:
    """The lines that a bar lets through: of each answer and item the surest."""
    best: dict[tuple[str, str], tuple[float, Row]] = {}
    for row, chance in zip(rows, chances, strict=True):
        key = (row.answer, row.item)
        if chance >= max(at, best.get(key, (0.0, row))[0]):
            best[key] = float(chance), row
    return [row for _, row in best.values()]


def _fit(rows: Sequence[Row]) -> SecondLook:
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for row in rows for name in row.found})
    index = {name: at for at, name in enumerate(names)}
    x = matrix([row.found for row in rows], index)
    y = np.array([row.right for row in rows])
    weight = np.array([STRANGERS_COUNT if row.stranger else 1.0 for row in rows])
    model = LogisticRegression(C=STRENGTH_OF_ITEMS, solver="liblinear", intercept_scaling=10)
    model.fit(x, y, sample_weight=weight)
    kept = dict(zip(names, model.coef_[0].tolist(), strict=True))
    return SecondLook(float(model.intercept_[0]), kept, 0.5)


def save(look: SecondLook, path: Path) -> int:
    """Write what the program reads, without what says little; how many weights are kept."""
    weights = {
        key: round(value, 3) for key, value in look.weights.items() if abs(value) >= SMALLEST_WEIGHT
    }
    kept = asdict(replace(look, bias=round(look.bias, 3), weights=weights))
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return len(weights)
