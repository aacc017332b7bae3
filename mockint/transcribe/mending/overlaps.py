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
    for size in range(min(_LONGEST, len(words) - at, len(before)), 0, -1):
        pairs = list(zip(before[len(before) - size :], words[at : at + size], strict=True))
        if start >= last and size > 1:
            continue  # only a word that begins with the one before it can be that one
        if all(_is_same(a, b) for a, b in pairs):
            return size
    return 0


def _is_same(a: ToldWord, b: ToldWord) -> bool:
    if a.start is None or b.start is None:
        near = True
    else:
        near = abs(a.start - b.start) <= _NEAR_S and _share_time(a, b)
    return near and plain_words(a.text) == plain_words(b.text)


def _share_time(a: ToldWord, b: ToldWord) -> bool:
    """Whether they can be one word: they begin together, or lie over each other."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    begin_together = abs(a.start - b.start) <= _BACK_S
    return begin_together or min(a.end, b.end) > max(a.start, b.start) or b.start < a.start


def _is_same_line(a: ToldSegment, b: ToldSegment) -> bool:
    if None in (a.start, a.end, b.start, b.end) or plain_words(a.text) != plain_words(b.text):
        return False
    shared = min(a.end or 0.0, b.end or 0.0) - max(a.start or 0.0, b.start or 0.0)
    shorter = min((a.end or 0) - (a.start or 0), (b.end or 0) - (b.start or 0))
    return shared > shorter / 2
