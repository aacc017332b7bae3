"""What is said and means nothing: filler sounds, asides, words said twice."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from mockint.text.normalize import MARKS, plain_word, word_set
from mockint.text.numbers import NUMBER_WORDS

SOUNDS: Final = word_set("um umm uh uhh uhm er erm hm hmm mm mmm mhm ah eh")
"""Sounds that are no words. "Oh" is not among them: it may be a zero ("four oh four")."""
ASIDES: Final = (("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"))
"""Pairs of words that are often said for nothing; whether they are depends on what is beside
them."""
LONGEST_REPEAT: Final = 3
"""Words of a stutter; more is saying a thing twice."""

_AMOUNT: Final = word_set("one few many several half some per in")
_NAMING: Final = word_set("the an our this that every each his her their your my")
_AFTER_A_NAME: Final = word_set(
    "of was is were are had has at and or but for with where when because so that to by on from"
    " nurse nurses doctor doctors staff team visit visits patient patients department myself"
)
_AROUND = 3
"""Words on each side that show whether capitals mean anything."""

T = TypeVar("T")


def is_sound(text: str) -> bool:
    """Whether ``text``, one word with its marks, is one of SOUNDS: "Um," is, "her" is not."""
    return plain_word(text) in SOUNDS


def is_word(texts: Sequence[str], at: int) -> bool:
    """Whether what is spelled like a sound at ``at`` is a word, by what stands beside it.

    A unit is ("90 Ah", "twelve mm of rain"), an abbreviation ("UM", "the ER", "the er was full"),
    and a verb ("to err on the safe side").
    """
    plain = plain_word(texts[at])
    before = texts[at - 1] if at else ""
    after = texts[at + 1] if at + 1 < len(texts) else ""
    if _is_abbreviation(texts, at):
        return True
    next_to = plain_word(before) if before[-1:] not in MARKS else ""
    if plain in ("mm", "ah") and next_to:
        figure = next_to[-1:].isdigit()
        named = next_to in NUMBER_WORDS or next_to in _AMOUNT
        return figure or (named and plain == "mm" and texts[at][-1:] != ",")
    if plain == "er":
        ends = not after or texts[at][-1:] in ".;:!?"
        return next_to in _NAMING and (ends or plain_word(after) in _AFTER_A_NAME)
    return plain == "err" and (plain_word(after) == "on" or next_to in ("to", "would", "rather"))


def _is_abbreviation(texts: Sequence[str], at: int) -> bool:
    """In capitals, where the words around it are not."""
    if not texts[at].isupper():
        return False
    around = [*texts[max(0, at - _AROUND) : at], *texts[at + 1 : at + 1 + _AROUND]]
    return any(not text.isupper() for text in around if sum(map(str.isalpha, text)) > 1)


def without_repeats(
    tokens: Sequence[T], text: Callable[[T], str], twice: frozenset[str] = frozenset()
) -> list[T]:
    """ "it was, it was" once, the last try; up to ``LONGEST_REPEAT`` tokens long.

    ``text``: what a token says. ``twice``: single tokens that may be said twice in a row.
    """
    kept: list[T] = []
    for token in tokens:
        kept.append(token)
        for size in range(LONGEST_REPEAT, 0, -1):
            tail = [text(one) for one in kept[-2 * size :]]
            said_twice = len(tail) == 2 * size and tail[:size] == tail[size:]
            if said_twice and not (size == 1 and tail[0] in twice):
                del kept[-2 * size : -size]
                break
    return kept
