"""Parts against their targets, the whole against the level's budget."""

import pytest

from mockint.domain import LEVELS, SEGMENTS, TARGET_S, Level
from mockint.star.timing import budget, timings
from mockint.star.types import Span


def test_all_five_parts_are_timed_in_order_and_a_parts_spans_are_summed() -> None:
    found = timings(
        [
            Span("situation", 0.0, 20.0),
            Span("action", 20.0, 60.0),
            Span("situation", 60.0, 75.0),
            Span("action", 75.0, 125.0),
        ],
        "senior",
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
    assert timings([Span("situation", 0.0, seconds)], "senior")[0].status == status


@pytest.mark.parametrize(
    ("level", "share"), [("sde1", 120 / 175), ("sde2", 150 / 175), ("senior", 1.0)]
)
def test_targets_are_scaled_only_where_the_budget_is_shorter(level: Level, share: float) -> None:
    for timing in timings([], level):
        assert timing.target == TARGET_S[timing.segment]
        assert timing.scaled_target == pytest.approx(timing.target * share)


@pytest.mark.parametrize(
    ("level", "seconds", "status"),
    [
        ("sde1", 0.0, "within"),
        ("sde1", 120.0, "within"),
        ("sde1", 120.5, "over"),
        ("sde2", 119.0, "under"),
        ("sde2", 150.0, "within"),
        ("senior", 149.9, "under"),
        ("senior", 150.0, "within"),
        ("senior", 181.0, "over"),
    ],
)
def test_budget(level: Level, seconds: float, status: str) -> None:
    use = budget(seconds, level)
    assert (use.status, use.seconds, use.level) == (status, seconds, level)
    assert use.min < use.max


def test_a_level_without_a_lower_bound_is_never_under() -> None:
    assert [budget(0.0, level).status for level in LEVELS] == ["within", "under", "under"]
