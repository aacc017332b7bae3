"""What is said and means nothing: filler sounds, asides, words said twice."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from mockint.text.normalize import plain_word, word_set

SOUNDS: Final = word_set("um umm uh uhh uhm er erm hm hmm mm mmm mhm ah eh")
"""Sounds that are no words. "Oh" is not among them: it may be a zero ("four oh four")."""
ASIDES: Final = (("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"))
"""Pairs of words that are often said for nothing; whether they are depends on what is beside
them."""
LONGEST_REPEAT: Final = 3
"""Words of a stutter; more is saying a thing twice."""

T = TypeVar("T")


def is_sound(text: str) -> bool:
    """Whether ``text``, one word with its marks, is one of SOUNDS: "Um," is, "her" is not."""
    return plain_word(text) in SOUNDS


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
