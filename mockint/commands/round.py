"""``mockint round``: choose the questions, hold the round, keep it and judge it."""

import random
from dataclasses import dataclass, replace

from mockint.commands.evening.debriefing import debriefed
from mockint.commands.ports import Front
from mockint.commands.practice.lens import all_through, angles_of
from mockint.commands.practice.session import own_equipment
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.story import find_story, questions_for
from mockint.commands.values.round import RoundResult
from mockint.config import Settings
from mockint.content.types import Library, Question
from mockint.errors import FileError, HistoryError, Interrupted
from mockint.history.catalogue import history
from mockint.history.retention import Keep
from mockint.interview import run
from mockint.stories.types import Story
from mockint.wiring import settings
from mockint.wiring.interview import Equipment, EquipmentOptions, InterviewSetup, open_interview


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOptions(EquipmentOptions):
    """The options of ``mockint round``; None where the settings decide."""

    slug: str | None = None
    story: str | None = None
    principle: str | None = None
    lens: str | None = None
    """A principle: each question is asked and judged for it."""
    level: str | None = None
    questions: int = 1
    probes: int | None = None
    seed: int | None = None
    keep_audio: bool = True
    private: bool = False

    @property
    def keep(self) -> Keep:
        """What the round leaves behind."""
        if self.private:
            return "nothing"
        return "all" if self.keep_audio else "figures"


def run_round(options: RoundOptions, front: Front) -> RoundResult | None:
    """Hold a round with the person at the microphone; None where nothing was recorded.

    Raises UsageError for an unknown name, NoDevice without a microphone, and Interrupted where a
    private round is stopped with Ctrl-C.
    """
    wanted = settings.settings()
    library = settings.library(wanted)
    offer_waiting(options, front)
    story = find_story(settings.stories(wanted, library), options.story) if options.story else None
    questions = _questions(options, library, story, wanted, front)
    if options.lens:
        questions = all_through(questions, options.lens, library)
    setup = InterviewSetup(
        library=library,
        questions=questions,
        level=settings.level(options.level, wanted, library),
        probes=wanted.probes if options.probes is None else options.probes,
        story=story,
        keep=options.keep,
    )
    equipment = own_equipment(options, library, front)
    return hold_round(setup, equipment, front, through_lens=options.lens is not None)


def hold_round(
    setup: InterviewSetup, equipment: Equipment, front: Front, *, through_lens: bool = False
) -> RoundResult | None:
    """Hold the round and keep it with its debrief; None where nothing was recorded.

    ``through_lens``: the debrief also says how far each answer followed its principle's lens.
    Raises Interrupted where Ctrl-C came before anything was recorded, and in place of
    KeyboardInterrupt where nothing was to be kept.
    """
    with open_interview(setup, equipment) as interview:
        record = run(interview.plan, interview.stations)
        interrupted = interview.keys.was_pressed
        if not record.answers and interrupted:
            raise Interrupted("stopped before anything was recorded")
        if not record.answers:
            return None  # the screen has said that nothing was kept
        angles = tuple(angles_of(record, setup.library)) if through_lens else ()
        held = debriefed(record, setup, interview.keeper, front, angles=angles)
    return replace(held, interrupted=interrupted)


def asked_before(front: Front) -> tuple[str, ...]:
    """Slugs of the questions asked before; none, and a notice, where the history cannot tell."""
    try:
        return history().asked()
    except (HistoryError, FileError) as error:
        front.tell(f"You may get a question again that you had before: {error}")
        return ()


def _questions(
    options: RoundOptions, library: Library, story: Story | None, wanted: Settings, front: Front
) -> tuple[Question, ...]:
    from mockint.content.find import find_principle, find_question, pick

    if options.slug:
        return (find_question(library, options.slug),)
    principle = find_principle(library, options.principle).slug if options.principle else None
    if story is not None:
        level = settings.level(options.level, wanted, library)
        return questions_for(story, library, level, principle=principle, count=options.questions)
    return pick(
        library,
        principle=principle,
        asked=asked_before(front),
        count=options.questions,
        rng=random.Random(options.seed),
    )
