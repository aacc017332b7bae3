"""Past answers, and one that was corrected, as terminal text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from mockint.commands.values.history import (
    AsHeardAgain,
    Corrected,
    Deleted,
    HistoryPage,
    KeptFile,
    NothingCorrected,
    PastAnswerInFull,
    PastRound,
)
from mockint.domain import TARGET_S
from mockint.history.types import PastAnswer, PastWait
from mockint.star.types import ReplyFinding
from mockint.text.format import clock, counted, day
from mockint.views.debrief import timings_view
from mockint.views.drawing import draw, indented
from mockint.views.style import STYLE
from mockint.views.wording import corrected, has_parts

TABLE_FITS = 72
"""Columns. In fewer, the table would cut the rounds' ids, which are typed in other commands."""
AHEAD_SHOWN = 3

_BUDGET_SIGN: Mapping[str | None, str] = {"within": "✓", "over": ">", "under": "<", None: " "}


@draw.register
def _page(value: HistoryPage) -> RenderableType:
    """The answers, and how to go on."""
    if not value.answers:
        return Text(_nothing(value))
    lines: list[RenderableType] = [_Answers(value.answers, value.levels)]
    shown = value.before + len(value.answers)
    if len(value.answers) < value.matching:
        more = f"; for older ones: --page {value.page + 1}" if shown < value.matching else ""
        count = f"{value.before + 1} to {shown} of {value.matching} answers"
        lines.append(Text(f"\n{count}, newest first{more}"))
    if value.ahead:
        lines.append(Text(f"\n{_dated_ahead(value.ahead)}", "yellow"))
    hint = "\nSee one round: mockint history ROUND · delete it: mockint delete ROUND"
    return Group(*lines, Text(hint, "dim"))


def _dated_ahead(rounds: Sequence[str]) -> str:
    """Says that a clock was wrong, and what that means for these rounds."""
    named = " · ".join(rounds[:AHEAD_SHOWN])
    if len(rounds) > AHEAD_SHOWN:
        named += f" · and {len(rounds) - AHEAD_SHOWN} more"
    return (
        f"{named}: the date is in the future, so this computer's clock was wrong then, or is wrong"
        f" now. Until that day {'it counts' if len(rounds) == 1 else 'they count'} as older than"
        " the others."
    )


def _nothing(value: HistoryPage) -> str:
    if not value.rounds_exist:
        return "No rounds yet. Start one: mockint round"
    return "No matching answers." if value.page == 1 else "There are no older answers."


@draw.register
def _deleted(value: Deleted) -> RenderableType:
    plan = ", your plan and your notes on real loops" if value.plan else ""
    return Text(f"Deleted {counted(value.rounds, 'round')}{plan}.")


@dataclass(frozen=True, slots=True)
class _Answers:
    """A table of one line an answer, or three short lines each where there is no room for it."""

    answers: Sequence[PastAnswer]
    levels: Mapping[str, str]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """The form that fits."""
        if options.max_width >= TABLE_FITS:
            yield _table(self.answers, self.levels)
            return
        for answer in self.answers:
            yield Text(f"{answer.round_id}  {self.levels.get(answer.level, answer.level)}")
            yield indented(_question(answer), 3)
            yield indented(took(answer).append(f" {answer.leaning or 'not judged'}", "default"), 3)


