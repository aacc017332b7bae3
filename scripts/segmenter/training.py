"""Fits the segmenter's first pass, and with it the whole; needs SciPy, from scikit-learn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from mockint.star import decoder
from mockint.star.base import Unit
from mockint.star.features import Features, code_hash, features
from mockint.star.units import cut
from segmenter.answers import Answer, folds
from segmenter.chain import LINKS, Chains, unpacked_links
from segmenter.gap_training import GapWeights, fit_gaps
from segmenter.saying import Spoken, halting, say
from segmenter.second_pass import fit_nets

Floats = npt.NDArray[np.float64]

K = len(decoder.LABELS)
L2 = 4.0
ITERATIONS = 60
"""More make no held-out answer better."""
SEEN_AT_LEAST = 5
"""A feature that fewer units show says more about one story than about stories."""
INNER_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Example:
    """One saying of an answer as the segmenter will meet it: units as cut, majority labels."""

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


def sayings(answer: Answer) -> list[tuple[Spoken, float]]:
    """The forms that an answer is learned in, with the weight of each."""
    return [
        (say(answer, punctuated=True), 1.0),
        (say(answer, punctuated=False, take=1), 0.6),
        (halting(say(answer, punctuated=False, take=2, loss=0.15)), 0.4),
    ]


def train(answers: Sequence[Answer], data: str = "") -> decoder.Weights:
    """Everything that ``decoder.Weights`` holds, from ``answers``.

    Sentences of an answer are cut, and its first hearing for the second pass is heard, by what was
    learned from other stories: with weights that know the answer both would be too good to learn
    from.
    """
    fold_of = folds(answers, min(INNER_FOLDS, len(answers)))
    inner = sorted(set(fold_of))
    examples: list[Example] = []
    fold_of_example: list[int] = []
    for k in inner:
        others = [a for a, fold in zip(answers, fold_of, strict=True) if fold != k]
        gaps = fit_gaps(others or answers)
        for answer, fold in zip(answers, fold_of, strict=True):
            if fold == k:
                examples += [example(*form, gaps) for form in sayings(answer)]
                fold_of_example += [k] * len(sayings(answer))
    sheet = Sheet(examples)
    weights = _weights(sheet, sheet.fitted(range(len(examples))), fit_gaps(answers), data)
    if len(inner) < 2:
        return weights
    heard: list[Floats] = []
    for k in inner:
        known = sheet.fitted([i for i, fold in enumerate(fold_of_example) if fold != k])
        heard += [sheet.chances(known, i) for i, fold in enumerate(fold_of_example) if fold == k]
    return replace(weights, nets=fit_nets(examples, heard))


def untrained(gaps: GapWeights) -> decoder.Weights:
    """Weights that can cut sentences and nothing else."""
    none = np.zeros((0, K), np.float32)
    zeros = np.zeros((K, K)), np.zeros(K), np.zeros(K)
    return decoder.Weights(np.zeros(0, np.uint32), none, *zeros, *gaps, {})


def example(spoken: Spoken, weight: float, gaps: GapWeights) -> Example:
    """Units as ``cut`` finds them, each with the label that most of its words have."""
    units = cut(spoken.transcript, untrained(gaps))
    words = [len(unit.words) for unit in units]
    return Example(features(units), majority(units, spoken.labels), words, weight)


def majority(units: Sequence[Unit], labels: Sequence[str]) -> list[int]:
    """Index into ``decoder.LABELS`` for each unit."""
    out: list[int] = []
    at = 0
    for unit in units:
        most = Counter(labels[at : at + len(unit.words)]).most_common(1)[0][0]
        out.append(decoder.LABELS.index(most))
        at += len(unit.words)
    return out


def fit(
    examples: Sequence[Example], gaps: GapWeights, data: str = "", iterations: int = ITERATIONS
) -> decoder.Weights:
    """Weights of the first pass from ``examples``; the same ones give the same on one machine."""
    sheet = Sheet(examples)
    return _weights(sheet, sheet.fitted(range(len(examples)), iterations), gaps, data)


def _weights(sheet: "Sheet", known: FirstPass, gaps: GapWeights, data: str) -> decoder.Weights:
    about = {"code": code_hash(), "data": data, "features": len(known.columns), "l2": L2}
    return decoder.Weights(
        sheet.keys[known.columns],
        known.values.astype(np.float32),
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
        names = {decoder.key(name): name for name in sorted({name for row in rows for name in row})}
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
        return decoder.marginals(np.asarray(x @ known.values), known)
