"""Spoken words as the tokens that the segmenter reads.

What the engines disagree on is levelled here, so that one model serves them all: capitals and
punctuation go, "0.3%" and "zero point three percent" become the same two tokens, "didn't" becomes
"did" and "n't", an "um" or a repeated "it was, it was" is dropped.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from mockint.text.fillers import ASIDES, SOUNDS, without_repeats
from mockint.text.normalize import straight, word_set
from mockint.text.numbers import LARGE, NUMBER_WORDS, Rules, number_end

NUMBER: Final = "<num>"
MONEY: Final = "<money>"
PERCENT: Final = "percent"

_FILLERS: Final = SOUNDS | {"oh"}
_FILLER_PAIRS: Final = ASIDES[:2]
_AFTER_ONE: Final = frozenset(LARGE) | {"point"}
_WORDS: Final = NUMBER_WORDS | {f"{word}s" for word in LARGE} | {NUMBER}
_NUMBERS: Final = Rules(
    words=_WORDS,
    opens={"a": _AFTER_ONE, "one": _AFTER_ONE},
    joins={"and": None, "point": None, "one": None},
    one_after=_WORDS,
)
"""Looser than what is read for signals ("two and three" is one figure here): the weights of the
parts were learned so."""
_MONEY_WORDS: Final = word_set("dollar dollars euro euros pound pounds quid bucks grand")
_ENDINGS: Final = ("n't", "'ll", "'ve", "'re", "'d", "'m", "'s")
_RESPELT: Final = {
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "can't": ("can", "n't"),
    "cannot": ("can", "n't"),
    "won't": ("will", "n't"),
    "cause": ("because",),
    "'cause": ("because",),
    "cuz": ("because",),
    "yeah": ("yes",),
    "okay": ("ok",),
    "%": (PERCENT,),
}
_EDGE: Final = re.compile(r"^[^\w$£€%']+|[^\w%]+$")
_JOIN: Final = re.compile(r"[-\u2013\u2014/]+")


def tokens(words: Iterable[str]) -> list[str]:
    """Lower-case tokens of ``words``; may be empty (a lone "um")."""
    raw: list[str] = []
    for word in words:
        raw.extend(token for token in _pieces(word) if token not in _FILLERS)
    return without_repeats(_without_filler_pairs(_with_numbers(raw)), str)


def _pieces(word: str) -> list[str]:
    bare = _EDGE.sub("", straight(word))
    if bare in _RESPELT:
        return list(_RESPELT[bare])
    if any(c.isdigit() for c in bare):
        unit = [MONEY] if bare[0] in "$£€" else [PERCENT] if bare.endswith("%") else []
        return [NUMBER, *unit]
    pieces: list[str] = []
    for part in _JOIN.split(bare.strip("'")):
        ending = next((e for e in _ENDINGS if part.endswith(e) and part != e), "")
        stem = part[: len(part) - len(ending)] if ending else part
        pieces.extend(piece for piece in (stem, ending) if piece)
    return pieces


def _with_numbers(raw: Sequence[str]) -> list[str]:
    """Each number as one token, and each word for money as another."""
    out: list[str] = []
    at = 0
    while at < len(raw):
        end = number_end(raw, at, _NUMBERS)
        out.append(NUMBER if end > at else MONEY if raw[at] in _MONEY_WORDS else raw[at])
        at = max(end, at + 1)
    return out


def _without_filler_pairs(raw: Sequence[str]) -> list[str]:
    out: list[str] = []
    i = 0
    while i < len(raw):
        if tuple(raw[i : i + 2]) in _FILLER_PAIRS:
            i += 2
            continue
        out.append(raw[i])
        i += 1
    return out
