"""Which words are quoted for which signal, where several are claimed of one unit."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mockint.domain import FAULTS, SignalName
from mockint.star.signals.quotes import Candidate
from mockint.star.types import LabelledUnit, Signal

OPPOSITES: Mapping[SignalName, tuple[SignalName, ...]] = {
    "assigned_by_manager": ("nobody_asked",),
    "handed_off": ("follow_through",),
    "collective_decision": ("decided_to_act",),
    "unquantified_result": ("metric_delta", "business_value"),
    "generic_reflection": ("specific_lesson",),
    "assumed_not_verified": ("reproduced_or_tested",),
}
"""For a fault the strengths that nobody writes down beside it."""
_LAST: Collection[SignalName] = ("first_person_action", "unquantified_result")
"""Of steps there are others, and a figure for the result counts wherever it was said."""
_LEADS_ON = ",;:\u2014\u2013"
"""Marks that no quote ends with."""
_ENOUGH = 0.8
"""Share of what speaks for a signal in its best words that others must hold to do instead."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A signal that a unit shows."""

    name: SignalName
    at: int
    """Index of the unit."""
    sure: float
    """0..1, of this unit by itself."""
    quotable: tuple[Candidate, ...]
    """What may be quoted, the best first."""

    @property
    def is_fault(self) -> bool:
        """Whether it speaks against the candidate."""
        return self.name in FAULTS

    def signal(self, quoted: Candidate, one: LabelledUnit) -> Signal:
        """The finding. ``one``: the unit."""
        words = one.unit.words[quoted.first : quoted.last + 1]
        return Signal(
            name=self.name,
            kind="fault" if self.is_fault else "strength",
            quote=" ".join(word.text for word in words).rstrip(_LEADS_ON),
            start=words[0].start,
            end=max(word.end for word in words),
            segment=one.segment,
            sure=round(self.sure, 2),
        )


def settled(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Candidate]]:
    """Each claim that keeps words of its own, with them: the surest chooses first.

    No praise and fault share a word, no two findings the same quote, and no fault stands beside its
    opposite. A claim to which no words are left is not made.
    """
    taken: list[tuple[Claim, Candidate]] = []
    waiting = sorted((claim for claim in claims if claim.quotable), key=_order)
    while waiting:
        claim = waiting.pop(0)
        if any(_oppose(claim.name, other.name) for other, _ in taken):
            continue
        beside = [(other, quote) for other, quote in taken if other.at == claim.at]
        quoted = _free(claim, beside, [other for other in waiting if other.at == claim.at])
        if quoted is not None:
            taken.append((claim, quoted))
            yield claim, quoted


def _oppose(one: SignalName, other: SignalName) -> bool:
    return other in OPPOSITES.get(one, ()) or one in OPPOSITES.get(other, ())


def _order(claim: Claim) -> tuple[bool, float, bool, int]:
    return (claim.name in _LAST, -claim.sure, not claim.is_fault, claim.at)


def _free(
    claim: Claim, beside: Sequence[tuple[Claim, Candidate]], after: Sequence[Claim]
) -> Candidate | None:
    """The best words that no finding beside the claim is quoted with and that leave some to those
    ``after`` it; else the best that are not the same as others; None where there are none."""
    apart = [one for one in claim.quotable if not any(one.overlaps(quote) for _, quote in beside)]
    sparing = (
        one
        for one in apart
        if one.worth >= _ENOUGH * claim.quotable[0].worth
        and all(_leaves_some(one, other) for other in after)
    )
    differing = (
        one
        for one in claim.quotable
        if not any(
            one.overlaps(quote) and (other.is_fault != claim.is_fault or one.same(quote))
            for other, quote in beside
        )
    )
    return next(sparing, None) or next(iter(apart), None) or next(differing, None)


def _leaves_some(one: Candidate, other: Claim) -> bool:
    """Whether ``other`` has good words beside ``one``."""
    least = _ENOUGH * other.quotable[0].worth
    return any(quote.worth >= least and not quote.overlaps(one) for quote in other.quotable)
