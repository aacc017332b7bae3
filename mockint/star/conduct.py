"""How much in an answer may be harm or deceit, told as the speaker's own deed.

People tell it smoothly, proudly, or in passing, mostly without the words for it, so no list of
phrases holds it. A logistic regression over a sentence's words, runs of them and pairs that stand
near each other was taught by twins: two sentences of one situation in nearly the same words, of
which one is decent. Its chances are too low and too often wrong to accuse anybody with (of its
surest sentences six in ten are right), so they count in the leaning, summed over the answer, and
may give rise to a question that blames nobody.

``python -m training train --only conduct`` makes the weights.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from math import exp
from typing import TYPE_CHECKING

from mockint.star.signals.model import grams
from mockint.star.types import PLAIN, LabelledUnit, Signal
from mockint.star.words import sure_tokens
from mockint.text.reading import text_of
from mockint.text.stems import beginning

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WEIGHTS_FILE = "conduct.npz"
_APART = (2, 3)
"""Words between which others stand: "let him ... think"."""
_PAIR = 0.5


def features(text: str) -> Mapping[str, float]:
    """Named features of a sentence, in read words."""
    words = text.split()
    found = dict.fromkeys(grams(words), 1.0)
    stems = [beginning(word) for word in ("^", *words, "^")]
    for at, one in enumerate(stems):
        for apart in _APART:
            if at + apart < len(stems):
                found[f"{one} * {stems[at + apart]}"] = _PAIR
    return found


@dataclass(frozen=True, slots=True)
class ConductModel:
    """Weights as they are used."""

    index: Mapping[str, int]
    """Place of each feature."""
    weights: "NDArray[np.float32]"
    """Shape (features,)."""
    bias: float
    source: str
    """Hash of what it was trained on."""

    def chance(self, text: str) -> float:
        """That a sentence, in read words, tells it: 0..1."""
        known = [(self.index[k], v) for k, v in features(text).items() if k in self.index]
        score = self.bias + sum(float(self.weights[at]) * value for at, value in known)
        return 1.0 / (1.0 + exp(-score))


@cache
def conduct_model() -> ConductModel:
    """The weights that come with the program."""
    import numpy as np

    raw = files("mockint.star").joinpath(WEIGHTS_FILE).read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        names = bytes(kept["vocabulary"]).decode().split("\n")
        return ConductModel(
            {name: at for at, name in enumerate(names)},
            kept["weights"].astype(np.float32) * kept["scale"],
            float(kept["bias"]),
            str(kept["source"]),
        )


HARM = 0.6
"""The chance from which on a sentence may be asked about, and nothing in it is praised: half of
these tell harm, by a reader, and the question fits the others too."""


def unpraised(
    signals: Sequence[Signal], labelled: Sequence[LabelledUnit], chances: Sequence[float]
) -> tuple[Signal, ...]:
    """The signals, those strengths no longer plain that stand in a sentence that may tell harm."""
    harm = [one.unit for one, chance in zip(labelled, chances, strict=True) if chance >= HARM]
    return tuple(
        replace(one, sure=min(one.sure, PLAIN - 0.01))
        if one.kind == "strength" and any(unit.start <= one.start <= unit.end for unit in harm)
        else one
        for one in signals
    )


def chances_of_conduct(labelled: Sequence[LabelledUnit]) -> list[float]:
    """The chance that each unit tells it, 0..1; 0 for asides, and for what was said before.

    Doubted words are left out.
    """
    model = conduct_model()
    said = {""}
    found: list[float] = []
    for one in labelled:
        text = "" if one.aside else text_of(sure_tokens(one.unit.words))
        found.append(0.0 if text in said else model.chance(text))
        said.add(text)
    return found
