"""What an interviewer asks next, and what is said about a name nobody knows."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.content.find import find_principle, find_question, nearest, pick
from mockint.content.types import Cues, Library, Principle, Question
from mockint.errors import UsageError
from tests.support.amazon import PACK

PRINCIPLES = {
    slug: Principle(slug=slug, title=title, sentence="Show it.")
    for slug, title in {
        "ownership": "Ownership",
        "earn-trust": "Earn Trust",
        "strive-to-be-earths-best-employer": "Strive to be Earth's Best Employer",
        "have-backbone-disagree-and-commit": "Have Backbone; Disagree and Commit",
    }.items()
}
QUESTIONS = {
    f"{principle}-{number}": Question(
        slug=f"{principle}-{number}", ask="Tell me.", principle=principle
    )
    for principle in PRINCIPLES
    for number in range(3)
}
LIBRARY = Library(
    pack=PACK,
    principles=PRINCIPLES,
    questions=QUESTIONS,
    cues=Cues(fillers=(), filler_phrases=(), hedges=(), fault_phrases=()),
)

slugs = st.sampled_from([*QUESTIONS, "own-story-gone"])
asked_lists = st.lists(slugs, max_size=30)
seeds = st.integers(0, 2**32)


def last_asked(asked: list[str]) -> dict[str, int]:
    return {slug: place for place, slug in enumerate(asked)}


@given(
    principle=st.none() | st.sampled_from(list(PRINCIPLES)),
    asked=asked_lists,
    count=st.integers(1, 12),
    seed=seeds,
)
def test_never_twice_fresh_first_then_longest_ago(
    principle: str | None, asked: list[str], count: int, seed: int
) -> None:
    pool = [q for q in QUESTIONS.values() if principle in (None, q.principle)]
    count = min(count, len(pool))
    chosen = pick(LIBRARY, principle=principle, asked=asked, count=count, rng=random.Random(seed))
    assert len({q.slug for q in chosen}) == count
    assert all(q in pool for q in chosen)
    when = last_asked(asked)
    fresh = [q for q in pool if q.slug not in when]
    head, tail = chosen[: len(fresh)], chosen[len(fresh) :]
    assert all(q in fresh for q in head)
    oldest_first = sorted((q for q in pool if q.slug in when), key=lambda q: when[q.slug])
    assert list(tail) == oldest_first[: len(tail)]


@given(asked=asked_lists, count=st.integers(1, 4), seed=seeds)
def test_different_principles_while_fresh_ones_last(
    asked: list[str], count: int, seed: int
) -> None:
    fresh = {q.principle for q in QUESTIONS.values() if q.slug not in asked}
    chosen = pick(LIBRARY, principle=None, asked=asked, count=count, rng=random.Random(seed))
    first = chosen[: len(fresh)]
    assert len({q.principle for q in first}) == len(first)


@given(seed=seeds)
def test_a_principle_met_in_the_last_round_waits(seed: int) -> None:
    chosen = pick(LIBRARY, principle=None, asked=["ownership-1"], count=1, rng=random.Random(seed))
    assert chosen[0].principle != "ownership"


@given(asked=asked_lists, seed=seeds)
def test_the_same_seed_gives_the_same_round(asked: list[str], seed: int) -> None:
    one, two = (
        pick(LIBRARY, principle=None, asked=asked, count=3, rng=random.Random(seed))
        for _ in range(2)
    )
    assert one == two


def test_chance_decides_what_is_left_open() -> None:
    first = {
        pick(LIBRARY, principle=None, asked=(), count=1, rng=random.Random(seed))[0].slug
        for seed in range(200)
    }
    assert first == set(QUESTIONS)


@pytest.mark.parametrize("name", ["earn-trust", "Earn Trust", "EARN TRUST", " earn trust "])
def test_a_principle_by_slug_or_title(name: str) -> None:
    assert find_principle(LIBRARY, name).slug == "earn-trust"
    chosen = pick(LIBRARY, principle=name, asked=(), count=3, rng=random.Random(1))
    assert {q.principle for q in chosen} == {"earn-trust"}


@pytest.mark.parametrize("principle", PRINCIPLES.values(), ids=lambda p: p.slug)
def test_every_title_finds_its_principle(principle: Principle) -> None:
    assert find_principle(LIBRARY, principle.title) is principle
    assert find_principle(LIBRARY, principle.title.replace("'", "\u2019").lower()) is principle


def test_a_question_by_slug() -> None:
    assert find_question(LIBRARY, "ownership-2").slug == "ownership-2"
    assert find_question(LIBRARY, "Ownership 2").slug == "ownership-2"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ownershp", "ownership"),
        ("backbone", "have-backbone-disagree-and-commit"),
        ("best employer", "strive-to-be-earths-best-employer"),
        ("trust", "earn-trust"),
    ],
)
def test_the_nearest_name_comes_first(typed: str, first: str) -> None:
    assert nearest(typed, PRINCIPLES)[0] == first


@given(typed=st.text(max_size=40))
def test_nearest_names_exist_and_are_few(typed: str) -> None:
    found = nearest(typed, PRINCIPLES)
    assert len(set(found)) == len(found) <= 3
    assert set(found) <= set(PRINCIPLES)


def test_unknown_names_say_what_is_near_and_where_to_look() -> None:
    with pytest.raises(UsageError) as question:
        find_question(LIBRARY, "ownership-9")
    assert "there is no question 'ownership-9' (nearest: ownership-" in str(question.value)
    assert str(question.value).endswith("try: mockint questions")
    with pytest.raises(UsageError) as principle:
        pick(LIBRARY, principle="ownrship", asked=(), count=1, rng=random.Random(1))
    assert "there is no principle 'ownrship' (nearest: ownership)" in str(principle.value)
    with pytest.raises(UsageError) as lost:
        find_question(LIBRARY, "qqq")
    assert str(lost.value) == "there is no question 'qqq'; try: mockint questions"


@pytest.mark.parametrize(
    ("principle", "count", "said"),
    [
        (
            "ownership",
            4,
            "there are only 3, and a round asks each question once); try: --questions 3",
        ),
        (None, 13, "there are only 12"),
        (None, 0, "a round cannot have 0 questions"),
        (None, -1, "a round cannot have -1 questions"),
    ],
)
def test_a_round_that_is_not_possible(principle: str | None, count: int, said: str) -> None:
    with pytest.raises(UsageError) as error:
        pick(LIBRARY, principle=principle, asked=(), count=count, rng=random.Random(1))
    assert said in str(error.value)


# ---------------------------------------------------------------- by what a posting stresses


def test_weights_share_out_the_round() -> None:
    weights = {"ownership": 0.6, "earn-trust": 0.3}
    chosen = pick(LIBRARY, principle=None, asked=[], count=6, rng=random.Random(1), weights=weights)
    had = [question.principle for question in chosen]
    assert had[:3] == ["ownership", "ownership", "earn-trust"] or sorted(had[:3]) == [
        "earn-trust", "ownership", "ownership",
    ]  # fmt: skip
    assert had.count("ownership") == 3  # it has no more
    assert had.count("earn-trust") >= 2


@given(
    asked=asked_lists,
    count=st.integers(1, 12),
    seed=seeds,
    weights=st.dictionaries(
        # Such as there are: a power of chance to 1 / 5e-324 is zero, as without a weight.
        st.sampled_from(list(PRINCIPLES)),
        st.just(0.0) | st.floats(0.01, 1),
        max_size=4,
    ),
)
def test_weights_change_the_order_and_never_the_rules(
    asked: list[str], count: int, seed: int, weights: dict[str, float]
) -> None:
    chosen = pick(
        LIBRARY,
        principle=None,
        asked=asked,
        count=count,
        rng=random.Random(seed),
        weights=weights,
    )
    assert len({question.slug for question in chosen}) == count
    when = last_asked(asked)
    fresh = sum(slug not in when for slug in QUESTIONS)
    assert sum(question.slug not in when for question in chosen) == min(count, fresh)
    unasked = [question for question in chosen if question.slug not in when]
    weighted = [bool(weights.get(question.principle)) for question in unasked]
    assert weighted == sorted(weighted, reverse=True)
