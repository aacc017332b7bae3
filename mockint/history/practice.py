"""Every question that was answered, with its rating and its place in the schedule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mockint.history.base import RATINGS, PastAnswer, Rating, Wanted
from mockint.history.rating import DECISIVE, rate
from mockint.history.schedule import Scheduled, card_after, scheduled
from mockint.history.store import History
from mockint.history.trend import apart
from mockint.questions.base import Segment


@dataclass(frozen=True, slots=True)
class Practised:
    """A question that was answered, with its place in the schedule."""

    last: PastAnswer
    rating: Rating
    """Of the last answer."""
    when: Scheduled
    due: bool

    @property
    def weakest(self) -> tuple[Segment, ...]:
        """The parts of the last answer, the one furthest from its target first."""
        parts = self.last.parts
        return tuple(sorted(parts, key=lambda part: -apart(part, parts[part])))


def practised(known: History, now: datetime) -> tuple[Practised, ...]:
    """Every judged question, what to practise first in front.

    What is due comes before what is not. Among what is due: the worst rating first, then the
    smallest chance that it would go as well today. The rest by its day.
    """
    lacking = known.lacking(DECISIVE)
    cards = _cards(known, lacking)
    made = []
    for last in known.last_of_each_question():
        rating = last.own_rating or _by_debrief(last, lacking)
        if rating is not None and last.question in cards:
            when = scheduled(cards[last.question], now)
            made.append(Practised(last, rating, when, when.is_due(now)))
    return tuple(sorted(made, key=_order))


def _order(one: Practised) -> tuple[Any, ...]:
    if one.due:
        return (0, RATINGS.index(one.rating), one.when.chance, one.last.question)
    return (1, one.when.due, RATINGS.index(one.rating), one.last.question)


def _by_debrief(answer: PastAnswer, lacking: frozenset[tuple[str, int]]) -> Rating | None:
    lacks = (answer.round_id, answer.number) in lacking
    return rate(answer.leaning, answer.budget, lacks_decisive=lacks)


def _cards(known: History, lacking: frozenset[tuple[str, int]]) -> Mapping[str, str]:
    """The cards that are kept, and those that are worked out again and kept from now on."""
    kept = known.cards()
    made = {}
    for question in set(known.known("question")) - kept.keys():
        reviews = [
            (datetime.fromisoformat(answer.began), rating)
            for answer in reversed(known.past(Wanted(question=question, own=True)))
            if (rating := answer.own_rating or _by_debrief(answer, lacking)) is not None
        ]
        if reviews:
            made[question] = card_after(reviews)
    if made:
        known.keep_cards(made)
    return {**kept, **{question: card for question, (_due, card) in made.items()}}
