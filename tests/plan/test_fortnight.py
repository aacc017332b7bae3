"""Two weeks with missed evenings, step by step. docs/decisions/0022-plan.md has the table."""

from collections import Counter

import pytest

from benchmarks.fortnight import BEGINS, MISSED, candidate, follow, told_again
from mockint.plan.tonight import to_do


def test_a_fortnight_with_missed_evenings_ends_in_a_full_panel_with_everything_asked() -> None:
    one = candidate()
    nights = follow(one)
    assert [night.missed for night in nights].count(True) == len(MISSED)
    for night in nights:
        assert (night.day - BEGINS).days in MISSED or night.done, "no evening is empty"
    assert [step.aim for step in nights[-2].done] == ["panel"]
    assert {step.aim for step in nights[-1].done} == {"warm-up"}
    asked = Counter(telling.principle for telling in one.known.tellings)
    assert min(asked.values()) >= 6
    assert {story.name for story in one.known.stories} == {
        *("web-hooks", "earn-trust-1", "bias-for-action-1", "deliver-results-1"),
    }


def test_a_missed_evening_moves_what_it_held_and_is_counted() -> None:
    nights = follow(candidate())
    third, fourth, fifth = nights[3], nights[4], nights[5]
    assert [night.plan.missed for night in (third, fourth, fifth)] == [0, 1, 2]
    short = [step.aim for step in fourth.plan.tonight.steps]
    assert {step.activity.question for step in third.plan.tonight.steps if step.aim == "again"} <= {
        step.activity.question for night in (fourth, fifth) for step in night.plan.tonight.steps
    }
    assert short


def test_most_weak_answers_are_told_again_on_the_next_evening() -> None:
    counted = []
    for seed in range(6):
        one = candidate(seed=seed)
        follow(one)
        counted.append(told_again(one))
    soon, weak = (sum(column) for column in zip(*counted, strict=True))
    assert soon >= 0.75 * weak  # a short panel takes most of an evening


@pytest.mark.parametrize("missed", [(), tuple(range(0, 14, 2)), tuple(range(1, 13))])
def test_whatever_is_missed_the_evening_before_has_the_panel(missed: tuple[int, ...]) -> None:
    one = candidate()
    nights = follow(one, missed)
    assert [step.aim for step in nights[-2].plan.tonight.steps] == ["panel"]
    assert not nights[-2].plan.untold


def test_half_an_evening_goes_on_where_it_stopped() -> None:
    one = candidate()
    begun = one.evening(BEGINS, most=2)
    now = one.plan(BEGINS)
    assert [step.done for step in now.tonight.steps] == [True, True, False, False]
    assert to_do(now) == now.tonight.steps[2].activity
    assert [step.activity for step in begun] == [step.activity for step in now.tonight.steps[:2]]
