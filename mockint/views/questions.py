"""Questions and walkthroughs as terminal text, drawn with rich."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from mockint.content.lesson import Lesson
from mockint.content.types import Library, Principle, Question, QuizItem, Walkthrough, WorkedProbe
from mockint.domain import SEGMENTS


def show_list(library: Library, principles: Iterable[Principle], console: Console) -> None:
    """Every question by principle, one line each; a star marks a walkthrough."""
    for principle in principles:
        console.print(Text(principle.title, "bold"))
        mine = [item for item in library.questions.values() if item.principle == principle.slug]
        for question in mine:
            mark = "*" if question.slug in library.walkthroughs else " "
            # One line a question, whatever the width: pipes and grep count on it.
            console.print(
                Text(f" {mark} {question.slug}  {question.ask}"),
                soft_wrap=True,
            )
    console.print(Text("* has a walkthrough: mockint questions SLUG", "dim"))


def show_question(question: Question, principle: Principle, console: Console) -> None:
    """A question without a walkthrough."""
    console.print(Text(question.ask, "bold"))
    console.print(Text(f"{principle.title}: {principle.sentence}"))
    console.print(Text(f"Practise it: mockint round {question.slug}", "dim"))


def show_walkthrough(study: Walkthrough, library: Library, console: Console) -> None:
    """All of a walkthrough, top to bottom."""
    principle = library.principles[study.principle]
    show_question(study.question, principle, console)
    _section(console, "Scenario", study.scenario)
    _section(console, "In short", study.summary)
    for segment in SEGMENTS:
        part = study.parts[segment]
        _section(console, f"{segment.capitalize()} · {part.target_s:.0f} s", part.example)
        _field(console, "Cues", " · ".join(f'"{cue}"' for cue in part.cues))
        _field(console, "Coaching", part.coaching)
        _field(console, "Common mistake", part.mistake)
    _section(console, "Reflection by level", "")
    for level in library.pack.levels:
        _field(console, level.title, study.reflections.get(level.name, ""))
    for probe in study.probes:
        _probe(console, probe)
    _section(console, "A weak answer", study.weak_answer.text)
    for fault in study.weak_answer.faults:
        console.print(Padding(Text(f"- {fault}"), (0, 0, 0, 2)))
    _field(console, f"The {library.pack.interviewer} thinks", study.weak_answer.bar_raiser)
    for title, items in (("Quick check", study.quiz), ("Practice", study.practice)):
        for number, item in enumerate(items, 1):
            _quiz(console, f"{title} {number}", item)
    for lens in study.lenses:
        _section(console, f"Told for {library.principles[lens.principle].title}", "")
        _field(console, "Lead with", lens.lead_with)
        _field(console, "Emphasise", lens.emphasise)
        _field(console, "Play down", lens.play_down)
    for name, calibration in study.levels.items():
        _section(console, f"At {library.pack.level_title(name)}", calibration.add)
        _field(console, "Reflection", calibration.reflection)
        _field(console, "Bar", calibration.bar)
        _field(console, "Length", calibration.length)


def show_lesson(taught: Lesson, console: Console) -> None:
    """A lesson to read: everything that the voice would say, in its order."""
    console.print(Text(taught.study.ask, "bold"))
    for section in taught.sections:
        _section(console, section.title, "")
        for step in section.steps:
            if step.label:
                _field(console, step.label, step.text)
            else:
                console.print(Padding(Text(step.text), (0, 0, 0, 2)))


def _probe(console: Console, probe: WorkedProbe) -> None:
    _section(console, f"Follow-up · {probe.theme.replace('_', ' ')}", probe.ask)
    _field(console, "On the reference story", probe.ask_reference)
    _field(console, "Looks for", probe.looks_for)
    _field(console, "Weak", f'"{probe.weak.reply}" {probe.weak.why}')
    _field(console, "Strong", f'"{probe.strong.reply}"')
    _field(console, "Key line", f'"{probe.strong.key_line}"')


def _quiz(console: Console, title: str, item: QuizItem) -> None:
    difficulty = f" ({item.difficulty})" if item.difficulty else ""
    _section(console, title + difficulty, item.ask)
    for number, option in enumerate(item.options):
        _field(console, "ABCDEFGH"[number], option)
    _field(console, "Answer", "ABCDEFGH"[item.answer])
    _field(console, "Why", item.explanation)
    for number, step in enumerate(item.steps, 1):
        _field(console, f"Step {number}", step)
    _field(console, "Hint", item.hint)


def _section(console: Console, title: str, text: str) -> None:
    console.print(Rule(Text(title, "bold"), align="left", style="dim"))
    if text:
        console.print(Text(text))


def _field(console: Console, name: str, text: str) -> None:
    if text:
        console.print(Padding(Text.assemble((f"{name}: ", "bold"), text), (0, 0, 0, 2)))
