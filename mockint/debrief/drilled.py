"""What came of a drill: a line to hear, lines to read between two tries, and a table at the end."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.debrief.style import clock
from mockint.questions.base import Part
from mockint.star.practised import PartCheck, Point

YES, NO = "yes", "no"
QUOTES_SHOWN = 2


def seconds_line(check: PartCheck) -> str:
    """E.g. "24 of 20 seconds, on target"."""
    if check.status == "missing":
        return "Nothing was heard."
    return f"{check.seconds:.0f} of {check.target:.0f} seconds, {check.status}."


def spoken_line(check: PartCheck) -> str:
    """What the voice says after a try: the seconds, and the first thing that was not there."""
    said = seconds_line(check)
    lacking = [point for point in check.points if not point.met]
    if lacking:
        return f"{said} Not heard: {_lower(lacking[0].asked.text)}."
    return f"{said} All of it was there." if check.points else said


def read_lines(check: PartCheck) -> Iterable[str]:
    """What stands on the screen beside that, a line for each thing that was asked."""
    if not check.points and check.status != "missing":
        yield "Too little was said to tell what it lacks."
    for point in check.points:
        yield f"{'+' if point.met else '-'} {point.asked.text}{_quoted(point)}"


def drill_view(
    title: str, checks: Sequence[PartCheck], study: Part | None, written: str = ""
) -> RenderableType:
    """The tries beside each other, and what the walkthrough says of this part; ``written``: the
    part as the person's own story has it on paper."""
    shown: list[RenderableType] = [Text(f"\n{title}", "bold")]
    if not checks:
        return Group(*shown, Text("No try was heard."))
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    table.add_column("", no_wrap=False)
    for number in range(1, len(checks) + 1):
        table.add_column(f"try {number}", justify="right")
    table.add_row(
        f"seconds, target {checks[0].target:.0f}", *(f"{one.seconds:.0f}" for one in checks)
    )
    table.add_row("", *(one.status for one in checks), style="dim")
    named = max(checks, key=lambda one: len(one.points))
    for at, point in enumerate(named.points):
        table.add_row(point.asked.text, *(_met(one, at) for one in checks))
    shown.append(table)
    last = checks[-1]
    for point in last.points:
        if point.shown_by:
            shown.append(_evidence(point))
    if written:
        shown.append(Text(f"\nAs you wrote it down: {written}"))
    if study is not None:
        shown.append(Text(f"\n{study.coaching}"))
        shown.append(Text(f"Cue phrases: {' · '.join(study.cues)}", "dim"))
        shown.append(Text(f"Common mistake: {study.mistake}", "dim"))
        shown.append(Text(f"\nA model answer, to the walkthrough's own story: {study.example}"))
    return Group(*shown)


def _evidence(point: Point) -> Text:
    line = Text(f"{point.asked.text}: ", "green" if point.met else "yellow")
    quotes = [f'"{one.quote}" ({clock(one.start)})' for one in point.shown_by[:QUOTES_SHOWN]]
    return line.append(", ".join(quotes), "default")


def _met(check: PartCheck, at: int) -> str:
    if at >= len(check.points):
        return "?"
    return YES if check.points[at].met else NO


def _quoted(point: Point) -> str:
    if point.met or not point.shown_by:
        return ""
    return f': "{point.shown_by[0].quote}"'


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
