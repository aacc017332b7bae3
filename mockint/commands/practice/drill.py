"""``mockint drill``: one thing, again and again, each try checked and timed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mockint.commands.ports import Front
from mockint.commands.practice.session import (
    Material,
    PracticeOptions,
    PracticeSession,
    find_material,
    own_equipment,
    practice_session,
)
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.values.practice import (
    CompressDrill,
    DrillResult,
    InterruptDrill,
    PartDrill,
    ProbesDrill,
)
from mockint.commands.values.sentences import read_lines, spoken_line
from mockint.content.types import Library, Part, Question
from mockint.domain import SEGMENTS, Level, Segment, target_of
from mockint.errors import UsageError
from mockint.events import Exercise, KeyHint
from mockint.history.catalogue import history
from mockint.history.retention import Keep
from mockint.history.trends import apart
from mockint.history.types import Wanted
from mockint.interview.keys import NEXT
from mockint.star.drills.types import PartCheck
from mockint.wiring import settings
from mockint.wiring.interview import Equipment

ONLY: dict[Segment, str] = {
    "situation": "Tell only the situation: what was wrong, and who it affected.",
    "task": "Tell only the task: what your own job was, and what you decided to do.",
    "action": "Tell only the action: your steps, one by one. Start each one with I.",
    "result": "Tell only the result: numbers before and after, what it was worth, what it led to.",
    "reflection": "Tell only the reflection: a lesson that you learned in this story alone.",
}
"""What the interviewer asks for."""
FIRST_DRILLED: Segment = "result"
"""Drilled where nothing is known yet: the part that answers most often lack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillOptions(PracticeOptions):
    """The options of ``mockint drill``; at most one of part, compress, interrupt and probes."""

    slug: str
    """A question's name, or that of one of the person's own stories."""
    part: str | None = None
    times: int = 3
    compress: tuple[float, ...] = ()
    interrupt: bool = False
    probes: bool = False
    reference: bool = False
    """The follow-ups as they are asked about the walkthrough's own story."""
    keep: Keep = "all"
    """What it leaves behind: as the round that it is practiced for."""


def run_drill(
    options: DrillOptions, front: Front, *, equipment: Equipment | None = None
) -> DrillResult:
    """Drill what was asked for. Raises UsageError for two things at once, or an unknown name."""
    ways = [bool(options.part), bool(options.compress), options.interrupt, options.probes]
    if sum(ways) > 1:
        raise UsageError(
            "a drill can train only one thing at a time",
            cause="use only one of --part, --compress, --interrupt and --probes",
        )
    wanted = settings.settings()
    library = settings.library(wanted)
    material = find_material(options.slug, library, wanted)
    part = _part(options.part, material)
    topic = material.topic(_title(options, part))
    offer_waiting(options, front)
    used = equipment or own_equipment(options, library, front)
    with practice_session(topic, options.level, library, used, keep=options.keep) as session:
        drill = _drill(session, material, part, options)
    return DrillResult(drill, session.recordings, interrupted=session.interrupted)


def _drill(
    session: PracticeSession, material: Material, part: Segment, options: DrillOptions
) -> PartDrill | CompressDrill | InterruptDrill | ProbesDrill:
    from mockint.commands.practice.drill_probes import drill_probes
    from mockint.commands.practice.drill_story import compress, interrupt

    question = material.question
    if options.compress:
        return compress(session, question, options.compress)
    if options.interrupt:
        return interrupt(session, question)
    if options.probes:
        return drill_probes(session, question, reference=options.reference)
    return _drill_part(session, material, part, options.times)


def _title(options: DrillOptions, part: Segment) -> str:
    if options.compress:
        return "Drill: the same story in less time"
    if options.interrupt:
        return "Drill: the interviewer cuts in"
    return "Drill: follow-ups" if options.probes else f"Drill: {part.title()}"


def _part(asked: str | None, material: Material) -> Segment:
    """The part asked for, else the one that was furthest from its target the last time."""
    if asked is not None:
        return find_part(asked)
    wanted = (
        Wanted(story=material.story.name, own=True)
        if material.story
        else Wanted(question=material.question.slug, own=True)
    )
    for answer in history().answers(wanted, limit=1):
        if answer.parts:
            return max(answer.parts, key=lambda part: apart(part, answer.parts[part]))
    return FIRST_DRILLED


def find_part(asked: str) -> Segment:
    """The part that begins with what was typed. Raises UsageError for none, or more than one."""
    found = [part for part in SEGMENTS if asked and part.startswith(asked.lower())]
    if len(found) != 1:
        raise UsageError(
            f"there is no part {asked!r}", cause=f"the parts are {', '.join(SEGMENTS)}"
        )
    return found[0]


def part_study(library: Library, question: Question, part: Segment) -> Part | None:
    """What the walkthrough says of the part; None where the question has none."""
    study = library.walkthroughs.get(question.slug)
    return study.parts[part] if study else None


def exercise_of(study: Part | None, part: Segment, level: Level) -> Exercise:
    """The part in its seconds: the question's own target, scaled where the level scales."""
    return Exercise(part.title(), *target_of(level, part, study.target_s if study else None))


def _drill_part(
    session: PracticeSession, material: Material, part: Segment, times: int
) -> PartDrill:
    from mockint.star.drills.part import check

    practice, question = session.practice, material.question
    study = part_study(session.library, question, part)
    exercise = exercise_of(study, part, session.level)
    target_s = exercise.target_s or 0.0
    tries: list[PartCheck] = []
    if study is not None:
        practice.note(study.coaching)
    for number in range(1, times + 1):
        label = f"Try {number} of {times}"
        ask = f"{ONLY[part]} You have {target_s:.0f} seconds."
        again = number > 1
        said = f"Again. {ask}" if again else f"{question.ask} {ask}"
        practice.say(said, label=label, about=question.ask if again else "")
        spoken = practice.listen(question, exercise=exercise)
        if spoken.transcript is not None:
            tries.append(check(spoken.transcript, part, target_s, session.level, session.library))
            for line in read_lines(tries[-1]):
                practice.note(line)
            found = spoken_line(tries[-1])
            practice.say(found, label=label, stopping=(NEXT,), about=question.ask)
        _keep(session, question, part, tries)
        if practice.ending or number == times:
            break
        practice.choose((KeyHint("\n", f"try {number + 1} of {times}"),))
    return PartDrill(
        question=question.slug,
        ask=question.ask,
        part=part,
        planned=times,
        tries=tuple(tries),
        study=study,
        written=material.story.parts.get(part, "") if material.story else "",
    )


def _keep(
    session: PracticeSession, question: Question, part: Segment, tries: Sequence[PartCheck]
) -> None:
    session.write(
        {
            "drill": "part",
            "question": question.slug,
            "level": session.level.name,
            "part": part,
            "tries": [asdict(one) for one in tries],
        }
    )
