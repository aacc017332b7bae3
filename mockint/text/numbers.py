"""Number words: numbers said in words, words read as numbers, and where a number ends.

Tokens are lower-case words without marks; a hyphen cuts ("twenty-five" is two tokens).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
"""Zero to nineteen, each at its own place."""
TENS: Final = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
"""Twenty to ninety, each at its place in tens."""
SMALL: Final[Mapping[str, int]] = {
    **{name: value for value, name in enumerate(ONES)},
    **{name: 10 * value for value, name in enumerate(TENS) if name},
}
"""Words that are added: zero to ninety."""
LARGE: Final[Mapping[str, int]] = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "dozen": 12,
}
"""Words that multiply what stands before them."""
NUMBER_WORDS: Final = frozenset((*SMALL, *LARGE)) - {"one"}
"""Words that are a number wherever they stand. "One" often is none ("this one", "no one")."""

_SIZES: Final = tuple((LARGE[name], name) for name in ("billion", "million", "thousand", "hundred"))
_ORDINALS: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes one number of neighboring tokens."""

    words: frozenset[str]
    """Tokens that are a number, or go on with one."""
    opens: Mapping[str, frozenset[str]]
    """Tokens that begin a number only before one of these ("a" before "hundred")."""
    joins: Mapping[str, frozenset[str] | None]
    """Tokens that go on with a number when a number follows, and what must stand before them; None
    where that may be anything ("point"; "and" after "hundred")."""
    one_after: frozenset[str] = frozenset()
    """Tokens after which "one" belongs to the number ("twenty one")."""


def number_end(tokens: Sequence[str], at: int, rules: Rules) -> int:
    """Where the number that begins at ``at`` ends (exclusive); ``at`` itself where none does."""
    first, following = tokens[at], _token(tokens, at + 1)
    if first not in rules.words and following not in rules.opens.get(first, frozenset()):
        return at
    end = at + 1
    while end < len(tokens) and _goes_on(tokens, end, rules):
        end += 1
    return end


def _goes_on(tokens: Sequence[str], at: int, rules: Rules) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token in rules.words or (token == "one" and before in rules.one_after):
        return True
    if token not in rules.joins or _token(tokens, at + 1) not in rules.words:
        return False
    needed = rules.joins[token]
    return needed is None or before in needed


def _token(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if at < len(tokens) else ""


def value_of(words: Sequence[str]) -> float:
    """The number that ``words`` say ("two", "point", "five", "million"): 2,500,000 here.

    Words that are no number words are passed over; no number words at all are 0.
    """
    if "point" in words:
        cut = words.index("point")
        digits = [f"{SMALL[one]}" for one in words[cut + 1 :] if one in SMALL]
        sizes = [one for one in words[cut + 1 :] if one in LARGE]
        value = value_of(words[:cut]) + float(f"0.{''.join(digits) or 0}")
        for size in sizes:
            value *= LARGE[size]
        return value
    whole = group = 0.0
    for word in words:
        if word in SMALL:
            group += SMALL[word]
        elif word in ("hundred", "dozen"):
            group = (group or 1.0) * LARGE[word]
        elif word in LARGE:
            whole, group = whole + (group or 1.0) * LARGE[word], 0.0
    return whole + group


def cardinal(value: int) -> tuple[str, ...]:
    """``value`` in words, 0 up to a million million: 21 is "twenty", "one"."""
    if value < 20:
        return (ONES[value],)
    if value < 100:
        return (TENS[value // 10], *((ONES[value % 10],) if value % 10 else ()))
    size, name = next(one for one in _SIZES if one[0] <= value)
    rest = cardinal(value % size) if value % size else ()
    return (*cardinal(value // size), name, *rest)


def ordinal(words: Sequence[str]) -> tuple[str, ...]:
    """A number in words as an ordinal: "twenty", "one" becomes "twenty", "first"."""
    last = words[-1]
    made = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (*words[:-1], made)


def digits(written: str) -> tuple[str, ...]:
    """Figures said one by one: "404" is "four", "zero", "four"."""
    return tuple(ONES[int(figure)] for figure in written)
