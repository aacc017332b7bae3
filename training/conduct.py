"""Fits the ear for conduct (``mockint.star.conduct``).

Learned from ``training/conduct.jsonl``, twins of one sentence in nearly the same words of which one
tells harm or deceit and the other is decent, and from every sentence of the labelled answers, of
which a reader marked those that tell it. Needs scikit-learn.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from mockint.star.conduct import ConductModel, features
from mockint.text.reading import read_text
from training.answers import Answer
from training.matrix import matrix
from training.readings import readings
from training.threads import on_one_thread

TWINS = Path(__file__).with_name("conduct.jsonl")

STRENGTH_OF_FIT = 0.5
TWIN, TOLD = 0.5, 3.0
"""What a twin counts, and a sentence of an answer that tells it; any other sentence counts 1."""
SMALLEST_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence."""

    text: str
    """Read words."""
    tells: bool
    """Harm or deceit as the speaker's own deed."""
    weight: float


def twins() -> list[Said]:
    """Both of every pair."""
    rows = map(json.loads, TWINS.read_text(encoding="utf-8").splitlines())
    return [
        Said(read_text(row[side].split()), side == "bad", TWIN)
        for row in rows
        for side in ("bad", "good")
    ]


def sentences(answers: Sequence[Answer]) -> list[Said]:
    """Of every answer that was read."""
    made = []
    for answer in answers:
        reading = readings().get(answer.name)
        if reading is None:
            continue
        for at, sentence in enumerate(answer.sentences):
            tells = at in reading.conduct
            made.append(Said(read_text(sentence.split()), tells, TOLD if tells else 1.0))
    return made


@on_one_thread
def fit(said: Sequence[Said], source: str = "") -> ConductModel:
    """The weights that make the marks likeliest."""
    from sklearn.linear_model import LogisticRegression

    found = [features(one.text) for one in said]
    count = Counter(name for one in found for name in one)
    index = {name: at for at, name in enumerate(sorted(n for n, c in count.items() if c >= 2))}
    model = LogisticRegression(C=STRENGTH_OF_FIT, solver="liblinear", max_iter=200)
    model.fit(
        matrix(found, index),
        [one.tells for one in said],
        sample_weight=[one.weight for one in said],
    )
    weights = model.coef_[0]
    strong = [name for name, at in index.items() if abs(weights[at]) >= SMALLEST_WEIGHT]
    kept = np.array([weights[index[name]] for name in strong], dtype=np.float32)
    return ConductModel(
        {name: at for at, name in enumerate(strong)}, kept, float(model.intercept_[0]), source
    )


def held_out(answers: Sequence[Answer], fold_of: Sequence[int], fold: int) -> ConductModel:
    """The ear that never heard the answers of ``fold``; ``fold_of``: one an answer."""
    others = [one for one, its in zip(answers, fold_of, strict=True) if its != fold]
    return fit([*twins(), *sentences(others)], f"without fold {fold}")


def save(model: ConductModel, path: Path) -> int:
    """Write the weights in whole numbers; how many there are."""
    scale = float(np.abs(model.weights).max()) / 127
    np.savez_compressed(
        path,
        vocabulary=np.frombuffer("\n".join(model.index).encode(), dtype=np.uint8),
        weights=np.round(model.weights / scale).astype(np.int8),
        scale=np.float32(scale),
        bias=np.float32(model.bias),
        source=np.array(model.source),
    )
    return len(model.index)
