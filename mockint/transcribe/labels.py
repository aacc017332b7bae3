"""What a recognizer or a person wrote about the sound, and nobody said. Pure.

"[BLANK_AUDIO]", "(clears throat)", "*sighs*", "♪ la la ♪". Several words in one pair of brackets
come as several words.
"""

import re
from collections.abc import Sequence

from mockint.transcribe.types import Word
from mockint.transcribe.word_pieces import MUSIC

_PAIRS = {"[": "]", "(": ")", "{": "}", "*": "*", "\u3010": "\u3011", "\uff08": "\uff09"}
_NOTES = "".join(MUSIC)
_LONGEST = {"(": 5, "*": 5}
"""Words of an aside in round brackets, which may be speech; in square ones nothing is."""
_LONGEST_LABEL, _LONGEST_SONG = 12, 60
_MARKS = ".,;:!?\u2026\"'"
_LABEL = re.compile(r"[^\W\d_][\w .,'&:%-]*")
"""What stands in the brackets: words. A mark-up tag ("[/b]") or a year is none."""


def without_labels(words: Sequence[Word]) -> list[Word]:
    """The words without labels; those that are no label stand as they are."""
    kept: list[Word] = []
    at = 0
    while at < len(words):
        size = _label_at(words, at)
        if not size and words[at].text.strip(_NOTES + _MARKS):
            kept.append(words[at])
        at += max(1, size)
    return kept


def _label_at(words: Sequence[Word], at: int) -> int:
    """How many words the label has that begins at ``at``; 0 where none does."""
    text = words[at].text.strip(_MARKS)
    if text and text[0] in _NOTES:
        return _song_at(words, at)
    close = _PAIRS.get(text[:1])
    if close is None:
        return 0
    longest = _LONGEST.get(text[:1], _LONGEST_LABEL)
    for size in range(1, min(longest, len(words) - at) + 1):
        last = words[at + size - 1].text.strip(_MARKS)
        if size == 1 and len(last) < 3:
            continue
        if last.endswith(close):
            inner = " ".join(word.text.strip(_MARKS) for word in words[at : at + size])
            return size if _LABEL.fullmatch(inner.strip("".join(_PAIRS) + close).strip()) else 0
        if size > 1 and any(mark in last for mark in "[]()"):
            return 0
    return 0


def _song_at(words: Sequence[Word], at: int) -> int:
    """Up to the note that ends the song; 0 where it has no end: sentences are no song."""
    for size in range(1, min(_LONGEST_SONG, len(words) - at) + 1):
        text = words[at + size - 1].text.strip(_MARKS)
        if text and text[-1] in _NOTES and (size > 1 or len(text) > 1):
            return size
        if words[at + size - 1].text.endswith((".", "?", "!")):
            return 0
    return 0
