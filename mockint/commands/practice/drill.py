"""``mockint drill``: one thing, again and again, each try checked and timed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mockint.commands.practice.session import (
    Gear,
    PracticeOptions,
    Practising,
    Told,
    find_told,
    practising,
)
from mockint.content.types import Library, Part, Question
from mockint.domain import SEGMENTS, TARGET_S, Level, Segment
from mockint.errors import UsageError
from mockint.events import Exercise
from mockint.history.catalogue import history
from mockint.history.trends import apart
from mockint.history.types import Wanted
from mockint.interview.practice import ENTER
from mockint.star.drills.types import PartCheck
from mockint.wiring import settings

ONLY: dict[Segment, str] = {
    "situation": "Only the situation: what was wrong, and for whom.",
    "task": "Only the task: where your own job ended, and what you decided.",
    "action": "Only the action: your steps, one after the other, each with I.",
    "result": "Only the result: from what to what, what it was worth, what it set off.",
    "reflection": "Only the reflection: the lesson that belongs to this story and to no other.",
}
"""What the interviewer asks for."""
WEAKEST_UNTOLD: Segment = "result"
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


def run_drill(options: DrillOptions, *, with_gear: Gear | None = None) -> None:
    """Drill what was asked for. Raises UsageError for two things at once, or an unknown name."""
    from mockint.commands.practice.drill_probes import drill_probes
    from mockint.commands.practice.drill_story import compress, interrupt

    ways = [bool(options.part), bool(options.compress), options.interrupt, options.probes]
    if sum(ways) > 1:
        raise UsageError(
            "a drill is about one thing",
            cause="take one of --part, --compress, --interrupt and --probes",
        )
    wanted = settings.settings()
    library = settings.library(wanted)
    told = find_told(options.slug, library, wanted)
    question = told.question
    part = _part(options.part, told)
    title = _title(options, part)
    with practising(
        options, title, [question], library=library, with_gear=with_gear, own=told.own_words
    ) as under_way:
        if options.compress:
            view = compress(under_way, question, options.compress)
        elif options.interrupt:
            view = interrupt(under_way, question)
        elif options.probes:
            view = drill_probes(under_way, question, reference=options.reference)
        else:
            view = _drill_part(under_way, told, part, options.times)
        folder = under_way.folder
    console = settings.console()
    console.print(view)
    if folder.path.exists():
        console.print(f"\nTo delete these recordings: mockint delete {folder.id}", style="dim")


def _title(options: DrillOptions, part: Segment) -> str:
    if options.compress:
        return "Drill: the same story in less time"
    if options.interrupt:
        return "Drill: the interviewer cuts in"
    return "Drill: follow-ups" if options.probes else f"Drill: {part.title()}"


def _part(asked: str | None, told: Told) -> Segment:
    """The part asked for, else the one that was furthest from its target the last time."""
    if asked is not None:
        found = [part for part in SEGMENTS if part.startswith(asked.lower())]
        if len(found) != 1:
            raise UsageError(f"no part {asked!r}", cause=f"parts are {', '.join(SEGMENTS)}")
        return found[0]
    wanted = (
        Wanted(story=told.story.name, own=True)
        if told.story
        else Wanted(question=told.question.slug, own=True)
    )
    for answer in history().past(wanted, limit=1):
        if answer.parts:
            return max(answer.parts, key=lambda part: apart(part, answer.parts[part]))
    return WEAKEST_UNTOLD


def part_study(library: Library, question: Question, part: Segment) -> Part | None:
    """What the walkthrough says of the part; None where the question has none."""
    study = library.walkthroughs.get(question.slug)
    return study.parts[part] if study else None


def target_of(study: Part | None, part: Segment, level: Level) -> float:
    """Seconds for the part: the question's own target, scaled where the level scales."""
    from mockint.star.timing import scaled_target

    own = study.target_s if study else TARGET_S[part]
    return own * scaled_target(part, level) / TARGET_S[part]


def _drill_part(under_way: Practising, told: Told, part: Segment, times: int) -> object:
    from mockint.star.drills.part import check
    from mockint.views.drills import drill_view, read_lines, spoken_line

    practice, question = under_way.practice, told.question
    study = part_study(under_way.library, question, part)
    target_s = target_of(study, part, under_way.level)
    checks: list[PartCheck] = []
    if study is not None:
        practice.note(study.coaching)
    for number in range(1, times + 1):
        label = f"Try {number} of {times}"
        ask = f"{ONLY[part]} You have {target_s:.0f} seconds."
        practice.say(f"{question.ask} {ask}" if number == 1 else f"Again. {ask}", label=label)
        spoken = practice.listen(question, exercise=Exercise(part.title(), target_s))
        if spoken.transcript is not None:
            checks.append(
                check(spoken.transcript, part, target_s, under_way.level, under_way.library)
            )
            for line in read_lines(checks[-1]):
                practice.note(line)
            practice.say(spoken_line(checks[-1]), label=label, stopping=ENTER)
        _keep(under_way, question, part, checks)
        if practice.ending or number == times:
            break
        practice.choose(ENTER, f"Enter: try {number + 1} of {times} · q: end")
    title = f"{part.title()} of {question.slug}, {len(checks)} of {times} tries"
    return drill_view(title, checks, study, told.story.parts.get(part, "") if told.story else "")


def _keep(
    under_way: Practising, question: Question, part: Segment, checks: Sequence[PartCheck]
) -> None:
    under_way.write(
        {
            "drill": "part",
            "question": question.slug,
            "level": under_way.level,
            "part": part,
            "tries": [asdict(one) for one in checks],
        }
    )
