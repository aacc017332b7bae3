"""A panel, as terminal text: who comes next, and its debrief."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.commands.values.round import InterviewerComes, NothingRecorded, PanelHeld
from mockint.history.panel import (
    PanelDebrief,
    PanelInterview,
    Place,
    StoryUse,
    answers_of,
    leaning_of,
    notes_of,
)
from mockint.record import Answer
from mockint.text.format import clock, day
from mockint.views.debrief import reason_line
from mockint.views.drawing import draw, indented
from mockint.views.style import STYLE


@draw.register
def _debrief(panel: PanelDebrief) -> RenderableType:
    return _whole(panel, panel.id)


def _whole(panel: PanelDebrief, name: str) -> RenderableType:
    """Interviewer by interviewer, then the stories, then what comes to the meeting.

    ``name``: what is typed for it.
    """
    head = f"{day(panel.began)}, {panel.minutes:g} minutes planned, {panel.level}"
    lines: list[RenderableType] = [Rule("Debrief of the loop", style="bold"), Text(head, "dim")]
    for number, one in enumerate(panel.interviews, 1):
        lines += _interviewer(panel, number, one)
    lines += [Text(f"\n{line}", "yellow") for line in panel.unreadable]
    held = len(panel.interviews) + len(panel.unreadable)
    if held < panel.planned:
        lines.append(
            Text(
                f"\n{panel.planned - held} of {panel.planned} interviews did not take place.",
                "yellow",
            )
        )
    lines += _stories(panel)
    lines += _meeting(panel)
    lines.append(Text(f"\nTo see it again: mockint loop --debrief {name}".rstrip(), "dim"))
    return Group(*lines)


@draw.register
def _held(value: PanelHeld) -> RenderableType:
    return _whole(value.debrief, "")  # the newest needs no name


@draw.register
def _comes(value: InterviewerComes) -> RenderableType:
    return Text(f"{value.name} is next: {clock(value.share_s)} of the {clock(value.left_s)} left.")


@draw.register
def _nothing(_value: NothingRecorded) -> RenderableType:
    return Text("Nothing was recorded, so there is nothing to debrief.")


def _interviewer(panel: PanelDebrief, number: int, one: PanelInterview) -> Iterator[RenderableType]:
    yield Text.assemble(
        (f"\nInterviewer {number}: {one.title}", "bold"),
        (f"   you spoke {clock(one.spoken_s)} of {clock(one.share_s)}", "dim"),
    )
    for place, answer in answers_of(panel.interviews):
        if place.interviewer == number:
            yield indented(Group(*_answer(panel, place, answer)))
    yield Text(f"  The full debrief: mockint report {one.record.id}", "dim")


def _answer(panel: PanelDebrief, place: Place, answer: Answer) -> Iterator[RenderableType]:
    yield Text(answer.question.ask)
    story = panel.story_at(place)
    said = [f"Leaning: {leaning_of(answer)}"]
    if answer.analysis:
        budget = answer.analysis.budget
        said.append(f"{clock(budget.seconds)}, {budget.status} budget")
    if story:
        said.append(f"story: {story.label}")
    yield Text(" · ".join(said), "bold")
    for reason in notes_of(answer):
        yield reason_line(reason, "default", "· ")
    for exchange in answer.exchanges:
        heard = exchange.finding.strength if exchange.finding else "not judged"
        yield Text.assemble(f"Asked: {exchange.probe.ask} ", (heard, STYLE.get(heard, "default")))


def _stories(panel: PanelDebrief) -> Iterator[RenderableType]:
    if not panel.stories:
        return
    yield Text("\nWhere you used each story", "bold")
    for one in panel.stories:
        yield indented(Text(f"{one.label}: {_told_to(panel, one)}"))
    for one in panel.repeated:
        text = (
            f"! {one.label}: you told it to more than one interviewer. They compare notes, so "
            "prepare another story for one of them."
        )
        yield indented(Text(text, "yellow"))


def _told_to(panel: PanelDebrief, story: StoryUse) -> str:
    return ", ".join(
        dict.fromkeys(panel.interviews[at.interviewer - 1].title for at in story.places)
    )


def _meeting(panel: PanelDebrief) -> Iterator[RenderableType]:
    yield Text("\nWhat your interviewers will bring to their meeting", "bold")
    for one in panel.interviews:
        leanings = ", ".join(leaning_of(answer) for answer in one.record.answers)
        yield indented(Text(f"{one.title}: {leanings}"))
