"""Words that a recognizer said over and over: cut to the first time. Pure.

A loop can turn round one word, a sentence or several. What people say again on purpose stays:
"no, no, no", and a sentence said twice.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from mockint.text.normalize import plain_words
from mockint.transcribe.types import Word

LOOP_TIMES = 4
"""Repeats in a row that make a loop, where the text is also as monotonous as one."""
LOOP_RATIO = 2.4
"""Bytes of text to bytes compressed above which Whisper calls its own text repetitive."""
SENTENCE_WORDS, SENTENCE_TIMES = 8, 3
"""Nobody says so many words a third time in a row."""
LOOP_WORDS = 120
"""The longest run of words looked at as the thing repeated: several sentences."""

LONGEST_WORD = 45
"""Letters; a longer word is looked at for a loop inside it ("churchchurchchurch")."""
_TURNS = re.compile(r"(.+?)\1{3,}")
_ENDS = (".", "?", "!", "\u2026")


def plain(words: Sequence[Word]) -> str:
    """The words' text in small letters, without marks."""
    return " ".join(plain_words(" ".join(word.text for word in words)))


def ratio(text: str) -> float:
    """As ``whisper.utils.compression_ratio`` measures monotony."""
    whole = text.encode()
    return len(whole) / len(zlib.compress(whole))


def without_loops(words: Sequence[Word]) -> list[Word]:
    """The words with every loop cut to its first turn.

    A loop is a run of up to LOOP_WORDS words said LOOP_TIMES times or more without anything
    between, whose text compresses better than LOOP_RATIO, or a sentence of SENTENCE_WORDS said
    SENTENCE_TIMES. Stammering ("no, no, no, no") is short and does not compress.
    """
    kept = [_without_turns(word) for word in words]
    while (cut := _cut(kept)) != kept:
        kept = cut
    return kept


def _without_turns(word: Word) -> Word:
    if len(word.text) <= LONGEST_WORD:
        return word
    return replace(word, text=_TURNS.sub(r"\1", word.text))


def _cut(words: list[Word]) -> list[Word]:
    """One turn of each loop, those that turn fastest first."""
    texts = _numbered(words)
    for size in range(1, LOOP_WORDS + 1):
        if size * SENTENCE_TIMES > len(words):
            break
        least = SENTENCE_TIMES if size >= SENTENCE_WORDS else LOOP_TIMES
        until = len(words)
        for first, end in reversed(list(_periodic(texts, size, least * size))):
            if end <= until and _is_loop(words[first:end], texts[first : first + size], size):
                kept, after = _one_turn(words, first, end, size)
                words, texts = words[:kept] + words[after:], texts[:kept] + texts[after:]
                until = first
    return words


def _is_loop(words: Sequence[Word], turn: Sequence[int], size: int) -> bool:
    times = len(words) // size
    if size >= SENTENCE_WORDS and len(set(turn)) > 2:
        return True
    return times >= LOOP_TIMES and ratio(plain(words[: size * times])) > LOOP_RATIO


def _numbered(words: Sequence[Word]) -> list[int]:
    """A number for each word, the same for the same word however it is written."""
    known: dict[tuple[str, ...], int] = {}
    return [known.setdefault(tuple(plain_words(word.text)), len(known)) for word in words]


def _periodic(texts: Sequence[int], size: int, shortest: int) -> Iterator[tuple[int, int]]:
    """Stretches of ``shortest`` words or more in which each word is that ``size`` words before."""
    same = [-1, *(at for at, (a, b) in enumerate(zip(texts, texts[size:], strict=False)) if a != b)]
    same.append(max(0, len(texts) - size))
    for before, differs in pairwise(same):
        if differs - before - 1 + size >= shortest:
            yield before + 1, differs + size


def _one_turn(words: Sequence[Word], first: int, end: int, size: int) -> tuple[int, int]:
    """From where to where to leave out what goes round from ``first`` to ``end``, but one turn.

    What goes round may begin in the middle of its sentence, so that the end of the one before it
    looks like a part of it: the turn that stays is the first whole one. A last turn that was cut
    off in the middle goes where nothing follows it.
    """
    begin = first
    for at in range(first, min(first + size, end)):
        if at == 0 or words[at - 1].text.endswith(_ENDS):
            begin = at
            break
    times = (end - begin) // size
    after = len(words) if end == len(words) else begin + times * size
    return begin + size, after
