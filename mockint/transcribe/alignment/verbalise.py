"""How written words are said: "$8,000" is "eight thousand dollars", "p99" "p ninety nine". Pure.

An engine writes figures and signs; who aligns sound needs the words that were spoken. Often there
are several ways ("2019": "twenty nineteen", "two thousand nineteen"), and the sound decides.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from mockint.text.numbers import LARGE, ONES, cardinal, digits, ordinal

Reading = tuple[str, ...]
"""Words as spoken, in order: small letters and apostrophes only, none empty."""

MOST_READINGS: Final = 12
"""Of one written word, the likeliest; further ones cost time and are hardly ever said."""

_ENDINGS_OF_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_CURRENCY: Final = {
    "$": ("dollars", "dollar"),
    "€": ("euros", "euro"),
    "£": ("pounds", "pound"),
}
_UNITS: Final[dict[str, tuple[str, ...]]] = {
    "%": ("percent",),
    "x": ("x", "times"),
    "k": ("thousand", "k"),
    "m": ("million", "minutes", "m"),
    "b": ("billion",),
    "bn": ("billion",),
    "s": ("seconds", "second"),
    "ms": ("milliseconds", "millisecond", "m s"),
    "min": ("minutes", "minute"),
    "h": ("hours", "hour"),
    "d": ("days", "day"),
    "am": ("a m",),
    "pm": ("p m",),
    "kb": ("kilobytes", "k b"),
    "mb": ("megabytes", "megs"),
    "gb": ("gigabytes", "gigs"),
    "tb": ("terabytes",),
}
"""What stands right behind a figure, and how it is said there."""
_SIGNS: Final[dict[str, tuple[str, ...]]] = {
    "%": ("percent",),
    "&": ("and",),
    "+": ("plus", ""),
    "=": ("equals",),
    "@": ("at",),
    "#": ("number", "sharp", ""),
    "/": ("", "slash", "or", "per"),
    "~": ("about", ""),
    "°": ("degrees",),
}
_SHORT_FORMS: Final[dict[str, tuple[str, ...]]] = {
    "vs": ("versus",),
    "e.g": ("for example", "e g"),
    "i.e": ("that is", "i e"),
    "etc": ("et cetera",),
}
_SIZE_WORDS: Final = frozenset({*LARGE, "k"})
_PIECE: Final = re.compile(
    r"[$€£]|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*'?|\S"
)
_CASE_CHANGE: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_INITIALS: Final = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]?$")
_MARKS: Final = "\"“”‘’'()[]{}<>.,;:!?…*`—–-_"  # noqa: RUF001
_SPOKEN_LETTERS: Final = 5
"""Letters of capitals up to which they may be said one by one ("SLA")."""


def readings(text: str, before: str = "") -> tuple[Reading, ...]:
    """The ways in which ``text`` may be said, likeliest first; () where it is no speech ("-").

    ``text``: one word as an engine wrote it, marks and all. ``before``: the word in front of it:
    in "$2.5 million" the dollars are said behind "million". Never raises.
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    bare = plain.strip(_MARKS)
    if bare.lower() in _SHORT_FORMS:
        return _distinct(tuple(one.split()) for one in _SHORT_FORMS[bare.lower()])
    if _INITIALS.match(bare + "." if len(bare) > 1 else bare):
        return _distinct([tuple(letter.lower() for letter in bare if letter.isalpha())])
    found = _together(_PIECE.findall(bare))
    money = _CURRENCY.get(before.strip(_MARKS)[:1])
    if money and bare.lower() in _SIZE_WORDS:
        found = [(*found[0], money[0]), *found]
    return _distinct(found)


def _distinct(found: Iterable[Sequence[str]]) -> tuple[Reading, ...]:
    """Each reading once, none empty, no more than MOST_READINGS."""
    kept = (tuple(word for word in one if word) for one in found)
    return tuple(itertools.islice(dict.fromkeys(one for one in kept if one), MOST_READINGS))


def _together(pieces: Sequence[str]) -> list[Reading]:
    """Every way to say the pieces of one word, one after the other."""
    ways: list[list[Reading]] = []
    currency: tuple[str, ...] = ()
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at and not any(map(str.isalpha, pieces[: at - 1])) else ""
        after = pieces[at + 1] if at + 1 < len(pieces) else ""
        if piece in _CURRENCY and after[:1].isdigit():
            currency = _CURRENCY[piece]
            continue
        ways.append(_ways(piece, before, after))
        size = before[:1].isdigit() and piece.lower() in _UNITS
        if currency and (size or not (piece[:1].isdigit() and after.lower() in _UNITS)):
            ways.append([(one,) for one in (*currency, "")])
            currency = ()
    chosen = itertools.islice(itertools.product(*ways), MOST_READINGS)
    return [tuple(word for part in one for word in part if word) for one in chosen]


