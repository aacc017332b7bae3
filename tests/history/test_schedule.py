"""The rule that rates an answer, the schedule, and the lines over time."""

import json
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.domain import SEGMENTS, TARGET_S
from mockint.history.schedule import LONGEST_DAYS, card_after, rate, scheduled
from mockint.history.trends import FEWEST, LATELY, POINTS, apart, trend
from mockint.history.types import RATINGS, Measured, Rating
from mockint.views.progress import spark

AT = datetime(2026, 11, 1, 19, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("leaning", "budget", "lacks", "expected"),
    [
        ("strong hire", "within", False, "easy"),
        ("strong hire", "over", False, "good"),
        ("strong hire", "within", True, "good"),
        ("strong hire", "over", True, "good"),
        ("hire", "within", False, "good"),
        ("hire", "under", False, "hard"),
        ("hire", "within", True, "hard"),
        ("no hire", "within", False, "hard"),
        ("no hire", "over", False, "again"),
        ("no hire", "over", True, "again"),
        ("strong no hire", "within", False, "again"),
        ("strong no hire", "over", True, "again"),
        ("not enough evidence", "within", False, "again"),
        (None, None, False, None),
    ],
)
def test_the_rule(
    leaning: str | None, budget: str | None, lacks: bool, expected: Rating | None
) -> None:
    assert rate(leaning, budget, lacks_decisive=lacks) == expected


ratings = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(RATINGS)), min_size=1, max_size=12
).map(lambda gaps: list(_at(gaps)))


def _at(gaps: list[tuple[int, Rating]]) -> list[tuple[datetime, Rating]]:
    days, made = 0, []
    for gap, rating in gaps:
        days += gap
        made.append((AT + timedelta(days=days), rating))
    return made


@given(ratings)
def test_every_schedule_is_a_day_to_a_month_away_and_always_the_same(
    reviews: list[tuple[datetime, Rating]],
) -> None:
    due, card = card_after(reviews)
    assert (due, card) == card_after(reviews)
    away = datetime.fromisoformat(due) - reviews[-1][0]
    assert timedelta(days=1) <= away <= timedelta(days=LONGEST_DAYS)
    assert scheduled(card, reviews[-1][0]).due.isoformat(timespec="seconds") == due


@given(ratings)
def test_a_better_rating_never_comes_back_sooner(reviews: list[tuple[datetime, Rating]]) -> None:
    last = reviews[-1][0]
    dues = [card_after([*reviews[:-1], (last, rating)])[0] for rating in RATINGS]
    assert dues == sorted(dues)


def test_the_chance_falls_with_the_days() -> None:
    _, card = card_after([(AT, "good")])
    chances = [scheduled(card, AT + timedelta(days=days)).chance for days in range(0, 60, 5)]
    assert chances[0] == 1.0
    assert all(a > b for a, b in pairwise(chances))


def test_due_is_a_day_of_the_calendar_not_an_hour() -> None:
    due, card = card_after([(AT, "again")])
    assert due == "2026-11-02T19:30:00+00:00"
    tokyo = timezone(timedelta(hours=9))
    for now, expected in (
        (datetime(2026, 11, 1, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 2, 0, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 2, 23, 0, tzinfo=tokyo), False),  # there it is due on the 3rd
        (datetime(2026, 11, 3, 0, 1, tzinfo=tokyo), True),
    ):
        assert scheduled(card, now).is_due(now) == expected


# ---------------------------------------------------------------- over time


def past(number: int = 0, *, action: float = 90.0, budget: str = "within") -> Measured:
    return Measured(
        began=(AT + timedelta(hours=number)).isoformat(), principle="ownership", seconds=170.0,
        budget=budget, leaning="hire", words_per_minute=150.0, fillers_per_minute=1.0,
        situation_s=30.0, task_s=20.0, action_s=action, result_s=20.0, reflection_s=15.0,
    )  # fmt: skip


@given(st.lists(st.floats(0, 300), min_size=1, max_size=120))
def test_a_line_keeps_the_mean_and_the_order(actions: list[float]) -> None:
    made = trend([past(at, action=action) for at, action in enumerate(actions)], {})
    assert made is not None
    line = made.parts["action"]
    assert len(line.points) == min(POINTS, len(actions))
    assert min(actions) - 1e-6 <= min(line.points)
    assert max(line.points) <= max(actions) + 1e-6
    if len(actions) <= POINTS:
        assert line.points == pytest.approx(actions)
    if len(actions) % POINTS == 0:
        assert fmean(line.points) == pytest.approx(fmean(actions))
    assert (line.at_first is None) == (len(actions) < FEWEST)
    lately = sorted(actions[-LATELY:])
    assert line.lately is not None
    assert lately[0] <= line.lately <= lately[-1]


def test_no_answer_counts_both_at_first_and_lately() -> None:
    made = trend([past(at, action=10.0 * at) for at in range(FEWEST)], {})
    assert made is not None
    assert made.is_told
    assert (made.parts["action"].at_first, made.parts["action"].lately) == (10.0, 40.0)


def test_shares() -> None:
    assert trend([], {}) is None
    made = trend([past(0), past(2, budget="over")], {"x": 1})
    assert made is not None
    assert made.answers == 2
    assert made.within.points == (1.0, 0.0)
    assert made.missing == {"x": 0.5}
    assert [(one.answers, one.within, one.hires) for one in made.principles] == [(2, 0.5, 1.0)]


def test_sparks_put_the_target_in_the_middle() -> None:
    for segment in SEGMENTS:
        target = TARGET_S[segment]
        points = (0.0, target * 0.95, target, target * 1.05, target * 3)
        assert spark(points, target) == "▁▄▄▄█"
    assert spark((0.0, 0.0), 0.0) == "▁▁"
    assert spark((), 5.0) == ""


@given(st.sampled_from(SEGMENTS), st.floats(0, 600))
def test_apart_is_a_share(segment: str, seconds: float) -> None:
    away = apart(segment, seconds)  # type: ignore[arg-type]
    assert 0.0 <= away <= 1.0
    assert (away == 0.0) == (seconds == TARGET_S[segment])  # type: ignore[index]


def test_a_card_is_plain_json() -> None:
    assert set(json.loads(card_after([(AT, "good")])[1])) >= {"due", "stability", "difficulty"}
