"""How far an interviewer leans, as one sum over few inputs.

Each input is a number from 0 to 1 that can only help or can only hurt. Their weighted sum is held
against three cuts between the four leanings (a proportional odds model, McCullagh 1980). Weights
and cuts lie beside this file; ``python -m training train --only leaning`` fits them to answers
that readers gave a leaning to, with the sign of every weight held. So more of a good thing never
lowers the leaning, no one sentence decides it, and what counts most in an answer is its reasons.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mockint.star.types import Leaning

LEANINGS: tuple[Leaning, ...] = ("strong no hire", "no hire", "hire", "strong hire")
"""From the lowest; "not enough evidence" stands outside."""
HELPS = ("steps", "areas", "needs", "principle", "level", "action", "result")
HURTS = ("against", "faults", "question", "rank")
WEIGHTS_FILE = "leaning.json"

Inputs = Mapping[str, float]
"""Every name of HELPS and HURTS: 0..1."""


@dataclass(frozen=True, slots=True)
class LeaningModel:
    """The sum, as it is used."""

    weights: Mapping[str, float]
    """At least 0 for each of HELPS, at most 0 for each of HURTS."""
    cuts: tuple[float, float, float]
    """Between the leanings, rising."""
    usual: Mapping[str, float]
    """The mean of each input: stands in for one that cannot be known."""
    source: str = ""
    """Hash of what it was trained on."""

    def leaning(self, inputs: Inputs) -> Leaning:
        """The leaning whose cuts the sum lies between."""
        total = self.sum(inputs)
        return LEANINGS[sum(total > cut for cut in self.cuts)]

    def sum(self, inputs: Inputs) -> float:
        """The weighted sum."""
        return sum(weight * inputs[name] for name, weight in self.weights.items())

    def lost(self, inputs: Inputs) -> list[str]:
        """The names that keep this answer from the best possible one, the costliest first."""
        cost = {
            name: weight * ((1.0 if name in HELPS else 0.0) - inputs[name])
            for name, weight in self.weights.items()
            if name != "rank"
        }
        return sorted((name for name in cost if cost[name] > 0), key=lambda name: -cost[name])

    def won(self, inputs: Inputs) -> list[str]:
        """The names that helped this answer, the most helpful first."""
        gain = {name: self.weights[name] * inputs[name] for name in HELPS}
        return sorted((name for name in gain if gain[name] > 0), key=lambda name: -gain[name])


@cache
def leaning_model() -> LeaningModel:
    """The weights that come with the program."""
    raw = json.loads(files("mockint.star").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    low, middle, high = raw["cuts"]
    return LeaningModel(raw["weights"], (low, middle, high), raw["usual"], raw["source"])
