"""The words of a corrected transcript with times again, and what differs from what was heard. Pure.

Unchanged words keep their times and what the recognizer gave them; words that were typed are sure
(a person says so) and fit between the neighbours that stayed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from mockint.domain import Segment
from mockint.record import Correction
from mockint.star.types import Span
from mockint.transcribe.types import Transcript, Word

WORD_S = 0.3
"""A typed word that stands where nothing was heard gets at most so long: a spoken word's usual
length."""


@dataclass(frozen=True, slots=True)
class Block:
    """``old[a:b]`` became ``new[c:d]``; the same words where ``same``."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def blocks(old: Sequence[Word], new: Sequence[str]) -> tuple[Block, ...]:
    """How the heard words and the typed ones match, in order."""
    matcher = SequenceMatcher(None, [word.text for word in old], list(new), autojunk=False)
    return tuple(Block(tag == "equal", *cut) for tag, *cut in matcher.get_opcodes())


def retimed(old: Sequence[Word], new: Sequence[str], duration_s: float) -> tuple[Word, ...]:
    """The typed words with times. ``duration_s``: of the recording."""
    made: list[Word] = []
    for block in blocks(old, new):
        heard, typed = old[block.a : block.b], new[block.c : block.d]
        if block.same:
            made += heard
        elif len(heard) == len(typed):  # most often one word heard as another
            made += [Word(text, w.start, w.end) for w, text in zip(heard, typed, strict=True)]
        elif typed:
            made += _spread(typed, *_room(old, block, len(typed), duration_s))
    return tuple(made)


def corrected(transcript: Transcript, words: Sequence[str]) -> Transcript:
    """The transcript with the typed words. Where a person says what was said, it is understood."""
    timed = retimed(transcript.words, words, transcript.duration)
    before = set(transcript.words)
    typed = [word for word in timed if word not in before]
    lost = tuple(
        one
        for one in transcript.not_understood
        if not any(one.start <= word.start < one.end for word in typed)
    )
    return replace(transcript, words=timed, not_understood=lost)


def _room(old: Sequence[Word], block: Block, count: int, duration_s: float) -> tuple[float, float]:
    """From where to where the typed words of ``block`` were said."""
    if block.b > block.a:
        return old[block.a].start, max(old[block.a].start, old[block.b - 1].end)
    before = old[block.a - 1].end if block.a else 0.0
    after = old[block.b].start if block.b < len(old) else max(before, duration_s)
    length = min(after - before, WORD_S * count)
    if not block.a:  # before the first word: close to it, so that thinking time stays what it was
        return after - length, after
    return before, before + length


def _spread(typed: Sequence[str], start: float, end: float) -> Iterator[Word]:
    """By letters: a longer word takes longer."""
    letters = [max(1, len(text)) for text in typed]
    whole, at = sum(letters), 0
    for text, size in zip(typed, letters, strict=True):
        begins = start + (end - start) * at / whole
        at += size
        stops = end if at == whole else start + (end - start) * at / whole
        yield Word(text, begins, max(begins, stops))


def stays(old_index: int, new_index: int, cut: Sequence[Block]) -> bool:
    """Whether what began at the heard word ``old_index`` still begins there, at ``new_index``.

    Words put in or changed right there may be on either side of it.
    """
    for block in cut:
        if block.same and block.a <= old_index < block.b:
            if new_index == block.c + old_index - block.a:
                return True
        elif block.a <= old_index <= block.b and block.c <= new_index <= block.d:
            return True
    return False


def spans_of(headings: Sequence[tuple[int, Segment]], words: Sequence[Word]) -> tuple[Span, ...]:
    """Spans from (index of the first word, part); together the time from first word to last."""
    starts: list[tuple[int, Segment]] = []
    for index, segment in headings:
        if index >= len(words):
            continue
        if starts and starts[-1][0] == index:  # a heading without words
            starts.pop()
        if not starts or starts[-1][1] != segment:
            starts.append((index, segment))
    ends = [words[index].start for index, _ in starts[1:]] + [words[-1].end if words else 0.0]
    return tuple(
        Span(segment, words[index].start, end)
        for (index, segment), end in zip(starts, ends, strict=True)
    )


def word_corrections(old: Sequence[Word], new: Sequence[Word]) -> Iterator[Correction]:
    """Where the words differ, in order."""
    for block in blocks(old, [word.text for word in new]):
        if block.same:
            continue
        heard, typed = old[block.a : block.b], new[block.c : block.d]
        there = heard or typed
        yield Correction(
            kind="words",
            start=there[0].start,
            end=there[-1].end,
            before=" ".join(word.text for word in heard),
            after=" ".join(word.text for word in typed),
        )


def part_corrections(old: Sequence[Span], new: Sequence[Span]) -> Iterator[Correction]:
    """Where another part is now, in order; only the time that both have."""
    if not old or not new:
        return
    first, last = max(old[0].start, new[0].start), min(old[-1].end, new[-1].end)
    bounds = {span.start for span in (*old, *new) if first < span.start < last}
    edges = sorted({first, last, *bounds})
    pending: Correction | None = None
    for start, end in pairwise(edges):
        was, now = _segment_at(old, start), _segment_at(new, start)
        if pending and (pending.before, pending.after, pending.end) == (was, now, start):
            start = pending.start  # noqa: PLW2901 - the same stretch goes on
        elif pending:
            yield pending
        pending = None
        if was != now:
            pending = Correction(kind="part", start=start, end=end, before=was, after=now)
    if pending:
        yield pending


def _segment_at(spans: Sequence[Span], at: float) -> Segment:
    return next((span.segment for span in reversed(spans) if span.start <= at), spans[0].segment)
