"""What was expected and not heard."""

import pytest

from mockint.domain import Level, SignalName
from mockint.star.expected import expected, missing
from mockint.star.types import Signal
from tests.support.amazon import BAR, LEVELS, SDE1, SDE2, SENIOR


def heard(*names: SignalName) -> list[Signal]:
    return [Signal(name, "strength", "so", 0.0, 1.0, "action") for name in names]


@pytest.mark.parametrize("level", LEVELS)
def test_four_strengths_belong_in_every_answer(level: Level) -> None:
    lacking = missing([], None, level, BAR)
    assert {"problem_metric", "first_person_action", "metric_delta", "specific_lesson"} <= set(
        lacking
    )


@pytest.mark.parametrize(
    ("principle", "name"),
    [
        ("have-backbone-disagree-and-commit", "voiced_disagreement"),
        ("have-backbone-disagree-and-commit", "committed_after_decision"),
        ("ownership", "scope_boundary"),
        ("customer-obsession", "customer_impact"),
        ("dive-deep", "root_cause"),
        ("insist-on-the-highest-standards", "prevention"),
    ],
)
def test_a_principle_asks_for_its_own(principle: str, name: SignalName) -> None:
    assert name in missing([], principle, SDE2, BAR)
    assert name not in missing(heard(name), principle, SDE2, BAR)
    assert name not in missing([], None, SDE2, BAR)


@pytest.mark.parametrize("name", ["systemic_insight", "trade_off"])
def test_a_senior_owes_more(name: SignalName) -> None:
    assert name in missing([], None, SENIOR, BAR)
    assert name not in missing([], None, SDE1, BAR)


def test_what_is_missing_comes_in_the_order_of_an_answer() -> None:
    assert expected(None, SDE1, BAR) == (
        "problem_metric", "first_person_action", "metric_delta", "specific_lesson",
    )  # fmt: skip


def test_an_unknown_principle_asks_for_nothing_more() -> None:
    assert expected("a-principle-of-ones-own", SDE2, BAR) == expected(None, SDE2, BAR)


def test_what_may_have_been_said_is_not_missing() -> None:
    assert "metric_delta" not in missing([], None, SDE2, BAR, likely=("metric_delta",))


def test_an_absence_that_a_fault_tells_is_not_told_again() -> None:
    fault = Signal("unquantified_result", "fault", "They all liked it.", 0.0, 1.0, "result")
    assert "metric_delta" not in missing([fault], None, SDE2, BAR)
    assert "specific_lesson" in missing([fault], None, SDE2, BAR)
