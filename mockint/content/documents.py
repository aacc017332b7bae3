"""One content file: ``read`` it, then have it ``validated``; both say in plain words what is wrong.

pydantic is imported here and nowhere else, when the first document is checked.
"""

import json
import math
import re
import typing
import unicodedata
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from mockint import files
from mockint.decoding import Undecodable, toml_table
from mockint.errors import ContentError, FileError, NoSuchFile
from mockint.text.encoding import NotText, decoded
from mockint.text.printable import printable
from mockint.text.shell import quoted

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails


Steps = tuple[str | int, ...]
"""The way to a value inside a file: names of fields, and places in a list counted from 0."""

LONGEST_TEXT = 20_000
"""Letters: half an hour of talk."""
LONGEST_WORD = 1_000
"""Letters without a blank, such as a list of alternatives; what is judged of a word may take the
square of them."""
_NAMES = ("slug", "theme", "name", "phrase", "ask", "text")
"""What tells one item of a list from the next, for a person who looks for it in the file."""
_LABEL_CHARS = 40

_NOT_TOML = "expected name = value; look there and just above for a missing quote, bracket or ="


@dataclass(frozen=True, slots=True)
class Document:
    """A content file that is valid TOML, and how to speak of a place in it."""

    path: Path
    raw: Mapping[str, object]

    def broken(self, steps: Steps, problem: str, expected: str) -> ContentError:
        """Make the error for the value at ``steps``: file, field, and what was expected."""
        place = f"{self.path.name}: {self._spoken(steps)}" if steps else self.path.name
        line = " ".join(f"{place}: {problem}".split())
        return ContentError(line, cause=expected, next_step=f"edit {quoted(self.path)}")

    def value_at(self, steps: Steps) -> object:
        """Return what the file holds at ``steps``; None where it holds nothing."""
        value: object = self.raw
        for step in steps:
            value = _inside(value, step)
        return value

    def _spoken(self, steps: Steps) -> str:
        """``("questions", 3, "ask")`` as ``questions 4 (its-slug) > ask``."""
        said: list[str] = []
        value: object = self.raw
        for step in steps:
            value = _inside(value, step)
            if isinstance(step, int) and said:
                said[-1] += f" {step + 1}{_label(value)}"
            else:
                said.append(str(step))
        return " > ".join(said)


def read(path: Path) -> Document:
    """Read a file as TOML in UTF-8 (a byte order mark is allowed).

    Text that was wrapped over several lines is joined; a blank line stays a paragraph break.
    What steers a terminal or hides is shown by its number, see ``printable``.
    Raises ContentError where the file cannot be read, is not UTF-8 or UTF-16, is not TOML (with the
    line), or holds a date, an infinite number, a text or a word that is too long, or a character
    that can be neither shown nor spoken.
    """
    return _document(path, _text(path))


@lru_cache(maxsize=256)
def _document(path: Path, text: str) -> Document:
    """Of a text that was read before, the same document. Where one file was changed all content is
    loaded anew, and parsing is most of what that costs."""
    document = Document(path, _parsed(path, text))
    return Document(path, {key: _tidied(document, (key,), v) for key, v in document.raw.items()})


def unreadable(path: Path, error: FileError) -> ContentError:
    """Make the error for a file or folder that the system will not let us read."""
    return ContentError(f"{path.name} cannot be read", cause=error.cause, next_step=error.next_step)


def nearest_hint(word: object, known: Sequence[str]) -> str:
    """``"; nearest: ownership"`` or nothing."""
    close = get_close_matches(str(word), known, n=1)
    return f"; nearest: {close[0]}" if close else ""


def _text(path: Path) -> str:
    edit = f"edit {path}"
    try:
        return decoded(files.read_bytes(path))
    except NoSuchFile as error:
        raise ContentError(
            f"{path.name} is missing", cause=f"expected in {path.parent}", next_step=edit
        ) from error
    except FileError as error:
        raise unreadable(path, error) from error
    except NotText as error:
        raise ContentError(
            f"{path.name}, line {error.line}: not UTF-8 text",
            cause="expected a file saved as UTF-8",
            next_step=f"{edit} and save it as UTF-8",
        ) from error


def _parsed(path: Path, text: str) -> dict[str, object]:
    try:
        return toml_table(text, finite=False)
    except Undecodable as error:
        raise _not_toml(path, text, error) from error


def _not_toml(path: Path, text: str, error: Undecodable) -> ContentError:
    edit = f"edit {path}"
    if "not valid TOML" not in str(error):
        return ContentError(f"{path.name} cannot be read", cause=str(error), next_step=edit)
    line = error.line or text.count("\n") + 1
    twice = "cannot overwrite" in str(error) or "cannot declare" in str(error)
    return ContentError(
        f"{path.name}, line {line}: not valid TOML",
        cause="the same field or table is there twice" if twice else _NOT_TOML,
        next_step=edit,
    )


