"""Two takes side by side, as terminal text."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.commands.values.history import Compared
from mockint.history.comparison import Comparison, Pair
from mockint.star.types import Analysis, Signal
from mockint.text.format import clock, target
from mockint.views.drawing import draw
from mockint.views.style import SIGN, STYLE


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
    )


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
            _difference(part.after - part.before, " s"),
            Text(target(part.target), "dim"),
        )
    old, new = value.before.budget, value.after.budget
    table.add_row(
        "Whole answer", _whole(value.before), _whole(value.after),
        _difference(new.seconds - old.seconds, " s"),
        Text(f"{clock(old.min)}-{clock(old.max)}", "dim") if old.max == new.max else "",
    )  # fmt: skip
    _rate(table, "Fillers per minute", value.fillers, "{:.1f}")
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
        _difference(change, "", form) if known else "",
    )


def _difference(value: float, unit: str, form: str = "{:.0f}") -> str:
    size = form.format(abs(value))
    if not float(size):
        return "="
    return f"{'+' if value > 0 else '-'}{size}{unit}"


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
        line.append(titles.get(signal.name, signal.name.replace("_", " ")), "default")
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
