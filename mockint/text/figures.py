"""Figures that were said, with what they count: "forty percent", "$2 million", "three weeks".

An ordinal, a year in figures, a time of day in figures and a lone "one" are no figures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mockint.text.normalize import EDGES, ends_phrase, plain_word, word_set
from mockint.text.numbers import LARGE, NUMBER_WORDS, SMALL, Rules, number_end, value_of
from mockint.text.stems import singular

CONTEXT_WORDS: Final = 8
"""Words before and after a figure that say what it is about."""

_WORDS: Final = NUMBER_WORDS | {"one"}
_NUMBERS: Final = Rules(
    words=_WORDS,
    opens={"a": frozenset(LARGE), "point": frozenset(SMALL)},
    joins={"and": frozenset(LARGE), "point": None},
)
_PIECES: Final = _WORDS | {"a", "and", "point"}
_NO_FIGURES: Final = (["one"], ["hundred"], ["thousand"])
"""Alone they count nothing: "this one", "a few hundred"."""
_SUFFIX: Final[Mapping[str, float]] = {"k": 1e3, "m": 1e6, "bn": 1e9}
_DIGITS: Final = re.compile(r"([$€£]?)(\d+(?:,\d{3})*(?:\.\d+)?)(?:(k|m|bn)|(%|ms|s|x|gb|mb))?")
_MONEY: Final = {"$": "dollar", "€": "euro", "£": "pound"}
_NAMED: Final = {"%": "percent", "s": "second"}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_NOT_COUNTED: Final = word_set(
    "a about after again ago all an and are around as at be been before between but by can could"
    " did do does for from had has have he her here his how i if in into is it it's its just less"
    " many me more most my no not now of off on only or other others our out over per roughly she"
    " since so than that that's the their them then there they this to together under until up us"
    " was we were what when where which while who why will with would you your"
)
"""Words after a figure that go on with the sentence; any other word is what is counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it was said."""

    value: float
    unit: str
    """What it counts, in the singular and small letters: "percent", "dollar", "week"; may be
    empty."""
    quote: str
    """The words themselves, with what they count, without the marks around them."""
    first: int
    """Index of its first word."""
    last: int
    """Index of its last word."""
    about: frozenset[str]
    """Words around it that say what it is about."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The same thing with another number."""

    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class _Number:
    """A number before it is known what it counts. ``end``: exclusive."""

    value: float
    end: int
    unit: str = ""


def figures(words: Sequence[str], sure: Sequence[bool] = ()) -> tuple[Figure, ...]:
    """Every figure in ``words``, in order. Words are as they stand in a text, marks and all.

    ``sure``: for each word whether it is to be relied on; a figure with one that is not is left
    out. Empty: all are.
    """
    found: list[Figure] = []
    at = 0
    while at < len(words):
        number = _written(words, at) or _spoken(words, at)
        if number is not None:
            figure = _figure(words, at, number)
            if all(sure[figure.first : figure.last + 1]):
                found.append(figure)
        at = number.end if number is not None else at + 1
    return tuple(found)


def quotes(found: Sequence[Figure]) -> tuple[str, ...]:
    """The figures in their own words, each once, as it was said first."""
    each: dict[str, str] = {}
    for figure in found:
        each.setdefault(plain_quote(figure.quote), figure.quote)
    return tuple(each.values())


def plain_quote(quote: str) -> str:
    """A figure's words as they are compared: "Thirty-one cases" is "thirty one cases"."""
    return " ".join(plain_word(word) for word in quote.replace("-", " ").split())


