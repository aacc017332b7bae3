"""A sitting's order, and the scores that are kept."""

import random
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mockint.content.types import QuizItem
from mockint.history.quiz_scores import QuizScores
from mockint.quiz.sitting import MOST_TIMES, Card, Sitting, draw

CARDS = tuple(
    Card("a" if n % 2 else "b", QuizItem(ask=f"Question {n}?", options=("x", "y"), answer=0))
    for n in range(6)
)


@given(count=st.integers(1, 6), answers=st.lists(st.booleans(), min_size=18, max_size=18))
def test_a_sitting_ends_and_asks_wrong_ones_again(count: int, answers: list[bool]) -> None:
    sitting, asked = Sitting(CARDS[:count]), []
    while (card := sitting.next) is not None:
        right = answers[len(asked)]
        asked.append((card, right))
        sitting.answered(right=right)
    for card in CARDS[:count]:
        mine = [right for one, right in asked if one == card]
        assert 1 <= len(mine) <= MOST_TIMES
        assert not any(mine[:-1]), "right once, it does not come back"
        assert mine[-1] or len(mine) == MOST_TIMES
        assert sitting.first[card] == mine[0]


def test_a_wrong_one_comes_back_after_two_others() -> None:
    sitting = Sitting(CARDS[:4])
    places = []
    for right in (False, True, True, True, True):
        card = sitting.next
        assert card is not None
        places.append(sitting.place(card))
        sitting.answered(right=right)
    assert places == [
        "Question 1 of 4",
        "Question 2 of 4",
        "Question 3 of 4",
        "Again, question 1 of 4",
        "Question 4 of 4",
    ]
    assert sitting.next is None


@given(st.integers(), st.integers(1, 8))
def test_what_is_drawn_is_drawn_once_and_repeatable(seed: int, number: int) -> None:
    drawn = draw(CARDS, number, random.Random(seed))
    assert len(set(drawn)) == len(drawn) == min(number, 6)
    assert drawn == draw(CARDS, number, random.Random(seed))


def test_scores(tmp_path: Path) -> None:
    scores = QuizScores(tmp_path / "history.sqlite3")
    assert scores.scores() == {}
    one, two = datetime(2026, 11, 20, 9, tzinfo=UTC), datetime(2026, 11, 21, 9, tzinfo=UTC)
    scores.keep(one, [("a", "1", True), ("a", "2", True), ("b", "3", False)])
    scores.keep(two, [("a", "1", False)])
    scores.keep(two, [("a", "1", False), ("a", "4", True)])
    found = scores.scores()
    assert list(found) == ["a", "b"]
    assert (found["a"].sittings, found["a"].last_right, found["a"].last_of) == (2, 1, 2)
    assert found["a"].known == {"2", "4"}, "what was known and then missed is not known"
    assert not found["b"].known
    scores.forget_quiz()
    assert scores.scores() == {}
