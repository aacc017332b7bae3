"""The debrief as terminal text, drawn with rich: what to read after the round.

Every figure and quote comes from the recording; what it means, and what to
say, comes from the bar of the round's pack.
"""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from mockint.audio.types import Recording
from mockint.commands.values.round import Debrief
from mockint.content.pack import Pack
from mockint.content.types import Principle
from mockint.domain import TARGET_S, Field, SignalName
from mockint.record import Answer, Exchange
from mockint.star.types import Analysis, BudgetUse, Reason, Signal, Timing
from mockint.text.format import clock, target
from mockint.views.drawing import draw, indented
from mockint.views.findings import Findings, findings, opened, reasons, surest
from mockint.views.next_take import next_take_view
from mockint.views.style import SIGN, STYLE
from mockint.views.wording import (
    BY_COACH,
    DRILL_DOWN,
    NEXT_TIME,
    NO_PARTS,
    NO_REPLY,
    NOT_HEARD,
    about_story,
    as_marked,
    budget_asked,
    budget_notes,
    corrections_made,
    delivery_lines,
    follow_up,
    has_parts,
    heard_with,
    leaning,
    marked_thinking,
    not_heard,
    not_judged,
    not_understood,
    title,
    to_fit,
)

_EXPLAINED = 3
"""Findings explained at length: nobody changes ten things by tomorrow."""


def _heading(text: str) -> Text:
    return Text("\n" + text, "bold")


def _quotes(group: Sequence[Signal]) -> Text:
    line = Text()
    quoted = surest(group)
    for number, signal in enumerate(quoted):
        line.append("; " if number else "", "default")
        line.append(f'"{signal.quote}"', "italic default")
        line.append(f" ({clock(signal.start)})", "dim")
    if len(group) > len(quoted):
        line.append(f" and {len(group) - len(quoted)} more", "dim")
    return line


def _strengths_view(groups: Sequence[Sequence[Signal]], pack: Pack) -> Iterable[RenderableType]:
    """What an interviewer could write down for the candidate."""
    if groups:
        yield _heading(pack.keep)
    for group in groups:
        name = f"+ {title(group[0].name, pack.bar.signals)}: "
        yield indented(Text(name, "green") + _quotes(group))


def _faults_view(
    groups: Sequence[Sequence[Signal]], pack: Pack, story: Field
) -> Iterable[RenderableType]:
    """What costs: first what to do, then the words; why, only for the first few."""
    if groups:
        yield _heading(pack.change)
    for number, group in enumerate(groups):
        yield indented(Text(f"- {title(group[0].name, pack.bar.signals)}", "red"))
        said = Text("You said ") + _quotes(group)
        known = pack.bar.signals.get(group[0].name)
        if known:
            yield indented(Text(f"{NEXT_TIME} {known.advice(story)}"), 4)
            said.append(f". {known.means}" if number < _EXPLAINED else "", "dim")
        yield indented(said, 4)


def _missing_view(
    missing: Sequence[SignalName], pack: Pack, story: Field
) -> Iterable[RenderableType]:
    """What was expected and not heard; put as a question where the ear is not reliable."""
    if missing:
        yield _heading(NOT_HEARD)
    for number, name in enumerate(missing):
        missed, instead = not_heard(name, pack.bar.signals, story)
        line = Text(f"? {missed} ")
        if number < _EXPLAINED:
            line.append(instead, "dim")
        yield indented(line)


def _principle_view(lines: Sequence[tuple[str, Reason]], title: str) -> Iterable[RenderableType]:
    """The principle that was asked about: what was heard of it, and what to add."""
    if lines:
        yield _heading(f"{title[:1].upper()}{title[1:]}")
    for sign, reason in lines:
        yield indented(Text(f"{sign} ", _SIGN_STYLE[sign]) + reason_line(reason, "default"))


_SIGN_STYLE = {"+": "green", "-": "red", "·": "default"}


_BAR_CELLS = 30


def timings_view(timings: Sequence[Timing], budget: BudgetUse) -> RenderableType:
    """A row and a bar for each part; below it the targets that fit into a short budget."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("Part")
    table.add_column("", no_wrap=True)
    table.add_column("Yours / target", justify="right")
    table.add_column("")
    longest = max([TARGET_S["action"], *(timing.seconds for timing in timings)])
    for timing in timings:
        style = STYLE[timing.status]
        cells: list[RenderableType] = [
            Text(timing.segment.capitalize()),
            _bar(timing, longest, style),
            Text.assemble(
                f"{timing.seconds:.0f}",
                (f" / {target(timing.scaled_target, timing.target)}", "dim"),
            ),
            Text(f"{SIGN[timing.status]} {timing.status}", style),
        ]
        table.add_row(*cells)
    fit = to_fit(timings, budget)
    below = [Text(fit, "dim")] if fit else []
    return Padding(Group(table, *below), (1, 0, 0, 0), expand=False)


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


def total_line(
    budget: BudgetUse, thinking: float, pack: Pack, recording: Recording | None = None
) -> Text:
    """The whole answer against the level's budget."""
    line = Text("Whole answer ")
    line.append(clock(budget.seconds), "bold")
    line.append(f" · {budget_asked(budget, pack)}: ")
    line.append(f"{budget.status}", STYLE[budget.status])
    ours, first = budget_notes(budget, thinking, pack, recording)
    if ours:
        line.append(f" {ours}", "dim")
    if first:
        line.append(f" · {first}", "dim")
    return line


