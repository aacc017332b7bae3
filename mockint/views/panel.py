"""The loop's debrief as terminal text, drawn with rich."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from mockint.history.panel import (
    LoopDebrief,
    Place,
    Sat,
    StoryUse,
    answers_of,
    leaning_of,
    notes_of,
)
from mockint.record import Answer
from mockint.text.format import clock
from mockint.views.style import STYLE, level_name


def loop_view(loop: LoopDebrief) -> RenderableType:
    """Interviewer by interviewer, then the stories, then what comes to the meeting."""
    level = level_name(loop.sat[0].record.level)
    head = f"{loop.began:%d %B %Y}, {loop.minutes:g} minutes planned, {level}"
    lines: list[RenderableType] = [Rule("Debrief of the loop", style="bold"), Text(head, "dim")]
    for number, one in enumerate(loop.sat, 1):
        lines += _interviewer(loop, number, one)
    if len(loop.sat) < loop.of:
        lines.append(Text(f"\n{loop.of - len(loop.sat)} of {loop.of} were not held.", "yellow"))
    lines += _stories(loop)
    lines += _meeting(loop)
    return Group(*lines)


def _interviewer(loop: LoopDebrief, number: int, one: Sat) -> Iterator[RenderableType]:
    yield Text.assemble(
        (f"\nInterviewer {number}: {one.title}", "bold"),
        (f"   you spoke {clock(one.spoken_s)} of {clock(one.share_s)}", "dim"),
    )
    for place, answer in answers_of(loop.sat):
        if place.interviewer == number:
            yield Padding(Group(*_answer(loop, place, answer)), (0, 0, 0, 2), expand=False)
    yield Text(f"  The whole of it: mockint report {one.record.id}", "dim")


def _answer(loop: LoopDebrief, place: Place, answer: Answer) -> Iterator[RenderableType]:
    yield Text(answer.question.ask)
    story = loop.story_at(place)
    said = [f"Leaning: {leaning_of(answer)}"]
    if answer.analysis:
        budget = answer.analysis.budget
        said.append(f"{clock(budget.seconds)}, {budget.status} budget")
    if story:
        said.append(f"story: {story.label}")
    yield Text(" · ".join(said), "bold")
    for reason in notes_of(answer):
        line = Text("· " + reason.text)
        if reason.quote:
            line.append(f' "{reason.quote}"', "italic")
        if reason.start is not None:
            line.append(f" ({clock(reason.start)})", "dim")
        yield line
    for exchange in answer.exchanges:
        heard = exchange.finding.strength if exchange.finding else "not judged"
        yield Text.assemble(f"Asked: {exchange.probe.ask} ", (heard, STYLE.get(heard, "default")))


def _stories(loop: LoopDebrief) -> Iterator[RenderableType]:
    if not loop.stories:
        return
    yield Text("\nWhich story was used where", "bold")
    for one in loop.stories:
        yield Padding(Text(f"{one.label}: {_told_to(loop, one)}"), (0, 0, 0, 2), expand=False)
    for one in loop.repeated:
        text = (
            f"! {one.label}: told to more than one interviewer. They compare notes: have another "
            "story for one of them."
        )
        yield Padding(Text(text, "yellow"), (0, 0, 0, 2), expand=False)


def _told_to(loop: LoopDebrief, story: StoryUse) -> str:
    return ", ".join(dict.fromkeys(loop.sat[at.interviewer - 1].title for at in story.places))


def _meeting(loop: LoopDebrief) -> Iterator[RenderableType]:
    yield Text("\nWhat comes to the meeting afterwards", "bold")
    for one in loop.sat:
        leanings = ", ".join(leaning_of(answer) for answer in one.record.answers)
        yield Padding(Text(f"{one.title}: {leanings}"), (0, 0, 0, 2), expand=False)
