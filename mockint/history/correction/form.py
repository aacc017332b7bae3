"""An answer as a small text that a person can put right. Pure.

The text has a heading for each part and its words below; that of a reply has its words alone. It
goes both ways: what ``written`` wrote and nobody changed, ``read`` reads as it was.
"""

import hashlib
import re
import textwrap
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mockint.domain import SEGMENTS, Segment
from mockint.errors import UsageError
from mockint.star.types import Span
from mockint.text.normalize import EDGES, plain_word
from mockint.text.printable import printable
from mockint.transcribe.types import LONGEST_WORD, MOST_WORDS, Word

WIDTH = 78
_HEADING = re.compile(r"\[\s*([A-Za-z]+)\s*\]")
_VERSION = re.compile(r"^# Version: ([0-9a-f]{12})$", re.MULTILINE)
_LIKE_HEADING = re.compile(rf"\\*(?:{_HEADING.pattern}|#.*)")
_FIRST = "# Correct the words that are wrong."
_LAST = "# Then save the file and close it. If you change nothing, nothing happens.\n"
_HELP = f"""\
{_FIRST} Move a [heading] to where its part really
# starts, or add a heading. Each heading is on its own line.
# Parts: {", ".join(SEGMENTS)}.
{_LAST}"""
NO_PARTS = "a reply has no parts, only words"
_HELP_REPLY = f"{_FIRST}\n{_LAST}"


@dataclass(frozen=True, slots=True)
class Form:
    """Words, and where the parts begin."""

    words: tuple[str, ...]
    headings: tuple[tuple[int, Segment], ...]
    """(index of the first word, part), in order; the first one at 0. None in a reply."""


def form_of_reply(words: Sequence[Word]) -> Form:
    """A reply as it stands."""
    return Form(tuple(word.text for word in words), ())


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
    shown = _HELP if form.headings else _HELP_REPLY
    title = textwrap.wrap(about, WIDTH, initial_indent="# ", subsequent_indent="# ")
    lines = [*title, f"# Version: {version(form)}", *shown.splitlines()]
    if not form.headings:
        return "\n".join([*lines, "", *_filled(form.words)]) + "\n"
    ends = [index for index, _ in form.headings[1:]] + [len(form.words)]
    for (index, segment), end in zip(form.headings, ends, strict=True):
        lines += ["", f"[{segment}]", *_filled(form.words[index:end])]
    return "\n".join(lines) + "\n"


def version(form: Form) -> str:
    """What tells it from the form before a correction: the same for the same words and headings
    only."""
    return hashlib.sha256(repr((form.words, form.headings)).encode()).hexdigest()[:12]


def check_version(text: str, now: Form) -> None:
    """Raise UsageError where the answer was put right after ``text`` was written: it would undo
    that. A text that does not say of which version it is may be of any.
    """
    of = _VERSION.search(text)
    if of is not None and of[1] != version(now):
        raise UsageError(
            "the answer was corrected after this text was made",
            cause="your text would undo that correction",
            next_step="mockint correct ROUND --print, for the text as it is now",
        )


def _filled(words: Sequence[str]) -> list[str]:
    """Lines of whole words; one that could be taken for a heading ("[Music]") or for a note of
    ours gets a backslash."""
    lines = textwrap.wrap(" ".join(words), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"\\{line}" if _LIKE_HEADING.fullmatch(line) else line for line in lines]


def read(text: str, *, reply: bool = False) -> Form:
    """The text as it came back. Raises UsageError, which says what is wrong with it."""
    words: list[str] = []
    headings: list[tuple[int, Segment]] = []
    for number, raw in enumerate(printable(text).splitlines(), 1):
        line = raw.strip()
        if not line or (line.startswith("#") and not (headings or words)):
            continue
        heading = _HEADING.fullmatch(line)
        if heading and reply:
            raise UsageError(f"line {number} of the text begins a part", cause=NO_PARTS)
        if heading:
            headings.append((len(words), _segment(heading[1], number)))
        elif not (headings or reply):
            raise UsageError(
                f"line {number} of the text comes before the first [part]",
                cause="every word must belong to a part",
            )
        else:
            escaped = line.startswith("\\") and _LIKE_HEADING.fullmatch(line)
            words += line[1 if escaped else 0 :].split()
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
    if not form.headings:
        raise UsageError(f"{segment} cannot begin at {words!r}", cause=NO_PARTS)
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
