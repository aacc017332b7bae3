"""The candidate's own sentence as they could say it next time: their words, and blanks for facts.

Nothing is added that they did not say: a sentence with blanks ("It went from ___ to ___ in ___.")
is put after theirs. By rules over the words; no model.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mockint.domain import Segment
from mockint.star.clauses import is_past, stands_alone, whole
from mockint.star.next_take.said_again import said_again
from mockint.star.types import LabelledUnit
from mockint.star.word_classes import ADVERBS, NOT_NAMED, POINTS_BACK
from mockint.text.format import sentence
from mockint.text.normalize import MARKS, ends_phrase, plain_word, word_set

BLANK = "___"
MOST_WORDS = 18
"""A longer sentence is not said again in one breath, and what is put behind it belongs to its end
alone."""
_SHORTEST_DEED, _LONGEST_DEED = 5, 12
"""Words of a deed that is said within another sentence."""
Words = tuple[str, float | None]
"""Exact words of the transcript, and when they were said."""
NO_WORDS: Words = ("", None)
_NAMES_ENOUGH = 3
_ASIDE = word_set("it that this there he she they we you")
"""Behind a mark, the beginning of another clause."""
_NAMES_NOTHING = word_set("i one ones next thing things stuff bit lot")
_ON_THE_WAY = word_set("then also just first actually basically")
"""Behind "I", where a deed is told by itself."""
_NO_DEEDS = word_set(
    "did was had felt thought knew wanted hoped believed guessed meant said told saw heard noticed"
    " realized realised learned learnt needed used got looked tried went came worked helped"
)
"""Verbs behind "I" that tell of no step that somebody could picture."""


def as_sentence(said: str) -> str:
    """A clause, with a capital and a full stop."""
    return f"{sentence(said.strip(MARKS))}."


def followed(said: str, blank: str) -> str:
    """What was said and ``blank`` after it; the blank alone where it cannot be said again."""
    again = said_again(said)
    return f"{as_sentence(again)} {blank}" if again else blank


def is_deed(said: str) -> bool:
    """Whether it begins with "I" and a step of the speaker's own."""
    words = said.split()
    if not words or plain_word(words[0]) != "i":
        return False
    verb = next((word for word in words[1:4] if plain_word(word) not in ADVERBS), "")
    return is_past(verb) and plain_word(verb) not in _NO_DEEDS and not ends_phrase(verb)


def lesson(deeds: Iterable[Words], blank: str) -> tuple[Words, str]:
    """The deed of ``deeds`` that a lesson can be told of, and the lesson with ``blank``; the blank
    alone where there is none.

    What says most by itself goes first: without "it" or "him", with the most words that name
    something.
    """
    found = [(deed, short) for deed in deeds if (short := _short(deed[0]))]
    if not found:
        return NO_WORDS, blank
    deed, short = max(found, key=lambda one: (not _points_back(one[1]), _named(one[1])))
    return deed, f"When {short}, I learned that {BLANK}. {blank}"


def _short(deed: str) -> str:
    """The first whole clause of a deed; empty where it is long, or names too little."""
    words = said_again(deed).split()
    if not is_deed(" ".join(words)):
        return ""
    if plain_word(words[1]) in _ON_THE_WAY:
        words = [words[0], *words[2:]]
    ends = [last + 1 for first, last in whole(words) if first == 0 and last >= _SHORTEST_DEED - 1]
    words = words[: min(ends, default=0)]
    short = " ".join(words).strip(MARKS)
    fits = len(words) <= _LONGEST_DEED and _named(short) >= _NAMES_ENOUGH
    goes_on = (
        ends_phrase(a) and plain_word(b).partition("'")[0] in _ASIDE for a, b in pairwise(words)
    )
    return short if fits and not any(goes_on) else ""


def _named(said: str) -> int:
    """How many different words name something or somebody, or what was done."""
    return len({plain_word(word) for word in said.split()} - NOT_NAMED - _NAMES_NOTHING)


def _points_back(said: str) -> bool:
    pointing = POINTS_BACK | {"that", "this", "those", "these", "ones"}
    return any(plain_word(word) in pointing for word in said.split())


def carrier(labelled: Sequence[LabelledUnit], part: Segment) -> LabelledUnit | None:
    """The sentence of a part that more can be said after; None where none is fit to say again.

    Of the Result the last, for there it leads on; of the Action only what the speaker did, and of
    the Reflection only what begins with "I"; else the longest.
    """
    fits = [one for one in labelled if one.segment == part and not one.aside and told(one)[0]]
    if part == "action":
        fits = [one for one in fits if is_deed(said_again(told(one)[0]))]
    if part == "reflection":
        fits = [one for one in fits if plain_word(told(one)[0].split(" ")[0]) == "i"]
    if part in ("result", "reflection"):
        return fits[-1] if fits else None
    return max(fits, key=lambda one: len(told(one)[0]), default=None)


def told(one: LabelledUnit) -> Words:
    """The longest clause of a unit that stands by itself; no words where none does."""
    words = one.unit.words
    texts = [word.text for word in words]
    found = [
        (first, last)
        for first, last in whole(texts, [word.sure for word in words])
        if stands_alone(texts, first, last)
        and (last == len(texts) - 1 or texts[last][-1:] in MARKS)
        and last - first + 1 <= MOST_WORDS
        and said_again(" ".join(texts[first : last + 1]))
    ]
    if not found:
        return NO_WORDS
    first, last = max(found, key=lambda one: one[1] - one[0])
    return " ".join(texts[first : last + 1]).rstrip(MARKS), words[first].start
