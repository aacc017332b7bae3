"""Words as they are compared: small letters, straight apostrophes, no marks."""

import re
from typing import Final

MARKS: Final = '.,;:!?\u2026"()[]\u201c\u201d\u2014\u2013-'
"""What stands around words and is no part of them; an apostrophe may be ("the teams'")."""
EDGES: Final = MARKS + "'\u2018\u2019"
"""The same for a word that is compared, not shown."""
PHRASE_END: Final = (".", ",", ";", ":", "!", "?")
"""Marks after which another phrase begins."""

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, as they stand there."""
    return frozenset(text.split())


def straight(text: str) -> str:
    """``text`` in small letters, its apostrophes straight."""
    return text.lower().replace("\u2019", "'").replace("\u2018", "'")


def plain_word(text: str) -> str:
    """One word without the marks around it: "Logs," is "logs"; a lone mark is empty."""
    return straight(text).strip(EDGES)


def plain_words(text: str) -> list[str]:
    """The words of ``text`` without any marks: "It's well-known." is "it's", "well", "known"."""
    return _WORD.findall(straight(text))


def letters(text: str) -> str:
    """Only the letters and figures of ``text``, small: two spellings of a word are the same."""
    return "".join(character for character in text.lower() if character.isalnum())


def ends_phrase(text: str) -> bool:
    """Whether the mark behind the word ends its phrase: "three," does."""
    return text.endswith(PHRASE_END)
