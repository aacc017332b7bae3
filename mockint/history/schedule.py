"""When a question is worth answering again: FSRS on spoken answers, with the time passed in.

Free Spaced Repetition Scheduler (the ``fsrs`` package) with its own default weights. Two settings
are ours: no learning steps of minutes, since a spoken answer is practiced once an evening, and no
interval above LONGEST_DAYS, since a loop is weeks away and not years.

How well an answer went is read off the debrief. The leaning gives the grade: strong hire is easy,
hire good, no hire hard, strong no hire and "not enough evidence" again. One grade down (once, never
below again) where the whole answer was outside the budget or one of DECISIVE counts against it:
a hire that nobody could follow up with a figure, or that ran to four minutes, is worth practicing
sooner.

That rule is ours. The candidate may overrule it, answer by answer.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mockint.decoding import json_value
from mockint.domain import Segment
from mockint.errors import HistoryError
from mockint.history.database import History
from mockint.history.trends import apart
from mockint.history.types import AHEAD, RATINGS, PastAnswer, Rating, Wanted

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
    """What ``card``, as kept, says at ``now``. Raises HistoryError where it is damaged."""
    read = _read(card)
    chance = _scheduler().get_card_retrievability(read, now.astimezone(UTC))
    return Scheduled(read.due, float(chance))


def _read(card: str) -> "Card":
    from fsrs import Card

    try:
        return Card.from_dict(json_value(card))
    except (ValueError, KeyError, TypeError) as error:
        raise HistoryError(
            "what is kept of a question's schedule cannot be read",
            cause=f"{type(error).__name__}: {error}",
            next_step="mockint history",
        ) from error


def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=CHANCE_WANTED,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,  # the same history always gives the same schedule
    )


DECISIVE = ("first_person_action", "metric_delta", "unquantified_result")
"""Without a step of one's own or a figure for the result no leaning to hire is possible or strong
(star/verdict.py). The fault tells that there was no figure, which is then not missing as well."""

_BY_LEANING: Mapping[str, Rating] = {
    "strong hire": "easy",
    "hire": "good",
    "no hire": "hard",
    "strong no hire": "again",
    "not enough evidence": "again",
}


def rate(leaning: str | None, budget: str | None, *, lacks_decisive: bool) -> Rating | None:
    """The debrief's rating; None where the answer was not judged."""
    if leaning is None or leaning not in _BY_LEANING:
        return None
    grade = RATINGS.index(_BY_LEANING[leaning])
    if lacks_decisive or budget != "within":
        grade = max(0, grade - 1)
    return RATINGS[grade]


@dataclass(frozen=True, slots=True)
class Practiced:
    """A question that was answered, with its place in the schedule."""

    last: PastAnswer
    rating: Rating
    """Of the last answer."""
    when: Scheduled
    due: bool

    @property
    def weakest(self) -> tuple[Segment, ...]:
        """The parts of the last answer, the one furthest from its target first."""
        return weakest(self.last)


def weakest(answer: PastAnswer) -> tuple[Segment, ...]:
    """Its parts, the one furthest from its target first."""
    parts = answer.parts
    return tuple(sorted(parts, key=lambda part: -apart(part, parts[part])))


def practiced(known: History, now: datetime) -> tuple[Practiced, ...]:
    """Every judged question, what to practice first in front.

    What is due comes before what is not. Among what is due: the worst rating first, then the
    smallest chance that it would go as well today. The rest by its day.
    """
    lacking = known.answers_without(DECISIVE)
    cards = _cards(known, lacking, now)
    made = []
    for last in known.last_of_each_question():
        rating = rating_of(last, lacking)
        if rating is not None and last.question in cards:
            when = scheduled(cards[last.question], now)
            made.append(Practiced(last, rating, when, when.is_due(now)))
    return tuple(sorted(made, key=_order))


def _order(one: Practiced) -> tuple[Any, ...]:
    if one.due:
        return (0, RATINGS.index(one.rating), one.when.chance, one.last.question)
    return (1, one.when.due, RATINGS.index(one.rating), one.last.question)


def rating_of(answer: PastAnswer, lacking: frozenset[tuple[str, int]]) -> Rating | None:
    """The candidate's own, else the debrief's; None where it was not judged.

    ``lacking``: the answers without one of DECISIVE.
    """
    lacks = (answer.round_id, answer.number) in lacking
    return answer.own_rating or rate(answer.leaning, answer.budget, lacks_decisive=lacks)


def _cards(known: History, lacking: frozenset[tuple[str, int]], now: datetime) -> Mapping[str, str]:
    """The cards that are kept, and those that are worked out again, and kept where they can be.

    An answer from the future says nothing of when it was given; where there is no other one, it
    counts as given now.
    """
    until = now + AHEAD
    kept = {
        question: card
        for question, card in known.cards().items()
        if (last := _read(card).last_review) is None or last <= until
    }
    made = {}
    for question in set(known.names("question")) - kept.keys():
        reviews = [
            (datetime.fromisoformat(answer.began).astimezone(UTC), rating)
            for answer in reversed(known.answers(Wanted(question=question, own=True)))
            if (rating := rating_of(answer, lacking)) is not None
        ]
        if reviews:
            dated = [one for one in reviews if one[0] <= until]
            made[question] = card_after(dated or [(now, reviews[-1][1])])
    if made:
        with suppress(HistoryError):  # a disk that takes nothing, or a busy file: made again then
            known.keep_cards(made)
    return {**kept, **{question: card for question, (_due, card) in made.items()}}