def changed(before: Sequence[Figure], after: Sequence[Figure]) -> tuple[Changed, ...]:
    """What is the same thing with another number in the second take.

    The same number of the same thing in both takes is set aside first. Of the rest, two belong
    together when they count the same and share a word of what they are about, or are the only
    ones left that count this; those that share most words first.
    """
    left, right = _without_same(before, after), _without_same(after, before)
    pairs = [(one, other) for one in left for other in right if one.unit == other.unit]
    alone = {
        unit
        for unit in {figure.unit for figure in left if figure.unit}
        if sum(f.unit == unit for f in left) == sum(f.unit == unit for f in right) == 1
    }
    pairs = [(a, b) for a, b in pairs if a.about & b.about or a.unit in alone]
    pairs.sort(key=lambda pair: (-len(pair[0].about & pair[1].about), pair[0].first))
    made: list[Changed] = []
    for one, other in pairs:
        taken = any(one is pair.before or other is pair.after for pair in made)
        if not taken:
            made.append(Changed(one, other))
    return tuple(sorted(made, key=lambda pair: pair.before.first))


def _without_same(those: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    said = {(figure.value, figure.unit) for figure in others}
    return [figure for figure in those if (figure.value, figure.unit) not in said]


def _figure(words: Sequence[str], at: int, number: _Number) -> Figure:
    end, unit = number.end, number.unit
    if not unit and not ends_phrase(words[end - 1]):
        end, unit = _counted(words, end)
    return Figure(
        value=number.value,
        unit=unit,
        quote=" ".join(words[at:end]).strip(EDGES),
        first=at,
        last=end - 1,
        about=frozenset(_about(words, at, end)),
    )


def _counted(words: Sequence[str], at: int) -> tuple[int, str]:
    """Where what stands at ``at`` and is counted ends, and what it is; (``at``, "") for nothing."""
    following = [plain_word(word) for word in words[at : at + 2]]
    if following == ["per", "cent"]:
        return at + 2, "percent"
    if not following or following[0] in _NOT_COUNTED | _WORDS | {""}:
        return at, ""
    if any(map(str.isdigit, following[0])) or _spoken(words, at):  # another figure
        return at, ""
    unit = singular(following[0])
    return at + 1, _NAMED.get(unit, unit)


def _about(words: Sequence[str], at: int, end: int) -> Iterator[str]:
    for word in (*words[max(0, at - CONTEXT_WORDS) : at], *words[end : end + CONTEXT_WORDS]):
        plain = singular(plain_word(word))
        if plain.isalpha() and plain not in _NOT_COUNTED and plain not in _WORDS:
            yield plain


def _written(words: Sequence[str], at: int) -> _Number | None:
    """The number that begins at ``at`` in figures: "0.3%", "$2 million", "40"."""
    digits = _DIGITS.fullmatch(words[at].lower().strip(EDGES))
    if digits is None:
        return None
    money, number, suffix, unit = digits.groups()
    if _YEAR.fullmatch(number) and not (money or suffix or unit):
        return None
    value = float(number.replace(",", "")) * _SUFFIX.get(suffix or "", 1.0)
    end = at + 1
    size = plain_word(words[end]) if end < len(words) and not ends_phrase(words[at]) else ""
    if size in LARGE:
        value *= LARGE[size]
        end += 1
    return _Number(value, end, _MONEY.get(money, _NAMED.get(unit or "", unit or "")))


def _spoken(words: Sequence[str], at: int) -> _Number | None:
    """The number that begins at ``at`` in words; it ends with its phrase."""
    pieces: list[str] = []
    ends: list[int] = []
    """How many pieces there are after each word."""
    for word in words[at:]:
        pieces += plain_word(word).split("-")
        ends.append(len(pieces))
        if ends_phrase(word) or pieces[-1] not in _PIECES:
            break
    reach = number_end(pieces, 0, _NUMBERS)
    count = sum(end <= reach for end in ends)
    said = pieces[: ends[count - 1]] if count else []
    if said == ["one"] and _counted(words, at + count)[1] == "percent":
        return _Number(1.0, at + count)
    if not said or said in _NO_FIGURES:
        return None
    return _Number(value_of(["one", *said[1:]] if said[0] == "a" else said), at + count)
