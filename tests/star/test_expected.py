"""What was expected and not heard."""

import pytest

from mockint.domain import Level, SignalName
from mockint.star.expected import expected, missing
from mockint.star.types import Signal
from tests.support.amazon import BAR, LEVELS, SDE1, SDE2, SENIOR


def heard(*names: SignalName) -> list[Signal]:
    return [Signal(name, "strength", "so", 0.0, 1.0, "action") for name in names]


def wanted(principle: str | None, level: Level) -> set[SignalName]:
    return set(expected(principle, level, BAR))


@pytest.mark.parametrize("level", LEVELS)
def test_four_strengths_belong_in_every_answer(level: Level) -> None:
    always = {"problem_metric", "first_person_action", "metric_delta", "specific_lesson"}
    assert always <= wanted(None, level)


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
def test_a_principle_expects_its_own(principle: str, name: SignalName) -> None:
    assert name in wanted(principle, SDE2)
    assert name not in wanted(None, SDE2)


@pytest.mark.parametrize("name", ["systemic_insight", "trade_off"])
def test_a_senior_owes_more(name: SignalName) -> None:
    assert name in wanted(None, SENIOR)
    assert name not in wanted(None, SDE1)


def test_what_is_expected_comes_in_the_order_of_an_answer() -> None:
    assert expected(None, SDE1, BAR) == (
        "problem_metric", "first_person_action", "metric_delta", "specific_lesson",
    )  # fmt: skip


def test_an_unknown_principle_expects_nothing_more() -> None:
    assert wanted("a-principle-of-ones-own", SDE2) == wanted(None, SDE2)


WANTED: tuple[SignalName, ...] = ("problem_metric", "metric_delta", "specific_lesson")
FAIR: dict[SignalName, float] = {"metric_delta": 0.8, "specific_lesson": 0.9, "trade_off": 0.95}


def test_the_surest_is_asked_for_first_and_only_what_is_expected_and_fair() -> None:
    assert missing([], WANTED, FAIR) == ("specific_lesson", "metric_delta")


def test_what_was_heard_or_may_have_been_said_is_not_missing() -> None:
    assert missing(heard("specific_lesson"), WANTED, FAIR) == ("metric_delta",)
    assert missing([], WANTED, FAIR, likely=WANTED[1:2]) == ("specific_lesson",)


def test_an_absence_that_a_fault_tells_is_not_told_again() -> None:
    fault = Signal("unquantified_result", "fault", "They all liked it.", 0.0, 1.0, "result")
    assert missing([fault], WANTED, FAIR) == ("specific_lesson",)
