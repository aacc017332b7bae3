"""Number words: said, read, and where they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.text.numbers import (
    LARGE,
    NUMBER_WORDS,
    Rules,
    cardinal,
    digits,
    number_end,
    ordinal,
    value_of,
)

RULES = Rules(
    words=NUMBER_WORDS,
    opens={"a": frozenset(LARGE)},
    joins={"and": frozenset(LARGE), "point": None},
    one_after=NUMBER_WORDS,
)


@given(st.integers(0, 10**12 - 1))
def test_a_number_in_words_is_read_as_itself(value: int) -> None:
    assert value_of(cardinal(value)) == value


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("two hundred and fifty thousand", 250_000),
        ("zero point three", 0.3),
        ("point oh five", 0.5),  # "oh" is no number word; who says it is asked by another rule
        ("two point five million", 2_500_000),
        ("dozen", 12),
        ("no number at all", 0),
    ],
)
def test_what_words_are_worth(said: str, value: float) -> None:
    assert value_of(said.split()) == pytest.approx(value)


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "first"), (12, "twelfth"), (20, "twentieth"), (21, "twenty first"), (8, "eighth")],
)
def test_ordinals(value: int, words: str) -> None:
    assert " ".join(ordinal(cardinal(value))) == words


def test_figures_one_by_one() -> None:
    assert digits("404") == ("four", "zero", "four")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("a hundred and twenty one people", "a hundred and twenty one"),
        ("zero point three percent", "zero point three"),
        ("twelve and three", "twelve"),
        ("one day", ""),
        ("a day", ""),
        ("point taken", ""),
        ("two", "two"),
    ],
)
def test_where_a_number_ends(said: str, number: str) -> None:
    tokens = said.split()
    assert tokens[: number_end(tokens, 0, RULES)] == number.split()


@given(
    st.lists(
        st.sampled_from(["a", "one", "two", "and", "point", "hundred", "million", "dog"]),
        min_size=1,
    )
)
def test_a_number_ends_within_what_was_said(tokens: list[str]) -> None:
    for at in range(len(tokens)):
        end = number_end(tokens, at, RULES)
        assert at <= end <= len(tokens)
        assert end == at or tokens[end - 1] in NUMBER_WORDS | {"one"}
