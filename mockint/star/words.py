"""Words with times, handed to what reads plain text (``mockint.text``)."""

from collections.abc import Sequence

from mockint.text.reading import Token, read, read_text
from mockint.transcribe.types import Word


def read_words(words: Sequence[Word]) -> tuple[Token, ...]:
    """The words as tokens; a token's indices are those of ``words``."""
    return read([word.text for word in words])


def sure_tokens(words: Sequence[Word]) -> tuple[Token, ...]:
    """What was read, less every word the recognizer doubted: doubt never makes evidence."""
    return tuple(
        token
        for token in read_words(words)
        if all(words[at].sure for at in range(token.first, token.last + 1))
    )


def read_sure(words: Sequence[Word]) -> str:
    """How the words read that their engine stands by."""
    return read_text([word.text for word in words if word.sure])
