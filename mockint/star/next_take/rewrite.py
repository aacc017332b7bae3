"""The candidate's own sentence as they could say it next time: their words, and blanks for facts.

Nothing is added that they did not say: "we" becomes "I", and a sentence of the pack with blanks
("It went from ___ to ___ in ___.") is put after theirs. By rules over the words; no model.
"""

import re
from collections.abc import Sequence

from mockint.domain import Segment
from mockint.star.clauses import stands_alone, whole
from mockint.star.probes.slots import is_fluent
from mockint.star.types import LabelledUnit
from mockint.text.format import sentence
from mockint.text.normalize import MARKS, plain_word, word_set

BLANK = "___"
MOST_WORDS = 18
"""A longer sentence is not said again in one breath, and what is put behind it belongs to its end
alone."""
_FEWEST_WORDS = 4
_NO_END = word_set("i we he she they it as to and or but so which that a an the was were is are")
"""A recognizer may put a mark behind these; nobody ends a sentence with one."""

_AS_I = {
    "we": "I",
    "we're": "I'm",
    "we've": "I've",
    "we'd": "I'd",
    "we'll": "I'll",
    "us": "me",
    "our": "my",
    "ours": "mine",
    "ourselves": "myself",
}
_AGREES = {"were": "was", "are": "am", "aren't": "am not", "weren't": "wasn't"}
_TOGETHER = re.compile(
    r"\b(?:we (?:all|both|each|two|three|four|as)|(?:all|both|each|one|some|none|two|three) of us"
    r"|(?:with|than|like) (?:we|us)|(?:and|or) us|together|as an? (?:team|group|crew|company)"
    r"|each other|one another|between us)\b",
    re.IGNORECASE,
)
"""Where one person alone cannot be meant."""
_LATER = re.compile(r"\b(?:and|but|or|then) (?:were|are)\b", re.IGNORECASE)
"""A verb of whoever was named before, far from its "we"."""
_NEAR = 2
"""So many words before a verb its "we" may stand: "we also were"."""


def as_i(said: str) -> str:
    """The sentence with "I" for "we"; empty where that would not be English, or not be true."""
    if _TOGETHER.search(said) or _LATER.search(said):
        return ""
    words = said.split(" ")
    plain = [plain_word(word) for word in words]
    new = list(words)
    for at, word in enumerate(plain):
        near = plain[max(0, at - _NEAR) : at + 2]
        mine = _AS_I.get(word) or (_AGREES.get(word) if "we" in near else None)
        if mine:
            new[at] = words[at].lower().replace("\u2019", "'").replace(word, mine)
    text = " ".join(new)
    return "" if text == said else sentence(text)


def as_sentence(said: str) -> str:
    """A clause of the transcript, with a capital and a full stop."""
    return f"{sentence(said.strip(MARKS))}."


def carrier(labelled: Sequence[LabelledUnit], part: Segment) -> LabelledUnit | None:
    """The sentence of a part that more can be said after; None where none is fit to say again.

    Of the Result the last, for there it leads on; of the Action and the Reflection only what
    begins with "I"; else the longest.
    """
    fits = [one for one in labelled if one.segment == part and not one.aside and told(one)[0]]
    if part in ("action", "reflection"):
        fits = [one for one in fits if plain_word(told(one)[0].split(" ")[0]) == "i"]
    if part in ("result", "reflection"):
        return fits[-1] if fits else None
    return max(fits, key=lambda one: len(told(one)[0]), default=None)


def told(one: LabelledUnit) -> tuple[str, float]:
    """The longest clause of a unit that stands by itself, and when; empty where none does."""
    words = one.unit.words
    texts = [word.text for word in words]
    found = [
        (first, last)
        for first, last in whole(texts, [word.sure for word in words])
        if stands_alone(texts, first, last)
        and (last == len(texts) - 1 or texts[last][-1:] in MARKS)
        and plain_word(texts[last]) not in _NO_END
        and _FEWEST_WORDS <= last - first + 1 <= MOST_WORDS
        and is_fluent(" ".join(texts[first : last + 1]))
    ]
    if not found:
        return "", one.unit.start
    first, last = max(found, key=lambda one: one[1] - one[0])
    return " ".join(texts[first : last + 1]).rstrip(MARKS), words[first].start
