"""Figures that were said, and what changed between two takes."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mockint.text.figures import Figure, changed, figures, plain_quote, quotes
from mockint.text.numbers import cardinal
from tests.text.said import WORDS


def said(text: str) -> tuple[Figure, ...]:
    return figures(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it fell by forty percent.", [(40, "percent")]),
        ("from 40 % to 60% in three weeks", [(40, "percent"), (60, "percent"), (3, "week")]),
        ("we saved $2 million a year", [(2e6, "dollar")]),
        ("two hundred and fifty thousand dollars", [(250_000, "dollar")]),
        ("1,200 customers and 3.5k orders", [(1200, "customer"), (3500, "order")]),
        ("zero point three percent of one hundred orders", [(0.3, "percent"), (100, "order")]),
        ("a thousand people, twenty-five teams", [(1000, "people"), (25, "team")]),
        ("a dozen shops", [(12, "shop")]),
        ("one day in 2023 at 10:30 for the first time", []),
        ("under one percent of them, this one and a few hundred", [(1, "percent")]),
        ("from point three percent to three point one million", [(0.3, "percent"), (3.1e6, "")]),
        ("forty per cent, three per day", [(40, "percent"), (3, "")]),
        ("two other teams, six more, ten before lunch", [(2, ""), (6, ""), (10, "")]),
        ("on the twenty-first, thirty-odd people", []),
        ("it took 200 ms", [(200, "ms")]),
        ("it took 200ms and then 3 s", [(200, "ms"), (3, "second")]),
        ("there were four, and five of them", [(4, ""), (5, "")]),
        ("we had 0 point zero of them left", [(0, ""), (0, "")]),
        ("", []),
    ],
)
def test_figures(text: str, expected: list[tuple[float, str]]) -> None:
    found = said(text)
    assert [(figure.value, figure.unit) for figure in found] == expected
    for figure in found:
        assert figure.quote in text


@pytest.mark.parametrize(
    ("sure", "counts"), [((True, True), True), ((False, True), False), ((True, False), False)]
)
def test_a_figure_that_was_hardly_heard_does_not_count(
    sure: tuple[bool, bool], counts: bool
) -> None:
    assert bool(figures(["forty", "percent"], sure)) is counts


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "The timeout rate fell by forty percent over three weeks",
            "In three weeks the timeout rate fell by sixty percent",
            [("forty percent", "sixty percent")],
        ),
        ("It fell from 40 % to 60 %", "It fell from 40 % to 60 %", []),
        # The order does not matter, only what the figure is about.
        (
            "orders failed three percent of the time and refunds took five days",
            "refunds took nine days and orders failed three percent of the time",
            [("five days", "nine days")],
        ),
        # Two of a kind that are about different things are not mixed up.
        (
            "latency dropped twenty percent while the errors dropped fifty percent",
            "the errors dropped fifty percent",
            [],
        ),
        ("we had four engineers", "we served nine regions", []),
        ("", "it was forty percent", []),
    ],
)
def test_what_changed(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    pairs = changed(said(before), said(after))
    assert [(pair.before.quote, pair.after.quote) for pair in pairs] == expected
    back = changed(said(after), said(before))
    assert {(pair.after.quote, pair.before.quote) for pair in back} == set(expected)


@given(WORDS)
@example(["0", "point", "zero"])
def test_a_figure_stands_in_what_was_said(words: list[str]) -> None:
    found = figures(words)
    assert all(0 <= one.first <= one.last < len(words) for one in found)
    assert all(a.last < b.first for a, b in pairwise(found))
    for one in found:
        assert one.quote in " ".join(words[one.first : one.last + 1])
        assert one.value >= 0
    assert len(set(map(plain_quote, quotes(found)))) == len(quotes(found))
    assert changed(found, found) == ()


@given(st.integers(2, 10**12 - 1).filter(lambda value: value not in (100, 1000)))
def test_a_number_counts_the_same_in_words_and_in_figures(value: int) -> None:
    spoken, written = said(f"{' '.join(cardinal(value))} orders"), said(f"{value:,} orders")
    assert [(one.value, one.unit) for one in spoken] == [(value, "order")]
    assert [(one.value, one.unit) for one in written] == [(value, "order")]
