"""``mockint lens`` and ``round --lens``: the same story told for another principle."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace

from mockint.commands.ports import Front
from mockint.commands.practice.session import (
    PracticeOptions,
    PracticeSession,
    find_material,
    own_equipment,
    practice_session,
)
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.values.practice import AnswerAngle, LensChoice, LensResult
from mockint.commands.values.sentences import angle_lines
from mockint.content.types import Lens, Library, Principle, Question
from mockint.interview.keys import NEXT
from mockint.record import RoundRecord
from mockint.star.drills.types import Angle
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript
from mockint.wiring import settings
from mockint.wiring.interview import Equipment


@dataclass(frozen=True, slots=True, kw_only=True)
class LensOptions(PracticeOptions):
    """The options of ``mockint lens``."""

    slug: str
    principle: str | None = None
    """None: the lenses there are, and nothing is recorded."""


def run_lens(
    options: LensOptions, front: Front, *, equipment: Equipment | None = None
) -> LensChoice | LensResult:
    """The lenses of a question; or its story told through one, and how far it went."""
    from mockint.content.find import find_lens, find_principle

    wanted = settings.settings()
    library = settings.library(wanted)
    material = find_material(options.slug, library, wanted)
    if options.principle is None:
        return _choice(library, material.question)
    principle = find_principle(library, options.principle)
    lens = find_lens(library, material.question, principle.slug)
    asked = through(material.question, principle)
    offer_waiting(options, front)
    topic = material.topic(f"Lens: {principle.title}", asked)
    used = equipment or own_equipment(options, library, front)
    with practice_session(topic, options.level, library, used) as session:
        angle = _tell(session, asked, lens)
        if angle is not None:
            session.write(
                {
                    "lens": principle.slug,
                    "question": material.question.slug,
                    "level": session.level.name,
                    **asdict(angle),
                    "low_s": angle.low_s,
                }
            )
    found = AnswerAngle(principle.title, lens, angle) if angle else None
    return LensResult(
        found,
        session.recordings,
        interrupted=session.interrupted,
        slug=material.question.slug,
        ask=asked.ask,
        principle=principle.slug,
    )


def _tell(session: PracticeSession, asked: Question, lens: Lens) -> Angle | None:
    """Have it told once; None where nothing was heard."""
    practice = session.practice
    practice.note(f"Emphasize: {lens.emphasize}")
    practice.note(f"Keep short: {lens.play_down}")
    start = f"Start with this. {lens.lead_with}"
    practice.say(start, label="How to tell it", stopping=(NEXT,), about=asked.ask)
    practice.say(asked.ask, label="Interviewer")
    spoken = practice.listen(asked)
    analysis = practice.analyse(spoken, asked)
    if spoken.transcript is None or analysis is None:
        return None
    angle = angle_of(spoken.transcript, analysis, lens)
    practice.say(" ".join(angle_lines(angle)), label="Lens", about=asked.ask)
    return angle


def through(question: Question, principle: Principle) -> Question:
    """The same question, asked and judged for another principle."""
    if question.principle == principle.slug:
        return question
    ask = f"{question.ask} Tell it so that it shows {principle.title}."
    return replace(question, ask=ask, principle=principle.slug)


def all_through(
    questions: Iterable[Question], typed: str, library: Library
) -> tuple[Question, ...]:
    """Each question for the principle that was typed. Raises UsageError for an unknown one."""
    from mockint.content.find import find_lens, find_principle

    principle = find_principle(library, typed)
    found = tuple(through(one, principle) for one in questions)
    for one in found:
        find_lens(library, one, principle.slug)
    return found


def angle_of(transcript: Transcript, analysis: Analysis, lens: Lens) -> Angle:
    """A judged telling through a lens."""
    from mockint.star.drills.lens import look

    return look(transcript, lens, analysis.signals, analysis.spans)


def angles_of(record: RoundRecord, library: Library) -> Iterator[AnswerAngle]:
    """Each answer of a round through a lens, seen that way."""
    from mockint.content.find import find_lens

    for answer in record.answers:
        if answer.transcript is None or answer.analysis is None or answer.principle is None:
            continue
        lens = find_lens(library, answer.question, answer.principle.slug)
        angle = angle_of(answer.transcript, answer.analysis, lens)
        yield AnswerAngle(answer.principle.title, lens, angle)


def _choice(library: Library, question: Question) -> LensChoice:
    study = library.walkthroughs.get(question.slug)
    own = study.lenses if study else ()
    known = {lens.principle for lens in own}
    return LensChoice(
        slug=question.slug,
        ask=question.ask,
        own=tuple((library.principles[lens.principle].title, lens) for lens in own),
        others=tuple(slug for slug in library.lenses if slug not in known),
    )