@draw.register
def debrief_view(value: Debrief) -> RenderableType:
    """The whole round's debrief."""
    record = value.record
    rest = "" if value.is_whole else f"mockint report {value.called or record.id}"
    return Group(
        Rule("Debrief", style="bold"),
        *(Text(line, "dim") for line in heard_with(record)),
        *(Text(f"Note: {notice}", "yellow") for notice in record.notices),
        *(
            answer_view(answer, record.level, value.pack, rest, record.recorded)
            for answer in record.answers
        ),
    )


def answer_view(
    answer: Answer, level: str, pack: Pack, rest: str, recorded: str | None
) -> RenderableType:
    """One question: the answer, what was heard and what was not, the follow-ups.

    ``rest`` as for :func:`analysis_view`.
    """
    principle = f"{answer.principle.title} · " if answer.principle else ""
    story = f" · your story {answer.story}" if answer.story else ""
    parts: list[RenderableType] = [
        Text(),
        Text(answer.question.ask, "bold"),
        Text(f"{principle}{pack.level_title(level)}{story}", "dim"),
    ]
    if answer.corrections:
        parts.append(Text(corrections_made(answer.corrections), "dim"))
    if answer.analysis is None:
        parts.append(Text(not_judged(answer, recorded), "yellow"))
    else:
        told = analysis_view(
            answer.analysis, pack, answer.principle, rest=rest, recording=answer.recording
        )
        parts.extend(told)
    for number, exchange in enumerate(answer.exchanges, 1):
        parts.append(_exchange_view(follow_up(number), exchange))
    if answer.analysis is not None:
        parts.append(next_take_view(answer.analysis, pack))
    return Group(*parts)


def analysis_view(
    value: Analysis,
    pack: Pack,
    principle: Principle | None = None,
    *,
    rest: str = "",
    recording: Recording | None = None,
) -> list[RenderableType]:
    """Verdict, times, delivery, what was heard, what to say instead.

    ``rest``: what to type for the findings that are folded away; empty where none are.
    """
    if not value.is_english:
        return [reason_line(value.verdict.reasons[0], "yellow")]
    marked = as_marked(value.timings_as_heard)
    lost = not_understood(value.not_understood)
    first = [
        *([Text(lost, "yellow")] if lost else []),
        *(reason_line(reason, "yellow") for reason in about_story(value)),
        _verdict_view(value, pack.sheet),
    ]
    if not value.has_story:
        return first
    found = findings(value, pack)
    shown, folded = opened(found) if rest else (found, Findings())
    return [
        *first,
        *_principle_view(
            shown.principle, principle.title if principle else f"the {pack.principle}"
        ),
        timings_view(value.timings, value.budget) if has_parts(value) else Text(f"\n{NO_PARTS}"),
        *([Text(marked)] if marked else []),
        total_line(value.budget, value.thinking, pack, recording),
        *map(Text, delivery_lines(value.delivery)),
        *([Text(thought)] if (thought := marked_thinking(recording)) else []),
        *_strengths_view(shown.keep, pack),
        *_faults_view(shown.change, pack, value.field),
        *_missing_view(shown.missing, pack, value.field),
        *([Text(f"\nand {folded.count} more: {rest}", "dim")] if folded.count else []),
    ]


def reason_line(reason: Reason, style: str, bullet: str = "") -> Text:
    """The reason, with the words that show it and when they were said."""
    line = Text(bullet + reason.text, style)
    if reason.quote:
        line.append(f' "{reason.quote}"', "italic default")
    if reason.start is not None:
        line.append(f" ({clock(reason.start)})", "dim")
    return line


def _verdict_view(value: Analysis, sheet: str) -> RenderableType:
    """What the leaning rests on; what else the verdict names stands among the findings."""
    own, _ = reasons(value)
    lines = [Text(f"Leaning: {leaning(value.verdict)}", "bold")]
    lines += [reason_line(reason, "default", "· ") for reason in own]
    return Panel(Group(*lines), title=sheet, title_align="left", padding=(0, 1))


def _exchange_view(title: str, exchange: Exchange) -> RenderableType:
    probe, finding = exchange.probe, exchange.finding
    lines: list[RenderableType] = [
        Text(f"\n{title}: {probe.ask}", "bold"),
        Text(BY_COACH if probe.by == "coach" else f"Asked because: {probe.because}", "dim"),
    ]
    if exchange.corrections:
        lines.append(Text(corrections_made(exchange.corrections, "reply"), "dim"))
    if exchange.transcript and (lost := not_understood(exchange.transcript.not_understood)):
        lines.append(Text(lost, "yellow"))
    if finding is None and probe.by == "mockint":
        lines.append(Text(NO_REPLY, "yellow"))
    elif finding is not None:
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
