"""Fits the odds of a sentence ending between two words: a logistic regression."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from mockint.star.segmenter import crf
from mockint.star.segmenter.features import Features
from mockint.star.segmenter.sentences import gap_features
from training.answers import Answer
from training.speech import Spoken, halting, hurried, say

L2 = 1.0
ITERATIONS = 60
SEEN_AT_LEAST = 4
"""Of three sayings: in two sentences at least."""

GapWeights = tuple[npt.NDArray[np.uint32], npt.NDArray[np.float32]]


def only_cutting(gaps: GapWeights) -> crf.Weights:
    """Weights that can cut sentences and nothing else."""
    count = len(crf.LABELS)
    none = np.zeros((0, count), np.float32)
    zeros = np.zeros((count, count)), np.zeros(count), np.zeros(count)
    return crf.Weights(np.zeros(0, np.uint32), none, *zeros, *gaps, {})


BY_PAUSES = only_cutting(
    (
        np.array([crf.key("pause share")], np.uint32),
        np.array([[4.0]], np.float32),
    )
)
"""Cuts by marks, and where there are none by pauses alone: nothing that was trained takes part."""


def forms(answer: Answer) -> list[Spoken]:
    """With pauses that tell much, little and nothing, so that none is relied upon."""
    plain = say(answer, punctuated=False, take=1)
    return [plain, halting(plain), hurried(plain)]


def fit_gaps(answers: Sequence[Answer]) -> GapWeights:
    """Keys and values as ``decoder.Weights`` keeps them."""
    rows: list[Features] = []
    opens: list[float] = []
    for answer in answers:
        for spoken in forms(answer):
            words = spoken.transcript.words
            rows += gap_features(words)
            opens += [float(i in spoken.openings) for i in range(1, len(words))]
    seen = Counter(name for row in rows for name in row)
    names = {crf.key(name): name for name in sorted(seen) if seen[name] >= SEEN_AT_LEAST}
    keys = np.array(sorted(names), np.uint32)
    column = {names[int(k)]: i for i, k in enumerate(keys)}
    return keys, _fitted(rows, np.array(opens), column)


def _fitted(
    rows: Sequence[Features], opens: npt.NDArray[np.float64], column: dict[str, int]
) -> npt.NDArray[np.float32]:
    from scipy import sparse
    from scipy.optimize import minimize
    from scipy.special import expit

    index, amount, bounds = [], [], [0]
    for row in rows:
        known = [(column[name], value) for name, value in row.items() if name in column]
        index += [i for i, _ in known]
        amount += [value for _, value in known]
        bounds.append(len(index))
    x = sparse.csr_matrix((amount, index, bounds), shape=(len(rows), len(column)))
    xt = x.T.tocsr()

    def loss(w: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        score = x @ w
        value = float((np.logaddexp(0.0, score) - opens * score).sum() + L2 / 2 * (w @ w))
        return value, xt @ (expit(score) - opens) + L2 * w

    start = np.zeros(len(column))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS})
    return np.asarray(found.x[:, None], np.float32)
