"""Which findings of an answer stand open, by weight and not by time, and which are folded away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mockint.content.pack import Bar, Pack
from mockint.domain import FAULTS, STRENGTHS, SignalName
from mockint.star.types import Analysis, Reason, Signal
from mockint.views.wording import about_principle

OPEN = 5
"""Findings that stand open below the first screen: nobody changes ten things by tomorrow."""
_TO_KEEP = 2
"""Of those, strengths, where there are so many: nobody should read only what went wrong."""

_QUOTES_SHOWN = 2
"""Of one signal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Findings of one answer, of each kind the weightiest first."""

    principle: tuple[tuple[str, Reason], ...] = ()
    """Sign and line: what was heard for the principle and against it."""
    keep: tuple[tuple[Signal, ...], ...] = ()
    """Strengths, those of one name together."""
    change: tuple[tuple[Signal, ...], ...] = ()
    """Faults, those of one name together."""
    missing: tuple[SignalName, ...] = ()
    """What was expected and not heard."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.principle) + len(self.keep) + len(self.change) + len(self.missing)


def findings(value: Analysis, pack: Pack) -> Findings:
    """All that is sure enough to be told; nothing where no story was told."""
    if not value.has_story:
        return Findings()
    return Findings(
        principle=about_principle(value, pack),
        keep=_grouped(value.told, _strengths(value.principle, pack.bar)),
        change=_grouped(value.told, [*pack.bar.faults, *FAULTS]),
        missing=value.missing,
    )


def opened(found: Findings) -> tuple[Findings, Findings]:
    """The weightiest ``OPEN``, and the others.

    What to change gets the places that strengths leave; faults come before what was not heard.
    """
    praise = [line for line in found.principle if line[0] == "+"]
    against = [line for line in found.principle if line[0] == "-"]
    keep = [*praise, *found.keep]
    change = [*against, *found.change, *found.missing]
    kept = min(len(keep), max(_TO_KEEP, OPEN - len(change)))
    left = OPEN - kept
    first = Findings(
        principle=(*praise[:kept], *against[:left]),
        keep=found.keep[: max(0, kept - len(praise))],
        change=found.change[: max(0, left - len(against))],
        missing=found.missing[: max(0, left - len(against) - len(found.change))],
    )
    hints = [line for line in found.principle if line[0] not in "+-"][: OPEN - first.count]
    first = replace(first, principle=(*first.principle, *hints))
    others = Findings(
        principle=tuple(line for line in found.principle if line not in first.principle),
        keep=found.keep[len(first.keep) :],
        change=found.change[len(first.change) :],
        missing=found.missing[len(first.missing) :],
    )
    return first, others


def reasons(value: Analysis) -> tuple[Sequence[Reason], Sequence[Reason]]:
    """Of the verdict's reasons what it rests on, and those that the findings tell as well."""
    quotes = {one.quote for one in value.signals} | {one.quote for one in value.principle_evidence}
    first, *others = value.verdict.reasons
    own = [first, *(one for one in others if one.quote not in quotes)]
    return own, [one for one in others if one.quote in quotes]


def surest(group: Sequence[Signal]) -> list[Signal]:
    """Those of one name that are quoted, in order of time: more of the same proves nothing new."""
    quoted = sorted(group, key=lambda signal: -signal.sure)[:_QUOTES_SHOWN]
    return sorted(quoted, key=lambda signal: signal.start)


def _strengths(principle: str | None, bar: Bar) -> Iterable[SignalName]:
    """The weightiest first: what the principle asks for, then the areas, then the others."""
    asked = bar.principles.get(principle or "", ())
    areas = [name for area in bar.areas for name in bar.evidence_of(area.name)]
    return sorted([*areas, *STRENGTHS], key=lambda name: name not in asked)


def _grouped(
    signals: Sequence[Signal], order: Iterable[SignalName]
) -> tuple[tuple[Signal, ...], ...]:
    """The signals of each name in ``order``, in order of time."""
    by_time = sorted(signals, key=lambda signal: signal.start)
    groups = (tuple(s for s in by_time if s.name == name) for name in dict.fromkeys(order))
    return tuple(group for group in groups if group)
