"""Text set into lines of a width: runs of words, each with a style. Pure, and no library's types.

A style is a name of this file's; what it looks like is the screen's business. Nothing is told by
style alone.
"""

from collections.abc import Iterable
from typing import Literal
from unicodedata import combining, east_asian_width

from mockint.text.printable import printable

Style = Literal["", "faint", "strong", "good", "over", "alarm"]
Run = tuple[str, Style]
Line = tuple[Run, ...]

BLANK: Line = ()


def cells(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrapped(words: Iterable[Run], width: int) -> tuple[Line, ...]:
    """Words in lines of at most ``width`` columns; a word that is longer is broken.

    Neighbours of one style become one run, blanks included.
    """
    lines: list[list[Run]] = [[]]
    used = 0
    for word, style in words:
        for piece in _pieces(printable(word), max(1, width)):
            need = cells(piece)
            if used and used + 1 + need > width:
                lines.append([])
                used = 0
            gap = " " if used else ""
            _append(lines[-1], gap, piece, style)
            used += len(gap) + need
    return tuple(tuple(line) for line in lines if line)


def paragraph(text: str, width: int, style: Style = "") -> tuple[Line, ...]:
    """Running text of one style."""
    return wrapped(((word, style) for word in text.split()), width)


def padded(text: str, width: int) -> str:
    """``text`` cut and filled to exactly ``width`` columns."""
    kept, used = "", 0
    for c in text:
        if used + cells(c) > width:
            break
        kept += c
        used += cells(c)
    return kept + " " * (width - used)


def length(line: Line) -> int:
    """Columns that a line takes."""
    return sum(cells(text) for text, _ in line)


def plain(line: Line) -> str:
    """The line's characters."""
    return "".join(text for text, _ in line)


def _append(line: list[Run], gap: str, piece: str, style: Style) -> None:
    if line and line[-1][1] == style:
        line[-1] = (line[-1][0] + gap + piece, style)
        return
    if gap:
        line.append((gap, ""))
    line.append((piece, style))


def _pieces(word: str, width: int) -> Iterable[str]:
    while cells(word) > width:
        head = padded(word, width).rstrip(" ") or word[:1]
        yield head
        word = word[len(head) :]
    if word:
        yield word
