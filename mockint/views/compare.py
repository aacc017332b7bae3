"""Two takes side by side, as terminal text."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.commands.values.history import Compared, SideBySide
from mockint.domain import SEGMENTS
from mockint.history.comparison import Comparison, Pair
from mockint.star.types import Analysis, ChangeMade, Outcome, Signal
from mockint.text.format import clock, target
from mockint.views.comparing import difference, leanings, lost, named, outcome, won
from mockint.views.drawing import draw
from mockint.views.style import SIGN, STYLE

_LABEL = 9
"""Columns."""


@draw.register
def _compared(value: Compared) -> RenderableType:
    """The whole view."""
    comparison, titles = value.comparison, value.signals
    lines: list[RenderableType] = [Text(value.question.ask, "bold")]
    if value.first_question.slug != value.question.slug:
        lines.append(Text(f"The first take answered: {value.first_question.ask}", "yellow"))
    return Group(
        *lines,
        Padding(_table(comparison, value.rounds), (1, 0, 0, 0), expand=False),
        *_signals("New strengths", "+", "green", comparison.new_strengths, titles),
        *_signals("Faults gone", "+", "green", comparison.faults_gone, titles, said="was"),
        *_signals("Lost strengths", "-", "red", comparison.strengths_gone, titles, said="was"),
        *_signals("New faults", "-", "red", comparison.new_faults, titles),
        *_figures(comparison),
        *_asked(value.made),
    )


@draw.register
def _in_an_evening(value: SideBySide) -> RenderableType:
    """Both takes and the next one, in at most 18 lines of 80 columns."""
    compared = value.compared
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=_LABEL, style="bold")
    grid.add_column(overflow="fold")
    for label, line in _rows(compared):
        grid.add_row(label, line)
    return Group(Rule("Your take before, and now", style="bold"), _short_table(compared), grid)


def _rows(value: Compared) -> Iterator[tuple[str, Text]]:
    comparison = value.comparison
    yield "Leaning", _one_line(leanings(value))
    for label, names, style in (("Won", won(value), "green"), ("Lost", lost(value), "red")):
        if names:
            yield label, _one_line("; ".join(names), style)
    for pair in comparison.figures[:1]:
        yield "Numbers", _one_line(f'"{pair.before.quote}", now "{pair.after.quote}"', "yellow")
    if value.made is not None:
        yield "Asked", _one_line(value.made.change)
        yield "", _made(value.made)
    if comparison.after.next is not None:
        yield "Now", Text(comparison.after.next.change, "bold")
        if comparison.after.next.rewritten:
            yield "Say", Text(f'"{comparison.after.next.rewritten}"', "cyan")


def _asked(made: ChangeMade | None) -> Iterator[Text]:
    if made is not None:
        yield Text("\nWhat the first take was to change", "bold")
        yield Text(f"  {made.change}")
        yield Text("  ").append_text(_made(made))


def _made(made: ChangeMade) -> Text:
    """What became of what was asked for, in a line."""
    line = _one_line(outcome(made), _OUTCOME_STYLE.get(made.outcome, ""))
    if made.quote:
        line.append(f' "{made.quote}"', "italic default")
    if made.start is not None:
        line.append(f" ({clock(made.start)})", "dim")
    return line


_OUTCOME_STYLE: Mapping[Outcome, str] = {"done": "green", "closer": "yellow", "not yet": "red"}


def _one_line(text: str, style: str = "") -> Text:
    return Text(text, style, no_wrap=True, overflow="ellipsis")


def _short_table(value: Compared) -> Table:
    """A row a take."""
    comparison = value.comparison
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("", width=_LABEL)
    for segment in SEGMENTS:
        table.add_column(segment.capitalize(), justify="right")
    for name in ("Whole", "Um/min", "Pauses", "Words/min"):
        table.add_column(name, justify="right")
    rates = (comparison.fillers, comparison.pauses, comparison.pace)
    takes = (comparison.before, comparison.after)
    for at, (name, one) in enumerate(zip(value.rounds, takes, strict=True)):
        figures = (pair.after if at else pair.before for pair in rates)
        table.add_row(
            name,
            *(Text(f"{part.seconds:.0f}", STYLE[part.status]) for part in one.timings),
            Text(clock(one.budget.seconds), STYLE[one.budget.status]),
            *("-" if figure is None else f"{figure:.0f}" for figure in figures),
        )
    last = comparison.after
    asked = (f"{part.scaled_target:.0f}" for part in last.timings)
    table.add_row("Target", *asked, clock(last.budget.max), style="dim")
    return table


def _table(value: Comparison, names: tuple[str, str]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("")
    for name in (*names, "Change", "Target"):
        table.add_column(name, justify="right", no_wrap=True)
    signs = [
        {timing.segment: timing.status for timing in one.timings}
        for one in (value.before, value.after)
    ]
    for part in value.parts:
        was, now = signs[0][part.segment], signs[1][part.segment]
        table.add_row(
            part.segment.capitalize(),
            Text(f"{part.before:.0f} s {SIGN[was]}", STYLE[was]),
            Text(f"{part.after:.0f} s {SIGN[now]}", STYLE[now]),
            difference(part.after - part.before, " s"),
            Text(target(part.target), "dim"),
        )
    old, new = value.before.budget, value.after.budget
    table.add_row(
        "Whole answer", _whole(value.before), _whole(value.after),
        difference(new.seconds - old.seconds, " s"),
        Text(f"{clock(old.min)}-{clock(old.max)}", "dim") if old.max == new.max else "",
    )  # fmt: skip
    _rate(table, "Fillers per minute", value.fillers, "{:.1f}")
    _rate(table, "Pauses", value.pauses, "{:.0f}")
    _rate(table, "Words per minute", value.pace, "{:.0f}")
    table.add_row("Leaning", value.before.verdict.leaning, value.after.verdict.leaning)
    return table


def _whole(one: Analysis) -> Text:
    return Text(f"{clock(one.budget.seconds)} {one.budget.status}", STYLE[one.budget.status])


def _rate(table: Table, name: str, pair: Pair, form: str) -> None:
    known = pair.before is not None and pair.after is not None
    change = pair.after - pair.before if pair.before is not None and pair.after is not None else 0.0
    table.add_row(
        name,
        *("-" if one is None else form.format(one) for one in (pair.before, pair.after)),
        difference(change, "", form) if known else "",
    )


def _signals(
    title: str,
    sign: str,
    style: str,
    signals: Sequence[Signal],
    titles: Mapping[str, str],
    *,
    said: str = "",
) -> Iterator[Text]:
    if not signals:
        return
    yield Text(f"\n{title}", "bold")
    for signal in signals:
        line = Text(f"  {sign} ", style)
        line.append(named(signal, titles), "default")
        line.append(f' {said} "{signal.quote}"' if said else f' "{signal.quote}"', "italic default")
        line.append(f" ({clock(signal.start)})", "dim")
        yield line


def _figures(value: Comparison) -> Iterator[Text]:
    if not value.figures:
        return
    yield Text("\nNumbers that changed: an interviewer would ask which one is true", "bold")
    for pair in value.figures:
        line = Text("  ! ", "yellow")
        line.append(f'"{pair.before.quote}"', "italic default")
        line.append(f" ({clock(pair.before.start)})", "dim")
        line.append(" then ", "default")
        line.append(f'"{pair.after.quote}"', "italic default")
        line.append(f" ({clock(pair.after.start)})", "dim")
        yield line
