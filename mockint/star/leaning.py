"""How far an interviewer leans, as one sum over few inputs.

Each input is a number from 0 to 1 that can only help or can only hurt. Their weighted sum is held
against three cuts between the four leanings (``proportional_odds``). Weights and cuts lie beside
this file; ``python -m training train --only leaning`` fits them to answers
that readers gave a leaning to, with the sign of every weight held. So more of a good thing never
lowers the leaning, no one sentence decides it, and what counts most in an answer is its reasons.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mockint.star.proportional_odds import Inputs, Sum
from mockint.star.types import Leaning

LEANINGS: tuple[Leaning, ...] = ("strong no hire", "no hire", "hire", "strong hire")
"""From the lowest; "not enough evidence" stands outside."""
HELPS = ("steps", "areas", "needs", "principle", "level", "action")
HURTS = ("against", "faults", "conduct", "question", "rank")
WEIGHTS_FILE = "leaning.json"


@dataclass(frozen=True, slots=True)
class LeaningModel:
    """The sum, as it is used."""

    sum: Sum
    """Weights of at least 0 for each of HELPS, at most 0 for each of HURTS; three cuts."""
    usual: Mapping[str, float]
    """The mean of each input: stands in for one that cannot be known."""
    source: str = ""
    """Hash of what it was trained on."""

    def leaning(self, inputs: Inputs) -> Leaning:
        """The leaning whose cuts the sum lies between."""
        return LEANINGS[self.sum.step(inputs)]

    def lost(self, inputs: Inputs) -> list[str]:
        """The names that keep this answer from the best possible one, the costliest first."""
        cost = {
            name: weight * ((1.0 if name in HELPS else 0.0) - inputs[name])
            for name, weight in self.sum.weights.items()
            if name != "rank"
        }
        return sorted((name for name in cost if cost[name] > 0), key=lambda name: -cost[name])

    def won(self, inputs: Inputs) -> list[str]:
        """The names that helped this answer, the most helpful first."""
        gain = {name: self.sum.weights[name] * inputs[name] for name in HELPS}
        return sorted((name for name in gain if gain[name] > 0), key=lambda name: -gain[name])


@cache
def leaning_model() -> LeaningModel:
    """The weights that come with the program."""
    raw = json.loads(files("mockint.star").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    return LeaningModel(Sum(raw["weights"], tuple(raw["cuts"])), raw["usual"], raw["source"])
