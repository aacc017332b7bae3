"""What can be asked for: sure that it was not said, and fair."""

import pytest

from mockint.domain import STRENGTHS, SignalName
from mockint.star.analyse import analyse
from mockint.star.asks import AsksModel, asks_model, clues
from mockint.star.expected import MOST_ASKED
from mockint.star.signals.model import NAMES
from tests.support.amazon import LEVELS, SENIOR
from tests.support.star_telling import LIBRARY, STRONG, WEAK, told
from training.asks import BAR, NOT_ASKED, Case, fit

CHANCES: dict[SignalName, float] = dict.fromkeys(NAMES, 0.2)


def test_clues_are_small_numbers() -> None:
    found = clues(
        {**CHANCES, "root_cause": 0.0, "waited": 1.0}, None, 1.0, {"action": 900.0}, "shop"
    )
    assert all(-1.0 <= value <= 1.0 for value in found.values())
    assert found["signal:root_cause"] == -1.0
    assert found["part:action"] == found["signal:waited"] == 1.0
    assert found["part:result"] == 0.0


def test_only_what_is_over_the_bar_is_sure() -> None:
    model = AsksModel({"trade_off": {"": 2.0}, "metric_delta": {"": -2.0}}, 0.8)
    assert model.sure({}) == {"trade_off": pytest.approx(0.881, abs=0.001)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", STRENGTHS)
def test_what_was_surely_said_is_never_asked_for(name: SignalName, level: object) -> None:
    rank = LEVELS.index(level) / 2
    seconds = {"situation": 20.0, "action": 60.0, "result": 15.0}
    found = clues({**CHANCES, name: 0.99}, "ownership", rank, seconds, "general")  # type: ignore[arg-type]
    assert name not in asks_model().sure(found)


def test_the_shipped_model_asks_for_nothing_that_nobody_can_ask_reliably() -> None:
    assert not NOT_ASKED & set(asks_model().weights)
    assert set(asks_model().weights) <= set(STRENGTHS)
    assert asks_model().bar == BAR


def test_a_weak_answer_is_asked_for_a_few_things_and_a_strong_one_for_nothing_it_said() -> None:
    weak, strong = (
        analyse(told(one), question=None, principle=None, level=SENIOR, library=LIBRARY)
        for one in (WEAK, STRONG)
    )
    assert 0 < len(weak.missing) <= MOST_ASKED
    assert not {signal.name for signal in strong.signals} & set(strong.missing)


def test_what_is_unfair_where_it_is_absent_is_learned() -> None:
    """A strength that is absent with one field of work and silly to ask for there."""
    known = []
    for at in range(60):
        field, unfair = ("care", True) if at % 2 else ("shop", False)
        asking = dict.fromkeys(STRENGTHS, "said" if at % 3 else "good")
        asking["metric_delta"] = "unfair" if unfair else "good"
        known.append(Case(clues(CHANCES, None, 0.5, {}, field), asking))  # type: ignore[arg-type]
    model = fit(known)
    chances = [
        model.chance("metric_delta", clues(CHANCES, None, 0.5, {}, field))
        for field in ("care", "shop")
    ]
    assert chances[0] < 0.3
    assert chances[1] > 0.7
