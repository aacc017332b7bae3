"""Values of a file from outside, checked: what is wrong is said in one line."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from mockint.errors import UnreadableTranscript
from mockint.transcribe.types import LONGEST_WORD

SMALL_FAULT_S = 0.5
"""Faults of time up to this are mended: about one spoken word."""
LONGEST_S = 12 * 3600.0
"""No answer is longer; such a figure is in milliseconds."""
ASK_FOR_WORDS = "whisper RECORDING --word_timestamps True --output_format json"


def unreadable(source: str, why: str, *, next_step: str = "") -> UnreadableTranscript:
    """The error for what is no transcript."""
    step = next_step or f"head -c 300 {source}"
    return UnreadableTranscript(f"cannot read {source} as a transcript", cause=why, next_step=step)


def no_times(source: str, where: str) -> UnreadableTranscript:
    """The error for words of which nobody can tell when they were said."""
    return unreadable(source, f"{where} has no word times", next_step=ASK_FOR_WORDS)


def kind(value: object) -> str:
    """What ``value`` is, for a person."""
    if value is None:
        return "nothing"
    names = {bool: "true/false", str: "text", list: "a list", dict: "an object"}
    return names.get(type(value), "a number")


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether ``value`` is one; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def objects(value: object, source: str, where: str) -> Sequence[Mapping[str, Any]]:
    """A list of objects; nothing stands for an empty one. Raises UnreadableTranscript."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise unreadable(source, f"{where} must be a list, not {kind(value)}")
    for number, one in enumerate(value, 1):
        if not isinstance(one, Mapping):
            raise unreadable(source, f"number {number} of {where} must be an object")
    return value


def text_of(value: object) -> str:
    """The text, or nothing where it is none."""
    return value if isinstance(value, str) else ""


def spoken(value: object, source: str, where: str) -> str:
    """The text of a word. Raises UnreadableTranscript where it is none, or too long."""
    if not isinstance(value, str):
        raise unreadable(source, f'"word" of {where} must be text, not {kind(value)}')
    length = len(value.strip())
    if length > LONGEST_WORD:
        raise unreadable(source, f"{where} has {length} letters, more than {LONGEST_WORD}")
    return value


def has_text(text: str) -> bool:
    """Whether something is said in it: marks alone are nothing."""
    return any(letter.isalnum() for letter in text)


def probability(value: object, source: str, where: str) -> float | None:
    """0..1, or None. Raises UnreadableTranscript where it is no number."""
    if value is None:
        return None
    if not is_number(value):
        raise unreadable(source, f'"probability" of {where} must be 0..1, not {kind(value)}')
    chance = float(value)
    return None if math.isnan(chance) else min(1.0, max(0.0, chance))


def seconds(value: object, source: str, where: str, *, unit: float = 1.0) -> float:
    """A time on the recording's clock, 0 or more, of ``unit`` seconds.

    One of up to a thousand times twelve hours may still be in another unit. Raises
    UnreadableTranscript.
    """
    if not is_number(value):
        raise unreadable(source, f"{where} must be seconds, not {kind(value)}")
    try:
        time = float(value) * unit
    except OverflowError:
        time = math.inf
    if not math.isfinite(time) or time < -SMALL_FAULT_S:
        raise unreadable(source, f"{where} must be 0 or more seconds, not {time:g}")
    if time > LONGEST_S * 1000:
        raise too_late(source, where, time)
    return max(0.0, time)


def maybe_seconds(value: object, source: str, where: str, *, unit: float = 1.0) -> float | None:
    """The same, or None where there is no time."""
    return None if value is None else seconds(value, source, where, unit=unit)


def too_late(source: str, where: str, time: float) -> UnreadableTranscript:
    """The error for a time that no answer reaches."""
    return unreadable(source, f"{where} is {time:g} s, more than 12 hours; are these milliseconds?")


def span(
    start: float | None, end: float | None, source: str, where: str
) -> tuple[float | None, float | None]:
    """Start and end, the end not before the start. Raises UnreadableTranscript.

    A start without an end has none: where the next word begins is known later.
    """
    if start is None:
        return None, None
    if end is None:
        return start, None
    if end < start - max(SMALL_FAULT_S, 0.02 * start):
        raise unreadable(source, f"{where} ends at {end:g} s, before it starts at {start:g} s")
    return start, max(start, end)


def speaker_of(value: Mapping[str, Any]) -> str | None:
    """Who speaks, as the file names them."""
    for name in ("speaker", "speaker_id", "speaker_label"):
        told = value.get(name)
        if isinstance(told, str) and told.strip():
            return told.strip()
        if is_number(told):
            return f"speaker {told:g}"
    return None
