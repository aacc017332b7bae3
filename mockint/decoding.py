"""The one reader of JSON and TOML that comes from outside: a server, a file, an archive.

What comes out can be worked on without a second thought: it is small and shallow, its text can be
written as UTF-8 and shown on a terminal, its numbers are finite, and whole ones have at most 64
bits. What cannot be read
so is one error, whatever the bytes are. Time and memory are linear in what goes in. Pure.
"""

import json
import math
import re
import tomllib
from collections.abc import Iterable
from typing import Any

from mockint.text.encoding import NotText, decoded
from mockint.text.printable import printable

DEEPEST = 50
"""Lists and objects in each other; a round of ours has about 12."""
MOST_VALUES = 2_000_000
"""Words of 12 hours of speech are a quarter of it."""
JSON_BYTES = 20_000_000
TOML_BYTES = 2_000_000
"""The largest of the packs' files has a twentieth of it."""
_LONGEST_NUMBER = 64
_LARGEST = 2**63
_REASON_CHARACTERS = 160

_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_TOML_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)$")
_TOML_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:""")?|'
    r"'''(?:[^']|'(?!''))*+(?:''')?|"
    r'"(?:[^"\\\n]|\\.)*+"?|'
    r"'[^'\n]*+'?|"
    r"#[^\n]*+|[\[\]{}.,=\n]",
    re.DOTALL,
)
"""What nests, what separates, and what is to be skipped, whole."""


class Undecodable(ValueError):
    """Not what it should be; the message says why, in the words of a cause: "it is not UTF-8 text".

    ``line``: where that is, counted from 1; None where it is about the whole.
    """

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


def json_value(data: bytes | str, *, most_bytes: int = JSON_BYTES) -> Any:
    """The value that ``data`` is in JSON (UTF-8, or UTF-16 as Windows' tools write it).

    ``NaN``, which is no JSON but what Python's programs write for "no number", is None. Raises
    Undecodable.
    """
    text = _text(data, most_bytes)
    if sum(map(text.count, ",[{")) > MOST_VALUES:
        raise Undecodable("it has too many values")
    try:
        value = json.loads(
            text, parse_int=_whole, parse_float=_number, parse_constant=_named_number
        )
    except json.JSONDecodeError as error:
        if not text.strip():
            raise Undecodable("it is empty") from error
        where = f"line {error.lineno}, column {error.colno}"
        raise Undecodable(
            f"it is not valid JSON at {where}: {error.msg.lower()}", error.lineno
        ) from error
    except RecursionError as error:
        raise _too_deep() from error
    _check(value)
    if _HALF_CHARACTER.search(text):
        _encoded(json.dumps(value, ensure_ascii=False))
    return _printable(value) if "\\" in text or printable(text) != text else value


def json_object(data: bytes | str, *, most_bytes: int = JSON_BYTES) -> dict[str, Any]:
    """As ``json_value``, of what must be an object. Raises Undecodable."""
    value = json_value(data, most_bytes=most_bytes)
    if not isinstance(value, dict):
        raise Undecodable("it is not an object in JSON")
    return value


def toml_table(
    data: bytes | str, *, finite: bool = True, most_bytes: int = TOML_BYTES
) -> dict[str, Any]:
    """The table that ``data`` is in TOML (UTF-8, or UTF-16 as Windows' tools write it).

    Its text is as it stands there, since it is a person's own, with paths to open in it.
    ``finite``: False for a reader that itself refuses ``inf`` and ``nan``, and says in which field.
    Raises Undecodable.
    """
    text = _text(data, most_bytes)
    _check_toml_nesting(text)
    try:
        value = tomllib.loads(text, parse_float=_number if finite else float)
    except Undecodable:
        raise
    except RecursionError as error:
        raise _too_deep() from error
    except ValueError as error:  # also for thousands of digits
        raise _invalid_toml(str(error)) from error
    _check(value)
    return value


def _invalid_toml(why: str) -> Undecodable:
    if "integer string conversion" in why:
        return _too_long()
    place = _TOML_PLACE.search(why)
    short = why[: place.start() if place else None][:_REASON_CHARACTERS].rstrip().lower()
    line = int(place[1]) if place and place[1] else None
    where = f" at line {line}" if line else " at its end" if place else ""
    return Undecodable(f"it is not valid TOML{where}: {short}", line)


def _text(data: bytes | str, most_bytes: int) -> str:
    if len(data) > most_bytes:
        raise Undecodable(f"it is larger than {most_bytes / 1e6:g} MB")
    if isinstance(data, str):
        _encoded(data)
        return data.removeprefix("\ufeff")
    try:
        return decoded(data)
    except NotText as error:
        raise Undecodable(str(error), error.line) from error


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(name): _printable(one) for name, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list) else value


def _encoded(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Undecodable("it has half a character in its text") from error


def _check(value: object) -> None:
    """Raise Undecodable where ``value`` is too deep, or holds a whole number of above 64 bits."""
    level = [value]
    for _ in range(DEEPEST):
        inside = [one for outer in level for one in _values(outer)]
        if any(type(one) is int and not -_LARGEST <= one < _LARGEST for one in inside):
            raise _too_long()
        level = [one for one in inside if isinstance(one, dict | list)]
        if not level:
            return
    raise _too_deep()


def _values(outer: object) -> Iterable[Any]:
    if isinstance(outer, dict):
        return outer.values()
    return outer if isinstance(outer, list) else (outer,)


def _check_toml_nesting(text: str) -> None:
    """Raise Undecodable where brackets or the parts of a key go deeper than DEEPEST.

    Before it is read: the time that a key takes grows with the square of its parts.
    """
    depth = parts = 0
    for found in _TOML_TOKEN.finditer(text):
        token = found[0]
        if token == ".":
            parts += 1
        elif token in ("[", "{"):
            depth += 1
        elif token in ("]", "}"):
            depth -= 1
        elif token in (",", "=", "\n"):
            parts = 0
        if depth > DEEPEST or parts > DEEPEST:
            raise _too_deep()


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _too_long()
    return int(digits)


def _number(digits: str) -> float:
    if len(digits) > _LONGEST_NUMBER:
        raise _too_long()
    number = float(digits)
    if not math.isfinite(number):
        raise Undecodable(f"{digits} is not a number that can be used")
    return number


def _named_number(name: str) -> None:
    if name != "NaN":
        raise Undecodable(f"{name} is not a number that can be used")


def _too_deep() -> Undecodable:
    return Undecodable(f"it is nested more than {DEEPEST} deep")


def _too_long() -> Undecodable:
    return Undecodable("it has a number that is too long")
