"""The debrief as terminal text, drawn with rich: what to read after the round.

Every figure and quote comes from the recording; advice comes from ``content/advice.toml`` and says
that the bar is Amazon's.
"""

from collections.abc import Mapping

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.text import Text

from mockint.debrief.base import Answer, Exchange, RoundRecord
from mockint.debrief.findings import faults_view, missing_view, strengths_view
from mockint.debrief.style import LEVEL_NAMES, STYLE, clock
from mockint.debrief.times import timings_view, total_line
from mockint.debrief.wording import (
    DRILL_DOWN,
    NO_REPLY,
    REASONS_SHOWN,
    SHEET,
    as_marked,
    delivery_lines,
    follow_up,
    heard_with,
    not_judged,
    put_right,
)
from mockint.questions.base import Advice, Level, SignalName
from mockint.star.base import Analysis, Verdict


def show(record: RoundRecord, advice: Mapping[SignalName, Advice], console: Console) -> None:
    """Print the whole round's debrief."""
    console.print(Rule("Debrief", style="bold"))
    for line in heard_with(record):
        console.print(Text(line, "dim"))
    for notice in record.notices:
        console.print(Text(f"Note: {notice}", "yellow"))
    for answer in record.answers:
        console.print(answer_view(answer, record.level, advice))


def answer_view(
    answer: Answer, level: Level, advice: Mapping[SignalName, Advice]
) -> RenderableType:
    """One question: the answer, what was heard and what was not, the follow-ups."""
    principle = f"{answer.principle.title} · " if answer.principle else ""
    story = f" · your story {answer.story}" if answer.story else ""
    parts: list[RenderableType] = [
        Text(),
        Text(answer.question.ask, "bold"),
        Text(f"{principle}{LEVEL_NAMES[level]}{story}", "dim"),
    ]
    if answer.corrections:
        parts.append(Text(put_right(answer.corrections), "dim"))
    if answer.analysis is None:
        parts.append(Text(not_judged(answer), "yellow"))
    else:
        parts.extend(analysis_view(answer.analysis, advice))
    for number, exchange in enumerate(answer.exchanges, 1):
        parts.append(_exchange_view(follow_up(number), exchange))
    return Group(*parts)


def analysis_view(value: Analysis, advice: Mapping[SignalName, Advice]) -> list[RenderableType]:
    """Verdict, times, delivery, what was heard, what to say instead."""
    strengths = [signal for signal in value.signals if signal.kind == "strength"]
    faults = [signal for signal in value.signals if signal.kind == "fault"]
    marked = as_marked(value.timings_as_heard)
    return [
        _verdict_view(value.verdict),
        timings_view(value.timings, value.budget),
        *([Text(marked)] if marked else []),
        total_line(value.budget, value.thinking),
        *map(Text, delivery_lines(value.delivery)),
        *strengths_view(strengths, advice),
        *faults_view(faults, advice),
        *missing_view(value.missing, advice),
    ]


def _verdict_view(verdict: Verdict) -> RenderableType:
    lines = [Text(f"Leaning: {verdict.leaning}", "bold")]
    for reason in verdict.reasons[:REASONS_SHOWN]:
        line = Text("· " + reason.text)
        if reason.quote:
            line.append(f' "{reason.quote}"', "italic")
        if reason.start is not None:
            line.append(f" ({clock(reason.start)})", "dim")
        lines.append(line)
    if len(verdict.reasons) > REASONS_SHOWN:
        lines.append(Text(f"· and {len(verdict.reasons) - REASONS_SHOWN} more, below", "dim"))
    return Panel(Group(*lines), title=SHEET, title_align="left", padding=(0, 1))


def _exchange_view(title: str, exchange: Exchange) -> RenderableType:
    probe, finding = exchange.probe, exchange.finding
    lines: list[RenderableType] = [
        Text(f"\n{title}: {probe.ask}", "bold"),
        Text(f"Asked because: {probe.because}", "dim"),
    ]
    if finding is None:
        lines.append(Text(NO_REPLY, "yellow"))
    else:
        line = Text(f"Reply: {finding.strength}. ", STYLE.get(finding.strength, "default"))
        line.append(finding.because, "default")
        if finding.quote:
            line.append(f' "{finding.quote}"', "italic default")
        if finding.start is not None:
            line.append(f" ({clock(finding.start)} in the reply)", "dim")
        lines.append(line)
    if exchange.drill is not None:
        lines.append(Padding(_exchange_view(DRILL_DOWN, exchange.drill), (0, 0, 0, 2)))
    return Group(*lines)
