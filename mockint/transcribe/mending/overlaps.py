"""What a file tells twice for the same time is counted once. Pure.

Recordings are transcribed in pieces that overlap, and what was said where they do stands in both.
Only the same words at the same time are taken for one: somebody may well say a thing twice.
"""

from collections.abc import Sequence
from dataclasses import replace

from mockint.text.normalize import plain_words
from mockint.transcribe.forms.told import Told, ToldSegment, ToldWord

_NEAR_S = 1.5
"""How far the two times of one word may be apart."""
_BACK_S = 0.3
_LONGEST = 200
"""Words that are looked at as the same."""


def counted_once(told: Told) -> tuple[Told, str]:
    """Without the second telling, and one line that says so."""
    kept: list[ToldSegment] = []
    before: list[ToldWord] = []
    dropped = 0
    for one in told.segments:
        if one.has_word_times:
            words = _new(one.words, before)
            dropped += len(one.words) - len(words)
            before = [*before, *words][-2 * _LONGEST :]
            if words or not one.words:
                kept.append(replace(one, words=tuple(words)))
            continue
        if kept and _is_same_line(kept[-1], one):
            dropped += len(one.text.split())
            continue
        kept.append(one)
    if not dropped:
        return told, ""
    note = f"{dropped} words that stand twice for the same time were counted once."
    if dropped == 1:
        note = "One word that stands twice for the same time was counted once."
    return replace(told, segments=tuple(kept)), note


def _new(words: Sequence[ToldWord], before: Sequence[ToldWord]) -> list[ToldWord]:
    """``words`` without those that say again what stands before them."""
    kept = list(before)
    first = len(kept)
    at = 0
    while at < len(words):
        again = _again(words, at, kept)
        if again:
            at += again
        else:
            kept.append(words[at])
            at += 1
    return kept[first:]


def _again(words: Sequence[ToldWord], at: int, before: Sequence[ToldWord]) -> int:
    """How many words from ``at`` are the last ones of ``before``, told again at the same time."""
    start = words[at].start
    last = next((one.start for one in reversed(before) if one.start is not None), None)
    if start is None or last is None or start > last + _BACK_S:
        return 0
    if start >= last:  # the clock goes on: only a word that lies over the one before can be it
        return int(_lies_over(before[-1], words[at]))
    for size in range(min(_LONGEST, len(words) - at, len(before)), 0, -1):
        first = len(before) - size
        if not _is_same(before[first], words[at]):
            continue
        if all(_is_same(before[first + n], words[at + n]) for n in range(1, size)):
            return size
    return 0


def _is_same(a: ToldWord, b: ToldWord) -> bool:
    near = a.start is None or b.start is None or abs(a.start - b.start) <= _NEAR_S
    return near and plain_words(a.text) == plain_words(b.text)


def _lies_over(a: ToldWord, b: ToldWord) -> bool:
    """Whether ``b`` is the same word as ``a`` for more than half of its time."""
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    shared = min(a.end, b.end) - max(a.start, b.start)
    return shared > min(a.end - a.start, b.end - b.start) / 2 and _is_same(a, b)


def _is_same_line(a: ToldSegment, b: ToldSegment) -> bool:
    if None in (a.start, a.end, b.start, b.end) or plain_words(a.text) != plain_words(b.text):
        return False
    shared = min(a.end or 0.0, b.end or 0.0) - max(a.start or 0.0, b.start or 0.0)
    shorter = min((a.end or 0) - (a.start or 0), (b.end or 0) - (b.start or 0))
    return shared > shorter / 2
