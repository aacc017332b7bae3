from datetime import datetime

import pytest

from mockint.text.format import clock, day, target


@pytest.mark.parametrize(
    ("seconds", "full", "said"),
    [(30.0, None, "30 s"), (30.0, 30.0, "30 s"), (26.0, 30.0, "26 s (30)"), (14.4, 14.0, "14 s")],
)
def test_a_target_and_what_it_was_before_it_was_scaled(
    seconds: float, full: float | None, said: str
) -> None:
    assert target(seconds, full) == said


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-1.0, "0:00"), (0.0, "0:00"), (59.9, "0:59"), (83.4, "1:23")]
)
def test_a_clock_shows_whole_seconds_that_have_passed(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_day_is_written_as_americans_do() -> None:
    at = datetime(2026, 11, 2, 19, 30)
    assert day(at) == "November 2, 2026"
    assert day(at, year=False) == "November 2"
