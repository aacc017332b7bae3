"""Which strengths an interviewer expected in this answer and did not hear.

What is expected stands in the bar of the pack. What a level asks, and what the same answer is at
another one. Pure values.
"""

from collections.abc import Sequence

from mockint.content.pack import Bar, Pack
from mockint.domain import STRENGTHS, Level, SignalName, Strength
from mockint.star.drills.types import LevelBar
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


def missing(
    signals: Sequence[Signal], principle: str | None, level: Level, bar: Bar
) -> tuple[SignalName, ...]:
    """The expected strengths that were not heard."""
    heard = {signal.name for signal in signals}
    return tuple(name for name in expected(principle, level, bar) if name not in heard)


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
