"""``mockint loop``: several interviewers in one timed sitting, and what they could write down.

A loop put together again from the rounds that were kept of it.
"""

import json
import queue
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import click

from mockint import locations
from mockint.commands.practice.session import Gear, PracticeOptions, gear
from mockint.commands.recovery import offer_torn_takes
from mockint.commands.round import Interviewer, Sitting, hold
from mockint.content.types import Library, Principle, Question
from mockint.domain import Level
from mockint.errors import UsageError
from mockint.events import Choosing, Inward, KeyPressed
from mockint.history import folders
from mockint.history.catalogue import history, load_round
from mockint.history.database import History
from mockint.history.keeper import ROUND_ID, mend_torn_takes
from mockint.history.panel import LoopDebrief, Place, Sat, StoryUse, answers_of
from mockint.history.types import Wanted
from mockint.interview.panel_clock import LEAST_SHARE_S, LoopClock
from mockint.screen.types import Keys, Screen
from mockint.stories.recognise import recognise
from mockint.stories.types import Story
from mockint.text.format import clock as shown_clock
from mockint.wiring import settings, stations

IN_PLAN = "loop"
"""Where ``plan.json`` says which part of a loop the round was."""
LOOPS_SHOWN = 3


def newest_loop() -> str | None:
    """The last loop that was sat, if there is one."""
    return next((one.loop for one in history().past() if one.loop), None)


def loop_debrief(loop: str, library: Library, stories: Mapping[str, Story]) -> LoopDebrief:
    """The debrief of the loop ``loop``. Raises UsageError where there is none of it."""
    known = history()
    rounds = dict.fromkeys(one.round_id for one in known.past(Wanted(loop=loop)))
    if not rounds:
        there = list(dict.fromkeys(one.loop for one in known.past() if one.loop))[:LOOPS_SHOWN]
        cause = f"the last ones are {', '.join(there)}" if there else "none was sat yet"
        raise UsageError(f"there is no loop {loop}", cause=cause)
    sat: list[Sat] = []
    minutes, of = 0.0, len(rounds)
    for name in sorted(rounds):
        folder = folders.RoundFolder(locations.rounds_dir() / name)
        record = load_round(folder, library)
        plan = (folder.read_json(folders.PLAN) or {}).get(IN_PLAN, {})
        slug = record.answers[0].question.principle
        principle = library.principles.get(slug)
        minutes, of = plan.get("minutes", minutes), plan.get("of", of)
        sat.append(
            Sat(
                principle=slug,
                title=principle.title if principle else slug,
                share_s=plan.get("share_s", 0.0),
                record=record,
            )
        )
    return LoopDebrief(
        id=loop,
        began=sat[0].record.began,
        minutes=minutes,
        of=of,
        sat=tuple(sat),
        stories=_stories(sat, stories),
    )


def _stories(sat: list[Sat], stories: Mapping[str, Story]) -> tuple[StoryUse, ...]:
    told = [(place, answer) for place, answer in answers_of(sat) if answer.transcript is not None]
    texts = [answer.transcript.text for _, answer in told if answer.transcript is not None]
    named = {at: answer.story for at, (_, answer) in enumerate(told) if answer.story}
    places: list[Place] = [place for place, _ in told]
    return tuple(
        StoryUse(name=one.name, words=one.words, places=tuple(places[at] for at in one.places))
        for one in recognise(texts, stories, named)
    )


TICK_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopOptions:
    """The options of ``mockint loop`` beside those of every practice."""

    principles: Sequence[str]
    """Slugs or titles, one for each interviewer."""
    minutes: float = 45.0
    probes: int | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class _Loop:
    """What stays the same from the first interviewer to the last."""

    id: str
    options: LoopOptions
    practice: PracticeOptions
    library: Library
    level: Level
    probes: int
    clock: LoopClock
    rng: random.Random
    with_gear: Gear | None

    def gear(self) -> Gear:
        return self.with_gear or gear(self.practice, self.library)


