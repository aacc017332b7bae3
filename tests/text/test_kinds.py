"""What kind of number a figure is."""

import pytest

from mockint.text.figures import figures
from mockint.text.kinds import Kind, amounts, kind_of, measures, tells_change


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("We were a kitchen of eleven.", ["headcount"]),
        ("There were six nurses on the ward.", ["headcount"]),
        ("About four hundred people were charged twice.", ["amount"]),
        ("Forty people a week gave up.", ["amount"]),
        ("I taught year nine.", ["school year"]),
        ("It was in two thousand nineteen.", ["date"]),
        ("It was in twenty nineteen.", ["date"]),
        ("It was 14 May.", ["date"]),
        ("The last bus is at twenty-two fifty.", ["clock"]),
        ("We opened by six, as always.", ["clock"]),
        ("We opened at nine in the morning.", ["clock"]),
        ("She was nineteen.", ["age"]),
        ("He is twelve years old.", ["age"]),
        ("That was three years ago.", ["duration"]),
        ("I had been there for eight months.", ["duration"]),
        ("Each form took two hours.", ["amount"]),
        ("We spent fourteen hours a week on it.", ["amount"]),
        ("We were on version three.", ["label"]),
        ("It ran on six machines.", ["parts"]),
        ("It ran on six machines, and 3% of them died.", ["parts", "amount"]),
        ("Nine trays of bread went stale.", ["amount"]),
        ("It cost us $900.", ["amount"]),
    ],
)
def test_kinds(said: str, kinds: list[Kind]) -> None:
    words = said.split()
    assert [kind_of(figure, words) for figure in figures(words)] == kinds


@pytest.mark.parametrize(
    ("said", "is_measured"),
    [
        ("It halved.", True),
        ("a third of the trays", True),
        ("0 percent of the orders", True),
        ("a team of 0", False),
        ("0 weeks ago", False),
        ("We ran a small shop.", False),
    ],
)
def test_measures_words_and_read_words(said: str, *, is_measured: bool) -> None:
    assert measures(said.split()) is is_measured


@pytest.mark.parametrize(
    ("said", "is_change"),
    [
        ("The queue fell from forty to six.", True),
        ("It takes ten minutes instead of ninety.", True),
        ("Returns dropped by 8%.", True),
        ("It halved.", True),
        ("From Monday to Friday we were closed.", False),
        ("Nine trays of bread were on the shelf.", False),
    ],
)
def test_change(said: str, *, is_change: bool) -> None:
    assert tells_change(said.split()) is is_change


def test_a_doubted_figure_is_no_amount() -> None:
    words = ["nine", "trays"]
    assert amounts(words, [True, True])
    assert not amounts(words, [False, True])
