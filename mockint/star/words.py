"""Words with times, handed to what reads plain text (``mockint.text``)."""

from collections.abc import Sequence

from mockint.text.reading import Token, read, read_text
from mockint.transcribe.types import Word


def read_words(words: Sequence[Word]) -> tuple[Token, ...]:
    """The words as tokens; a token's indices are those of ``words``."""
    return read([word.text for word in words])


def read_sure(words: Sequence[Word]) -> str:
    """How the words read that their engine stands by."""
    return read_text([word.text for word in words if word.sure])
