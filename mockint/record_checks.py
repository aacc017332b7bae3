"""What is true of every round that mockint writes, and so must be of one that is read. Pure.

The types say what a value is; here is what it may be: numbers finite and of a size that can be,
times in order and inside the recording, names that fit each other, lists and texts not without end.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from mockint.domain import FAULTS, SEGMENTS, STRENGTHS
from mockint.record import Answer, Exchange, RoundRecord
from mockint.star.types import Analysis, Timing
from mockint.transcribe.types import MOST_WORDS, Transcript

LARGEST_NUMBER = 1e6
"""Seconds, words, and words a minute have fewer."""
LONGEST_TEXT = 1_000_000
"""Letters; a quote may be a whole answer."""
MOST_ANSWERS = 1_000
YEARS = range(1970, 9999)
"""In which a clock may be wrong."""
ROUNDED_S = 0.5
"""A time may be past the recording's end by so much: what is kept is rounded, and so are the times
of engines."""

Wrong = tuple[str, str]
"""Where, and what is wrong there."""


def first_wrong(record: RoundRecord) -> Wrong | None:
    """The first thing that no round of ours can have; None where all is well."""
    return next(_wrong(record), None)


def _wrong(record: RoundRecord) -> Iterator[Wrong]:
    yield from _sizes(record, "")
    if record.began.tzinfo is None or record.began.year not in YEARS:
        yield "began", "it is not a time with its zone"
    if len(record.answers) > MOST_ANSWERS:
        yield "answers", f"there are more than {MOST_ANSWERS}"
    for number, answer in enumerate(record.answers):
        yield from _of_answer(answer, f"answers.{number}")


def _sizes(value: Any, at: str) -> Iterator[Wrong]:
    """Numbers, texts and lists that are out of bounds, anywhere in ``value``."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            yield at, "its text is too long"
    elif isinstance(value, int | float):
        if not (math.isfinite(value) and 0 <= value <= LARGEST_NUMBER):
            yield at, f"it cannot be {value:g}"
    elif isinstance(value, Path):
        if value.name in ("", "..") or "\0" in value.name:
            yield at, "it is not the name of a file"
    elif isinstance(value, tuple):
        if len(value) > MOST_WORDS:
            yield at, "its list is too long"
        for number, one in enumerate(value):
            yield from _sizes(one, f"{at}.{number}")
    elif is_dataclass(value) and not isinstance(value, Transcript):  # that was read strictly
        for field in fields(value):
            yield from _sizes(getattr(value, field.name), f"{at}.{field.name}".lstrip("."))


def _of_answer(answer: Answer, at: str) -> Iterator[Wrong]:
    if answer.analysis is not None:
        yield from _of_analysis(answer.analysis, f"{at}.analysis")
    yield from _of_corrections(answer, at)
    for number, exchange in enumerate(answer.exchanges):
        for one in (exchange, exchange.drill):
            if one is not None:
                yield from _of_corrections(one, f"{at}.probes.{number}")
        if exchange.drill is not None and exchange.drill.drill is not None:
            yield f"{at}.probes.{number}.drill_down", "it has a drill-down of its own"


def _of_corrections(said: Answer | Exchange, at: str) -> Iterator[Wrong]:
    if any(one.start > one.end for one in said.corrections):
        yield f"{at}.corrections", "one ends before it starts"


def _of_analysis(value: Analysis, at: str) -> Iterator[Wrong]:
    yield from _of_timings(value.timings, f"{at}.timings")
    if value.timings_as_heard:
        yield from _of_timings(value.timings_as_heard, f"{at}.timings_as_heard")
    reached = 0.0
    for number, span in enumerate(value.spans):
        if not reached - ROUNDED_S <= span.start <= span.end <= value.duration + ROUNDED_S:
            yield f"{at}.spans.{number}", "it is out of order, or outside the recording"
        reached = span.end
    if not value.budget.min < value.budget.max:
        yield f"{at}.budget", "its least is not below its most"
    stretches: Sequence[Any] = (*value.delivery.pauses, *value.not_understood, *value.signals)
    if any(one.start > one.end for one in stretches):
        yield at, "something ends before it starts"
    for number, one in enumerate(value.signals):
        if one.name not in (STRENGTHS if one.kind == "strength" else FAULTS):
            yield f"{at}.signals.{number}", f"{one.name} is no {one.kind}"
        if one.sure > 1.0:
            yield f"{at}.signals.{number}.sure", "it is above 1"
    heard = {one.name for one in value.signals}
    if len(set(value.missing) - heard) != len(value.missing):
        yield f"{at}.missing", "it names something twice, or something that was heard"


def _of_timings(timings: Sequence[Timing], at: str) -> Iterator[Wrong]:
    if tuple(one.segment for one in timings) != SEGMENTS:
        yield at, "it does not have each part once, in order"
    if not all(one.target > 0 and one.scaled_target > 0 for one in timings):
        yield at, "a target is not above 0"
