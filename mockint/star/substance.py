"""How much was said that could be evidence: not how long it took to say it."""

from collections.abc import Collection, Sequence

from mockint.star.base import LabelledUnit
from mockint.star.ear import ear
from mockint.star.ear_features import read_text
from mockint.star.spoken import read
from mockint.transcribe.base import Word

KNOWN_SHARE = 0.5
"""A unit with a smaller share of words that the ear has met before is noise or another language."""
READ_BACK_SHARE = 0.8
"""A unit with a larger share of the question's own words is the question again."""


def substance(labelled: Sequence[LabelledUnit], question: str) -> int:
    """Words in sentences that count: each said once, in words that are words, not the question.

    ``question``: as it was asked; empty where it is not known.
    """
    asked = frozenset(_read(question))
    said: set[tuple[str, ...]] = set()
    for one in labelled:
        words = tuple(read_text(read(one.unit.words)).split())
        if words and _is_known(words) and not _is_read_back(words, asked):
            said.add(words)
    return sum(map(len, said))


def _read(text: str) -> list[str]:
    return read_text(read([Word(word, 0.0, 0.0) for word in text.split()])).split()


def _is_known(words: Sequence[str]) -> bool:
    index = ear().index
    return sum(word in index for word in words) >= KNOWN_SHARE * len(words)


def _is_read_back(words: Sequence[str], asked: Collection[str]) -> bool:
    return bool(asked) and sum(word in asked for word in words) >= READ_BACK_SHARE * len(words)
