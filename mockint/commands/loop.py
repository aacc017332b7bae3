"""``mockint loop``: a panel of interviewers against the clock, and what each could write down."""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from mockint.commands.ports import Front
from mockint.commands.practice.session import PracticeOptions, own_equipment
from mockint.commands.recovery.recover import offer_waiting
from mockint.commands.round import asked_before, hold_round
from mockint.commands.values.round import (
    InterviewerComes,
    NothingRecorded,
    PanelHeld,
    RoundResult,
)
from mockint.content.types import Library, Principle, Question
from mockint.domain import Level
from mockint.errors import Interrupted, UsageError
from mockint.events import OnBreak
from mockint.history.catalogue import NEWEST
from mockint.history.folders import round_id
from mockint.history.panel import (
    IN_PLAN,
    PanelDebrief,
    PanelInterview,
    Place,
    StoryUse,
    answers_of,
    load_panel,
    newest_panel,
)
from mockint.interview.panel_break import take_break
from mockint.interview.panel_clock import LEAST_SHARE_S, PanelClock
from mockint.stories.recognise import recognise
from mockint.stories.types import Story
from mockint.wiring import settings, stations
from mockint.wiring.interview import Equipment, InterviewSetup, PanelSeat

LEAST_MINUTES = round(LEAST_SHARE_S / 60.0)
"""That each interviewer needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelOptions:
    """The options of ``mockint loop`` beside those of every practice."""

    principles: Sequence[str]
    """Slugs or titles, one for each interviewer."""
    minutes: float = 45.0
    probes: int | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class _Panel:
    """What stays the same from the first interviewer to the last."""

    id: str
    options: PanelOptions
    practice: PracticeOptions
    library: Library
    level: Level
    probes: int
    clock: PanelClock
    rng: random.Random
    front: Front
    given: Equipment | None

    def equipment(self) -> Equipment:
        return self.given or own_equipment(self.practice, self.library, self.front)


def run_panel(
    options: PanelOptions,
    practice: PracticeOptions,
    front: Front,
    *,
    equipment: Equipment | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> PanelHeld | NothingRecorded:
    """Hold the panel. Each interviewer's part is kept as a round is.

    Raises UsageError for principles or a time that cannot be.
    """
    wanted = settings.settings()
    library = settings.library(wanted)
    principles = _principles(options, library)
    offer_waiting(practice, front)
    panel = _Panel(
        id=round_id(datetime.now().astimezone()),
        options=options,
        practice=practice,
        library=library,
        level=settings.level(practice.level, wanted, library),
        probes=wanted.probes if options.probes is None else options.probes,
        clock=PanelClock(options.minutes * 60.0, len(principles), clock),
        rng=random.Random(options.seed),
        front=front,
        given=equipment,
    )
    held, interrupted = _hold_all(panel, principles)
    if not held:
        return NothingRecorded(interrupted)
    return PanelHeld(panel_debrief(panel.id), interrupted)


def _hold_all(panel: _Panel, principles: Sequence[Principle]) -> tuple[int, bool]:
    """Every interviewer in turn; how many of them recorded anything, and whether Ctrl-C came."""
    asked: list[Question] = []
    held = 0
    for number, principle in enumerate(principles, 1):
        used = panel.equipment()
        if number > 1 and not _break(panel, principles[number - 1 :], used):
            break
        questions = _questions(panel, principle, asked)
        asked += questions
        try:
            result = _interview(panel, number, len(principles), questions, used)
        except Interrupted:
            if not held:
                raise
            return held, True
        held += result is not None
        if result is not None and result.interrupted:
            return held, True
    return held, False


def _interview(
    panel: _Panel, number: int, planned: int, questions: tuple[Question, ...], used: Equipment
) -> RoundResult | None:
    """One interviewer's part; None where nothing was recorded."""
    title = panel.library.principles[questions[0].principle].title
    name = f"Interviewer {number} of {planned}, {title}"
    panel.front.show(InterviewerComes(name, panel.clock.share_s, panel.clock.left_s))
    panel.clock.begin()
    part = {
        "id": panel.id,
        "minutes": panel.options.minutes,
        "number": number,
        "of": planned,
        "share_s": round(panel.clock.share_s, 3),
        "principle": questions[0].principle,
    }
    setup = InterviewSetup(
        library=panel.library,
        questions=questions,
        level=panel.level,
        probes=panel.probes,
        seat=PanelSeat(panel.id, name, panel.clock.time_for),
        plan={IN_PLAN: part},
    )
    try:
        # Between two interviewers nobody is told how it went: the debrief is only kept.
        held = hold_round(setup, used, panel.front)
        for problem in held.problems if held else ():
            panel.front.tell(str(problem))
        return held
    finally:
        panel.clock.end()


