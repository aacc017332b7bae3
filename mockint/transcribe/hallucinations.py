"""What Whisper makes up, told from what was said. Pure.

Trained on subtitles, Whisper writes what subtitles say where nothing is said ("Thank you.",
"Thanks for watching!"), and can repeat itself without end (Radford et al. 2022, section 4.5;
Koenecke et al. 2024, "Careless Whisper": 1 % of recordings, more of them with long silences).
A candidate may say "thank you" too, so nothing is dropped that a voice stands behind.
"""

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace

from mockint.text.normalize import plain_words
from mockint.transcribe.types import Piece, Word

KNOWN = frozenset(
    {
        "bye",
        "bye bye",
        "goodbye",
        "please subscribe",
        "please subscribe to my channel",
        "see you next time",
        "see you in the next video",
        "so",
        "subtitles by the amara org community",
        "thank you",
        "thank you bye",
        "thank you for watching",
        "thank you so much",
        "thank you so much for watching",
        "thank you very much",
        "thanks",
        "thanks for watching",
        "the end",
        "you",
    }
)
"""Texts that stand alone in a window without speech, without capitals and marks."""

VOICE_S = 0.2
"""Voice that must lie behind such a text: the shortest "thanks" takes about that."""
REACH_S = 0.3
"""How far Whisper's word times may be from the voice that they stand for."""

LOOP_TIMES = 4
"""Repeats in a row that make a loop, where the text is also as monotonous as one."""
LOOP_WORDS = 12
"""The longest run of words looked at as the thing repeated."""
LOOP_RATIO = 2.4
"""Bytes of text to bytes compressed above which Whisper calls its own text repetitive."""

LONGEST_WORD = 45
"""Letters; a longer word is looked at for a loop inside it ("churchchurchchurch")."""
_TURNS = re.compile(r"(.+?)\1{3,}")


def plain(words: Sequence[Word]) -> str:
    """The words' text in small letters, without marks."""
    return " ".join(plain_words(" ".join(word.text for word in words)))


def without_hallucinations(words: Sequence[Word], voiced: Sequence[Piece] | None) -> list[Word]:
    """The words of one piece, without those that were never said.

    - A piece whose whole text is in :data:`KNOWN`, said once or again and again, goes where less
      than :data:`VOICE_S` of voice lies behind it; ``voiced`` None means that this was not
      measured, and it stays.
    - Of a run of words repeated over and over, the first stays.
    """
    if voiced is not None and _is_known(plain(words)) and _voice_behind(words, voiced) < VOICE_S:
        return []
    return without_loops(words)


def _is_known(text: str) -> bool:
    said = text.split()
    for turn in range(1, len(said) + 1):
        times, rest = divmod(len(said), turn)
        if not rest and said == said[:turn] * times and " ".join(said[:turn]) in KNOWN:
            return True
    return False


def repeats(words: Sequence[Word], prompt: str) -> bool:
    """Whether the words only say ``prompt`` again: it is ours, nobody says it word for word."""
    return bool(words) and plain(words) == " ".join(plain_words(prompt))


def _voice_behind(words: Sequence[Word], voiced: Sequence[Piece]) -> float:
    start, end = words[0].start - REACH_S, words[-1].end + REACH_S
    return sum(max(0.0, min(end, b) - max(start, a)) for a, b in voiced)


def without_loops(words: Sequence[Word]) -> list[Word]:
    """The words with every loop cut to its first turn.

    A loop is a run of up to LOOP_WORDS words said LOOP_TIMES times or more without anything
    between, whose text compresses better than LOOP_RATIO. Stammering ("no, no, no, no") is short
    and does not compress.
    """
    kept = [_without_turns(word) for word in words]
    at = 0
    while at < len(kept):
        size, times = _loop_at(kept, at)
        if size and ratio(plain(kept[at : at + size * times])) > LOOP_RATIO:
            end = at + size * times
            rest = [plain_words(word.text) for word in kept[end:]]
            if rest == [plain_words(word.text) for word in kept[at : at + len(rest)]]:
                end = len(kept)  # the last turn was cut off in the middle
            del kept[at + size : end]
        at += 1
    return kept


def _without_turns(word: Word) -> Word:
    if len(word.text) <= LONGEST_WORD:
        return word
    return replace(word, text=_TURNS.sub(r"\1", word.text))


def _loop_at(words: Sequence[Word], at: int) -> tuple[int, int]:
    """Length in words and number of turns of the loop that begins at ``at``; (0, 0) for none."""
    texts = [plain_words(word.text) for word in words[at:]]
    for size in range(1, min(LOOP_WORDS, len(texts) // LOOP_TIMES) + 1):
        times = 1
        while texts[times * size : (times + 1) * size] == texts[:size]:
            times += 1
        if times >= LOOP_TIMES:
            return size, times
    return 0, 0


def ratio(text: str) -> float:
    """As ``whisper.utils.compression_ratio`` measures monotony."""
    whole = text.encode()
    return len(whole) / len(zlib.compress(whole))
