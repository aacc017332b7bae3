"""A text cut into pieces that an engine can be trusted with."""

import re
from collections.abc import Iterator

_UNSPOKEN = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def can_be_said(text: str) -> bool:
    """Whether there is anything to say in it."""
    return any(character.isalnum() for character in text)


def cut(text: str, limit_bytes: int) -> tuple[str, ...]:
    """Pieces of at most ``limit_bytes`` of UTF-8, cut at sentences, else at blanks, else anywhere.

    No character is lost but white space and control characters. Nothing for a text in which there
    is nothing to say.
    """
    clean = _UNSPOKEN.sub(" ", text).strip()
    if not can_be_said(clean):
        return ()
    pieces: list[str] = []
    for part in _small_parts(clean, limit_bytes):
        if pieces and _size(f"{pieces[-1]} {part}") <= limit_bytes:
            pieces[-1] += f" {part}"
        else:
            pieces.append(part)
    return tuple(pieces)


def _small_parts(text: str, limit_bytes: int) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        if _size(sentence) <= limit_bytes:
            yield sentence
        else:
            for word in sentence.split(" "):
                yield from _chopped(word, limit_bytes)


def _chopped(word: str, limit_bytes: int) -> Iterator[str]:
    """``word`` itself, or, should it be longer than a piece may be, as much as fits, repeatedly."""
    while _size(word) > limit_bytes:
        head = word.encode()[:limit_bytes].decode("utf-8", "ignore")
        yield head
        word = word[len(head) :]
    if word:
        yield word


def _size(text: str) -> int:
    return len(text.encode())
