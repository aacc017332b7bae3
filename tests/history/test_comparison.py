"""Numbers that were said, and what changed between two takes."""

import pytest

from mockint.text.figures import changed, figures
from mockint.transcribe.types import Word
from tests.support.past_rounds import words


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
        ("it took 200 ms", [(200, "ms")]),
        ("it took 200ms and then 3 s", [(200, "ms"), (3, "second")]),
        ("there were four, and five of them", [(4, ""), (5, "")]),
        ("", []),
    ],
)
def test_figures(text: str, expected: list[tuple[float, str]]) -> None:
    found = figures(words(text))
    assert [(figure.value, figure.unit) for figure in found] == expected
    for figure in found:
        assert figure.quote in text


def test_a_figure_that_was_hardly_heard_does_not_count() -> None:
    unsure = [Word("forty", 1.0, 1.3, 0.39), Word("percent", 1.4, 1.8, 0.9)]
    assert figures(unsure) == ()
    assert len(figures([Word("forty", 1.0, 1.3, 0.4), unsure[1]])) == 1


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
    pairs = changed(figures(words(before)), figures(words(after)))
    assert [(pair.before.quote, pair.after.quote) for pair in pairs] == expected
    back = changed(figures(words(after)), figures(words(before)))
    assert {(pair.after.quote, pair.before.quote) for pair in back} == set(expected)
