"""Questions, walkthroughs and lessons as terminal text."""

from collections.abc import Iterator, Mapping

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.commands.values.posting import PostingRead
from mockint.commands.values.questions import QuestionInFull, QuestionList
from mockint.content.lesson import Lesson
from mockint.content.pack import Pack
from mockint.content.types import QuizItem, Walkthrough, WorkedProbe
from mockint.domain import SEGMENTS
from mockint.text.format import counted, shortened, target
from mockint.views.drawing import Hanging, draw, indented

SHOWN_WEIGHT = 0.05
"""A principle that a posting stresses less is only named."""
JOB_QUOTES = 2
LONGEST_QUOTE = 140
POSTING_SHOWN, POSTING_QUOTE = 5, 64
"""Where it stands above a plan: principles, a line for the quote of each."""
Lines = Iterator[RenderableType]


@draw.register
def _list(value: QuestionList) -> RenderableType:
    """Every question by principle; a star marks a walkthrough."""
    lines: list[RenderableType] = []
    if value.job is not None:
        order = "in this order" if value.job.principles else "in their usual order"
        lines += [*_job(value.job), Text(f"The questions come {order}.\n", "dim")]
    for one in value.principles:
        lines.append(Text(one.principle.title, "bold"))
        for listed in one.questions:
            mark = "*" if listed.has_walkthrough else " "
            line = Text(f" {mark} {listed.question.slug}  {listed.question.ask}")
            lines.append(Hanging(line, 3))
    if any(listed.has_walkthrough for one in value.principles for listed in one.questions):
        lines.append(Text("* has a walkthrough. To read it: mockint questions SLUG", "dim"))
    return Group(*lines)


@draw.register
def _posting(job: PostingRead) -> RenderableType:
    """What a posting stresses, on half a screen."""
    return Group(*_job(job, most=POSTING_SHOWN, quotes=1, longest=POSTING_QUOTE), Text())


def _job(
    job: PostingRead, *, most: int = 99, quotes: int = JOB_QUOTES, longest: int = LONGEST_QUOTE
) -> Lines:
    """What a posting stresses, with its own words, and what was not understood."""
    if not job.principles:
        yield Text(f"{job.source} names no {job.pack.principle} in words that mockint knows.")
        yield Text(_passed_over(job), "dim")
        return
    yield Text(f"What {job.source} stresses", "bold")
    shown = [slug for slug, one in job.principles.items() if one.weight >= SHOWN_WEIGHT][:most]
    for slug in shown:
        one = job.principles[slug]
        yield Text.assemble((f"{one.weight:4.0%} ", "bold"), job.titles[slug])
        for quote in one.quotes[:quotes]:
            yield Hanging(Text(f'     "{shortened(quote, longest)}"', "italic"), 6)
    rest = [job.titles[slug] for slug in job.principles if slug not in shown]
    if rest:
        yield Hanging(Text(f"     Less of: {', '.join(rest)}", "dim"), 5)
    yield Text(f"\n{_passed_over(job)}", "dim")


def _passed_over(job: PostingRead) -> str:
    """What was not counted, and what was not understood."""
    text = (
        f"Of {counted(job.lines, 'line')} about the work, {len(job.silent)} named no "
        f"{job.pack.principle} that mockint could tell."
    )
    if job.standard:
        text += (
            f" Not counted: {counted(job.standard, 'line')} on pay, benefits, the law or applying."
        )
    return text


@draw.register
def _in_full(value: QuestionInFull) -> RenderableType:
    """A question, with all of its walkthrough where it has one."""
    lines: list[RenderableType] = [
        Text(value.question.ask, "bold"),
        Text(f"{value.principle.title}: {value.principle.sentence}"),
        Text(f"Practice it: mockint round {value.question.slug}", "dim"),
    ]
    if value.walkthrough is not None:
        lines += _walkthrough(value.walkthrough, value.titles, value.pack)
    return Group(*lines)


@draw.register
def lesson_view(taught: Lesson) -> RenderableType:
    """A lesson to read: everything that the voice would say, in its order."""
    lines: list[RenderableType] = [Text(taught.study.ask, "bold")]
    for section in taught.sections:
        lines += _section(section.title, "")
        for step in section.steps:
            lines += _field(step.label, step.text) if step.label else [indented(Text(step.text))]
    return Group(*lines)


def _walkthrough(study: Walkthrough, titles: Mapping[str, str], pack: Pack) -> Lines:
    yield from _section("Scenario", study.scenario)
    yield from _section("In short", study.summary)
    for segment in SEGMENTS:
        part = study.parts[segment]
        yield from _section(f"{segment.capitalize()} · {target(part.target_s)}", part.example)
        yield from _field("Cues", " · ".join(f'"{cue}"' for cue in part.cues))
        yield from _field("Coaching", part.coaching)
        yield from _field("Common mistake", part.mistake)
    yield from _section("Reflection by level", "")
    for level in pack.levels:
        yield from _field(level.title, study.reflections.get(level.name, ""))
    for probe in study.probes:
        yield from _probe(probe)
    yield from _section("A weak answer", study.weak_answer.text)
    for fault in study.weak_answer.faults:
        yield indented(Text(f"- {fault}"))
    yield from _field(f"The {pack.interviewer} thinks", study.weak_answer.bar_raiser)
    for title, items in (("Quick check", study.quiz), ("Practice", study.practice)):
        for number, item in enumerate(items, 1):
            yield from _quiz(f"{title} {number}", item)
    for lens in study.lenses:
        yield from _section(f"Told for {titles[lens.principle]}", "")
        yield from _field("Lead with", lens.lead_with)
        yield from _field("Emphasize", lens.emphasize)
        yield from _field("Play down", lens.play_down)
    for name, calibration in study.levels.items():
        yield from _section(f"At {pack.level_title(name)}", calibration.add)
        yield from _field("Reflection", calibration.reflection)
        yield from _field("Bar", calibration.bar)
        yield from _field("Length", calibration.length)


def _probe(probe: WorkedProbe) -> Lines:
    yield from _section(f"Follow-up · {probe.theme.replace('_', ' ')}", probe.ask)
    yield from _field("About the reference story", probe.ask_reference)
    yield from _field("Looks for", probe.looks_for)
    yield from _field("Weak", f'"{probe.weak.reply}" {probe.weak.why}')
    yield from _field("Strong", f'"{probe.strong.reply}"')
    yield from _field("Key line", f'"{probe.strong.key_line}"')


def _quiz(title: str, item: QuizItem) -> Lines:
    difficulty = f" ({item.difficulty})" if item.difficulty else ""
    yield from _section(title + difficulty, item.ask)
    for number, option in enumerate(item.options):
        yield from _field("ABCDEFGH"[number], option)
    yield from _field("Answer", "ABCDEFGH"[item.answer])
    yield from _field("Why", item.explanation)
    for number, step in enumerate(item.steps, 1):
        yield from _field(f"Step {number}", step)
    yield from _field("Hint", item.hint)


def _section(title: str, text: str) -> Lines:
    yield Rule(Text(title, "bold"), align="left", style="dim")
    if text:
        yield Text(text)


def _field(name: str, text: str) -> Lines:
    if text:
        yield indented(Text.assemble((f"{name}: ", "bold"), text))
