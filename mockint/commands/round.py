"""``mockint round``: choose the questions, hold the round, keep it and judge it."""

import random
from dataclasses import dataclass, replace
from pathlib import Path

from mockint.commands.ports import Front
from mockint.commands.practice.lens import all_through, angles_of
from mockint.commands.recovery import offer_recovered_takes
from mockint.commands.story import find_story, questions_for
from mockint.commands.values.round import Debrief, RoundDebrief, RoundResult
from mockint.config import Settings
from mockint.content.types import Library, Question
from mockint.errors import FileError, HistoryError
from mockint.history.catalogue import history
from mockint.history.crash_recovery import recover_takes
from mockint.history.folders import RoundFolder
from mockint.history.keeper import Keeper
from mockint.history.retention import Keep, delete_after_crashes
from mockint.interview import run
from mockint.record import RoundRecord
from mockint.stories.types import Story
from mockint.wiring import settings
from mockint.wiring.interview import (
    Equipment,
    EquipmentChooser,
    EquipmentOptions,
    InterviewSetup,
    open_interview,
)


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
    offer_recovered_takes(recover_takes(), library, wanted, front)
    if front.interactive:  # without a person nobody could answer the offer
        delete_after_crashes()
    story = find_story(settings.stories(wanted, library), options.story) if options.story else None
    questions = _questions(options, library, story, wanted, front)
    if options.lens:
        questions = all_through(questions, options.lens, library)
    chooser = EquipmentChooser(
        options=options,
        settings=wanted,
        library=library,
        tell=front.tell,
        working=front.working,
    )
    setup = InterviewSetup(
        library=library,
        questions=questions,
        level=settings.level(options.level, wanted, library),
        probes=wanted.probes if options.probes is None else options.probes,
        story=story,
        keep=options.keep,
    )
    return hold_round(setup, chooser.for_person(), front, through_lens=options.lens is not None)


def hold_round(
    setup: InterviewSetup, equipment: Equipment, front: Front, *, through_lens: bool = False
) -> RoundResult | None:
    """Hold the round and keep it with its debrief; None where nothing was recorded.

    ``through_lens``: the debrief also says how far each answer followed its principle's lens.
    Raises Interrupted in place of KeyboardInterrupt where nothing was to be kept.
    """
    with open_interview(setup, equipment) as interview:
        record = run(interview.plan, interview.stations)
        if not record.answers:
            return None  # the screen has said that nothing was kept
        keeper = interview.keeper
        held = _debriefed(record, setup, keeper, front, through_lens=through_lens)
    return replace(held, problems=tuple(keeper.problems))


def _debriefed(
    record: RoundRecord, setup: InterviewSetup, keeper: Keeper, front: Front, *, through_lens: bool
) -> RoundResult:
    record = keeper.pack(record)
    angles = tuple(angles_of(record, setup.library)) if through_lens else ()
    shown = RoundDebrief(debrief=Debrief(record, setup.library.pack), angles=angles)
    if keeper.keeps_words:
        with keeper.trying():
            keeper.write_debrief(front.as_text(shown))
        with keeper.trying():
            _write_page(record, keeper.folder, setup.library)
    left: tuple[Path, ...] = ()
    if setup.keep == "figures":
        with keeper.trying():
            left = keeper.folder.recordings()
    return RoundResult(
        shown=shown,
        is_kept=keeper.keeps_words,
        keeps_recordings=setup.keep == "all",
        not_transcribed=left,
    )


def _write_page(record: RoundRecord, folder: RoundFolder, library: Library) -> None:
    """The page beside the debrief; ``mockint report`` makes it again where it failed."""
    from mockint.commands.report import write_page

    write_page(record, folder.path, library)


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
