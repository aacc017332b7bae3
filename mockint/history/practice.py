"""Every question that was answered, with its rating and its place in the schedule."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mockint.history.base import RATINGS, PastAnswer, Rating
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
    answers: dict[str, list[tuple[PastAnswer, Rating]]] = defaultdict(list)
    lacking = known.lacking(DECISIVE)
    for answer in reversed(known.past()):
        rating = answer.own_rating or _by_debrief(answer, lacking)
        if rating is not None:
            answers[answer.question].append((answer, rating))
    cards = _cards(known, answers)
    made = []
    for question, rated in answers.items():
        when = scheduled(cards[question], now)
        made.append(Practised(*rated[-1], when, when.is_due(now)))
    return tuple(sorted(made, key=_order))


def _order(one: Practised) -> tuple[Any, ...]:
    if one.due:
        return (0, RATINGS.index(one.rating), one.when.chance, one.last.question)
    return (1, one.when.due, RATINGS.index(one.rating), one.last.question)


def _by_debrief(answer: PastAnswer, lacking: frozenset[tuple[str, int]]) -> Rating | None:
    lacks = (answer.round_id, answer.number) in lacking
    return rate(answer.leaning, answer.budget, lacks_decisive=lacks)


def _cards(
    known: History, answers: Mapping[str, Sequence[tuple[PastAnswer, Rating]]]
) -> Mapping[str, str]:
    """The cards that are kept, and those that are worked out again and kept from now on."""
    kept = known.cards()
    made = {
        question: card_after([(datetime.fromisoformat(a.began), rating) for a, rating in rated])
        for question, rated in answers.items()
        if question not in kept
    }
    if made:
        known.keep_cards(made)
    return {**kept, **{question: card for question, (_due, card) in made.items()}}
