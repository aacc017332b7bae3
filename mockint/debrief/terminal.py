"""The debrief as terminal text, drawn with rich: what to read after the round.

Every figure and quote comes from the recording; advice comes from ``content/advice.toml`` and says
that the bar is Amazon's. Colour is never alone: each status is also a word or a sign.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.debrief.base import Answer, Exchange, RoundRecord
from mockint.questions.base import BUDGET, TARGET_S, Advice, Level, SignalName
from mockint.star.base import Analysis, BudgetUse, Delivery, Filler, Signal, Timing, Verdict

LEVEL_NAMES: Mapping[Level, str] = {"sde1": "SDE1", "sde2": "SDE2", "senior": "Senior"}
_BAR_CELLS = 30
_PACE_WPM = (110.0, 175.0)
"""Words a minute inside which pace is not worth a word."""
_FILLERS_NOTED, _FILLERS_WARNED = 5.0, 12.0
"""A minute; from 12 on listeners judge a speaker less well (Laske & DiGennaro Reed 2024, JABA)."""

_REASONS_SHOWN = 6
"""The weightiest come first; the findings below hold the rest."""
_QUOTES_SHOWN = 2
"""Of one signal; more of the same proves nothing new."""
_EXPLAINED = 3
"""Findings explained at length: nobody changes ten things by tomorrow."""

_STYLE = {
    "on target": "green",
    "short": "yellow",
    "long": "yellow",
    "missing": "red",
    "within": "green",
    "under": "yellow",
    "over": "yellow",
    "strong": "green",
    "partly": "yellow",
    "weak": "red",
}
_SIGN = {"on target": "✓", "short": "<", "long": ">", "missing": "✗"}


def clock(seconds: float) -> str:
    """``83.4`` as ``1:23``."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def show(record: RoundRecord, advice: Mapping[SignalName, Advice], console: Console) -> None:
    """Print the whole round's debrief."""
    console.print(Rule("Debrief", style="bold"))
    heard = {answer.transcript.engine for answer in record.answers if answer.transcript}
    engines = ", ".join(sorted(heard)) or record.engine
    console.print(Text(f"Heard with {engines}. Nothing left this machine.", "dim"))
    if any("PocketSphinx" in engine for engine in heard):
        console.print(
            Text(
                "PocketSphinx mishears words (on people, about every third): trust the times, "
                "check the quotes. `mockint setup` gets Whisper.",
                "dim",
            )
        )
    for notice in record.notices:
        console.print(Text(f"Note: {notice}", "yellow"))
    for answer in record.answers:
        console.print(answer_view(answer, record.level, advice))


def answer_view(
    answer: Answer, level: Level, advice: Mapping[SignalName, Advice]
) -> RenderableType:
    """One question: the answer, what was heard and what was not, the follow-ups."""
    principle = f"{answer.principle.title} · " if answer.principle else ""
    parts: list[RenderableType] = [
        Text(),
        Text(answer.question.ask, "bold"),
        Text(f"{principle}{LEVEL_NAMES[level]}", "dim"),
    ]
    if answer.analysis is None:
        parts.append(_not_judged(answer))
    else:
        parts.extend(analysis_view(answer.analysis, advice))
    for number, exchange in enumerate(answer.exchanges, 1):
        parts.append(_exchange_view(number, exchange))
    return Group(*parts)


def analysis_view(value: Analysis, advice: Mapping[SignalName, Advice]) -> list[RenderableType]:
    """Verdict, times, delivery, what was heard, what to say instead."""
    strengths = [signal for signal in value.signals if signal.kind == "strength"]
    faults = [signal for signal in value.signals if signal.kind == "fault"]
    return [
        _verdict_view(value.verdict),
        _timings_view(value.timings, value.budget),
        _total_line(value.budget, value.thinking),
        *_delivery_lines(value.delivery),
        *_strengths_view(strengths, advice),
        *_faults_view(faults, advice),
        *_missing_view(value.missing, advice),
    ]


def _not_judged(answer: Answer) -> Text:
    if answer.recording is None:
        return Text("No answer was recorded.", "yellow")
    return Text(
        f"Recorded ({clock(answer.recording.duration_s)}), not judged. "
        f"Try: mockint review {answer.recording.path}",
        "yellow",
    )


def _verdict_view(verdict: Verdict) -> RenderableType:
    lines = [Text(f"Leaning: {verdict.leaning}", "bold")]
    for reason in verdict.reasons[:_REASONS_SHOWN]:
        line = Text("· " + reason.text)
        if reason.quote:
            line.append(f' "{reason.quote}"', "italic")
        if reason.start is not None:
            line.append(f" ({clock(reason.start)})", "dim")
        lines.append(line)
    if len(verdict.reasons) > _REASONS_SHOWN:
        lines.append(Text(f"· and {len(verdict.reasons) - _REASONS_SHOWN} more, below", "dim"))
    return Panel(Group(*lines), title="Bar raiser's sheet", title_align="left", padding=(0, 1))


def _timings_view(timings: Sequence[Timing], budget: BudgetUse) -> RenderableType:
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
        style = _STYLE[timing.status]
        cells: list[RenderableType] = [
            Text(timing.segment.capitalize()),
            _bar(timing, longest, style),
            Text(f"{timing.seconds:.0f} s"),
            Text(f"{timing.target:.0f} s", "dim"),
        ]
        if scaled:
            cells.append(Text(f"{timing.scaled_target:.0f} s", "dim"))
        cells.append(Text(f"{_SIGN[timing.status]} {timing.status}", style))
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


