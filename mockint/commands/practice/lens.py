"""``mockint lens`` and ``round --lens``: the same story told for another principle."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from mockint.commands.practice.session import Gear, PracticeOptions, find_told, practising
from mockint.content.types import Lens, Library, Question
from mockint.record import RoundRecord
from mockint.star.drills.types import Angle
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript
from mockint.wiring import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class LensOptions(PracticeOptions):
    """The options of ``mockint lens``."""

    slug: str
    principle: str | None = None
    """None: the lenses there are, and nothing is recorded."""


def run_lens(options: LensOptions, *, with_gear: Gear | None = None) -> None:
    """Show the lenses of a question; or tell its story through one, and say how far it went."""
    from mockint.content.load import find_lens, find_principle
    from mockint.views.lens_and_level import angle_lines, angle_view

    wanted = settings.settings()
    library = settings.library(wanted)
    source = find_told(options.slug, library, wanted)
    question = source.question
    if options.principle is None:
        _show_all(library, question)
        return
    principle = find_principle(library, options.principle)
    lens = find_lens(library, question, principle.slug)
    told = through(question, principle.slug, principle.title)
    title = f"Lens: {principle.title}"
    console = settings.console()
    with practising(
        options, title, [told], library=library, with_gear=with_gear, own=source.own_words
    ) as under_way:
        practice = under_way.practice
        practice.note(f"Emphasise: {lens.emphasise}")
        practice.note(f"Play down: {lens.play_down}")
        practice.say(f"Lead with this. {lens.lead_with}", label="How to tell it", stopping="\n")
        practice.say(told.ask, label="Interviewer")
        spoken = practice.listen(told)
        analysis = practice.analyse(spoken, told)
        angle = None
        if spoken.transcript is not None and analysis is not None:
            angle = looked_at(spoken.transcript, analysis, lens)
            practice.say(" ".join(angle_lines(angle)), label="Lens")
            under_way.write(
                {
                    "lens": principle.slug,
                    "question": question.slug,
                    "level": under_way.level.name,
                    **asdict(angle),
                    "low_s": angle.low_s,
                }
            )
        folder = under_way.folder
    if angle is None:
        console.print("No telling was heard.")
    else:
        console.print(angle_view(principle.title, lens, angle))
    if folder.path.exists():
        console.print(f"\nTo delete this recording: mockint delete {folder.id}", style="dim")


def through(question: Question, principle: str, title: str) -> Question:
    """The same question, asked and judged for another principle."""
    if question.principle == principle:
        return question
    ask = f"{question.ask} Tell it so that it shows {title}."
    return replace(question, ask=ask, principle=principle)


def all_through(
    questions: Iterable[Question], typed: str, library: Library
) -> tuple[Question, ...]:
    """Each question for the principle that was typed. Raises UsageError for an unknown one."""
    from mockint.content.load import find_lens, find_principle

    principle = find_principle(library, typed)
    found = tuple(through(one, principle.slug, principle.title) for one in questions)
    for one in found:
        find_lens(library, one, principle.slug)
    return found


def looked_at(transcript: Transcript, analysis: Analysis, lens: Lens) -> Angle:
    """A judged telling through a lens."""
    from mockint.star.drills.lens import look

    return look(transcript, lens, analysis.signals, analysis.spans)


def show_angles(record: RoundRecord, library: Library, console: Any) -> None:
    """After the debrief of a round through a lens: each answer seen that way."""
    for title, lens, angle in angles(record, library):
        from mockint.views.lens_and_level import angle_view

        console.print(angle_view(title, lens, angle))


def angles(record: RoundRecord, library: Library) -> Iterable[tuple[str, Lens, Angle]]:
    """Title of the principle, its lens and how far the telling followed it, for each answer."""
    from mockint.content.load import find_lens

    for answer in record.answers:
        if answer.transcript is None or answer.analysis is None or answer.principle is None:
            continue
        lens = find_lens(library, answer.question, answer.principle.slug)
        yield answer.principle.title, lens, looked_at(answer.transcript, answer.analysis, lens)


def _show_all(library: Library, question: Question) -> None:
    from mockint.views.lens_and_level import lens_view

    console = settings.console()
    console.print(question.ask, style="bold")
    study = library.walkthroughs.get(question.slug)
    own = study.lenses if study else ()
    for lens in own:
        console.print()
        console.print(lens_view(library.principles[lens.principle].title, lens))
    known = {lens.principle for lens in own}
    others = ", ".join(slug for slug in library.lenses if slug not in known)
    what = "This question has no walkthrough. For any story" if not own else "Also, for any story"
    console.print(f"\n{what}: {others}", style="dim")
    console.print(f"Tell it: mockint lens {question.slug} --principle P", style="dim")
