"""Days as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.errors import UsageError
from mockint.plan.dates import meant_day, meant_weekdays

TODAY = date(2026, 11, 30)  # a Monday
DATES = st.dates(date(2026, 11, 30), date(2027, 11, 28))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-30"),
        ("Tonight", "2026-11-30"),
        ("tomorrow", "2026-12-01"),
        ("2026-12-03", "2026-12-03"),
        ("2025-01-02", "2025-01-02"),
        ("Dec 3", "2026-12-03"),
        ("dec. 3rd", "2026-12-03"),
        ("December 3, 2027", "2027-12-03"),
        ("3 December", "2026-12-03"),
        ("the 3rd", None),
        ("on the 3rd of December", None),
        ("3rd of December", "2026-12-03"),
        ("12/30", "2026-12-30"),
        ("30/12", "2026-12-30"),
        ("3/12/2026", "2026-12-03"),
        ("12/3/2026", "2026-12-03"),
        ("12/12", "2026-12-12"),
        ("3/4/2025", "2025-03-04"),
        ("03.12.2026", "2026-12-03"),
        ("3.12.", "2026-12-03"),
        ("12.3.2027", "2027-03-12"),
        ("30.13.2026", None),
        ("Nov 29", "2027-11-29"),
        ("Nov 30", "2026-11-30"),
        ("Feb 29", "2028-02-29"),
        ("in 5 days", "2026-12-05"),
        ("5 days", "2026-12-05"),
        ("in a week", "2026-12-07"),
        ("next week", "2026-12-07"),
        ("in two weeks", "2026-12-14"),
        ("ten days from now", "2026-12-10"),
        ("0 days", "2026-11-30"),
        ("Thursday", "2026-12-03"),
        ("on Thu", "2026-12-03"),
        ("next monday", "2026-12-07"),
        ("Monday", "2026-12-07"),
        ("Nov 31", None),
        ("2026-13-01", None),
        ("12/40", None),
        ("in many days", None),
        ("in 99999999999999999999 days", None),
        ("ma 3", None),
        ("", None),
        ("soon", None),
    ],
)
def test_table(typed: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(UsageError, match="is not a day"):
            meant_day(typed, TODAY)
    else:
        assert meant_day(typed, TODAY).isoformat() == expected


@given(DATES)
def test_a_day_written_in_any_way_is_that_day(day: date) -> None:
    for typed in (
        day.isoformat(),
        f"{day:%B} {day.day}",
        f"{day:%b} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day}.{day.month}.",
        f"in {(day - TODAY).days} days",
    ):
        assert meant_day(typed, TODAY) == day


@given(DATES)
def test_with_slashes_it_is_that_day_or_both_are_named(day: date) -> None:
    """Americans write the month first, and most others the day."""
    for typed in (f"{day.month}/{day.day}/{day.year}", f"{day.day}/{day.month}/{day.year}"):
        try:
            found = meant_day(typed, TODAY).isoformat()
        except UsageError as error:
            found = str(error)
        names = (day.isoformat(), f"{day:%B} {day.day}", f"{day.day} {day:%B}")
        assert any(name in found for name in names)


@pytest.mark.parametrize("typed", ["3/12", "3/12/2027"])
def test_where_both_days_are_to_come_it_asks_which(typed: str) -> None:
    with pytest.raises(UsageError, match=r"March 12 or 3 December\? \(write it like 202\d-12-03"):
        meant_day(typed, TODAY)


@given(st.text(max_size=40), DATES)
def test_anything_else_is_refused_in_words(typed: str, today: date) -> None:
    try:
        meant_day(typed, today)
    except UsageError:
        return


@given(st.integers(0, 6), DATES)
def test_a_weekday_is_the_next_one(number: int, today: date) -> None:
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    found = meant_day(names[number], today)
    assert found.weekday() == number
    assert today < found <= today + timedelta(days=7)
    assert meant_weekdays(f"{names[number]}, {names[number]}") == (number,)


def test_days_off() -> None:
    assert meant_weekdays("Saturdays, sun") == (5, 6)
    assert meant_weekdays("none") == ()
    with pytest.raises(UsageError, match="is not a weekday"):
        meant_weekdays("sat,someday")