def _principles(options: PanelOptions, library: Library) -> tuple[Principle, ...]:
    from mockint.content.find import find_principle

    found = tuple(find_principle(library, one) for one in options.principles)
    if len(set(found)) < len(found):
        raise UsageError(
            "you gave a principle twice", cause="each interviewer needs a different one"
        )
    if not found:
        raise UsageError("you gave no principle", next_step="mockint loop --principles ownership")
    if options.minutes * 60.0 < LEAST_SHARE_S * len(found):
        least = LEAST_SHARE_S * len(found) / 60.0
        raise UsageError(
            f"{options.minutes:g} minutes are not enough for {len(found)} interviewers",
            cause=f"each interviewer needs at least {LEAST_SHARE_S / 60.0:g}",
            next_step=f"--minutes {least:g}",
        )
    return found


def _questions(
    panel: _Panel, principle: Principle, asked: Sequence[Question]
) -> tuple[Question, ...]:
    """As many as there is time for, none of them asked by another interviewer."""
    from mockint.content.find import pick

    taken = {question.slug for question in asked}
    left = {slug: one for slug, one in panel.library.questions.items() if slug not in taken}
    there = sum(one.principle == principle.slug for one in left.values())
    return pick(
        replace(panel.library, questions=left),
        principle=principle.slug,
        asked=asked_before(panel.front),
        count=min(panel.clock.questions, there) or 1,
        rng=panel.rng,
    )


# ---------------------------------------------------------------- between two interviewers


def _break(panel: _Panel, to_come: Sequence[Principle], used: Equipment) -> bool:
    """Wait until the candidate goes on; False where they end the panel. A break is not charged."""
    news = OnBreak(panel.clock.left_s, len(to_come), to_come[0].title)
    its_own = panel.given is not None or panel.front.stage is not None
    screen = used.screen if its_own else stations.screen(used.keys, plain=True)
    return take_break(stations.with_ctrl_c(used.keys), screen, news)


# ---------------------------------------------------------------- afterwards


def panel_debrief(panel: str | None) -> PanelDebrief:
    """The debrief of a panel that was held; the newest one's where ``panel`` is None or "last".

    Raises UsageError where there is none.
    """
    wanted = settings.settings()
    library = settings.library(wanted)
    found = newest_panel() if panel in (None, NEWEST) else panel
    if found is None:
        raise UsageError(
            "you have not done a loop yet", next_step="mockint loop --principles ownership"
        )
    stories = partial(_stories, settings.stories(wanted, library))
    return load_panel(found, library, stories, settings.level_titles(wanted))


def _stories(
    stories: Mapping[str, Story], interviews: Sequence[PanelInterview]
) -> tuple[StoryUse, ...]:
    told = [
        (place, answer) for place, answer in answers_of(interviews) if answer.transcript is not None
    ]
    texts = [answer.transcript.text for _, answer in told if answer.transcript is not None]
    named = {at: answer.story for at, (_, answer) in enumerate(told) if answer.story}
    places: list[Place] = [place for place, _ in told]
    return tuple(
        StoryUse(name=one.name, words=one.words, places=tuple(places[at] for at in one.places))
        for one in recognise(texts, stories, named)
    )
