"""Fits the weights that hear the parts: the first pass here, and with it the whole.

Needs scikit-learn. The same answers give the same weights on one machine, whatever the number of
its threads: ``train`` and ``train_folds`` use one.
"""

import itertools
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from mockint.star.segmenter import crf
from mockint.star.segmenter.features import Features, features
from mockint.star.segmenter.sentences import cut
from mockint.star.types import Unit
from training.answers import Answer
from training.augmentation import retold
from training.boundaries import GapWeights, fit_gaps, only_cutting
from training.crf import LINKS, Chains, unpacked_links
from training.folds import folds
from training.heard import NO_RETELLINGS, Retellings
from training.second_pass import fit_nets
from training.speech import Spoken, halting, hurried, say
from training.threads import on_one_thread

Floats = npt.NDArray[np.float64]

K = len(crf.LABELS)
L2 = 4.0
ITERATIONS = 60
"""More make no held-out answer better."""
SEEN_AT_LEAST = 5
"""A feature that fewer units show says more about one story than about stories."""
SMALLEST_WEIGHT = 0.01
"""Features that say less for and against every label are not kept: they double the file."""
_FOLDS_THAT_SHARE = 3
"""Of two, none is left to learn from without both."""


@dataclass(frozen=True, slots=True)
class Example:
    """One saying of an answer as the program will meet it: units as cut, majority labels."""

    rows: list[Features]
    labels: list[int]
    words: list[int]
    """Of each unit."""
    weight: float


@dataclass(frozen=True, slots=True)
class FirstPass:
    """What is learned of the columns of a ``Sheet``."""

    columns: npt.NDArray[np.int64]
    values: Floats
    follow: Floats
    first: Floats
    last: Floats


def sayings(answer: Answer, retold_as: Retellings) -> list[tuple[Spoken, float]]:
    """The forms that an answer is learned in, with the weight of each."""
    return [
        (say(answer, punctuated=True), 1.0),
        (say(answer, punctuated=False, take=1), 0.6),
        (halting(say(answer, punctuated=False, take=2, loss=0.15)), 0.4),
        (hurried(say(answer, punctuated=False, take=3)), 0.3),
        (say(retold(answer), punctuated=True, take=5), 0.5),
        *((one.spoken(answer), weight) for one, weight in retold_as.get(answer.name, ())),
    ]


@on_one_thread
def train(
    answers: Sequence[Answer], source: str = "", retold_as: Retellings = NO_RETELLINGS
) -> crf.Weights:
    """Everything that ``decoder.Weights`` holds, from ``answers`` and their retellings.

    Sentences of an answer are cut, and its first hearing for the second pass is heard, by what was
    learned from other stories: with weights that know the answer both would be too good to learn
    from.
    """
    fold_of = folds(answers)
    told = _Told(answers, fold_of, retold_as)
    weights = _weights(told.sheet, told.sheet.fitted(told.all), fit_gaps(answers), source)
    if len(told.gaps) < 2:
        return weights
    heard: dict[int, Floats] = {}
    for k in told.gaps:
        known = told.sheet.fitted(told.without(k))
        heard |= {i: told.sheet.chances(known, i) for i in told.within(k)}
    return replace(weights, nets=told.nets(heard))


@on_one_thread
def train_folds(
    answers: Sequence[Answer], fold_of: Sequence[int], retold_as: Retellings = NO_RETELLINGS
) -> list[crf.Weights]:
    """As ``train``, but for each of the folds 0, 1, … from the other folds alone.

    The other folds serve as the inner ones, so that what is learned without the folds j and k is
    learned once for both: three times as fast as training each fold on its own.
    """
    if len(set(fold_of)) < _FOLDS_THAT_SHARE:
        return [
            train([a for a, of in zip(answers, fold_of, strict=True) if of != k], "", retold_as)
            for k in sorted(set(fold_of))
        ]
    print(f"training the parts, {len(set(fold_of))} folds", file=sys.stderr)
    told = _Told(answers, fold_of, retold_as)
    sheet = told.sheet
    heard: dict[int, dict[int, Floats]] = {k: {} for k in told.gaps}
    for j, k in itertools.combinations(told.gaps, 2):
        known = sheet.fitted(told.without(j, k))
        heard[k] |= {i: sheet.chances(known, i) for i in told.within(j)}
        heard[j] |= {i: sheet.chances(known, i) for i in told.within(k)}
    return [
        replace(
            _weights(sheet, sheet.fitted(told.without(k)), told.gaps[k], ""),
            nets=told.nets(heard[k]),
        )
        for k in told.gaps
    ]


