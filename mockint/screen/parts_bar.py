"""One bar of the five targets, filled with what has been heard of each part. Pure.

Wide, the parts stand beside each other on the scale of the level's budget, whose end is marked;
narrow, they stand below each other. Which part is on is marked with a sign, what runs over with a
sign and in figures: colour only repeats it.
"""

from dataclasses import dataclass

from mockint.domain import SEGMENTS, Level, Segment
from mockint.events import Listening
from mockint.screen.runs import Line, Run, Style, cells, padded, paragraph
from mockint.screen.state import ScreenState, current_part, runs_over
from mockint.screen.wording import BLOCKS, Glyphs, full_targets, in_words, steps
from mockint.text.format import clock

SIDE_BY_SIDE = 64
"""Columns from which on the parts stand beside each other."""

_SHORTER: dict[Segment, tuple[str, ...]] = {
    "situation": ("Situation", "Sit.", "S"),
    "task": ("Task", "T"),
    "action": ("Action", "Act.", "A"),
    "result": ("Result", "Res.", "R"),
    "reflection": ("Reflection", "Refl.", "Refl", "Rf"),
}


@dataclass(frozen=True, slots=True)
class Signs:
    """The marks of the bar, as the terminal can show them."""

    glyphs: Glyphs
    now: str
    beyond: str
    end: str
    recording: str


def signs_for(glyphs: Glyphs) -> Signs:
    """Signs from the same set of characters as the glyphs."""
    if glyphs is BLOCKS:
        return Signs(glyphs, now="▸", beyond="»", end="│", recording="●")
    return Signs(glyphs, now=">", beyond="+", end="|", recording="*")


@dataclass(frozen=True, slots=True)
class _Part:
    segment: Segment
    target_s: float
    heard_s: float | None
    """None where nothing listens along."""
    is_now: bool
    is_over: bool

    def figures(self, room: int) -> str:
        """E.g. "22/30", with "!" where it runs over; the shortest has no target."""
        target = f"{self.target_s:.0f}"
        if self.heard_s is None:
            return f"{target} s" if room >= len(target) + 2 else target
        sign = " !" if self.is_over else ""
        heard = f"{int(self.heard_s)}"
        for text in (f"{heard}/{target}{sign}", f"{heard}{sign}"):
            if len(text) <= room:
                return text
        return heard

    @property
    def style(self) -> Style:
        return "over" if self.is_over else "good"


def parts_bar(state: ScreenState, width: int, signs: Signs) -> tuple[Line, ...]:
    """The bar in three lines, or in five where it is narrow; nothing during a reply."""
    if state.level is None or state.is_reply:
        return ()
    parts = _parts(state, state.level)
    if width >= SIDE_BY_SIDE:
        return _beside(parts, state.level, width, signs)
    return tuple(_below(part, width, signs) for part in parts)


def bar_in_words(state: ScreenState, width: int) -> tuple[Line, ...]:
    """What the bar has no room for: targets before they were scaled, times without the marks."""
    if state.level is None or state.is_reply:
        return ()
    lines = [full_targets()] if state.level.is_scaled else []
    if state.so_far is not None and state.so_far.as_heard:
        lines.append(f"Without your marks: {in_words(dict(state.so_far.as_heard))}.")
    return tuple(line for text in lines for line in paragraph(text, width, "faint"))


def parts_in_one_line(state: ScreenState, width: int, signs: Signs) -> tuple[Line, ...]:
    """Letters and seconds only, for a terminal with little room."""
    if state.level is None or state.is_reply:
        return ()
    for room, gap in ((8, "  "), (3, " ")):
        runs: list[Run] = []
        for part in _parts(state, state.level):
            sign = signs.now if part.is_now else ""
            text = f"{sign}{_SHORTER[part.segment][-1]} {part.figures(room)}"
            runs += [(text, "strong" if part.is_now else ""), (gap, "")]
        if sum(cells(text) for text, _ in runs[:-1]) <= width:
            return (tuple(runs[:-1]),)
    return ()


def _parts(state: ScreenState, level: Level) -> tuple[_Part, ...]:
    now = current_part(state.heard, state.so_far)
    heard = dict(state.so_far.parts) if state.so_far is not None else None
    about = state.listening
    return tuple(
        _Part(
            segment,
            level.targets_s[segment],
            None if heard is None else heard.get(segment, 0.0),
            segment == now,
            heard is not None
            and isinstance(about, Listening)
            and runs_over(segment, heard.get(segment, 0.0), about),
        )
        for segment in SEGMENTS
    )


def _beside(
    parts: tuple[_Part, ...], level: Level, width: int, signs: Signs
) -> tuple[Line, Line, Line]:
    """Names, bar, figures: each slot is as wide as its target is long, a blank included."""
    end = f"{signs.end}{clock(level.budget.max_s)}"
    room = width - len(end)
    per_second = room / max(level.budget.max_s, steps(level)[-1].until_s)
    names: list[Run] = []
    bar: list[Run] = []
    figures: list[Run] = []
    at = 0
    for part, step in zip(parts, steps(level), strict=True):
        until = round(step.until_s * per_second)
        slot, at = until - at - 1, until
        style: Style = "strong" if part.is_now else ""
        names += [(padded(_name(part, slot, signs), slot), style), (" ", "")]
        bar += [*_filled(part, slot, signs), (" ", "")]
        figures += [(padded(part.figures(slot), slot), style), (" ", "")]
    bar.append((" " * (room - at) + end, ""))
    return tuple(names), tuple(bar), tuple(figures)


def _below(part: _Part, width: int, signs: Signs) -> Line:
    """One part: name, bar on the scale of the longest target, figures."""
    name_cells, figure_cells = 11, 8
    longest = max(1, width - name_cells - figure_cells - 2)
    cells_here = max(1, round(longest * part.target_s / _longest_target(part)))
    style: Style = "strong" if part.is_now else ""
    name = f"{signs.now if part.is_now else ' '}{part.segment.title()}"
    return (
        (padded(name, name_cells), style),
        (" ", ""),
        *_filled(part, cells_here, signs),
        (" " * (longest - cells_here) + " ", ""),
        (part.figures(figure_cells), style),
    )


def _longest_target(part: _Part) -> float:
    """Of the five, on the same scale as this part's own target."""
    from mockint.domain import TARGET_S

    return max(TARGET_S.values()) * part.target_s / TARGET_S[part.segment]


def _name(part: _Part, room: int, signs: Signs) -> str:
    sign = signs.now if part.is_now else ""
    fitting = (name for name in _SHORTER[part.segment] if cells(sign + name) <= room)
    return sign + next(fitting, _SHORTER[part.segment][-1])


def _filled(part: _Part, slot: int, signs: Signs) -> list[Run]:
    """``slot`` cells: heard, still to come, and a sign where more was heard than fits."""
    heard_s = part.heard_s or 0.0
    full = min(slot, round(slot * heard_s / part.target_s))
    if heard_s > 0 and full == 0:
        full = 1
    beyond = int(heard_s) > round(part.target_s)  # as the figures say it
    shown = signs.glyphs.full * (full - beyond) + (signs.beyond if beyond else "")
    runs: list[Run] = [(shown, part.style), (signs.glyphs.empty * (slot - full), "faint")]
    return [run for run in runs if run[0]]
