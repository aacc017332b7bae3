"""``mockint learn``: a walkthrough told by the voice, at one's own pace, with everything to try."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace

from mockint.commands.ports import Front
from mockint.commands.practice.drill import ONLY, exercise_of, find_part
from mockint.commands.practice.session import (
    PracticeOptions,
    PracticeSession,
    Topic,
    own_equipment,
    practice_session,
)
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.values.practice import LessonTaught, LessonTry, Spotted
from mockint.commands.values.sentences import read_lines, spoken_line
from mockint.content.lesson import SECTION_KEYS, Lesson, Section, Step, find_section, lesson
from mockint.content.spotting import named
from mockint.content.types import Library, Walkthrough, WorkedProbe
from mockint.domain import Segment
from mockint.errors import MockintError, UsageError
from mockint.events import Exercise, KeyHint
from mockint.interview import keys
from mockint.star.types import ProbeChoice
from mockint.transcribe.types import Transcript
from mockint.voice.types import LessonVoice, ShownVoice
from mockint.wiring import settings, stations
from mockint.wiring.interview import Equipment

NEXT = KeyHint("\nn", "next")
BACK = KeyHint("b", "back")
REPEAT = KeyHint("r", "repeat")
JUMP = KeyHint("j", "jump")
TRY = KeyHint("t", "try it yourself")
SAY = KeyHint("\n", "say it")
WRITE = KeyHint("k", "type it")
SHOW_ME = KeyHint("s", "show me")
_TICKS = {True: "[x]", False: "[ ]"}
"""Before each point against the weak answer: named by the candidate, or not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnOptions(PracticeOptions):
    """The options of ``mockint learn``."""

    slug: str
    part: str | None = None


def run_learn(
    options: LearnOptions, front: Front, *, equipment: Equipment | None = None
) -> LessonTaught | Lesson:
    """Tell the walkthrough; a lesson to read where there is neither a voice nor a terminal.

    Raises UsageError where there is none of that name.
    """
    wanted = settings.settings()
    library = settings.library(wanted)
    study = find_walkthrough(library, options.slug)
    part = find_part(options.part) if options.part is not None else None
    taught = lesson(study, settings.level(options.level, wanted, library), library.pack, part)
    silent = (options.voice or wanted.voice) == stations.NO_VOICE
    if equipment is None and silent and not front.interactive:
        return taught
    offer_waiting(options, front)
    used = equipment or own_equipment(options, library, front, needs_microphone=False)
    shown_only = isinstance(used.voice, ShownVoice)
    if isinstance(used.voice, LessonVoice):
        used = replace(used, voice=used.voice.reading(taught.texts, taught.paced))
    title = f"Learn: {study.slug}" + (f", {part.title()}" if part else "")
    topic = Topic(title=title, questions=(study.question,))
    with practice_session(topic, options.level, library, used) as session:
        told = _Lesson(session, taught, shown_only)
        told.tell_all()
    return LessonTaught(
        study.slug,
        study.ask,
        tuple(one for at, one in enumerate(taught.sections) if at in told.reached),
        tuple(told.tries),
        interrupted=session.interrupted,
    )


def find_walkthrough(library: Library, slug: str) -> Walkthrough:
    """The walkthrough of that name. Raises UsageError with the nearest, or those there are."""
    from mockint.content.find import find_question

    question = find_question(library, slug)
    if question.slug not in library.walkthroughs:
        there = ", ".join(sorted(library.walkthroughs))
        raise UsageError(
            f"{question.slug} has no walkthrough",
            cause=f"these questions have one: {there}" if there else no_walkthroughs(library),
            next_step=f"mockint round {question.slug}",
        )
    return library.walkthroughs[question.slug]


def no_walkthroughs(library: Library) -> str:
    """That the pack has none, as a sentence part."""
    return f"the pack {library.pack.folder} has no walkthroughs"


