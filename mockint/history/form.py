"""An answer as a small text that a person can put right: a heading for each part, its words below.

The text goes both ways: what ``written`` wrote and nobody changed, ``read`` reads as it was.
"""

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from mockint.errors import UsageError
from mockint.questions.base import SEGMENTS, Segment
from mockint.star.base import Span
from mockint.transcribe.base import Word

WIDTH = 78
_HEADING = re.compile(r"\[\s*([A-Za-z]+)\s*\]")
_LIKE_HEADING = re.compile(r"\\*" + _HEADING.pattern)
_EDGES = ".,;:!?\"'()\u201c\u201d\u2018\u2019\u2026"
_HELP = f"""\
# Put wrong words right. Move a [heading] to where its part really begins, or
# add one; it stands on a line of its own.
# Parts: {", ".join(SEGMENTS)}.
# Save and close. An unchanged text changes nothing.
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
        there = [span.segment for span in spans if span.start <= word.start]
        segment = there[-1] if there else spans[0].segment if spans else "situation"
        if not headings or headings[-1][1] != segment:
            headings.append((index, segment))
    return Form(tuple(word.text for word in words), tuple(headings))


def written(form: Form, about: str) -> str:
    """The text to edit; ``about`` says which answer it is."""
    title = textwrap.wrap(about, WIDTH, initial_indent="# ", subsequent_indent="# ")
    lines = [*title, *_HELP.splitlines()]
    ends = [index for index, _ in form.headings[1:]] + [len(form.words)]
    for (index, segment), end in zip(form.headings, ends, strict=True):
        lines += ["", f"[{segment}]", *_filled(form.words[index:end])]
    return "\n".join(lines) + "\n"


def _filled(words: Sequence[str]) -> list[str]:
    """Lines of whole words; one that could be taken for a heading ("[Music]") gets a backslash."""
    lines = textwrap.wrap(" ".join(words), WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"\\{line}" if _LIKE_HEADING.fullmatch(line) else line for line in lines]


def read(text: str) -> Form:
    """The text as it came back. Raises UsageError, which says what is wrong with it."""
    words: list[str] = []
    headings: list[tuple[int, Segment]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or (line.startswith("#") and not headings):
            continue
        heading = _HEADING.fullmatch(line)
        if heading:
            headings.append((len(words), _segment(heading[1], number)))
        elif not headings:
            raise UsageError(
                f"line {number} of the text comes before the first [part]",
                cause="every word belongs to a part",
            )
        else:
            words += line[_LIKE_HEADING.fullmatch(line) is not None :].split()
    if not words:
        raise UsageError("the text has no words left", next_step="mockint delete ROUND")
    return Form(tuple(words), tuple(headings))


def _segment(name: str, line: int) -> Segment:
    for segment in SEGMENTS:
        if name.lower() == segment:
            return segment
    raise UsageError(
        f"line {line} of the text has the part {name!r}", cause=f"known are {', '.join(SEGMENTS)}"
    )


def with_word(form: Form, old: str, new: str) -> Form:
    """Every place where ``old`` (one word or several) stands, with ``new`` for it.

    Capitals do not matter and the last word's punctuation stays. Raises UsageError where it does
    not stand.
    """
    places = _found(form, old)
    size, typed = len(old.split()), new.split()
    words, headings = list(form.words), list(form.headings)
    for at in reversed(places):
        last = words[at + size - 1]
        tail = last[len(last.rstrip(_EDGES)) :]
        instead = (
            [*typed[:-1], typed[-1] + tail] if typed and typed[-1][-1] not in _EDGES else typed
        )
        words[at : at + size] = instead
        grown = len(instead) - size
        headings = [
            (max(at, index + grown) if index > at else index, part) for index, part in headings
        ]
    return Form(tuple(words), tuple(headings))


def with_part(form: Form, segment: Segment, words: str) -> Form:
    """``segment`` begins at ``words``: its nearest heading moves there, or a new one comes.

    Raises UsageError where they do not stand exactly once.
    """
    places = _found(form, words)
    if len(places) > 1:
        raise UsageError(f"{words!r} was said {len(places)} times", cause="name more of its words")
    (at,) = places
    same = [one for one in form.headings if one[1] == segment]
    nearest = min(same, key=lambda one: abs(one[0] - at), default=None)
    others = [one for one in form.headings if one is not nearest and one[0] != at]
    headings = sorted([*others, (at, segment)])
    if not headings or headings[0][0] != 0:
        raise UsageError(
            f"{segment} cannot begin at {words!r}",
            cause="it is the first part, and the words before it need one",
            next_step="mockint correct ROUND",
        )
    return Form(form.words, tuple(headings))


def _found(form: Form, words: str) -> list[int]:
    wanted = [_bare(word) for word in words.split()]
    there = [_bare(word) for word in form.words]
    places = [
        at for at in range(len(there) - len(wanted) + 1) if there[at : at + len(wanted)] == wanted
    ]
    if not places or not wanted:
        raise UsageError(
            f"{words!r} is not in the answer", next_step="mockint correct ROUND --print"
        )
    return places


def _bare(word: str) -> str:
    return word.lower().strip(_EDGES)