def _total_line(budget: BudgetUse, thinking: float) -> Text:
    asked = f"up to {clock(budget.max)}"
    if budget.min > 0:
        asked = f"{clock(budget.min)} to {clock(budget.max)}"
    line = Text("Whole answer ")
    line.append(clock(budget.seconds), "bold")
    line.append(f" · {LEVEL_NAMES[budget.level]} budget {asked}: ")
    line.append(f"{budget.status}", _STYLE[budget.status])
    if BUDGET[budget.level].ours:
        line.append(" (this level's budget is our choice)", "dim")
    if thinking >= 1.0:
        line.append(f" · {thinking:.0f} s of thinking first, not charged", "dim")
    return line


def _delivery_lines(delivery: Delivery) -> Iterable[Text]:
    said = [f"{delivery.words} words"]
    pace = delivery.words_per_minute
    if pace is not None:
        said.append(f"{pace:.0f} a minute{_pace_note(pace)}")
    if delivery.fillers_per_minute is not None:
        said.append(_filler_note(delivery.fillers, delivery.fillers_per_minute))
    if delivery.pauses:
        longest = max(delivery.pauses, key=lambda pause: pause.end - pause.start)
        said.append(
            f"{len(delivery.pauses)} pauses, the longest {longest.end - longest.start:.1f} s"
            f" at {clock(longest.start)}"
        )
    yield Text("Delivery: " + " · ".join(said))


def _pace_note(pace: float) -> str:
    slowest, fastest = _PACE_WPM
    if pace < slowest:
        return " (slow)"
    return " (fast)" if pace > fastest else ""


def _filler_note(fillers: Sequence[Filler], rate: float) -> str:
    if rate < _FILLERS_NOTED:
        return f"{len(fillers)} fillers"
    kinds = Counter(filler.text for filler in fillers).most_common(3)
    named = ", ".join(f"{count} x {text}" for text, count in kinds)
    warning = ", many" if rate >= _FILLERS_WARNED else ""
    return f"{len(fillers)} fillers, {rate:.0f} a minute{warning} ({named})"


def _grouped(signals: Sequence[Signal]) -> list[list[Signal]]:
    """Signals of one name together, in order of when the first was said."""
    groups: dict[SignalName, list[Signal]] = {}
    for signal in sorted(signals, key=lambda signal: signal.start):
        groups.setdefault(signal.name, []).append(signal)
    return list(groups.values())


def _heading(text: str) -> Text:
    return Text("\n" + text, "bold")


def _indented(text: Text, columns: int = 2) -> Padding:
    return Padding(text, (0, 0, 0, columns), expand=False)


def _heard_line(group: Sequence[Signal], advice: Mapping[SignalName, Advice], style: str) -> Text:
    known = advice.get(group[0].name)
    sign = "+" if group[0].kind == "strength" else "-"
    line = Text(f"{sign} {known.title if known else group[0].name}: ", style)
    for number, signal in enumerate(group[:_QUOTES_SHOWN]):
        line.append("; " if number else "", "default")
        line.append(f'"{signal.quote}"', "italic default")
        line.append(f" ({clock(signal.start)})", "dim")
    if len(group) > _QUOTES_SHOWN:
        line.append(f" and {len(group) - _QUOTES_SHOWN} more", "dim")
    return line


def _strengths_view(
    signals: Sequence[Signal], advice: Mapping[SignalName, Advice]
) -> Iterable[RenderableType]:
    if signals:
        yield _heading("Keep: an interviewer could write down")
    for group in _grouped(signals):
        yield _indented(_heard_line(group, advice, "green"))


def _faults_view(
    signals: Sequence[Signal], advice: Mapping[SignalName, Advice]
) -> Iterable[RenderableType]:
    """All that costs, with what to say instead of it; why, only for the first few."""
    if signals:
        yield _heading("Change: this costs you at Amazon's bar")
    for number, group in enumerate(_grouped(signals)):
        yield _indented(_heard_line(group, advice, "red"))
        known = advice.get(group[0].name)
        if known:
            why = f"{known.means} " if number < _EXPLAINED else ""
            yield _indented(Text(f"{why}Instead: {known.instead}", "dim"), 4)


def _missing_view(
    missing: Sequence[SignalName], advice: Mapping[SignalName, Advice]
) -> Iterable[RenderableType]:
    """What was expected and not heard; put as a question where the ear is not reliable."""
    if missing:
        yield _heading("Not heard")
    for number, name in enumerate(missing):
        known = advice.get(name)
        if known is None:
            yield _indented(Text(f"? {name}"))
            continue
        line = Text("? " + (f"{known.title}. " if known.heard_reliably else f"{known.question} "))
        if number < _EXPLAINED:
            line.append(known.instead, "dim")
        yield _indented(line)


def _exchange_view(number: int, exchange: Exchange) -> RenderableType:
    probe, finding = exchange.probe, exchange.finding
    lines = [
        Text(f"\nFollow-up {number}: {probe.ask}", "bold"),
        Text(f"Asked because: {probe.because}", "dim"),
    ]
    if finding is None:
        lines.append(Text("No reply was judged.", "yellow"))
    else:
        line = Text(f"Reply: {finding.strength}. ", _STYLE.get(finding.strength, "default"))
        line.append(finding.because, "default")
        if finding.quote:
            line.append(f' "{finding.quote}"', "italic default")
        if finding.start is not None:
            line.append(f" ({clock(finding.start)} in the reply)", "dim")
        lines.append(line)
    return Group(*lines)
