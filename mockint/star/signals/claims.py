"""Which words are quoted for which signal, where several are claimed of one unit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mockint.domain import FAULTS, SignalName
from mockint.star.signals.quotes import Candidate
from mockint.star.types import LabelledUnit, Signal


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
            quote=" ".join(word.text for word in words),
            start=words[0].start,
            end=max(word.end for word in words),
            segment=one.segment,
        )


def settled(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Candidate]]:
    """Each claim that keeps words of its own, with them: the surest chooses first.

    Steps of one's own choose last, because there are others of them. No praise and fault share a
    word, and no two findings the same quote. A claim to which no words are left is not made.
    """
    taken: list[tuple[Claim, Candidate]] = []
    for claim in sorted(claims, key=_order):
        beside = [(other, quote) for other, quote in taken if other.at == claim.at]
        quoted = _free(claim, beside)
        if quoted is not None:
            taken.append((claim, quoted))
            yield claim, quoted


def _order(claim: Claim) -> tuple[bool, float, bool, int]:
    return (claim.name == "first_person_action", -claim.sure, not claim.is_fault, claim.at)


def _free(claim: Claim, beside: Sequence[tuple[Claim, Candidate]]) -> Candidate | None:
    """The best words that nothing ``beside`` the claim is quoted with; else some that differ."""
    apart = [
        one for one in claim.quotable if not any(one.overlaps(quote) for _, quote in beside)
    ]
    if apart:
        return apart[0]
    return next(
        (
            one
            for one in claim.quotable
            if not any(
                one.overlaps(quote)
                and (other.is_fault != claim.is_fault or (one.first, one.last) == (quote.first, quote.last))
                for other, quote in beside
            )
        ),
        None,
    )