def _table(answers: Sequence[PastAnswer], levels: Mapping[str, str]) -> RenderableType:
    """Fits 80 columns."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Round", "Level", "Question", "Took", "Leaning"):
        table.add_column(
            column, justify="right" if column == "Took" else "left", no_wrap=column != "Question"
        )
    for answer in answers:
        table.add_row(
            answer.round_id,
            levels.get(answer.level, answer.level),
            _question(answer),
            took(answer),
            answer.leaning or "not judged",
        )
    return table


def _question(answer: PastAnswer) -> Text:
    """Its slug; an answer of a recorded candidate is marked."""
    text = Text(answer.question)
    return text.append("  demo", "dim") if answer.recorded else text


def took(answer: PastAnswer) -> Text:
    """Its length with a sign for the budget."""
    if answer.seconds is None:
        return Text("-  ")
    sign = _BUDGET_SIGN.get(answer.budget, " ")
    return Text(f"{clock(answer.seconds)} {sign}", STYLE.get(answer.budget or "", ""))


@draw.register
def _round(value: PastRound) -> RenderableType:
    """One round: each answer, the waits, the files."""
    first = value.answers[0].answer
    began = datetime.fromisoformat(first.began)
    lines: list[RenderableType] = [
        Text(f"Round {value.id}", "bold"),
        Text(
            f"{day(began)}, {began:%H:%M} · {value.level}"
            f" · transcribed with {first.engine}" + (" · demo" if first.recorded else ""),
            "dim",
        ),
    ]
    for answer in value.answers:
        lines += [Text(), *_answer(answer)]
    if value.waits:
        lines += [
            Text("\nHow long you waited after “done”, in seconds", "bold"),
            _waits(value.waits),
        ]
    if value.unreadable:
        lines.append(Text(f"\nOnly these numbers are left: {value.unreadable}.", "yellow"))
    if value.files:
        lines.append(Text(f"\nFiles in {value.folder}", "bold"))
        lines += [Text(f"  {file.name}  {_size(file)}") for file in value.files]
    else:
        lines.append(
            Text("\nThe files of this round are gone. Only these numbers are left.", "yellow")
        )
    return Group(*lines)


def _answer(value: PastAnswerInFull) -> Iterator[RenderableType]:
    answer = value.answer
    yield Text(f"{answer.number}. {answer.ask or answer.question}", "bold")
    yield indented(Text(f"{answer.question} · {answer.principle}", "dim"), 3)
    if answer.seconds is None:
        yield indented(Text("Not judged.", "yellow"), 3)
        return
    line = Text("Took ")
    line.append_text(took(answer))
    line.append(f" {answer.budget} budget · leaning: {answer.leaning}")
    yield indented(line, 3)
    parts = (f"{part} {taken:.0f}/{TARGET_S[part]:.0f}" for part, taken in answer.parts.items())
    yield indented(Text("Seconds/target: " + " · ".join(parts)), 3)
    said = [f"{answer.words} words"]
    if answer.words_per_minute is not None:
        said.append(f"{answer.words_per_minute:.0f} per minute")
    if answer.fillers_per_minute is not None:
        said.append(f"{answer.fillers_per_minute:.1f} fillers per minute")
    yield indented(Text(" · ".join(said)), 3)
    if value.missing_titles:
        yield indented(Text("Not heard: " + " · ".join(value.missing_titles)), 3)
    if value.corrections:
        yield indented(Text(f"Your corrections: {value.corrections}", "dim"), 3)
    for number, follow_up in enumerate(value.follow_ups, 1):
        reply = follow_up.strength or "not judged"
        yield indented(Text(f"Follow-up {number}: {follow_up.ask} ({reply})"), 3)


def _waits(waits: Sequence[PastWait]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("After")
    for stage in ("last words", "judging", "choosing", "voice", "total"):
        table.add_column(stage, justify="right")
    several = len({wait.number for wait in waits}) > 1
    for wait in waits:
        stages = (wait.tail_s, wait.parts_s, wait.choice_s, wait.voice_s, wait.total_s)
        table.add_row(_after(wait, several=several), *(_seconds(one) for one in stages))
    return indented(table)


def _after(wait: PastWait, *, several: bool) -> str:
    what = f"follow-up {wait.probe}" if wait.probe else "answer"
    if wait.drill:
        what += ", drill-down"
    return f"{wait.number}: {what}" if several else what


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _size(file: KeptFile) -> str:
    size = file.bytes
    if size < 10_000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


@draw.register
def _corrected(value: Corrected) -> RenderableType:
    analysis, reply = value.answer.analysis, value.reply
    said = reply or value.answer
    lines: list[RenderableType] = [Text("Corrected:", "bold")]
    lines += [Text(f"  {clock(one.start)} {corrected(one)}") for one in said.corrections]
    if not said.corrections:
        what = "reply" if reply else "answer"
        lines.append(Text(f"  Nothing. The {what} is as it was first heard."))
    if reply is not None and reply.finding is not None:
        lines.append(Text(f"\nReply: {_was(value.finding_before, reply.finding)}"))
        lines.append(Text(reply.finding.because))
    if analysis is not None:
        if reply is None and has_parts(analysis):
            lines.append(timings_view(analysis.timings, analysis.budget))
        was, now = value.verdict_before.leaning, analysis.verdict.leaning
        lines.append(Text(f"\nLeaning: {now}" + ("" if was == now else f" (was {was})")))
    hint = "What was first heard is kept. To go back to it, add --undo."
    return Group(*lines, Text(hint, "dim"))


def _was(before: ReplyFinding | None, now: ReplyFinding) -> str:
    if before is None or before.strength == now.strength:
        return now.strength
    return f"{now.strength} (was {before.strength})"


@draw.register
def _nothing_corrected(_value: NothingCorrected) -> RenderableType:
    return Text("Nothing was changed.")


@draw.register
def _as_heard(value: AsHeardAgain) -> RenderableType:
    return Text(f"Your corrections are removed. The {value.what} is as it was first heard.")
