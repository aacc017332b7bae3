"""Forms of one word brought together: by its ending, by its beginning, by its number."""

from collections.abc import Sequence
from typing import Final

from mockint.text.normalize import plain_words

ENDINGS: Final = ("ing", "ed", "es", "s", "ly")
"""Common endings, in the order in which they are tried."""
LETTERS: Final = 5
"""Of a word's beginning: enough for "reproduce" and "reproduced", "disagreed" and
"disagreement"."""
SHORTEST: Final = 4
"""Letters of a word that says something about a story by itself."""


def stem(word: str, endings: Sequence[str] = ENDINGS, shortest: int = 4) -> str:
    """``word`` without the first of ``endings`` that leaves ``shortest`` letters or more."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word[: -len(ending)]
    return word


def beginning(word: str) -> str:
    """The first letters of ``word``: "retried" and "retries" are one."""
    return word[:LETTERS]


def beginnings(text: str, without: frozenset[str] = frozenset()) -> dict[str, str]:
    """The beginning of each longer word of ``text``, and the word that has it first, in order.

    ``without``: words to leave out. Apostrophes go ("didn't" is "didnt"), figures are no words.
    """
    found: dict[str, str] = {}
    for word in plain_words(text):
        bare = word.replace("'", "")
        if len(bare) >= SHORTEST and bare.isalpha() and word not in without:
            found.setdefault(beginning(bare), word)
    return found


def singular(word: str) -> str:
    """ "weeks" and "week's" as "week"; "class" stays."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def root(word: str) -> str:
    """What the written forms of one word share: "prioritise" and "prioritizing" are one,
    and so are "planned" and "planning", "delivery" and "deliveries".

    No word itself, and now and then one for two words; for lists of words that somebody chose.
    """
    found = word.removesuffix("'s")
    for ending in ENDINGS[:4]:
        if found.endswith(ending) and len(found) - len(ending) >= 3 and not found.endswith("ss"):
            found = found[: -len(ending)]
            break
    if len(found) > 3 and found[-1] == found[-2] and found[-1] in "bdglmnprt":
        found = found[:-1]
    if len(found) > 3:
        found = found.removesuffix("e")
    found = found[:-1] + "y" if found.endswith("i") else found
    return found[:-1] + "z" if len(found) > 4 and found.endswith(("is", "ys")) else found
