"""How long each part took and how it was said, as terminal text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.debrief.style import LEVEL_NAMES, SIGN, STYLE, clock
from mockint.questions.base import BUDGET, TARGET_S, Segment
from mockint.star.base import BudgetUse, Delivery, Filler, PartPace, Timing

_BAR_CELLS = 30
_PACE_WPM = (110.0, 175.0)
"""Words a minute inside which pace is not worth a word."""
_PACE_APART_WPM = 20.0
"""A part's pace is remarked on from so far from the whole answer's. Ours."""
_FILLERS_NOTED, _FILLERS_WARNED = 5.0, 12.0
"""A minute; from 12 on listeners judge a speaker less well (Laske & DiGennaro Reed 2024, JABA)."""


def timings_view(timings: Sequence[Timing], budget: BudgetUse) -> RenderableType:
    """A row and a bar for each part; a column more where the targets are scaled."""
    scaled = any(abs(timing.scaled_target - timing.target) > 0.5 for timing in timings)
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("Part")
    table.add_column("", no_wrap=True)
    table.add_column("Took", justify="right")
    table.add_column("Target", justify="right")
    if scaled:
        table.add_column(f"in {budget.max:.0f} s", justify="right")
    table.add_column("")
    longest = max([TARGET_S["action"], *(timing.seconds for timing in timings)])
    for timing in timings:
        style = STYLE[timing.status]
        cells: list[RenderableType] = [
            Text(timing.segment.capitalize()),
            _bar(timing, longest, style),
            Text(f"{timing.seconds:.0f} s"),
            Text(f"{timing.target:.0f} s", "dim"),
        ]
        if scaled:
            cells.append(Text(f"{timing.scaled_target:.0f} s", "dim"))
        cells.append(Text(f"{SIGN[timing.status]} {timing.status}", style))
        table.add_row(*cells)
    return Padding(table, (1, 0, 0, 0), expand=False)


def _bar(timing: Timing, longest: float, style: str) -> Text:
    """A bar of seconds with the target's place marked."""
    filled = round(timing.seconds / longest * _BAR_CELLS)
    mark = min(_BAR_CELLS - 1, round(timing.target / longest * _BAR_CELLS))
    bar = Text()
    for cell in range(_BAR_CELLS):
        if cell == mark:
            bar.append("│", "bold")
        else:
            bar.append("█" if cell < filled else "·", style if cell < filled else "dim")
    return bar


def marks_line(as_heard: Sequence[Timing]) -> Iterable[Text]:
    """The ear's own times, where the ones above are by the candidate's marks."""
    if as_heard:
        parts = ", ".join(f"{timing.segment} {timing.seconds:.0f} s" for timing in as_heard)
        yield Text(f"The parts are by your marks. As heard: {parts}.")


def total_line(budget: BudgetUse, thinking: float) -> Text:
    """The whole answer against the level's budget."""
    asked = f"up to {clock(budget.max)}"
    if budget.min > 0:
        asked = f"{clock(budget.min)} to {clock(budget.max)}"
    line = Text("Whole answer ")
    line.append(clock(budget.seconds), "bold")
    line.append(f" · {LEVEL_NAMES[budget.level]} budget {asked}: ")
    line.append(f"{budget.status}", STYLE[budget.status])
    if BUDGET[budget.level].ours:
        line.append(" (this level's budget is our choice)", "dim")
    if thinking >= 1.0:
        line.append(f" · {thinking:.0f} s of thinking first, not charged", "dim")
    return line


def delivery_lines(delivery: Delivery) -> Iterable[Text]:
    """Words, pace, fillers, pauses; only what stands out is remarked on."""
    said = [f"{delivery.words} words"]
    pace = delivery.words_per_minute
    if pace is not None:
        said.append(f"{pace:.0f} a minute{_pace_note(pace)}")
    if delivery.fillers_per_minute is not None:
        said.append(_filler_note(delivery.fillers, delivery.fillers_per_minute))
    if delivery.pauses:
        longest = max(delivery.pauses, key=lambda pause: pause.end - pause.start)
        said.append(
            f"{_counted(len(delivery.pauses), 'pause')}, the longest"
            f" {longest.end - longest.start:.1f} s at {clock(longest.start)}"
        )
    if delivery.restarts:
        first = delivery.restarts[0]
        counted = _counted(len(delivery.restarts), "restart")
        said.append(f'{counted} ("{first.text}" at {clock(first.start)})')
    yield Text("Delivery: " + " · ".join(said))
    uneven = [_part_pace(part.segment, rate) for part, rate in _standing_out(delivery)]
    if uneven:
        yield Text("Pace stands out in " + ", ".join(uneven) + ".")


def _standing_out(delivery: Delivery) -> Iterable[tuple[PartPace, float]]:
    """Parts outside the silent band whose pace is their own, not the whole answer's."""
    slowest, fastest = _PACE_WPM
    for part in delivery.by_part:
        rate, whole = part.words_per_minute, delivery.words_per_minute
        if rate is None or whole is None or slowest <= rate <= fastest:
            continue
        if abs(rate - whole) >= _PACE_APART_WPM:
            yield part, rate


def _part_pace(segment: Segment, rate: float) -> str:
    return f"the {segment}: {rate:.0f} a minute{_pace_note(rate)}"


def _pace_note(pace: float) -> str:
    slowest, fastest = _PACE_WPM
    if pace < slowest:
        return " (slow)"
    return " (fast)" if pace > fastest else ""


def _filler_note(fillers: Sequence[Filler], rate: float) -> str:
    if rate < _FILLERS_NOTED:
        return _counted(len(fillers), "filler")
    kinds = Counter(filler.text for filler in fillers).most_common(3)
    named = ", ".join(f"{count} x {text}" for text, count in kinds)
    warning = ", many" if rate >= _FILLERS_WARNED else ""
    return f"{len(fillers)} fillers, {rate:.0f} a minute{warning} ({named})"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
