"""Spoken words as the tokens that the segmenter reads.

What the engines disagree on is levelled here, so that one model serves them all: capitals and
punctuation go, "0.3%" and "zero point three percent" become the same two tokens, "didn't" becomes
"did" and "n't", an "um" or a repeated "it was, it was" is dropped.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

NUMBER: Final = "<num>"
MONEY: Final = "<money>"
PERCENT: Final = "percent"


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``."""
    return frozenset(text.split())


_FILLERS: Final = word_set("um uh er erm uhm hmm hm mm ah oh eh")
_FILLER_PAIRS: Final = frozenset({("you", "know"), ("i", "mean")})
_NUMBER_WORDS: Final = word_set(
    "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion dozen hundreds thousands millions dozens"
)
_AFTER_ONE: Final = word_set("hundred thousand million billion point dozen")
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
_LONGEST_REPEAT: Final = 3


def tokens(words: Iterable[str]) -> list[str]:
    """Lower-case tokens of ``words``; may be empty (a lone "um")."""
    raw: list[str] = []
    for word in words:
        raw.extend(token for token in _pieces(word) if token not in _FILLERS)
    return _without_repeats(_without_filler_pairs(_with_numbers(raw)))


def _pieces(word: str) -> list[str]:
    bare = _EDGE.sub("", word.lower().replace("\u2019", "'"))
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


def _is_number(token: str) -> bool:
    return token in _NUMBER_WORDS or token == NUMBER


def _with_numbers(raw: Sequence[str]) -> list[str]:
    """Runs of number words become one token; "one" and "a" only before "hundred" and the like."""
    out: list[str] = []
    i = 0
    while i < len(raw):
        after = raw[i + 1] if i + 1 < len(raw) else ""
        if not (_is_number(raw[i]) or (raw[i] in ("one", "a") and after in _AFTER_ONE)):
            out.append(MONEY if raw[i] in _MONEY_WORDS else raw[i])
            i += 1
            continue
        i += 1
        while i < len(raw):
            after = raw[i + 1] if i + 1 < len(raw) else ""
            joined = raw[i] in ("point", "and", "one") and _is_number(after)
            if not (_is_number(raw[i]) or joined or (raw[i] == "one" and _is_number(raw[i - 1]))):
                break
            i += 1
        out.append(NUMBER)
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


def _without_repeats(raw: Sequence[str]) -> list[str]:
    """ "it was, it was" is said once; up to three words long."""
    out: list[str] = []
    for token in raw:
        out.append(token)
        for n in range(1, _LONGEST_REPEAT + 1):
            if len(out) >= 2 * n and out[-n:] == out[-2 * n : -n]:
                del out[-n:]
                break
    return out
