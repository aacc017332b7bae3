"""What drills come to, as terminal text: tries, tellings, interruptions, replies."""

from itertools import pairwise

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from mockint.commands.values.practice import (
    CompressDrill,
    DrillResult,
    InterruptDrill,
    PartDrill,
    ProbesDrill,
)
from mockint.commands.values.sentences import dropped_lines, named, recovery_line, seconds_and_plan
from mockint.domain import SEGMENTS, TARGET_S
from mockint.star.drills.types import SOON_S, PartCheck, Point
from mockint.text.format import clock, in_seconds, target
from mockint.views.drawing import draw
from mockint.views.style import STYLE

YES, NO = "yes", "no"
QUOTES_SHOWN = 2


@draw.register
def _result(value: DrillResult) -> RenderableType:
    shown = [draw(value.drill)]
    if value.recordings is not None:
        shown.append(
            Text(f"\nTo delete these recordings: mockint delete {value.recordings}", "dim")
        )
    return Group(*shown)


@draw.register
def _part(value: PartDrill) -> RenderableType:
    """The tries beside each other, and what the walkthrough says of this part."""
    tries = value.tries
    title = (
        f'The {value.part.title()} of "{value.ask}", {len(tries)} of {value.planned} '
        f"{'try' if value.planned == 1 else 'tries'}"
    )
    shown: list[RenderableType] = [Text(f"\n{title}", "bold")]
    if not tries:
        return Group(*shown, Text("No try was heard."))
    full_s = value.study.target_s if value.study else TARGET_S[value.part]
    shown.append(_tries(tries, full_s))
    shown += [_evidence(point) for point in tries[-1].points if point.shown_by]
    if value.written:
        shown.append(Text(f"\nYour written version: {value.written}"))
    if value.study is not None:
        study = value.study
        shown.append(Text(f"\n{study.coaching}"))
        shown.append(Text(f"Cue phrases: {' · '.join(study.cues)}", "dim"))
        shown.append(Text(f"Common mistake: {study.mistake}", "dim"))
        shown.append(Text(f"\nA model answer (it tells the walkthrough's story): {study.example}"))
    return Group(*shown)


def _tries(tries: tuple[PartCheck, ...], full_s: float) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    table.add_column("", no_wrap=False)
    for number in range(1, len(tries) + 1):
        table.add_column(f"try {number}", justify="right")
    table.add_row(
        f"took, target {target(tries[0].target, full_s)}",
        *(in_seconds(one.seconds) for one in tries),
    )
    table.add_row("", *(one.status for one in tries), style="dim")
    longest = max(tries, key=lambda one: len(one.points))
    for at, point in enumerate(longest.points):
        table.add_row(point.asked.text, *(_met(one, at) for one in tries))
    return table


def _evidence(point: Point) -> Text:
    line = Text(f"{point.asked.text}: ", "green" if point.met else "yellow")
    quotes = [f'"{one.quote}" ({clock(one.start)})' for one in point.shown_by[:QUOTES_SHOWN]]
    return line.append(", ".join(quotes), "default")


def _met(check: PartCheck, at: int) -> str:
    if at >= len(check.points):
        return "?"
    return YES if check.points[at].met else NO


@draw.register
def _compressed(value: CompressDrill) -> RenderableType:
    """Parts beside each other, then what each step cost."""
    tellings, titles = value.tellings, value.signals
    shown: list[RenderableType] = [Text(f"\n{value.question}, shorter each time", "bold")]
    if not tellings:
        return Group(*shown, Text("Nothing was heard."))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("seconds (planned)")
    for one in tellings:
        table.add_column(f"within {one.limit_s:.0f}", justify="right")
    for segment in SEGMENTS:
        cells = (seconds_and_plan(one, segment) for one in tellings)
        table.add_row(segment.title(), *(f"{took:.0f} ({plan:.0f})" for took, plan in cells))
    table.add_row("All", *(f"{one.seconds:.0f} ({one.limit_s:.0f})" for one in tellings))
    shown.append(table)
    for (before, after), gone in zip(pairwise(tellings), value.lost, strict=True):
        shown.append(Text(f"\nFrom {before.limit_s:.0f} to {after.limit_s:.0f} s", "bold"))
        shown += [Text(line) for line in dropped_lines(gone, titles)]
    if len(tellings) > 1:
        last = value.lost[-1]
        left = (*last.kept, *last.gained)
        what = named(left, titles) if left else "nothing that an interviewer would note"
        shown.append(
            Text(f"\nYour shortest version still has: {what}.", "green" if left else "yellow")
        )
    return Group(*shown)


@draw.register
def _interrupted(value: InterruptDrill) -> RenderableType:
    """Where it was cut, how long it took, and the words that counted."""
    shown: list[RenderableType] = [Text(f"\n{value.question}, interrupted", "bold")]
    recovery = value.recovery
    if recovery is None:
        return Group(*shown, Text("You finished before the interviewer could interrupt you."))
    where = f", in the {value.cut_part.title()}" if value.cut_part else ""
    shown.append(Text(f"Interrupted at {clock(value.cut_at_s)}{where}."))
    shown.append(Text(recovery_line(recovery), "green" if recovery.soon else "yellow"))
    if recovery.quote:
        shown.append(Text(f'"{recovery.quote}"', "italic"))
    shown.append(
        Text(
            f"Soon enough means within {SOON_S:.0f} s, the time to start a sentence (our choice).",
            "dim",
        )
    )
    return Group(*shown)


@draw.register
def _probes(value: ProbesDrill) -> RenderableType:
    """All replies, each with its words and what a strong one would hold."""
    shown: list[RenderableType] = [Text(f"\nFollow-ups to {value.question}", "bold")]
    if not value.replies:
        shown.append(Text("No reply was heard."))
    for reply in value.replies:
        finding, study = reply.finding, reply.study
        shown.append(Text(f"\n{reply.ask}", "bold"))
        line = Text(f"{finding.strength}", STYLE.get(finding.strength, "default"))
        shown.append(line.append(f", {reply.seconds:.0f} s. {finding.because}", "default"))
        if finding.quote:
            start = "" if finding.start is None else f" ({clock(finding.start)})"
            shown.append(Text(f'"{finding.quote}"{start}', "italic"))
        if study is not None and finding.strength != "strong":
            shown.append(Text(f'A strong reply: "{study.strong.reply}"', "dim"))
            shown.append(Text(f"What makes a reply weak: {study.weak.why}", "dim"))
    return Group(*shown)
