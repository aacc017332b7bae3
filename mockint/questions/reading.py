"""One content file: ``read`` it, then have it ``validated``; both say in plain words what is wrong.

pydantic is imported here and nowhere else, when the first document is checked.
"""

import json
import re
import typing
from collections.abc import Hashable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from mockint.errors import ContentError
from mockint.questions.document import Document, Steps, nearest_hint, read

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic_core import ErrorDetails

__all__ = ["read", "validated"]

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
