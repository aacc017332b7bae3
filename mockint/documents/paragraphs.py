"""A document's lines put together: what was cut at the end of a line, bullets, headings. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from mockint.text.normalize import word_set

DATES = re.compile(
    r"\b(?:(?:19|20)\d\d|'\d\d)(?:[-/.]\d\d?)?\s*(?:-|\u2013|\u2014|to|until)+\s*"
    r"(?:\w+\.?\s+)?(?:\d\d?[-/.])?(?:(?:19|20)\d\d|'\d\d|present|now|today|current|date)\b"
    r"|^\W*(?:since\s+)?(?:\w{3,9}\.?\s+|\d\d?[-/.])?(?:19|20)\d\d\W*$",
    re.IGNORECASE,
)
"""A time from one year to another, or a year alone on its line."""
BULLETS = (
    "\u2022\u25cf\u25aa\u25ab\u25a0\u25a1\u25e6\u2023\u2043\u2219\u00b7\u27a2\u25ba\u25b6\u2713"
    "\u2714\u2756\u25c6\u25c7\u203a\u00bb\u2192\u2605\u2212"
)
_SIGN = re.compile(
    rf"(?:[{BULLETS}]+|\(cid:\d+\)|[-*+>\u2013\u2014](?=\s)|o(?=\s+[A-Z])|\(?\d{{1,2}}[.)](?=\s+\D))\s*"
)
_OPEN_END = word_set(
    "a an the and or of to for with in on at by from as into over under per via that which who"
    " using between across through within including & / + our my their its"
)
"""Words that no line of its own ends with."""
_WIDTH = 0.9
"""So many of the lines are no longer than what counts as a whole line;"""
_FULL = 0.8
"""a line of this share of it may have been cut at its end."""
_MARKUP = re.compile(r"\*\*|__|`|^#+\s*|^>\s+")
_COLUMNS = re.compile(r"(?<=[^\s,;|])\s{3,}(?=\S)")
"""A place and a date on two sides of one line."""
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()]{0,500}\)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One bullet, or one paragraph, on one line."""

    text: str
    heading: str
    """The last one above it; empty before the first."""
    is_bullet: bool = False
    is_heading: bool = False


def paragraphs(
    text: str,
    is_heading: Callable[[str], bool],
    begins: Callable[[str], bool] = lambda _line: False,
) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` in order, headings among them.

    ``is_heading``: whether a line is one. ``begins``: whether a line can only be a paragraph's
    first.
    """
    lines = [line.expandtabs(4).rstrip() for line in text.split("\n")]
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    width = lengths[int(len(lengths) * _WIDTH)] if lengths else 0
    made = _Made(is_heading, begins, width)
    for line in lines:
        made.take(line)
    made.close()
    return tuple(made.found)


class _Made:
    """Paragraphs while they are put together."""

    def __init__(
        self, is_heading: Callable[[str], bool], begins: Callable[[str], bool], width: int
    ) -> None:
        self.found: list[Paragraph] = []
        self._is_heading, self._begins, self._width = is_heading, begins, width
        self._heading = ""
        self._lines: list[str] = []
        self._indent, self._gap = 0, True
        self._is_bullet, self._sign_alone, self._is_dated = False, False, False

    def take(self, line: str) -> None:
        bare = _COLUMNS.sub(", ", _LINK.sub(r"\1", line.strip()))
        if not bare:
            self._gap = True
            return
        indent = len(line) - len(line.lstrip())
        sign = _SIGN.match(bare)
        rest = _without_markup(bare[sign.end() :] if sign else bare)
        if not rest:
            self.close()
            self._sign_alone = bool(sign)
            return
        is_heading = not sign and (bare.startswith("#") or self._is_heading(rest))
        if sign or is_heading or self._sign_alone or not self._goes_on(rest, indent):
            self.close()
            self._begin(rest, indent, is_bullet=bool(sign) or self._sign_alone)
            if is_heading:
                self._heading = rest.strip(" :")
                self.close(is_heading=True)
        else:
            self._lines += [rest] if _is_cut_word(self._lines[-1], rest) else [" ", rest]
        self._gap = self._sign_alone = False

    def close(self, *, is_heading: bool = False) -> None:
        """What was begun is whole."""
        whole = "".join(self._lines)
        for piece in whole.split(" \u2022 ") if self._is_bullet else (whole,):
            text = " ".join(piece.split())
            if text:
                self.found.append(Paragraph(text, self._heading, self._is_bullet, is_heading))
        self._lines = []

    def _begin(self, text: str, indent: int, *, is_bullet: bool) -> None:
        self._lines, self._is_dated = [text], bool(DATES.search(text))
        self._indent, self._is_bullet = indent, is_bullet

    def _goes_on(self, line: str, indent: int) -> bool:
        """The line goes on with what was begun before it."""
        if not self._lines or DATES.search(line):
            return False
        last = self._lines[-1]
        ends_open = last[-1] in ",-\u2013/&(" or last.split()[-1] in _OPEN_END
        if self._gap:  # a page may end inside a sentence
            return ends_open and line[0].islower()
        if ends_open or (self._is_bullet and indent > self._indent):
            return True
        if self._is_dated or self._begins(line):
            return False
        if line[0].islower() or line[0] in "$%&(\u20ac\u00a3" or line[0].isdigit():
            return True
        return len(last) >= _FULL * self._width and last[-1] not in ".!?:;"


def _without_markup(text: str) -> str:
    return _MARKUP.sub("", text).strip()


def _is_cut_word(before: str, after: str) -> bool:
    """A hyphen at the end of a line stays, for nobody can tell "well-" from "imple-"."""
    return before[-1:] == "-" and before[-2:-1].isalpha() and after[:1].islower()
