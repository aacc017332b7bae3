"""What a file tells, whichever form it has: nothing is mended, guessed or left out yet."""

from collections.abc import Sequence
from dataclasses import dataclass

_MOSTLY = 0.8
"""Of the pieces with one word each, from which they are words with times, and not sentences."""
_FEW = 3


@dataclass(frozen=True, slots=True)
class ToldWord:
    """A word, or a piece of one, with the blanks that its writer left around it."""

    text: str
    start: float | None = None
    """In the unit of the file, as a rule seconds; None where it has none."""
    end: float | None = None
    probability: float | None = None
    """0..1; None where the file has none."""
    confirmed: bool = False
    """As ``Word.confirmed``."""
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ToldSegment:
    """A stretch that the file tells as one: a sentence, a line of a subtitle."""

    text: str
    start: float | None = None
    end: float | None = None
    words: tuple[ToldWord, ...] = ()
    """Empty where the file has only the text."""
    speaker: str | None = None

    @property
    def has_word_times(self) -> bool:
        """Whether any of its words has a time of its own."""
        return any(word.start is not None for word in self.words)


@dataclass(frozen=True, slots=True)
class Told:
    """All that a file tells, in its own order."""

    segments: tuple[ToldSegment, ...]
    language: str = ""
    """As it is written there: "de", "german", "en-US"; empty where nothing is."""
    duration: float | None = None


def words_or_segments(pieces: Sequence[ToldSegment]) -> tuple[ToldSegment, ...]:
    """``pieces`` as they are, or, where nearly each holds one word, as one segment of words.

    Programs that know no word times of their own are often told to write a line for each word.
    """
    said = [one for one in pieces if any(letter.isalnum() for letter in one.text)]
    single = [one for one in said if len(one.text.split()) == 1]
    if any(one.words for one in pieces) or len(said) < _FEW or len(single) < _MOSTLY * len(said):
        return tuple(pieces)
    words = tuple(
        ToldWord(one.text, one.start, one.end, speaker=one.speaker)
        for one in pieces
        if len(one.text.split()) == 1
    )
    if len(single) < len(said):
        return tuple(pieces)
    return (ToldSegment("", words=words),)
