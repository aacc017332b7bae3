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
