"""Days as people type them: "2026-12-03", "Dec 3", "3.12.2026", "in 5 days", "Thursday"."""

import re
from contextlib import suppress
from datetime import date, timedelta

from mockint.errors import UsageError
from mockint.text.format import day as named_day
from mockint.text.numbers import SMALL

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
SHORTEST = 3
"""Letters of a name that will do."""
FARTHEST = 36_500
"""Days; what is further away is no date of a person's."""
_COUNTED = re.compile(r"(?:in )?(\w+) (day|week)s?(?: from (?:now|today))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}))?")
_NAMED = re.compile(r"(?:([a-z]+) (\d{1,2})|(\d{1,2})(?: of)? ([a-z]+))(?: (\d{4}))?")
_EXAMPLES = "write it like 2026-12-03, Dec 3, Thursday or in 5 days"


def meant_day(typed: str, today: date) -> date:
    """The day that was typed; without a year the next one, with one it may be past.

    Raises UsageError for what is no day, and for "3/12" where both of its days are to come.
    """
    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", "", typed.lower().replace(",", " "))
    words = " ".join(re.sub(r"(?<!\d)\.|\.(?!\d)", " ", plain).split())
    words = re.sub(r"^(?:on|this|next) ", "", words)
    try:
        found = _relative(words, today) or _weekday(words, today) or _dated(words, today)
    except (ValueError, OverflowError):  # the 31st of a month that has 30
        found = None
    if found is None:
        raise UsageError(f"{typed!r} is not a day", cause=_EXAMPLES)
    return found


def _relative(words: str, today: date) -> date | None:
    if words in ("today", "tonight", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    found = _COUNTED.fullmatch("in a week" if words == "week" else words)
    if found is None:
        return None
    named = {"a": 1, "an": 1, **SMALL}
    count = int(found[1]) if found[1].isdecimal() else named.get(found[1])
    if count is None or count > FARTHEST:
        return None
    return today + timedelta(days=count * (7 if found[2] == "week" else 1))


def _weekday(words: str, today: date) -> date | None:
    number = _named(words, WEEKDAYS)
    if number is None:
        return None
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _dated(words: str, today: date) -> date | None:
    if found := _ISO.fullmatch(words):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHES.fullmatch(words):
        return _slashed(int(found[1]), int(found[2]), found[3], today)
    if found := _DOTS.fullmatch(words):
        return _next(int(found[2]), int(found[1]), found[3], today)
    found = _NAMED.fullmatch(words)
    if found is None:
        return None
    month = _named(found[1] or found[4], MONTHS)
    return None if month is None else _next(month + 1, int(found[2] or found[3]), found[5], today)


def _slashed(first: int, second: int, year: str | None, today: date) -> date:
    """Month and day, or as most of the world writes it day and month: the one that is to come."""
    found = []
    for month, day in dict.fromkeys([(first, second), (second, first)]):
        with suppress(ValueError):
            found.append(_next(month, day, year, today))
    to_come = [one for one in found if one >= today]
    if len(to_come) > 1:
        american, other = to_come
        raise UsageError(
            f"{named_day(american, year=False)} or {other.day} {other:%B}?",
            cause=f"write it like {other.isoformat()}",
        )
    if not found:
        raise ValueError(f"there is no {first}/{second}")
    return (to_come or found)[0]


def _next(month: int, day: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year), month, day)
    for at in range(today.year, today.year + 9):  # February 29 may be eight years away
        try:
            found = date(at, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"no year has month {month}, day {day}")


def _named(word: str, names: tuple[str, ...]) -> int | None:
    found = [at for at, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(word) >= SHORTEST and len(found) == 1 else None


def meant_weekdays(typed: str) -> tuple[int, ...]:
    """Weekdays with commas between them, Monday is 0; "none" for none.

    Raises UsageError for what is no weekday, and where no evening would be left.
    """
    words = [word.strip().lower() for word in typed.split(",") if word.strip()]
    found = set()
    for word in words if words != ["none"] else []:
        number = _named(word.removesuffix("s") if len(word) > SHORTEST else word, WEEKDAYS)
        if number is None:
            raise UsageError(f"{word!r} is not a weekday", next_step="--off sat,sun")
        found.add(number)
    if len(found) == len(WEEKDAYS):
        raise UsageError("a plan needs an evening", cause="every weekday is off")
    return tuple(sorted(found))