def _ways(piece: str, before: str, after: str) -> list[Reading]:
    """How one piece may be said between the pieces beside it."""
    if piece[:1].isdigit() and piece.replace(",", "").replace(".", "").isdecimal():
        return _figures(piece, before, after.lower())
    behind_figure = _behind_figure(piece, before, after) if before[:1].isdigit() else []
    if behind_figure:
        return behind_figure
    if piece == "." and before and after:
        return [("dot",), ("point",), ()]
    if piece in _SIGNS:
        return [(one,) for one in _SIGNS[piece]]
    return _letters(piece) if piece[:1].isalpha() else [()]


def _figures(piece: str, before: str, after: str) -> list[Reading]:
    if piece in {"0", "00"} and before == ":":
        return [(), ("o'clock",), ("hundred",)]
    said = number_readings(piece)
    if after in _ENDINGS_OF_ORDINALS:
        return [ordinal(one) for one in said]
    return [_plural(one) for one in said] if after == "s" and piece.endswith("0") else said


def _behind_figure(piece: str, figure: str, after: str) -> list[Reading]:
    """A unit, an ordinal's or a decade's ending, or "to" in "3-4"; [] for anything else."""
    small = piece.lower()
    if small in _ENDINGS_OF_ORDINALS or (small == "s" and figure.endswith("0")):
        return [()]  # said with the figure
    if piece in "-\u2013\u2014" and after[:1].isdigit():
        return [("to",), ()]
    return [tuple(one.split()) for one in _UNITS.get(small, ())]


def _letters(piece: str) -> list[Reading]:
    """A word of letters: as it stands, in its parts ("DynamoDB"), or letter by letter ("SLA")."""
    parts = [part for part in _CASE_CHANGE.split(piece) if part]
    if len(parts) > 1:
        each = [_letters(part) for part in parts]
        joined = itertools.islice(itertools.product(*each), MOST_READINGS)
        return [(piece.lower(),), *(tuple(word for part in one for word in part) for one in joined)]
    small = piece.lower()
    stem = small.removesuffix("'s") if small.endswith("'s") else small
    capitals = piece[: len(stem)]
    if capitals.endswith("s") and capitals[:-1].isupper():  # "APIs"
        stem, capitals = stem[:-1], capitals[:-1]
    if not 1 < len(stem) <= _SPOKEN_LETTERS or not (capitals.isupper() or _no_vowel(stem)):
        return [(small,)]
    ending = "'s" if small != stem else ""
    spelled = (*stem[:-1], stem[-1] + ending)
    return [spelled] if _no_vowel(stem) else [(small,), spelled]


def _no_vowel(word: str) -> bool:
    return word.isascii() and not set(word) & set("aeiouy")


def number_readings(written: str) -> list[Reading]:
    """The ways to say figures ("8,000", "2.5", "2019", "404"), likeliest first."""
    whole, _, part = written.replace(",", "").partition(".")
    if part:
        first = cardinal(int(whole)) if len(whole) < len("1000000000000") else digits(whole)
        said = [(*first, "point", *digits(part))]
        return said + ([("point", *digits(part))] if not int(whole) else [])
    value = int(whole) if len(whole) < len("1000000000000") else None
    if value is None or (whole.startswith("0") and value):
        return [digits(whole), tuple("oh" if w == "zero" else w for w in digits(whole))]
    said = [cardinal(value)]
    if value in (100, 1_000, 1_000_000):
        said.append(("a", *said[0][1:]))
    if value > 100 and value % 100 and "hundred" in said[0]:
        cut = len(said[0]) - len(cardinal(value % 100))
        said.append((*said[0][:cut], "and", *said[0][cut:]))
    said += _in_halves(whole, value)
    return said


def _in_halves(whole: str, value: int) -> list[Reading]:
    """Years ("nineteen ninety nine") and codes ("four oh four")."""
    if len(whole) == 3 and value % 100:
        spelled = digits(whole)
        rest = cardinal(value % 100) if value % 100 >= 10 else ("oh", spelled[-1])
        return [(spelled[0], *rest), spelled]
    if len(whole) == 4 and value % 1000:
        head, left = cardinal(value // 100), value % 100
        if not left:
            return [(*head, "hundred")]
        return [(*head, *(cardinal(left) if left >= 10 else ("oh", ONES[left])))]
    return []


def _plural(said: Reading) -> Reading:
    last = said[-1]
    return (*said[:-1], last[:-1] + "ies" if last.endswith("y") else last + "s")
