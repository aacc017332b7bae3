"""Which section of the live screen gets how many lines, on a terminal of any size. Pure."""

from collections.abc import Mapping
from typing import Literal, get_args

from mockint.screen import live_text
from mockint.screen.parts_bar import Signs, bar_in_words, parts_bar, parts_in_one_line
from mockint.screen.runs import BLANK, Line, paragraph
from mockint.screen.state import ScreenState

Section = Literal["heading", "question", "status", "parts", "words", "notes", "keys"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""From top to bottom."""

Arranged = Mapping[Section, tuple[Line, ...]]

LEAST_WORDS = 3
MOST_NOTES = 6
SPACED: tuple[Section, ...] = ("status", "parts", "words", "notes", "keys", "question")
"""Have a blank line above them where there is room, in this order."""


def arrange(state: ScreenState, width: int, height: int, signs: Signs) -> Arranged:
    """All sections, together exactly ``height`` lines; what matters most is served first.

    The words get what is left.
    """
    room = _Room(height)
    status = room.take(live_text.status(state, width, signs)[:height])
    asked = live_text.question(state, width)
    question = room.take(_cut(asked, max(1, room.left - 2), width))
    bar, told = parts_bar(state, width, signs), bar_in_words(state, width)
    forms = ((*bar, *told), bar, parts_in_one_line(state, width, signs))
    parts = room.take(next((one for one in forms if len(one) <= room.left - 2), forms[-1]))
    notes = room.take(_notes(state, width, max(1, min(MOST_NOTES, (room.left - 1) // 2))))
    keys = room.take(live_text.keys(state, width), spare=1)
    heading = room.take(live_text.heading(state, width, signs), spare=LEAST_WORDS)
    made: dict[Section, tuple[Line, ...]] = {
        "heading": heading,
        "question": question,
        "status": status,
        "parts": parts,
        "notes": notes,
        "keys": keys,
    }
    for section in SPACED:
        if section == "words" or (made[section] and (section != "question" or heading)):
            made[section] = (
                *room.take((BLANK,), spare=LEAST_WORDS),
                *made.get(section, ()),
            )
    gap = made["words"]
    said = live_text.words(state, width, room.left)
    made["words"] = (*gap, *said, *(BLANK,) * (room.left - len(said)))
    return made


def arrange_quiet(state: ScreenState, width: int, height: int, signs: Signs) -> Arranged:
    """Only the clock, as in a real interview; the question while it is asked, and what is wrong."""
    room = _Room(height)
    status = room.take(live_text.activity_only(state, width, signs)[:height])
    listening = state.phase == "listening"
    question = (
        () if listening else room.take(_cut(live_text.question(state, width), room.left, width))
    )
    notes = room.take(_notes(state, width, room.left, quiet=True))
    keys = () if listening else room.take(live_text.keys(state, width))
    return {
        "heading": (),
        "question": question,
        "status": status if not question else (*room.take((BLANK,)), *status),
        "parts": (),
        "words": (BLANK,) * room.left,
        "notes": notes,
        "keys": keys,
    }


class _Room:
    """Lines that are left."""

    def __init__(self, height: int) -> None:
        self.left = max(0, height)

    def take(self, lines: tuple[Line, ...], spare: int = 0) -> tuple[Line, ...]:
        """The lines, or none of them where ``spare`` lines would not be left."""
        if len(lines) > self.left - spare:
            return ()
        self.left -= len(lines)
        return lines


def _cut(lines: tuple[Line, ...], most: int, width: int) -> tuple[Line, ...]:
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], *paragraph("...", width)) if most > 0 else ()


def _notes(state: ScreenState, width: int, most: int, *, quiet: bool = False) -> tuple[Line, ...]:
    """The newest notes, each whole."""
    chosen: tuple[Line, ...] = ()
    for one in reversed(state.notes):
        if quiet and one.kind == "warning":
            continue
        lines = live_text.note(one, width)
        if len(lines) + len(chosen) > most:
            break
        chosen = (*lines, *chosen)
    return chosen
