"""A logistic regression over named features, as it is used."""

from collections.abc import Mapping
from math import exp

_FURTHEST = 30.0
"""Log-odds past this are as good as sure, and no larger number is taken to a power."""


def chance(bias: float, weights: Mapping[str, float], found: Mapping[str, float]) -> float:
    """0..1; a feature without a weight says nothing."""
    total = bias + sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1.0 / (1.0 + exp(-max(-_FURTHEST, min(_FURTHEST, total))))
