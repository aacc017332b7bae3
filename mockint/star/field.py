"""Which kind of work a story is about, heard from its words: a wrong guess is worse than none."""

from collections.abc import Iterable, Mapping

from mockint.content.types import FieldWords
from mockint.domain import Field
from mockint.text.normalize import plain_words
from mockint.text.stems import singular

_SURE, _HINT = 2, 1
_LEAD = 3
"""Points by which one kind of work must lead (what that gives: tests/star/test_field.py)."""
_SOFTWARE_DOUBT = 2
"""Who makes software for a hospital speaks of wards, and now and then of a bug: against other work
a word of software counts so much more."""


def field_of(text: str, fields: Mapping[Field, FieldWords]) -> Field:
    """The kind of work that ``text`` is about; "general" where no kind clearly leads."""
    said = _read(text)
    points: dict[Field, int] = {
        name: _SURE * _heard(its.sure, said) + _HINT * _heard(its.hint, said)
        for name, its in fields.items()
    }
    if not points:
        return "general"
    best = max(points, key=lambda name: points[name])
    doubt = 0 if best == "software" else _SOFTWARE_DOUBT * points.get("software", 0)
    rivals = [doubt, *(points[name] for name in points if name != best)]
    return best if points[best] - max(rivals) >= _LEAD else "general"


def _heard(phrases: Iterable[str], said: str) -> int:
    """How many of ``phrases`` were said; once or often is the same."""
    return sum(_read(phrase) in said for phrase in phrases)


def _read(text: str) -> str:
    """Words in the singular between spaces, so that only whole words are found."""
    return f" {' '.join(singular(word) for word in plain_words(text))} "
