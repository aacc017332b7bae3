"""Sounds of words that stand in no dictionary: names, products, new words. Pure.

Made from a dictionary's own words where that works ("webhook" is "web" and "hook", "timeouts"
"time" and "outs"), else letter by letter with common English rules. Rough, and enough to find the
place of a word whose neighbours are known: an aligner is told which word comes, not asked.
Sounds are ARPAbet, as in CMUdict.
"""

import unicodedata
from collections.abc import Callable
from typing import Final

Lookup = Callable[[str], str | None]
"""A word's sounds in the dictionary, apart by blanks ("AH M"); None where it has none."""

SHORTEST_PART: Final = 3
"""Letters of a known word that may be a part of a longer one."""

_ENDINGS: Final = {
    "'s": "Z", "'": "", "s": "Z", "es": "AH Z", "ed": "D", "d": "D", "er": "ER", "r": "ER",
    "ers": "ER Z", "ing": "IH NG", "able": "AH B AH L", "ly": "L IY", "less": "L AH S",
    "'ll": "AH L", "'ve": "AH V", "'d": "D", "'re": "ER",
}  # fmt: skip
_VOICELESS: Final = frozenset({"P", "T", "K", "F", "TH"})
_HISSING: Final = frozenset({"S", "Z", "SH", "ZH", "CH", "JH"})

_RULES: Final = {
    "tion": "SH AH N", "sion": "ZH AH N", "cious": "SH AH S", "tious": "SH AH S", "ture": "CH ER",
    "eigh": "EY", "ough": "AO", "augh": "AO", "igh": "AY", "tch": "CH", "dge": "JH", "sch": "S K",
    "que": "K", "ch": "CH", "ck": "K", "gh": "G", "kn": "N", "ng": "NG", "ph": "F", "qu": "K W",
    "sh": "SH", "th": "TH", "wh": "W", "wr": "R", "ai": "EY", "ar": "AA R", "au": "AO", "aw": "AO",
    "ay": "EY", "ea": "IY", "ee": "IY", "ei": "EY", "er": "ER", "eu": "UW", "ew": "UW", "ey": "IY",
    "ie": "IY", "ir": "ER", "oa": "OW", "oi": "OY", "oo": "UW", "or": "AO R", "ou": "AW",
    "ow": "OW", "oy": "OY", "ur": "ER", "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH",
    "f": "F", "g": "G", "h": "HH", "i": "IH", "j": "JH", "k": "K", "l": "L", "m": "M", "n": "N",
    "o": "AA", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "u": "AH", "v": "V", "w": "W",
    "x": "K S", "y": "IY", "z": "Z",
}  # fmt: skip
"""Letters to sounds; the longest that fits is taken."""
_LONG: Final = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW"}
"""A vowel before one consonant and a silent "e" ("cache" aside)."""
_LONGEST_RULE: Final = max(map(len, _RULES))


def sounds(word: str, lookup: Lookup) -> str:
    """How ``word`` (small letters and apostrophes) is said; "" where it has no letter we know.

    ``lookup`` gives the dictionary's sounds. Never raises.
    """
    word = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word)
        if letter == "'" or (letter.isascii() and letter.isalpha())
    )
    return lookup(word) or _from_parts(word, lookup) or _by_letters(word.replace("'", ""))


def _from_parts(word: str, lookup: Lookup) -> str:
    """Of known words: the longest that begins ``word`` and leaves an ending or another known."""
    for size in range(len(word) - 1, 0, -1):
        first = lookup(word[:size])
        rest = word[size:]
        if first is None or (size < SHORTEST_PART and not rest.startswith("'")):
            continue
        if rest in _ENDINGS:
            return _ended(first, rest)
        second = lookup(rest) if len(rest) >= SHORTEST_PART else None
        if second is not None:
            return f"{first} {second}"
    return ""


def _ended(first: str, ending: str) -> str:
    last = first.rsplit(maxsplit=1)[-1]
    said = _ENDINGS[ending]
    if said == "Z" and last in _HISSING:
        said = "AH Z"
    elif said == "Z" and last in _VOICELESS:
        said = "S"
    elif said == "D" and last in ("T", "D"):
        said = "AH D"
    elif said == "D" and (last in _VOICELESS or last in ("S", "SH", "CH")):
        said = "T"
    return f"{first} {said}".strip()


def _by_letters(word: str) -> str:
    made: list[str] = []
    at = 0
    while at < len(word):
        rest = word[at:]
        if at and rest[0] == word[at - 1] and rest[0] not in "aeiou":
            at += 1  # "ll" is one sound
            continue
        if rest == "e" and at > 1:
            break  # silent at the end
        size = next(
            n for n in range(min(_LONGEST_RULE, len(rest)), -1, -1) if not n or rest[:n] in _RULES
        )
        made.append(_sound(rest, size, at))
        at += max(1, size)
    return " ".join(made)


def _sound(rest: str, size: int, at: int) -> str:
    """The sound of the first ``size`` letters of ``rest``, which stands at ``at`` in its word."""
    letter = rest[0]
    if size == 1:
        if letter in _LONG and len(rest) == 3 and rest[2] == "e" and rest[1] not in "aeiouxw":
            return _LONG[letter]
        if letter in _LONG and len(rest) == 1 and letter != "e":
            return _LONG[letter] if letter != "a" else "AH"
        if letter in "cg" and rest[1:2] and rest[1] in "eiy":
            return "S" if letter == "c" else "JH"
        if letter == "y" and not at:
            return "Y"
    return _RULES[rest[:size]]
