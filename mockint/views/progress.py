"""Progress as terminal text: a line of blocks for each figure, the oldest answer left."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.commands.values.history import Progress
from mockint.domain import TARGET_S
from mockint.history.trends import FEWEST, LATELY, Line, Trend
from mockint.plan.types import BEST, LoopResult
from mockint.text.format import clock, counted, day, in_seconds
from mockint.views.drawing import draw, indented

_BLOCKS = "▁▂▃▄▅▆▇█"
ON_TARGET = 1 / 3
"""As in the debrief: within a third of the target, either way."""
_SHOWN = 6
"""Signals and principles; --json has all."""


def spark(points: tuple[float, ...], fourth: float) -> str:
    """One block a point: the fourth stands for ``fourth``, the last for 7/3 of it and above."""
    if fourth <= 0.0:
        return _BLOCKS[0] * len(points)
    top = len(_BLOCKS) - 1
    return "".join(_BLOCKS[min(top, max(0, round(point / fourth * 3)))] for point in points)


def _from_nothing(line: Line, full: float | None = None) -> str:
    """Blocks from 0 to the line's highest point, or to ``full``."""
    return spark(line.points, (full or max(line.points, default=0.0)) * 3 / (len(_BLOCKS) - 1))


NONE_JUDGED = "No judged answers yet. Start a round: mockint round"


@draw.register
def _progress(progress: Progress) -> RenderableType:
    """The whole view."""
    value = progress.trend
    loops = list(result_lines(progress.loops, progress.principles, hires(value)))
    if loops:
        loops.insert(0, Text())
    if value is None:
        return Group(Text(NONE_JUDGED), *loops)
    parts: list[RenderableType] = [
        Text(f"{counted(value.answers, 'judged answer')}, {days(value)}", "bold"),
        Padding(_figures(value), (1, 0, 0, 0), expand=False),
        Text(
            f"\nEach line goes from your oldest answers to your newest. {_BLOCKS[3]} is on target. "
            f"{compared(value)}",
            "dim",
        ),
    ]
    if value.missing:
        parts += [Text("\nMost often not heard (share of all answers)", "bold")]
        for name, share in list(value.missing.items())[:_SHOWN]:
            parts.append(
                Text(f"  {share:4.0%}  {progress.signals.get(name, name.replace('_', ' '))}")
            )
    parts += [Text("\nBy principle", "bold"), _principles(value, progress.principles)]
    return Group(*parts, *loops)


def hires(value: Trend | None) -> Mapping[str, str]:
    """How practice went by principle, to stand beside how a real loop went."""
    of = value.principles if value else ()
    return {one.principle: f"{one.hires:.0%} of {one.answers}" for one in of}


def compared(value: Trend) -> str:
    """What its figures are the usual ones of."""
    if not value.is_told:
        return (
            f"“So far” is the usual figure of all {value.answers}. What changed is shown from"
            f" {FEWEST} answers on: one or two good days are not yet a change."
            if value.answers > 1
            else f"What changed is shown from {FEWEST} answers on."
        )
    return (
        f"“At first” means your first {LATELY} answers, “lately” your last {LATELY}; with fewer"
        f" than {2 * LATELY} answers, the first and the last half."
    )


def _figures(value: Trend) -> RenderableType:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("", no_wrap=True)
    table.add_column("Over time", no_wrap=True, min_width=12)
    for column in (*(("At first", "Lately") if value.is_told else ("So far",)), "Target"):
        table.add_column(column, justify="right", no_wrap=True)

    def usual(line: Line, form: Callable[[float], str]) -> list[str]:
        """One cell, or where a change is told two."""
        cells = [line.at_first, line.lately] if value.is_told else [line.lately]
        return ["-" if cell is None else form(cell) for cell in cells]

    for segment, line in value.parts.items():
        target = TARGET_S[segment]
        near = line.lately is not None and abs(line.lately - target) <= ON_TARGET * target
        table.add_row(
            segment.capitalize(),
            Text(spark(line.points, target), "green" if near else "yellow"),
            *usual(line, in_seconds),
            Text(f"{target:.0f} s", "dim"),
        )
    rows: tuple[tuple[str, Line, Callable[[float], str]], ...] = (
        ("Whole answer", value.whole, clock),
        ("Fillers per minute", value.fillers, "{:.1f}".format),
        ("Words per minute", value.pace, "{:.0f}".format),
        ("Within budget", value.within, "{:.0%}".format),
    )
    for name, line, form in rows:
        drawn = _from_nothing(line, 1.0 if line is value.within else None)
        table.add_row(name, drawn, *usual(line, form))
    return table


def _principles(value: Trend, titles: Mapping[str, str]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("")
    for column in ("Answers", "Within budget", "Hire or better"):
        table.add_column(column, justify="right", no_wrap=True)
    for one in value.principles[:_SHOWN]:
        name = titles.get(one.principle, one.principle)
        table.add_row(name, str(one.answers), f"{one.within:.0%}", f"{one.hires:.0%}")
    return indented(table)


def days(value: Trend) -> str:
    """From the first answer to the last, as a person says it."""
    first, last = (day(datetime.fromisoformat(at)) for at in (value.began, value.ended))
    return first if first == last else f"{first} to {last}"


# ---------------------------------------------------------------- real loops


def newest_first(results: Iterable[LoopResult]) -> list[LoopResult]:
    """As they are shown."""
    return sorted(results, key=lambda one: one.loop, reverse=True)


def result_title(one: LoopResult) -> str:
    """When it was, and what came of it."""
    offer = {"yes": "an offer", "no": "no offer", "waiting": "no answer yet"}[one.offer]
    return f"Your loop on {day(one.loop)}: {offer}"


def result_lines(
    results: Iterable[LoopResult], titles: Mapping[str, str], hires: Mapping[str, str]
) -> Iterator[RenderableType]:
    """Real loops, the newest first: how each principle went, as the person says.

    ``hires``: how it went in practice, by slug.
    """
    for one in newest_first(results):
        yield Text(result_title(one), "bold")
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
        table.add_column("")
        table.add_column("Went", justify="right", no_wrap=True)
        if hires:
            table.add_column("Hire or better in practice", justify="right", no_wrap=True)
        table.add_column("Question")
        for went in one.principles:
            practiced = [hires.get(went.principle, "-")] if hires else []
            title = titles.get(went.principle, went.principle)
            table.add_row(title, f"{went.went} of {BEST}", *practiced, Text(went.question, "dim"))
        if one.principles:
            yield Padding(table, (0, 0, 0, 2), expand=False)
