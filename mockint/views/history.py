"""Past answers as terminal text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mockint.domain import TARGET_S
from mockint.history.types import PastAnswer, PastWait
from mockint.text.format import clock
from mockint.views.style import STYLE, level_name

_BUDGET_SIGN: Mapping[str | None, str] = {"within": "✓", "over": ">", "under": "<", None: " "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """All that is told of one round."""

    answers: Sequence[PastAnswer]
    """At least one."""
    missing: Mapping[int, Sequence[str]]
    """Titles of what was expected and not heard, by the question's number."""
    waits: Sequence[PastWait]
    kept: Mapping[str, Any]
    """``round.json``; empty where it is gone."""
    files: Sequence[Path]


def answers_view(answers: Sequence[PastAnswer]) -> RenderableType:
    """One line an answer; fits 80 columns."""
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    for column in ("Round", "Level", "Question", "Took", "Leaning"):
        table.add_column(
            column, justify="right" if column == "Took" else "left", no_wrap=column != "Question"
        )
    for answer in answers:
        table.add_row(
            answer.round_id,
            level_name(answer.level),
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


def round_view(shown: Shown) -> RenderableType:
    """One round: each answer, the waits, the files."""
    first = shown.answers[0]
    began = datetime.fromisoformat(first.began)
    lines: list[RenderableType] = [
        Text(f"Round {first.round_id}", "bold"),
        Text(
            f"{began.day} {began:%B %Y, %H:%M} · {level_name(first.level)}"
            f" · heard with {first.engine}" + (" · demo" if first.recorded else ""),
            "dim",
        ),
    ]
    for answer in shown.answers:
        lines += [Text(), *_answer(answer, shown)]
    if shown.waits:
        lines += [Text("\nWaited after “done”, in seconds", "bold"), _waits(shown.waits)]
    if shown.files:
        lines.append(Text(f"\nFiles in {shown.files[0].parent}", "bold"))
        lines += [Text(f"  {path.name}  {_size(path)}") for path in shown.files]
    else:
        lines.append(Text("\nIts files are gone; only these figures are left.", "yellow"))
    return Group(*lines)


def _answer(answer: PastAnswer, shown: Shown) -> Iterator[RenderableType]:
    yield Text(f"{answer.number}. {answer.ask or answer.question}", "bold")
    yield _indented(Text(f"{answer.question} · {answer.principle}", "dim"))
    if answer.seconds is None:
        yield _indented(Text("Not judged.", "yellow"))
        return
    line = Text("Took ")
    line.append_text(took(answer))
    line.append(f" {answer.budget} budget · leaning: {answer.leaning}")
    yield _indented(line)
    parts = (f"{part} {taken:.0f}/{TARGET_S[part]:.0f}" for part, taken in answer.parts.items())
    yield _indented(Text("Seconds of target: " + " · ".join(parts)))
    said = [f"{answer.words} words"]
    if answer.words_per_minute is not None:
        said.append(f"{answer.words_per_minute:.0f} a minute")
    if answer.fillers_per_minute is not None:
        said.append(f"fillers {answer.fillers_per_minute:.1f} a minute")
    yield _indented(Text(" · ".join(said)))
    missing = shown.missing.get(answer.number, ())
    if missing:
        yield _indented(Text("Not heard: " + " · ".join(missing)))
    put_right = len(_kept(answer.number, shown.kept).get("corrections", []))
    if put_right:
        yield _indented(Text(f"Put right by you: {put_right}", "dim"))
    for number, probe in enumerate(_kept(answer.number, shown.kept).get("probes", []), 1):
        finding = probe.get("finding") or {}
        reply = finding.get("strength", "not judged")
        yield _indented(Text(f"Follow-up {number}: {probe.get('ask', '')} ({reply})"))


def _kept(number: int, kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answer in ``round.json``; empty where that is gone."""
    answers = kept.get("answers", [])
    return answers[number - 1] if number <= len(answers) else {}


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, 3), expand=False)


def _waits(waits: Sequence[PastWait]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column("After")
    for stage in ("last words", "judging", "choosing", "voice", "in all"):
        table.add_column(stage, justify="right")
    several = len({wait.number for wait in waits}) > 1
    for wait in waits:
        stages = (wait.tail_s, wait.parts_s, wait.choice_s, wait.voice_s, wait.total_s)
        table.add_row(_after(wait, several=several), *(_seconds(one) for one in stages))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _after(wait: PastWait, *, several: bool) -> str:
    what = f"follow-up {wait.probe}" if wait.probe else "answer"
    if wait.drill:
        what += ", drill-down"
    return f"{wait.number}: {what}" if several else what


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _size(path: Path) -> str:
    size = path.stat().st_size
    if size < 10_000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
