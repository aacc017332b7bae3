"""``mockint round`` and ``mockint demo``: pick the stations, hold the round, show the debrief."""

import io
import random
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

import click

from mockint import locations
from mockint.audio.types import Microphone, Report, Samples
from mockint.commands.practice.lens import all_through, show_angles
from mockint.commands.recovery import offer_torn_takes
from mockint.commands.story import find_story, questions_for
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import HistoryError
from mockint.history.database import History
from mockint.history.folders import RoundFolder
from mockint.history.keeper import kept_round, mend_torn_takes
from mockint.history.retention import Keep, clear_up
from mockint.interview import Plan, Prompt, Stations, Take, run
from mockint.interview.stations import no_hurry
from mockint.record import RoundRecord
from mockint.screen.types import Keys, Screen
from mockint.stories.types import Story
from mockint.transcribe.types import Transcriber
from mockint.voice.types import Voice
from mockint.wiring import settings, stations


@dataclass(frozen=True, slots=True)
class Interviewer:
    """One interviewer's part of a loop."""

    loop: str
    """When the loop began, in the form of a round's id."""
    time_for: Callable[[Literal["question", "follow-up"]], bool]
    plan: Mapping[str, object]
    """What the round's plan is to say of it."""
    called: str
    """On the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """What one round is made of, whoever answers."""

    library: Library
    questions: tuple[Question, ...]
    level: Level
    probes: int
    transcriber: Transcriber
    voice: Voice
    microphone: str
    open_microphone: Callable[[Prompt], Microphone]
    keys: Keys
    keep: Keep = "all"
    plain: bool = False
    """Lines instead of the live screen."""
    quiet_screen: bool = False
    """Only the clock."""
    real_time: bool = True
    """Somebody talks at life speed, so there is time to make things ready meanwhile."""
    story: Story | None = None
    """The candidate's own story that is to be told, where it was named."""
    loop: Interviewer | None = None
    """Where the round is one interviewer's part of a loop."""
    recorded: str | None = None
    """Name of the recorded candidate that answers, in a demo."""
    screen: Screen | None = None
    """None: the one that fits the terminal."""
    through_lens: bool = False
    """The debrief also says how far each answer was told for its question's principle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOptions:
    """The options of ``mockint round``; None where the settings decide."""

    slug: str | None = None
    story: str | None = None
    principle: str | None = None
    lens: str | None = None
    """A principle: each question is asked and judged for it."""
    level: str | None = None
    questions: int = 1
    probes: int | None = None
    engine: str | None = None
    model: str | None = None
    device: str | None = None
    speaker: str | None = None
    voice: str | None = None
    seed: int | None = None
    keep_audio: bool = True
    private: bool = False
    plain: bool = False
    quiet_screen: bool = False

    @property
    def keep(self) -> Keep:
        """What the round leaves behind."""
        if self.private:
            return "nothing"
        return "all" if self.keep_audio else "figures"


def run_round(options: RoundOptions) -> None:
    """A round with the person at the microphone."""
    from mockint.audio.devices import find
    from mockint.wiring.engines import choose_live_transcriber

    wanted = settings.settings()
    library = settings.library(wanted)
    offer_torn_takes(mend_torn_takes(), library, wanted)
    if sys.stdin.isatty():  # without one nobody could answer the offer
        clear_up(locations.rounds_dir())
    story = find_story(settings.stories(wanted, library), options.story) if options.story else None
    questions = _questions(options, library, story)
    if options.lens:
        questions = all_through(questions, options.lens, library)
    device = options.device or wanted.device or None
    found = find(device, "input")
    sitting = Sitting(
        library=library,
        questions=questions,
        level=settings.level(options.level, wanted),
        probes=wanted.probes if options.probes is None else options.probes,
        transcriber=choose_live_transcriber(
            options.engine or wanted.engine, options.model or wanted.model, tell=_say
        ),
        voice=stations.voice(
            options.voice or wanted.voice,
            options.speaker or wanted.speaker or None,
            fixed=stations.fixed_texts(library),
        ),
        microphone=found.name,
        open_microphone=lambda _prompt: stations.device_microphone(device),
        keys=stations.keys(),
        keep=options.keep,
        plain=options.plain,
        quiet_screen=options.quiet_screen,
        through_lens=options.lens is not None,
        story=story,
    )
    hold(sitting)


def run_demo(  # noqa: PLR0913  (the command's options, each by its name)
    *,
    candidate: str,
    real_time: bool,
    probes: int | None,
    engine: str | None,
    model: str | None,
    voice: str | None,
    plain: bool = False,
    quiet_screen: bool = False,
) -> RoundRecord | None:
    """A round with a recorded candidate, through the path that a microphone uses."""
    from mockint.audio.replay import FileMicrophone
    from mockint.content.candidates import load_candidate
    from mockint.content.load import find_question
    from mockint.screen.keys import NoKeys
    from mockint.wiring.engines import choose_live_transcriber

    wanted = settings.settings()
    library = settings.library(wanted)
    recorded = load_candidate(locations.content_dir() / "candidates", candidate)
    hear = choose_live_transcriber(
        engine or wanted.engine, model or wanted.model, tell=_say, may_fetch=False
    )
    _say(
        f"The candidate is a recording ({recorded.name}: {recorded.about}), played "
        + ("at life speed." if real_time else "as fast as it can be heard.")
    )
    _say(f"What hears it: {hear.name}.")

    def open_microphone(prompt: Prompt) -> Microphone:
        path = recorded.answer if prompt.theme is None else recorded.reply(prompt.theme)
        if prompt.drill:
            path = recorded.fallback
        return FileMicrophone(path, pace=1.0 if real_time else 0.0)

    return hold(
        Sitting(
            library=library,
            questions=(find_question(library, recorded.question),),
            level=recorded.level,
            probes=wanted.probes if probes is None else probes,
            transcriber=hear,
            voice=stations.voice(
                voice or wanted.voice,
                wanted.speaker or None,
                fixed=stations.fixed_texts(library),
            ),
            microphone=f"a recording ({recorded.name})",
            open_microphone=open_microphone,
            keys=NoKeys(),
            plain=plain,
            quiet_screen=quiet_screen,
            real_time=real_time,
            recorded=recorded.name,
        )
    )


def hold(sitting: Sitting) -> RoundRecord | None:
    """Hold the round, keep it, show the debrief; None where nothing was recorded."""
    from mockint.audio.files import read
    from mockint.transcribe.transcriber import LiveTranscriber
    from mockint.views.debrief import show

    began = datetime.now().astimezone()
    plan = {
        "level": sitting.level,
        "questions": [question.slug for question in sitting.questions],
        **(sitting.loop.plan if sitting.loop else {}),
    }
    own = sitting.story.own_words if sitting.story else ()
    ear = sitting.transcriber if isinstance(sitting.transcriber, LiveTranscriber) else None
    with ExitStack() as leave:
        if ear is not None:
            leave.callback(ear.close)
        keeper = leave.enter_context(kept_round(began, plan, sitting.keep))
        record = run(
            Plan(
                id=keeper.folder.id,
                began=began,
                level=sitting.level,
                questions=sitting.questions,
                principles=sitting.library.principles,
                probes=sitting.probes,
                hints=stations.hints(sitting.library, sitting.questions, own),
                story=sitting.story.name if sitting.story else None,
                loop=sitting.loop.loop if sitting.loop else None,
                called=sitting.loop.called if sitting.loop else "",
                recorded=sitting.recorded,
            ),
            Stations(
                voice=sitting.voice,
                transcriber=sitting.transcriber,
                follow=ear.follow if ear else None,
                listen=partial(_listen, sitting),
                read=read,
                analyse=partial(stations.analyse, sitting.library, sitting.level, own=own),
                so_far=partial(stations.so_far, sitting.level),
                assess_reply=partial(stations.assess_reply, sitting.library),
                drill=partial(stations.drill, sitting.library),
                screen=sitting.screen
                or stations.screen(sitting.keys, plain=sitting.plain, quiet=sitting.quiet_screen),
                keys=sitting.keys,
                store=keeper,
                microphone=sitting.microphone,
                check_room=keeper.check_room,
                time_for=sitting.loop.time_for if sitting.loop else no_hurry,
                ahead=stations.follow_up_texts(sitting.library) if sitting.real_time else (),
            ),
        )
        if not record.answers:
            return None  # the screen has said that nothing was kept
        record = keeper.pack(record)
        # Between two interviewers of a loop nobody is told how it went.
        console = settings.console(record=True, file=io.StringIO() if sitting.loop else None)
        show(record, sitting.library.advice, console)
        if sitting.through_lens:
            show_angles(record, sitting.library, console)
        keeper.write_debrief(console.export_text())
        if keeper.keeps_words:
            _write_page(record, keeper.folder, sitting.library)
            console.print(f"\nTo look at it and listen to it: mockint report {record.id}")
        console.print(f"\n{keeper.last_words()}")
        return record


def _write_page(record: RoundRecord, folder: RoundFolder, library: Library) -> None:
    """The page beside the debrief; ``mockint report`` makes it again where it failed."""
    from mockint.commands.report import write_page

    try:
        write_page(record, folder.path, library)
    except HistoryError as error:
        _say(f"The page was not written: {error}")


def _listen(
    sitting: Sitting,
    prompt: Prompt,
    path: Path,
    report: Callable[[Report], None],
    sound: Callable[[Samples], None] | None,
) -> Take:
    return stations.recorder(lambda: sitting.open_microphone(prompt), path, report, sound)


def _questions(
    options: RoundOptions, library: Library, story: Story | None
) -> tuple[Question, ...]:
    from mockint.content.load import find_principle, find_question, pick

    if options.slug:
        return (find_question(library, options.slug),)
    principle = find_principle(library, options.principle).slug if options.principle else None
    if story is not None:
        level = settings.level(options.level, settings.settings())
        return questions_for(story, library, level, principle=principle, count=options.questions)
    return pick(
        library,
        principle=principle,
        asked=History(locations.history_file()).asked(),
        count=options.questions,
        rng=random.Random(options.seed),
    )


def _say(text: str) -> None:
    click.echo(text, err=True)
