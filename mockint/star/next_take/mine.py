""" "We" as "I", where one person can have done it and the sentence stays English.

Only the "we" of a deed: who agreed, met or voted was not alone, and "we serve 300 customers" is
said of a company. "Us" and "our" stay, since the shop is not the speaker's.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from mockint.star.clauses import is_past
from mockint.star.word_classes import ADVERBS
from mockint.text.format import sentence
from mockint.text.normalize import plain_word, straight, word_set

_TOGETHER = re.compile(
    r"\b(?:we (?:\w+ )?(?:all|both|each)|we (?:two|three|four|as)|\w+ of us"
    r"|(?:with|than|like) (?:we|us)|(?:and|or) us|together|jointly|collectively|in pairs"
    r"|as (?:an? (?:team|group|crew|company)|one)|took turns|each other|one another|between us)\b"
)
"""Where one person alone cannot be meant."""
_LATER = re.compile(r"\b(?:and|but|or|then) (?:were|are)\b")
"""A verb of whoever was named before, far from its "we"."""
_NOT_ALONE = word_set(
    "agreed agree disagreed disagree aligned argued argue brainstormed chatted chat chose choose"
    " collaborated concluded debated debate decided decide discussed discuss divided exchanged"
    " gathered joined join meet met merged paired parted sat settled shared share speak split spoke"
    " swapped talked talk teamed vote voted"
    # of a company or a team, and of what it is or feels
    " became believed earned employed expected felt get got grew had hired hoped knew lived lost"
    " need needed operated owned paid realised realized reached saw served sold supported"
    " thought used want wanted won"
    # too vague to be anybody's step
    " came dealt did ended handled help helped look looked started tried try went work worked"
)
"""Verbs of which nobody would say "I" in its place, or that would say no more with it."""
_PARTICIPLES = word_set(
    "begun broken chosen done drawn driven fallen given known run seen shown spoken taken written"
)
_MOST_BETWEEN = 2
"""Adverbs between "we" and its verb."""


def as_i(said: str) -> str:
    """The sentence with "I" for each "we" that did something; empty where there is none, or where
    "I" would not be English or not be true."""
    plain = [plain_word(word) for word in said.split(" ")]
    text = " ".join(plain)
    if _TOGETHER.search(text) or _LATER.search(text):
        return ""
    if any(a in ("and", "or", "then") and b in _NOT_ALONE for a, b in pairwise(plain)):
        return ""
    new = said.split(" ")
    left = 0
    for at, word in enumerate(plain):
        bare, _, ending = word.partition("'")
        if bare != "we":
            continue
        verb = _verb_of(plain, at)
        if ending not in ("", "d", "ve") or not _is_deed(plain[verb:], ending):
            left += 1
            continue
        new[at] = straight(new[at]).replace("we", "I", 1)
        if plain[verb] == "were":
            new[verb] = straight(new[verb]).replace("were", "was")
    if new == said.split(" ") or (left and "ourselves" in plain):
        return ""
    mine = [
        straight(word).replace("ourselves", "myself") if bare == "ourselves" else word
        for word, bare in zip(new, plain, strict=True)
    ]
    return sentence(" ".join(mine))


def _verb_of(plain: Sequence[str], at: int) -> int:
    """Where the verb of the "we" at ``at`` should stand: behind a few adverbs at most."""
    between = takewhile(lambda word: word in ADVERBS, plain[at + 1 : at + 1 + _MOST_BETWEEN])
    return at + 1 + sum(1 for _ in between)


def _is_deed(verb: Sequence[str], ending: str) -> bool:
    """Whether the words begin with the verb of something that one person did. ``ending``: of the
    "we" before it, as in "we'd"."""
    if not verb:
        return False
    first, rest = verb[0], [word for word in verb[1:4] if word not in ADVERBS]
    follows = rest[0] if rest else ""
    if ending or (first in ("had", "have") and _is_done(follows)):
        return _is_done(first if ending else follows)
    if first == "were":
        return follows.endswith("ing") and follows not in ("going", "being", "having", "doing")
    if first in ("didn't", "couldn't"):
        return bool(follows) and follows not in _NOT_ALONE | {"have", "be", "know"}
    if (first, follows) == ("had", "to"):
        return len(rest) > 1 and rest[1] not in _NOT_ALONE | {"be", "have"}
    return is_past(first) and first not in _NOT_ALONE


def _is_done(word: str) -> bool:
    return (is_past(word) or word in _PARTICIPLES) and word not in _NOT_ALONE