def run_loop(
    options: LoopOptions,
    practice: PracticeOptions,
    *,
    with_gear: Gear | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Hold the loop and show its debrief. Each interviewer's part is kept as a round is."""
    wanted = settings.settings()
    library = settings.library(wanted)
    principles = _principles(options, library)
    offer_torn_takes(mend_torn_takes(), library, wanted)
    loop = _Loop(
        id=datetime.now().astimezone().strftime(ROUND_ID),
        options=options,
        practice=practice,
        library=library,
        level=settings.level(practice.level, wanted),
        probes=wanted.probes if options.probes is None else options.probes,
        clock=LoopClock(options.minutes * 60.0, len(principles), clock),
        rng=random.Random(options.seed),
        with_gear=with_gear,
    )
    held = _hold_all(loop, principles)
    if not held:
        click.echo("Nothing was recorded, so there is nothing to debrief.")
        return
    show_loop(loop.id, as_json=False)


def _hold_all(loop: _Loop, principles: Sequence[Principle]) -> int:
    """Every interviewer in turn; how many of them recorded anything."""
    asked: list[Question] = []
    held = 0
    for number, principle in enumerate(principles, 1):
        used = loop.gear()
        if number > 1 and not _break(loop, principles[number - 1 :], used):
            break
        questions = _questions(loop, principle, asked)
        asked += questions
        held += _one(loop, number, len(principles), questions, used)
    return held


def _one(loop: _Loop, number: int, of: int, questions: Sequence[Question], used: Gear) -> bool:
    """One interviewer's part."""
    title = loop.library.principles[questions[0].principle].title
    called = f"Interviewer {number} of {of}, {title}"
    click.echo(
        f"{called}: {shown_clock(loop.clock.share_s)} of the {shown_clock(loop.clock.left_s)} left."
    )
    loop.clock.begin()
    plan = {
        "id": loop.id,
        "minutes": loop.options.minutes,
        "number": number,
        "of": of,
        "share_s": round(loop.clock.share_s, 3),
        "principle": questions[0].principle,
    }
    try:
        record = hold(
            Sitting(
                library=loop.library,
                questions=tuple(questions),
                level=loop.level,
                probes=loop.probes,
                transcriber=used.transcriber,
                voice=used.voice,
                microphone=used.microphone,
                open_microphone=used.open_microphone,
                keys=used.keys,
                screen=used.screen,
                loop=Interviewer(loop.id, loop.clock.time_for, {IN_PLAN: plan}, called),
            )
        )
    finally:
        loop.clock.end()
    return record is not None


def _principles(options: LoopOptions, library: Library) -> tuple[Principle, ...]:
    from mockint.content.find import find_principle

    found = tuple(find_principle(library, one) for one in options.principles)
    if len(set(found)) < len(found):
        raise UsageError(
            "a principle is named twice", cause="each interviewer has one of their own"
        )
    if not found:
        raise UsageError("no principle is named", next_step="mockint loop --principles ownership")
    if options.minutes * 60.0 < LEAST_SHARE_S * len(found):
        least = LEAST_SHARE_S * len(found) / 60.0
        raise UsageError(
            f"{options.minutes:g} minutes are not enough for {len(found)} interviewers",
            cause=f"each needs {LEAST_SHARE_S / 60.0:g} at least",
            next_step=f"--minutes {least:g}",
        )
    return found


def _questions(
    loop: _Loop, principle: Principle, asked: Sequence[Question]
) -> tuple[Question, ...]:
    """As many as there is time for, none of them asked by another interviewer."""
    from mockint.content.find import pick

    taken = {question.slug for question in asked}
    left = {slug: one for slug, one in loop.library.questions.items() if slug not in taken}
    there = sum(one.principle == principle.slug for one in left.values())
    return pick(
        replace(loop.library, questions=left),
        principle=principle.slug,
        asked=History(locations.history_file()).asked(),
        count=min(loop.clock.questions, there) or 1,
        rng=loop.rng,
    )


# ---------------------------------------------------------------- between two interviewers


def _break(loop: _Loop, to_come: Sequence[Principle], used: Gear) -> bool:
    """Wait until the candidate goes on; False where they end the loop. A break is not charged."""
    prompt = (
        f"Break. {shown_clock(loop.clock.left_s)} are left, and {len(to_come)} to come; next: "
        f"{to_come[0].title}. Enter go on, q end the loop."
    )
    if loop.with_gear is not None:
        return _waited(used.keys, used.screen, prompt, tick=None)
    screen = stations.screen(used.keys, plain=True)
    return _waited(used.keys, screen, prompt, tick=_tick if sys.stdout.isatty() else None)


def _waited(keys: Keys, screen: Screen, prompt: str, *, tick: Callable[[int], None] | None) -> bool:
    inbox: queue.SimpleQueue[Inward] = queue.SimpleQueue()
    keys.start(inbox.put)
    seconds = 0
    try:
        screen.show(Choosing(prompt))
        while True:
            try:
                event = inbox.get(timeout=TICK_S)
            except queue.Empty:
                seconds += 1
                if tick:
                    tick(seconds)
                continue
            match event:
                case KeyPressed(key="done"):
                    return True
                case KeyPressed(key="quit"):
                    return False
                case _:
                    pass
    finally:
        keys.stop()
        if tick:
            click.echo()


def _tick(seconds: int) -> None:
    click.echo(f"\rBreak {shown_clock(seconds)} ", nl=False)


# ---------------------------------------------------------------- afterwards


def show_loop(loop: str | None, *, as_json: bool) -> None:
    """The debrief of a loop that was sat; the newest one's where ``loop`` is None."""
    from mockint.history.panel import loop_json
    from mockint.views.panel import loop_view

    wanted = settings.settings()
    library = settings.library(wanted)
    found = loop or newest_loop()
    if found is None:
        raise UsageError("no loop was sat yet", next_step="mockint loop --principles ownership")
    value = loop_debrief(found, library, settings.stories(wanted, library))
    if as_json:
        click.echo(json.dumps(loop_json(value), ensure_ascii=False))
        return
    console = settings.console()
    console.print(loop_view(value))
    console.print(f"\nTo see it again: mockint loop --debrief {value.id}", style="dim")
