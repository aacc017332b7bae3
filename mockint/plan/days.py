"""Which days are evenings of a plan, and which of them hold a panel."""

from collections.abc import Collection
from datetime import date, timedelta

from mockint.plan.types import Wishes

MOCK_FROM_END, MOCK_EVERY = 3, 6
"""A short panel stands so many evenings before the full one, and every so many before that. Counted
from the loop, so that it does not move away from who comes nearer. Ours."""


def evenings(wishes: Wishes, first: date) -> tuple[date, ...]:
    """The days from ``first`` to the one before the loop that are not off.

    Where every one is off, the last of them: the evening before the loop is not left empty.
    """
    count = max(0, (wishes.loop - first).days)
    every = tuple(first + timedelta(days=at) for at in range(count))
    return tuple(day for day in every if day.weekday() not in wishes.days_off) or every[-1:]


def evening_before(wishes: Wishes, day: date) -> date:
    """The evening before ``day``, by the days off alone."""
    before = day - timedelta(days=1)
    if len(wishes.days_off) < 7:
        while before.weekday() in wishes.days_off:
            before -= timedelta(days=1)
    return before


def is_mock(wishes: Wishes, day: date, from_end: int, panels: Collection[date]) -> bool:
    """Whether a short panel is held on ``day``, so many evenings before the full one.

    One that was missed is made up for on the next evening. ``panels``: days on which one was held.
    """

    def is_planned(at: int) -> bool:
        return at >= MOCK_FROM_END and (at - MOCK_FROM_END) % MOCK_EVERY == 0

    before = evening_before(wishes, day)
    was_missed = is_planned(from_end + 1) and wishes.made <= before and before not in panels
    return is_planned(from_end) or was_missed


def missed(wishes: Wishes, today: date, practiced: Collection[date]) -> int:
    """So many evenings just before ``today`` passed without practice."""
    count, day = 0, evening_before(wishes, today)
    while wishes.made <= day < wishes.loop and day not in practiced:
        count, day = count + 1, evening_before(wishes, day)
    return count
