"""Times, days and counts as they are shown."""

from datetime import date
from typing import Any


def clock(seconds: float) -> str:
    """Whole minutes and seconds that have passed: 83.4 is "1:23", less than nothing "0:00"."""
    minutes, rest = divmod(int(max(0.0, seconds)), 60)
    return f"{minutes}:{rest:02d}"


def day(at: date, *, year: bool = True) -> str:
    """The day as Americans write it: "November 21, 2026", or "November 21"."""
    return f"{at:%B} {at.day}, {at.year}" if year else f"{at:%B} {at.day}"


def in_seconds(seconds: float) -> str:
    """A duration in whole seconds, rounded: 13.6 is "14 s"."""
    return f"{seconds:.0f} s"


def target(seconds: float, full: float | None = None) -> str:
    """A part's target as it is shown everywhere: "30 s". Where a budget scales it, both, the one
    that counts first: "26 s (30)"."""
    if full is None or round(full) == round(seconds):
        return in_seconds(seconds)
    return f"{in_seconds(seconds)} ({full:.0f})"


def sentence(clause: str) -> str:
    """``clause`` with its first letter large."""
    return f"{clause[:1].upper()}{clause[1:]}"


def shortened(text: str, most: int) -> str:
    """At most ``most`` letters and three dots, cut between words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " ..."


def counted(number: int, noun: str) -> str:
    """A number of things: "1 question", "2 questions"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


DECIMALS = 3
"""Milliseconds: finer than any recognizer's word times."""


def rounded(value: Any) -> Any:
    """Plain values for JSON, floats to DECIMALS, so that files read well; tuples become lists."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value