def _tidied(document: Document, steps: Steps, value: object) -> object:
    """The same value with wrapped text joined. Raises ContentError for what no field can hold."""
    if isinstance(value, dict):
        return {key: _tidied(document, (*steps, key), inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_tidied(document, (*steps, n), inner) for n, inner in enumerate(value)]
    if isinstance(value, str):
        strange = _strange(value)
        if strange:
            problem = f"a character that cannot be shown or spoken ({strange})"
            raise document.broken(steps, problem, "expected plain text, saved as UTF-8")
        _check_length(document, steps, value)
        return "\n\n".join(" ".join(p.split()) for p in re.split(r"\n\s*\n", printable(value)))
    if isinstance(value, float) and not math.isfinite(value):
        raise document.broken(steps, f"found {value}", "expected an ordinary number")
    if not isinstance(value, bool | int | float):
        raise document.broken(steps, "found a date or time", "expected text in quotes or a number")
    return value


def _check_length(document: Document, steps: Steps, text: str) -> None:
    longest = max(map(len, text.split()), default=0)
    for what, length, most in (
        ("a text", len(text), LONGEST_TEXT),
        ("a word", longest, LONGEST_WORD),
    ):
        if length > most:
            problem = f"{what} of {length} letters"
            raise document.broken(steps, problem, f"expected at most {most}")


def _strange(text: str) -> str:
    """Name the first control, private or damaged character of ``text``; empty where all is well."""
    if text.isascii() and text.isprintable():
        return ""
    for char in text:
        if char == "\ufffd" or (char not in "\n\t\r" and unicodedata.category(char) in _STRANGE):
            return f"U+{ord(char):04X}"
    # UTF-8 punctuation that an editor once read as Windows-1252.
    return "U+00E2 U+20AC" if "\u00e2\u20ac" in text else ""


_STRANGE = frozenset({"Cc", "Cs", "Co", "Cn"})


def _inside(value: object, step: str | int) -> object:
    if isinstance(value, Mapping):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _label(item: object) -> str:
    if not isinstance(item, Mapping):
        return ""
    name = next((item[n] for n in _NAMES if isinstance(item.get(n), str) and item[n]), "")
    return f" ({name[:_LABEL_CHARS]})" if name else ""


T = TypeVar("T")

_EXPECTED = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list in square brackets",
    "mapping_type": "a table of fields",
    "dict_type": "a table of fields",
    "dataclass_type": "a table of fields",
}


def validated(document: Document, kind: type[T]) -> T:
    """Turn the file into the dataclass ``kind``. Raises ContentError naming the first bad field."""
    from pydantic import ValidationError

    try:
        # As JSON, because only there does strict checking take a table for a dataclass and a
        # list for a tuple; lax checking would let answer = "1" pass for a number.
        value: T = _adapter(cast(Hashable, kind)).validate_json(
            json.dumps(document.raw), strict=True
        )
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
        raise _explained(document, kind, found) from error
    return value


@cache
def _adapter(kind: Hashable) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(cast(Any, kind))


def _explained(
    document: Document, kind: type[object], found: Sequence["ErrorDetails"]
) -> ContentError:
    """Say the most telling of pydantic's findings in plain words."""
    # A misspelt field is both unknown and missing: the unknown one shows the cause.
    first = next((e for e in found if e["type"] == "unexpected_keyword_argument"), found[0])
    steps = _steps(first)
    last = steps[-1] if steps else ""
    if first["type"] in ("unexpected_keyword_argument", "missing", "missing_keyword_only_argument"):
        known = _field_names(kind, steps[:-1])
        missing = first["type"] != "unexpected_keyword_argument"
        problem = f"field {last} is missing" if missing else f"unknown field {last}"
        hint = "" if missing else nearest_hint(last, known)
        return document.broken(steps[:-1], problem, f"expected: {', '.join(known)}{hint}")
    if first["type"] == "literal_error":
        named = [o for error in found if _steps(error) == steps for o in _options(error)]
        value = last if "[key]" in first["loc"] else document.value_at(steps)
        expected = f"expected one of: {', '.join(named)}{nearest_hint(value, named)}"
        return document.broken(steps, f"unknown {value!r}", expected)
    expected = _EXPECTED.get(first["type"], "another kind of value")
    problem = f"found {_kind(document.value_at(steps))}"
    return document.broken(steps, problem, f"expected {expected}")


def _steps(error: "ErrorDetails") -> Steps:
    """Where the error is, without what pydantic adds for keys and for each member of a union."""
    return tuple(
        step for step in error["loc"] if step != "[key]" and not str(step).startswith("literal[")
    )


def _options(error: "ErrorDetails") -> list[str]:
    """Return what a literal_error would have taken; that it may be empty is not worth saying."""
    return [option for option in re.findall(r"'([^']*)'", error["ctx"]["expected"]) if option]


def _field_names(kind: object, steps: Steps) -> list[str]:
    """Names of the fields of the dataclass that stands at ``steps`` under ``kind``."""
    for step in steps:
        if is_dataclass(kind):
            kind = typing.get_type_hints(kind)[str(step)]
        else:  # tuple[X, ...] or Mapping[K, X]
            inner = typing.get_args(kind)
            kind = inner[0] if typing.get_origin(kind) is tuple else inner[1]
    return [f.name for f in fields(kind)] if is_dataclass(kind) else []


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, str):
        return "text"
    if isinstance(value, int | float):
        return "a number"
    return "a list" if isinstance(value, list) else "a table"
