"""An answer as a small text that a person can put right, and its words with times again. Pure.

The text has a heading for each part and its words below. It goes both ways: what ``written`` wrote
and nobody changed, ``read`` reads as it was.

Unchanged words keep their times and what the recognizer gave them; words that were typed are sure
(a person says so) and fit between the neighbours that stayed.
"""

import hashlib
import re
import textwrap
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from mockint.domain import SEGMENTS, Segment
from mockint.errors import UsageError
from mockint.record import Correction
from mockint.star.types import Span
from mockint.text.normalize import EDGES, plain_word
from mockint.text.printable import printable
from mockint.transcribe.types import LONGEST_WORD, MOST_WORDS, Word

WIDTH = 78
_HEADING = re.compile(r"\[\s*([A-Za-z]+)\s*\]")
_VERSION = re.compile(r"^# Version: ([0-9a-f]{12})$", re.MULTILINE)
_LIKE_HEADING = re.compile(r"\\*" + _HEADING.pattern)
_HELP = f"""\
# Correct the words that are wrong. Move a [heading] to where its part really
# starts, or add a heading. Each heading is on its own line.
# Parts: {", ".join(SEGMENTS)}.
# Then save the file and close it. If you change nothing, nothing happens.
"""


@dataclass(frozen=True, slots=True)
class Form:
    """Words, and where the parts begin."""

    words: tuple[str, ...]
    headings: tuple[tuple[int, Segment], ...]
    """(index of the first word, part), in order; the first one at 0."""


def form_of(words: Sequence[Word], spans: Sequence[Span]) -> Form:
    """An answer as it stands. A word belongs to the span it begins in."""
    headings: list[tuple[int, Segment]] = []
    for index, word in enumerate(words):
        begun = bisect_right(spans, word.start, key=lambda span: span.start)
        segment = spans[max(0, begun - 1)].segment if spans else "situation"
        if not headings or headings[-1][1] != segment:
            headings.append((index, segment))
    return Form(tuple(word.text for word in words), tuple(headings))


def written(form: Form, about: str) -> str:
    """The text to edit; ``about`` says which answer it is."""
    title = textwrap.wrap(about, WIDTH, initial_indent="# ", subsequent_indent="# ")
    lines = [*title, f"# Version: {_version(form)}", *_HELP.splitlines()]
    ends = [index for index, _ in form.headings[1:]] + [len(form.words)]
    for (index, segment), end in zip(form.headings, ends, strict=True):
        lines += ["", f"[{segment}]", *_filled(form.words[index:end])]
    return "\n".join(lines) + "\n"


def _version(form: Form) -> str:
    """The same for the same words and headings only."""
    return hashlib.sha256(repr((form.words, form.headings)).encode()).hexdigest()[:12]


def check_version(text: str, now: Form) -> None:
    """Raise UsageError where the answer was put right after ``text`` was written: it would undo
    that. A text that does not say of which version it is may be of any.
    """
    of = _VERSION.search(text)
    if of is not None and of[1] != _version(now):
        raise UsageError(
            "the answer was corrected after this text was made",
            cause="your text would undo that correction",
            next_step="mockint correct ROUND --print, for the text as it is now",
        )


def _filled(words: Sequence[str]) -> list[str]:
    """Lines of whole words; one that could be taken for a heading ("[Music]") gets a backslash."""
    lines = textwrap.wrap(" ".join(words), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"\\{line}" if _LIKE_HEADING.fullmatch(line) else line for line in lines]


def read(text: str) -> Form:
    """The text as it came back. Raises UsageError, which says what is wrong with it."""
    words: list[str] = []
    headings: list[tuple[int, Segment]] = []
    for number, raw in enumerate(printable(text).splitlines(), 1):
        line = raw.strip()
        if not line or (line.startswith("#") and not headings):
            continue
        heading = _HEADING.fullmatch(line)
        if heading:
            headings.append((len(words), _segment(heading[1], number)))
        elif not headings:
            raise UsageError(
                f"line {number} of the text comes before the first [part]",
                cause="every word must belong to a part",
            )
        else:
            words += line[_LIKE_HEADING.fullmatch(line) is not None :].split()
    if not words:
        raise UsageError("the text has no words left", next_step="mockint delete ROUND")
    return Form(_checked(words), tuple(headings))


def _checked(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a whole answer, once they can be kept. Raises UsageError."""
    longest = max(words, key=len, default="")
    if len(longest) > LONGEST_WORD:
        raise UsageError(
            f"a word of the text has {len(longest)} letters",
            cause=f"mockint keeps words of up to {LONGEST_WORD}: {longest[:20]}…",
        )
    if len(words) > MOST_WORDS:
        raise UsageError(
            f"the text has {len(words)} words",
            cause=f"mockint keeps answers of up to {MOST_WORDS}",
        )
    return tuple(words)


def _segment(name: str, line: int) -> Segment:
    for segment in SEGMENTS:
        if name.lower() == segment:
            return segment
    raise UsageError(
        f"line {line} of the text has an unknown part, {name!r}",
        cause=f"the parts are {', '.join(SEGMENTS)}",
    )


def with_word(form: Form, old: str, new: str) -> Form:
    """Every place where ``old`` (one word or several) stands, with ``new`` for it.

    Capitals do not matter and the last word's punctuation stays. Raises UsageError where it does
    not stand.
    """
    places = _found(form, old)
    size, typed = len(old.split()), printable(new).split()
    words, headings = list(form.words), list(form.headings)
    for at in reversed(places):
        last = words[at + size - 1]
        tail = last[len(last.rstrip(EDGES)) :]
        instead = [*typed[:-1], typed[-1] + tail] if typed and typed[-1][-1] not in EDGES else typed
        words[at : at + size] = instead
        grown = len(instead) - size
        headings = [
            (max(at, index + grown) if index > at else index, part) for index, part in headings
        ]
    return Form(_checked(words), tuple(headings))


def with_part(form: Form, segment: Segment, words: str) -> Form:
    """``segment`` begins at ``words``: its nearest heading moves there, or a new one comes.

    Raises UsageError where they do not stand exactly once.
    """
    places = _found(form, words)
    if len(places) > 1:
        raise UsageError(
            f"{words!r} was said {len(places)} times", cause="give more of the words around it"
        )
    (at,) = places
    same = [one for one in form.headings if one[1] == segment]
    nearest = min(same, key=lambda one: abs(one[0] - at), default=None)
    others = [one for one in form.headings if one is not nearest and one[0] != at]
    headings = sorted([*others, (at, segment)])
    if not headings or headings[0][0] != 0:
        raise UsageError(
            f"{segment} cannot begin at {words!r}",
            cause="the words before it would belong to no part",
            next_step="mockint correct ROUND",
        )
    return Form(form.words, tuple(headings))


def _found(form: Form, words: str) -> list[int]:
    wanted = [plain_word(word) for word in words.split()]
    there = [plain_word(word) for word in form.words]
    places = [
        at for at in range(len(there) - len(wanted) + 1) if there[at : at + len(wanted)] == wanted
    ]
    if not places or not wanted:
        raise UsageError(
            f"{words!r} is not in the answer", next_step="mockint correct ROUND --print"
        )
    return places


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
