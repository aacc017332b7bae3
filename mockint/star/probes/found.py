"""What the choice of follow-ups rests on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mockint.domain import FAULTS, STRENGTHS, SignalName
from mockint.star.probes.slots import NOTHING_OWN, Own
from mockint.star.types import LabelledUnit, Signal

MAYBE_TOLD = 0.1
"""From this chance in the whole answer on, nobody is asked for a strength that no sentence shows:
see "Evidence" in docs/ear.md."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the choice rests on."""

    labelled: Sequence[LabelledUnit]
    signals: Sequence[Signal]
    chances: Mapping[SignalName, float]
    """How likely each signal is in the answer as a whole."""
    principle: str | None
    level: str
    """A level's name."""
    level_expects: Collection[SignalName]
    """Strengths that this level asks for in every answer."""
    own: Own = NOTHING_OWN
    """Of the story that is told, where it is known."""
    fair: frozenset[SignalName] = frozenset(STRENGTHS)
    """Strengths that it is fair to ask this speaker for."""
    conduct: Sequence[float] = ()
    """The chance that each of ``labelled`` tells harm or deceit as the speaker's own deed."""
    likely: frozenset[SignalName] = frozenset()
    """Names that may have been said, though not so clearly that they can be shown."""

    @property
    def heard(self) -> frozenset[SignalName]:
        """Names of the signals."""
        return frozenset(signal.name for signal in self.signals)

    @property
    def told(self) -> frozenset[SignalName]:
        """Strengths that were said, or may have been: nobody is asked for these."""
        maybe = {name for name, chance in self.chances.items() if chance > MAYBE_TOLD}
        return (self.heard | self.likely | maybe) - frozenset(FAULTS)

    @property
    def text(self) -> str:
        """The answer as running text."""
        return " ".join(one.unit.text for one in self.labelled)