class _Told:
    """All sayings of all answers, their sentences cut by odds that come from other folds."""

    def __init__(
        self, answers: Sequence[Answer], fold_of: Sequence[int], retold_as: Retellings
    ) -> None:
        self.gaps: dict[int, GapWeights] = {}
        self.examples: list[Example] = []
        self.fold_of: list[int] = []
        for k in sorted(set(fold_of)):
            others = [a for a, fold in zip(answers, fold_of, strict=True) if fold != k]
            self.gaps[k] = fit_gaps(others or answers)
            for answer, fold in zip(answers, fold_of, strict=True):
                if fold == k:
                    made = [example(*form, self.gaps[k]) for form in sayings(answer, retold_as)]
                    self.examples += made
                    self.fold_of += [k] * len(made)
        self.all = range(len(self.examples))
        self.sheet = Sheet(self.examples)

    def without(self, *left_out: int) -> list[int]:
        """Examples of none of these folds."""
        return [i for i in self.all if self.fold_of[i] not in left_out]

    def within(self, k: int) -> list[int]:
        """Examples of this fold."""
        return [i for i in self.all if self.fold_of[i] == k]

    def nets(self, heard: Mapping[int, Floats]) -> tuple[crf.Net, ...]:
        """The second pass, from the first one's chances for some of the examples."""
        order = sorted(heard)
        return fit_nets([self.examples[i] for i in order], [heard[i] for i in order])


def example(spoken: Spoken, weight: float, gaps: GapWeights) -> Example:
    """Units as ``cut`` finds them, each with the label that most of its words have."""
    units = cut(spoken.transcript, only_cutting(gaps))
    words = [len(unit.words) for unit in units]
    return Example(features(units), majority(units, spoken.labels), words, weight)


def majority(units: Sequence[Unit], labels: Sequence[str]) -> list[int]:
    """Index into ``decoder.LABELS`` for each unit."""
    out: list[int] = []
    at = 0
    for unit in units:
        most = Counter(labels[at : at + len(unit.words)]).most_common(1)[0][0]
        out.append(crf.LABELS.index(most))
        at += len(unit.words)
    return out


def fit(examples: Sequence[Example], gaps: GapWeights, iterations: int = ITERATIONS) -> crf.Weights:
    """Weights of the first pass from ``examples``; the same ones give the same on one machine."""
    sheet = Sheet(examples)
    return _weights(sheet, sheet.fitted(range(len(examples)), iterations), gaps, "")


def _weights(sheet: "Sheet", known: FirstPass, gaps: GapWeights, source: str) -> crf.Weights:
    strong = np.abs(known.values).max(axis=1) >= SMALLEST_WEIGHT
    about = {"source": source, "features": int(strong.sum()), "l2": L2}
    return crf.Weights(
        sheet.keys[known.columns[strong]],
        known.values[strong].astype(np.float32),
        known.follow,
        known.first,
        known.last,
        *gaps,
        about,
    )


class Sheet:
    """The features of all examples as one sparse matrix, to fit any choice of them."""

    def __init__(self, examples: Sequence[Example]) -> None:
        from scipy import sparse

        self.examples = examples
        rows = [row for one in examples for row in one.rows]
        names = {crf.key(name): name for name in sorted({name for row in rows for name in row})}
        self.keys = np.array(sorted(names), np.uint32)
        column = {names[int(k)]: i for i, k in enumerate(self.keys)}
        index, amount, bounds = [], [], [0]
        for row in rows:
            known = [(column[name], value) for name, value in row.items() if name in column]
            index += [i for i, _ in known]
            amount += [value for _, value in known]
            bounds.append(len(index))
        self.x: Any = sparse.csr_matrix((amount, index, bounds), (len(rows), len(column)))
        self.bounds = np.cumsum([0, *(len(one.rows) for one in examples)])

    def fitted(self, chosen: Sequence[int], iterations: int = ITERATIONS) -> FirstPass:
        """The penalised likelihood's best weights for the examples ``chosen``."""
        from scipy.optimize import minimize

        x = self.x[np.concatenate([np.arange(*self.bounds[i : i + 2]) for i in chosen])]
        seen = np.bincount(x.indices, minlength=x.shape[1])
        columns = np.flatnonzero(seen >= SEEN_AT_LEAST)
        x = x[:, columns]
        xt = x.T.tocsr()
        chains = Chains(
            [self.examples[i].labels for i in chosen], [self.examples[i].weight for i in chosen]
        )

        def loss(theta: Floats) -> tuple[float, Floats]:
            values = theta[:-LINKS].reshape(-1, K)
            value, by_score, by_links = chains.loss(x @ values, theta[-LINKS:])
            value += L2 / 2 * float((values**2).sum())
            return value, np.concatenate([(xt @ by_score + L2 * values).ravel(), by_links])

        start = np.zeros(len(columns) * K + LINKS)
        options = {"maxiter": iterations}
        theta = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
        links = unpacked_links(theta[-LINKS:])
        return FirstPass(columns, theta[:-LINKS].reshape(-1, K), *links)

    def chances(self, known: FirstPass, i: int) -> Floats:
        """Shape (units of the ``i``-th example, K)."""
        x = self.x[self.bounds[i] : self.bounds[i + 1]][:, known.columns]
        return crf.marginals(np.asarray(x @ known.values), known)