@dataclass(slots=True)
class _Lesson:
    """One lesson under way."""

    session: PracticeSession
    taught: Lesson
    silent: bool = False
    """Nobody speaks: what would be said one after the other is shown together."""
    tries: list[LessonTry] = field(default_factory=list)
    """What was rehearsed, and what was spotted."""
    reached: set[int] = field(default_factory=set)
    """The sections that were told, from 0."""
    _kept: list[dict[str, object]] = field(default_factory=list)
    """The tries as the folder keeps them."""

    def tell_all(self) -> None:
        """From the first section to the last, or wherever the keys lead."""
        practice, sections = self.session.practice, self.taught.sections
        at = 0
        while at < len(sections) and not practice.ending:
            section = sections[at]
            self.reached.add(at)
            key = self._tell(section, f"{at + 1}/{len(sections)}") or self._next_key(section)
            while key == TRY.keys:
                self._rehearse(section)
                key = self._next_key(section)
            match key:
                case "b":
                    at = max(0, at - 1)
                case "r":
                    pass
                case "j":
                    at = self._jump(at)
                case _:
                    at += 1

    def _tell(self, section: Section, place: str) -> str:
        """Say it; the key that led away from it."""
        practice = self.session.practice
        practice.note(f"— {place} {section.title} —")
        steps = self._as_shown(section.steps)
        while steps:
            step = steps.pop(0)
            if steps:
                practice.prepare(steps[0].text)
            label = step.label or section.title
            ask = self.taught.study.ask
            key = practice.say(step.text, label=label, stopping=_leading_on(section), about=ask)
            if key:
                return key
            if step.kind == "exercise":
                steps = self._as_shown(self._spotting(section, steps))
        return ""

    def _as_shown(self, steps: Sequence[Step]) -> list[Step]:
        """As they are, to be said; as one, up to an exercise, where they are only shown."""
        if not self.silent or not steps:
            return list(steps)
        ends = [at for at, step in enumerate(steps, start=1) if step.kind == "exercise"]
        first = ends[0] if ends else len(steps)
        lines = [f"{one.label}: {one.text}" if one.label else one.text for one in steps[:first]]
        return [replace(steps[first - 1], text="\n".join(lines), label=""), *steps[first:]]

    def _next_key(self, section: Section) -> str:
        return self.session.practice.choose(_leading_on(section))

    def _jump(self, at: int) -> int:
        practice, sections = self.session.practice, self.taught.sections
        there = SECTION_KEYS[: len(sections)]
        for key, section in zip(there, sections, strict=True):
            practice.note(f"{key}  {section.title}", is_key=True)
        titles = tuple(section.title for section in sections)
        offered = (KeyHint(there, "that section", titles), KeyHint("\n", "stay here"))
        pressed = practice.choose(offered, "Jump to which section?")
        found = find_section(sections, pressed)
        return at if found is None else found

    # ------------------------------------------------------------ what is wrong with it

    def _spotting(self, section: Section, steps: Sequence[Step]) -> list[Step]:
        """Let the candidate say what is wrong; the steps that tell it, with what was named."""
        practice, points = self.session.practice, self.taught.study.weak_answer.faults
        ask = "What is wrong with this answer? Say everything that you noticed."
        practice.say(ask, label="Your turn", about=self.taught.study.weak_answer.text)
        said = self._said(ask)
        if said is None:
            return list(steps)
        ticks = named(said, points)
        spotted = Spotted(tuple(zip(points, ticks, strict=True)))
        self._keep(
            LessonTry(section=section.title, ask=ask, said=said, found=spotted),
            {"spotted": sum(ticks), "of": len(points)},
        )
        practice.say(f"You found {sum(ticks)} of {len(points)} mistakes.", label="Heard")
        told = zip(steps, [*ticks, None], strict=True)
        return [
            replace(step, label=f"{_TICKS[tick]} {step.label}") if tick is not None else step
            for step, tick in told
        ]

    def _said(self, ask: str) -> str | None:
        """What the candidate says or types; None where they would rather be told."""
        practice = self.session.practice
        key = practice.choose((SAY, WRITE, SHOW_ME))
        if key == WRITE.keys:
            return practice.typed(f"{ask} ")
        if key != SAY.keys:
            return None
        heard = self._heard(Exercise("What is wrong with it"))
        return None if heard is None else heard.text

    # ------------------------------------------------------------ rehearsing

    def _heard(self, exercise: Exercise, probe: WorkedProbe | None = None) -> Transcript | None:
        """Record and transcribe; what cannot be recorded is said and passed over."""
        practice = self.session.practice
        theme = probe.theme if probe else None
        try:
            return practice.listen(
                self.taught.study.question, exercise=exercise, theme=theme
            ).transcript
        except MockintError as error:
            practice.note(str(error))
            return None

    def _rehearse(self, section: Section) -> None:
        if section.part is not None:
            self._rehearse_part(section, section.part)
        elif section.probe is not None:
            self._rehearse_reply(section, section.probe)

    def _rehearse_part(self, section: Section, part: Segment) -> None:
        from mockint.star.drills.part import check

        session = self.session
        exercise = exercise_of(self.taught.study.parts[part], part, session.level)
        heard = self._heard(replace(exercise, ask=ONLY[part]))
        if heard is None:
            return
        found = check(heard, part, exercise.target_s or 0.0, session.level, session.library)
        for line in read_lines(found):
            session.practice.note(line)
        session.practice.say(spoken_line(found), label="Heard", stopping=(keys.NEXT,))
        self._keep(
            LessonTry(section=section.title, ask="", said=heard.text, found=found),
            {"part": part, **asdict(found)},
        )

    def _rehearse_reply(self, section: Section, probe: WorkedProbe) -> None:
        practice = self.session.practice
        practice.say(probe.ask_reference, label="Interviewer")
        heard = self._heard(Exercise("Your reply"), probe)
        if heard is None:
            return
        asked = ProbeChoice(probe.theme, probe.ask_reference, "", "")
        finding = stations.assess_reply(self.session.library, heard, asked)
        text = f"{finding.strength.capitalize()}: {finding.because}"
        practice.note(text if not finding.quote else f"{text} You said: “{finding.quote}”")
        self._keep(
            LessonTry(
                section=section.title, ask=probe.ask_reference, said=heard.text, found=finding
            ),
            {"probe": probe.theme, "strength": finding.strength},
        )

    def _keep(self, tried: LessonTry, kept: dict[str, object]) -> None:
        self.tries.append(tried)
        self._kept.append(kept)
        self.session.write({"learn": self.taught.study.slug, "tries": self._kept})


def _leading_on(section: Section) -> tuple[KeyHint, ...]:
    """The keys that lead away from a section, while it is being said and after it."""
    return (NEXT, BACK, REPEAT, *([TRY] if _can_try(section) else []), JUMP)


def _can_try(section: Section) -> bool:
    return section.part is not None or section.probe is not None
