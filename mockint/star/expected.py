"""Which strengths an interviewer expected in this answer and did not hear.

What is expected stands in the bar of the pack. What a level asks, and what the same answer is at
another one. Pure values.
"""

from collections.abc import Collection, Mapping, Sequence

from mockint.content.pack import Bar, Pack
from mockint.domain import STRENGTHS, Level, SignalName, Strength
from mockint.star.drills.types import LevelBar
from mockint.star.signals.claims import OPPOSITES
from mockint.star.types import Signal
from mockint.star.verdict import areas_needed


def expected(principle: str | None, level: Level, bar: Bar) -> tuple[Strength, ...]:
    """What an answer on ``principle`` should hold at ``level``, in the order of a STAR answer.

    ``principle``: a slug; one that the bar does not know asks for nothing of its own.
    """
    names = {
        *bar.always,
        *bar.levels[level.name].expected,
        *bar.principles.get(principle or "", ()),
    }
    return tuple(name for name in STRENGTHS if name in names)


_SAYS_SO: Mapping[SignalName, tuple[SignalName, ...]] = {
    **OPPOSITES,
    "assigned_by_manager": ("nobody_asked", "self_noticed", "scope_boundary"),
    "we_in_action": ("first_person_action",),
    "vague_action": ("first_person_action",),
    "waited": ("decided_to_act",),
}
"""Strengths whose absence a fault tells already: it is not said twice."""


def told_elsewhere(signals: Sequence[Signal]) -> frozenset[SignalName]:
    """Strengths whose absence a fault that was heard tells already."""
    return frozenset(name for signal in signals for name in _SAYS_SO.get(signal.name, ()))


def missing(
    signals: Sequence[Signal],
    principle: str | None,
    level: Level,
    bar: Bar,
    likely: Collection[SignalName] = (),
) -> tuple[SignalName, ...]:
    """The expected strengths that were not heard, and of which no fault says so already.

    ``likely``: names that may have been said, though not so clearly that they can be shown.
    """
    said = {signal.name for signal in signals} | set(likely) | told_elsewhere(signals)
    return tuple(name for name in expected(principle, level, bar) if name not in said)


def bars(principle: str | None, pack: Pack) -> tuple[LevelBar, ...]:
    """All levels of the pack, from the lowest."""
    return tuple(
        LevelBar(
            level=level,
            bar=areas_needed(level, pack.bar),
            above=pack.bar.levels[level.name].above,
            expected=expected(principle, level, pack.bar),
        )
        for level in pack.levels
    )
