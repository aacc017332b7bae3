"""How often each principle is asked, by what a job posting stresses."""

from collections.abc import Mapping, Sequence

TRUST = 0.5
"""How far a posting is followed, 0 to 1: which words it has is a hint, and the person knows more of
the loop. Ours."""


def weights(shares: Mapping[str, float], principles: Sequence[str]) -> dict[str, float]:
    """``Wishes.weights``: TRUST of the way from all alike to the posting's shares, 1 on average.

    ``shares``: of all that the posting stresses, 0..1 by slug. Empty where it stresses none of
    ``principles``.
    """
    whole = sum(shares.get(slug, 0.0) for slug in principles)
    if not whole:
        return {}
    return {
        slug: round(1 - TRUST + TRUST * len(principles) * shares.get(slug, 0.0) / whole, 3)
        for slug in principles
    }
