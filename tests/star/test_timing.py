"""Parts against their targets, the whole against the level's budget."""

import pytest

from mockint.domain import SEGMENTS, TARGET_S, Level
from mockint.star.timing import budget, timings
from mockint.star.types import Span
from tests.support.amazon import LEVELS, SDE1, SDE2, SENIOR


def test_all_five_parts_are_timed_in_order_and_a_parts_spans_are_summed() -> None:
    found = timings(
        [
            Span("situation", 0.0, 20.0),
            Span("action", 20.0, 60.0),
            Span("situation", 60.0, 75.0),
            Span("action", 75.0, 125.0),
        ],
        SENIOR,
    )
    assert [timing.segment for timing in found] == list(SEGMENTS)
    assert [timing.seconds for timing in found] == [35.0, 0.0, 90.0, 0.0, 0.0]
    assert [timing.status for timing in found] == [
        "on target", "missing", "on target", "missing", "missing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "status"),
    [
        (0.0, "missing"),
        (19.9, "short"),
        (20.1, "on target"),
        (30.0, "on target"),
        (39.9, "on target"),
        (40.1, "long"),
    ],
)
def test_on_target_is_within_a_third_of_it(seconds: float, status: str) -> None:
    assert timings([Span("situation", 0.0, seconds)], SENIOR)[0].status == status


@pytest.mark.parametrize(("level", "share"), [(SDE1, 120 / 175), (SDE2, 150 / 175), (SENIOR, 1.0)])
def test_targets_are_scaled_only_where_the_budget_is_shorter(level: Level, share: float) -> None:
    for timing in timings([], level):
        assert timing.target == TARGET_S[timing.segment]
        assert timing.scaled_target == pytest.approx(timing.target * share, abs=1.0)


@pytest.mark.parametrize("level", LEVELS)
def test_scaled_targets_are_whole_seconds_that_add_up_to_the_budget(level: Level) -> None:
    scaled = [timing.scaled_target for timing in timings([], level)]
    assert all(seconds == int(seconds) > 0 for seconds in scaled)
    assert sum(scaled) == min(level.budget.max_s, sum(TARGET_S.values()))


@pytest.mark.parametrize(
    ("level", "seconds", "status"),
    [
        (SDE1, 0.0, "within"),
        (SDE1, 120.0, "within"),
        (SDE1, 120.5, "over"),
        (SDE2, 119.0, "under"),
        (SDE2, 150.0, "within"),
        (SENIOR, 149.9, "under"),
        (SENIOR, 150.0, "within"),
        (SENIOR, 181.0, "over"),
    ],
)
def test_budget(level: Level, seconds: float, status: str) -> None:
    use = budget(seconds, level)
    assert (use.status, use.seconds, use.level) == (status, seconds, level.name)
    assert use.min < use.max


def test_a_level_without_a_lower_bound_is_never_under() -> None:
    assert [budget(0.0, level).status for level in LEVELS] == ["within", "under", "under"]
