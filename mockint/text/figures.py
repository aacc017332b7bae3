"""Numbers that were said, with what they count: "forty percent", "$2 million", "three weeks".

Only what the recognizer stands by; an ordinal, a year, a time of day and a lone "one" are no
figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mockint.transcribe.types import Word

SURE = 0.4
"""A word that its recognizer gave less than this is left out, as everywhere."""
CONTEXT_WORDS = 8
"""Before and after: what the figure is about."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_SMALL = {name: float(value) for value, name in enumerate(_UNITS.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL |= {name: 10.0 * value for value, name in enumerate(_TENS.split(), 2)}
_LARGE = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0}
_SUFFIX = {"k": 1e3, "m": 1e6, "bn": 1e9}
_DIGITS = re.compile(r"([$€£]?)(\d+(?:,\d{3})*(?:\.\d+)?)(?:(k|m|bn)|(%|ms|s|x|gb|mb))?")
_MONEY = {"$": "dollar", "€": "euro", "£": "pound"}
_NAMED = {"%": "percent", "per": "percent", "s": "second", "": ""}
_YEAR = re.compile(r"(?:19|20)\d\d")
_LITTLE_WORDS = (
    "a an and as at be been by did do for from had has have he her his i in into is it its me my of"
    " off on or our out over she so than that the their them then there they this to up us was we"
    " were what when which who with would you about around roughly only just per"
)
_STOP = frozenset(_LITTLE_WORDS.split())
_EDGES = ".,;:!?\"'()[]\u201c\u201d\u2018\u2019\u2026"


@dataclass(frozen=True, slots=True)
class Figure:
    """One number as it was said."""

    value: float
    unit: str
    """What it counts, in the singular and lower case: "percent", "dollar", "week"; may be empty."""
    quote: str
    """Exact words of the transcript."""
    start: float
    about: frozenset[str]
    """Words around it that say what it is about."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The same thing with another number."""

    before: Figure
    after: Figure


def figures(words: Sequence[Word]) -> tuple[Figure, ...]:
    """Every figure in ``words``, in order."""
    found: list[Figure] = []
    at = 0
    while at < len(words):
        read = _number(words, at)
        if read is None:
            at += 1
            continue
        value, end, unit = read
        if all(word.probability is None or word.probability >= SURE for word in words[at:end]):
            found.append(_figure(words, at, end, value, unit))
        at = end
    return tuple(found)


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
    pairs.sort(key=lambda pair: (-len(pair[0].about & pair[1].about), pair[0].start))
    made: list[Changed] = []
    for one, other in pairs:
        taken = any(one is pair.before or other is pair.after for pair in made)
        if not taken:
            made.append(Changed(one, other))
    return tuple(sorted(made, key=lambda pair: pair.before.start))


def _without_same(those: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    said = {(figure.value, figure.unit) for figure in others}
    return [figure for figure in those if (figure.value, figure.unit) not in said]


def _figure(words: Sequence[Word], at: int, end: int, value: float, unit: str) -> Figure:
    stop = end
    if not unit and end < len(words) and not _ends_phrase(words[end - 1].text):
        unit = _singular(_bare(words[end].text))
        unit = _NAMED.get(unit, unit)
        stop = end + 1 if unit and unit not in _STOP else end
        unit = unit if stop > end else ""
    near = (*words[max(0, at - CONTEXT_WORDS) : at], *words[stop : stop + CONTEXT_WORDS])
    about = {_singular(_bare(word.text)) for word in near} - _STOP
    quote = " ".join(word.text for word in words[at:stop]).strip(_EDGES)
    plain = {one for one in about if one.isalpha() and one not in _SMALL and one not in _LARGE}
    return Figure(value, unit, quote, words[at].start, frozenset(plain))


def _number(words: Sequence[Word], at: int) -> tuple[float, int, str] | None:
    """(value, where it ends, its unit if it carries one) of the number that begins at ``at``."""
    digits = _DIGITS.fullmatch(_bare(words[at].text))
    if digits:
        return _written(words, at, digits)
    pieces: list[str] = []
    end = at
    while end < len(words):
        split = _bare(words[end].text).split("-")
        opens = not pieces and split[0] == "a" and _text(words, end + 1) in _LARGE
        joins = bool(pieces) and split[0] in ("and", "point") and _text(words, end + 1) in _SMALL
        if joins and split[0] == "and":
            joins = pieces[-1] in _LARGE
        if not (opens or joins or all(piece in _SMALL or piece in _LARGE for piece in split)):
            break
        pieces += ["one"] if opens else split
        end += 1
        if _ends_phrase(words[end - 1].text):
            break
    if not pieces or pieces in (["one"], ["hundred"], ["thousand"]):
        return None
    return _value(pieces), end, ""


def _written(
    words: Sequence[Word], at: int, digits: re.Match[str]
) -> tuple[float, int, str] | None:
    money, number, suffix, unit = digits.groups()
    if _YEAR.fullmatch(number) and not (money or suffix or unit):
        return None
    value = float(number.replace(",", "")) * _SUFFIX.get(suffix or "", 1.0)
    end = at + 1
    if not _ends_phrase(words[at].text) and _text(words, end) in _LARGE:
        value *= _LARGE[_text(words, end)]
        end += 1
    return value, end, _MONEY.get(money, _NAMED.get(unit or "", unit or ""))


def _value(pieces: Sequence[str]) -> float:
    if "point" in pieces:
        cut = pieces.index("point")
        after = "".join(f"{_SMALL[one]:.0f}" for one in pieces[cut + 1 :] if one in _SMALL)
        return _value(pieces[:cut]) + float(f"0.{after or 0}")
    whole = group = 0.0
    for piece in pieces:
        if piece in _SMALL:
            group += _SMALL[piece]
        elif piece in ("hundred", "dozen"):
            group = (group or 1.0) * _LARGE[piece]
        elif piece in _LARGE:
            whole, group = whole + (group or 1.0) * _LARGE[piece], 0.0
    return whole + group


def _text(words: Sequence[Word], at: int) -> str:
    return _bare(words[at].text).split("-")[0] if at < len(words) else ""


def _bare(text: str) -> str:
    return text.lower().strip(_EDGES)


def _ends_phrase(text: str) -> bool:
    return text[-1:] in ".,;:!?"


def _singular(text: str) -> str:
    text = text.removesuffix("'s").removesuffix("\u2019s")
    return text[:-1] if len(text) > 3 and text.endswith("s") and not text.endswith("ss") else text
