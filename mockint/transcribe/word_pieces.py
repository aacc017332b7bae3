"""Words as Whisper writes them, put together as a person would.

Whisper cuts before punctuation inside a word: "well-known" comes as " well", "-known" and "$8,000"
as " $8", ",000". A blank in front marks where a new word begins, so what comes without one belongs
to the word before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mockint.text.printable import one_line
from mockint.transcribe.types import LONGEST_WORD, Word


@dataclass(frozen=True, slots=True)
class RawWord:
    """A word with the blanks that its writer left around it; times in seconds."""

    text: str
    start: float
    end: float
    probability: float | None
    confirmed: bool = False
    """As ``Word.confirmed``."""


def join_pieces(words: Sequence[RawWord]) -> list[RawWord]:
    """The words of one segment, in the order given, whole and without surrounding blanks.

    Where no word has a blank in front, the writer marked none, and all stand as they are. A word's
    probability is the least of its pieces'. Lone punctuation ("-", "...") joins the word before it
    when written against it, the word behind it when that is written against it (" $", "8"), and is
    left out otherwise: it is not speech. Pieces that would be more
    than LONGEST_WORD letters together make several words, and a longer one loses its end.
    """
    marked = any(word.text[:1].isspace() for word in words)
    made: list[RawWord] = []
    for word in words:
        text = one_line(word.text.strip())
        if not text:
            continue
        joins = marked and made and not word.text[:1].isspace()
        if joins and len(made[-1].text) + len(text) <= LONGEST_WORD:
            made[-1] = _together(made[-1], text, word)
        else:
            made.append(replace(word, text=text[:LONGEST_WORD]))
    return [one for one in made if _is_said(one.text) or set(one.text) & MUSIC]


MUSIC = frozenset("\u2669\u266a\u266b\u266c")
"""Notes that stand round a song: what is between them is a label."""


def _is_said(text: str) -> bool:
    return any(character.isalnum() for character in text)


def whole_words(words: Sequence[RawWord]) -> list[Word]:
    """As :func:`join_pieces`, as an engine gives them."""
    return [Word(one.text, one.start, one.end, one.probability) for one in join_pieces(words)]


def _together(first: RawWord, text: str, second: RawWord) -> RawWord:
    if not _is_said(text):
        return replace(first, text=first.text + text)
    if not _is_said(first.text):
        return replace(second, text=first.text + text, start=min(first.start, second.start))
    known = [p for p in (first.probability, second.probability) if p is not None]
    return RawWord(
        first.text + text,
        min(first.start, second.start),
        max(first.end, second.end),
        min(known) if known else None,
    )
