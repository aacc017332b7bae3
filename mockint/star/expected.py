"""Which strengths an interviewer expected in this answer and did not hear.

What is expected stands in the bar of the pack; whether it is fair to ask this speaker for it, and
whether it was surely not said, is learned (``asks``). What a level asks, and what the same answer
is at another one. Pure values.
"""

from collections.abc import Collection, Mapping, Sequence

from mockint.content.pack import Bar, Pack
from mockint.domain import STRENGTHS, Level, SignalName, Strength
from mockint.star.drills.types import LevelBar
from mockint.star.signals.claims import OPPOSITES
from mockint.star.types import Signal
from mockint.star.verdict import least_for_strong_s


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


MOST_ASKED = 3
"""Nobody acts on a debrief that asks for four things."""


def missing(
    signals: Sequence[Signal],
    wanted: Sequence[SignalName],
    fair: Mapping[SignalName, float],
    likely: Collection[SignalName] = (),
) -> tuple[SignalName, ...]:
    """Which of ``wanted`` can be asked for, the surest first: not heard, nor told by a fault.

    ``fair``: the chance that a strength was not said and is fair to ask for, 0..1, of those alone
    that are sure enough. ``likely``: names that may have been said, though not so clearly that they
    can be shown.
    """
    said = {signal.name for signal in signals} | set(likely) | told_elsewhere(signals)
    left = [name for name in wanted if name in fair and name not in said]
    return tuple(sorted(left, key=lambda name: -fair[name]))


def bars(principle: str | None, pack: Pack) -> tuple[LevelBar, ...]:
    """All levels of the pack, from the lowest."""
    return tuple(
        LevelBar(
            level=level,
            shows=tuple(one.note for one in pack.bar.levels[level.name].evidence),
            extra=pack.bar.levels[level.name].strong_needs,
            least_s=least_for_strong_s(level),
            expected=expected(principle, level, pack.bar),
        )
        for level in pack.levels
    )
