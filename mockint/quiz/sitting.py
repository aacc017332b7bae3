"""A sitting of quiz questions: which ones, in what order, and when a wrong one comes back. Pure."""

import hashlib
import random
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mockint.content.types import QuizItem, Walkthrough

BACK_AFTER = 2
"""Other questions between a wrong answer and the same question again."""
MOST_TIMES = 3
"""A question is asked so often in a sitting at most."""


@dataclass(frozen=True, slots=True)
class Card:
    """A question of a walkthrough's quiz or practice."""

    walkthrough: str
    """Slug."""
    item: QuizItem

    @property
    def key(self) -> str:
        """The same as long as the question's wording is."""
        return hashlib.sha256(self.item.ask.encode()).hexdigest()[:16]


def cards_of(studies: Iterable[Walkthrough]) -> tuple[Card, ...]:
    """All that the walkthroughs ask: quick checks, then practice."""
    return tuple(
        Card(study.slug, item) for study in studies for item in (*study.quiz, *study.practice)
    )


def draw(cards: Sequence[Card], number: int | None, rng: random.Random) -> tuple[Card, ...]:
    """``number`` of them, or all, in an order that ``rng`` decides."""
    drawn = list(cards)
    rng.shuffle(drawn)
    return tuple(drawn[:number])


class Sitting:
    """What is asked next. A question that was not answered right comes back a little later."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.first: dict[Card, bool] = {}
        """How each question was answered the first time, in the order asked."""
        self._cards = tuple(cards)
        self._waiting = deque(cards)
        self._times: dict[Card, int] = dict.fromkeys(cards, 0)

    @property
    def next(self) -> Card | None:
        """The question to ask now; None at the end."""
        return self._waiting[0] if self._waiting else None

    @property
    def left(self) -> int:
        """Questions that wait, the next one included."""
        return len(self._waiting)

    def asked_before(self, card: Card) -> bool:
        """It comes back."""
        return self._times[card] > 0

    def place(self, card: Card) -> str:
        """E.g. "Question 3 of 8"; "Again, question 2 of 8" where it comes back."""
        asked = [one for one in self._cards if self._times[one]]
        place = asked.index(card) + 1 if card in asked else len(asked) + 1
        if not self.asked_before(card):
            return f"Question {place} of {len(self._cards)}"
        return f"Again, question {list(self.first).index(card) + 1} of {len(self._cards)}"

    def answered(self, *, right: bool) -> None:
        """The question that was next has been answered."""
        card = self._waiting.popleft()
        self._times[card] += 1
        self.first.setdefault(card, right)
        if not right and self._times[card] < MOST_TIMES:
            self._waiting.insert(BACK_AFTER, card)
