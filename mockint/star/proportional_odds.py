"""A weighted sum of few inputs, held against rising cuts: a proportional odds model (McCullagh
1980). Each input can only help or only hurt; ``training/proportional_odds.py`` fits such sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Inputs = Mapping[str, float]
"""Every name of the sum's weights: 0..1."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Weights, and the cuts that their sum is held against."""

    weights: Mapping[str, float]
    cuts: tuple[float, ...]
    """Rising."""

    def total(self, inputs: Inputs) -> float:
        """The weighted sum."""
        return sum(weight * inputs[name] for name, weight in self.weights.items())

    def step(self, inputs: Inputs) -> int:
        """How many of the cuts the sum is over."""
        total = self.total(inputs)
        return sum(total > cut for cut in self.cuts)
