"""When a question is worth answering again: FSRS on spoken answers, with the time passed in.

Free Spaced Repetition Scheduler (the ``fsrs`` package) with its own default weights. Two settings
are ours: no learning steps of minutes, since a spoken answer is practised once an evening, and no
interval above LONGEST_DAYS, since a loop is weeks away and not years.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from mockint.history.base import Rating

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

LONGEST_DAYS = 30
CHANCE_WANTED = 0.9
"""FSRS asks again when the chance to still do as well has fallen to this; its own default."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One question's place in the schedule."""

    due: datetime
    """UTC."""
    chance: float
    """That it would go as well today, 0..1, by FSRS's model."""

    def is_due(self, now: datetime) -> bool:
        """Today or earlier, by the calendar of ``now``: nobody waits until the hour."""
        return self.due.astimezone(now.tzinfo).date() <= now.date()


def card_after(reviews: Sequence[tuple[datetime, Rating]]) -> tuple[str, str]:
    """(due, card) as text to keep, after ``reviews`` in order of time; at least one."""
    from fsrs import Card
    from fsrs import Rating as Grade

    grades = {"again": Grade.Again, "hard": Grade.Hard, "good": Grade.Good, "easy": Grade.Easy}
    scheduler = _scheduler()
    card = Card(card_id=0, due=reviews[0][0].astimezone(UTC))
    for at, rating in reviews:
        card, _log = scheduler.review_card(card, grades[rating], at.astimezone(UTC))
    return card.due.isoformat(timespec="seconds"), card.to_json()


def scheduled(card: str, now: datetime) -> Scheduled:
    """What ``card``, as kept, says at ``now``."""
    read = _read(card)
    chance = _scheduler().get_card_retrievability(read, now.astimezone(UTC))
    return Scheduled(read.due, float(chance))


def _read(card: str) -> "Card":
    from fsrs import Card

    return Card.from_dict(json.loads(card))


def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=CHANCE_WANTED,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,  # the same history always gives the same schedule
    )
