"""One builder for all that listens to a person: a round, a panel's interviewer, a practice."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mockint.audio.types import Microphone, Report, Samples
from mockint.coach.types import Coach
from mockint.config import Settings
from mockint.content.candidates import Candidate
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import AudioError
from mockint.history.folders import RECORDED
from mockint.history.keeper import Keeper, kept_round
from mockint.history.retention import Keep
from mockint.interview import Plan, Prompt, Stations, Take
from mockint.interview.stations import NO_MICROPHONE, always_time
from mockint.screen.keys import CtrlCKeys
from mockint.screen.types import Keys, Screen, Stage
from mockint.stories.types import Story
from mockint.transcribe.types import Transcriber
from mockint.voice.types import Voice
from mockint.wiring import stations
from mockint.wiring.coach import coach
from mockint.wiring.engines import Tell, Working, choose_live_transcriber

if TYPE_CHECKING:
    from mockint.transcribe.transcriber import LiveTranscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentOptions:
    """What to speak, listen and show with; None where the settings decide."""

    engine: str | None = None
    model: str | None = None
    device: str | None = None
    speaker: str | None = None
    voice: str | None = None
    speech_rate: float | None = None
    coach: str | None = None
    plain: bool = False
    """Lines instead of the live screen."""
    quiet_screen: bool = False
    """Only the clock while the candidate talks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """Who speaks, hears and shows. Tests hand in a recorded candidate and scripted keys."""

    voice: Voice
    transcriber: Transcriber
    microphone: str
    """What a person would call it."""
    open_microphone: Callable[[Prompt], Microphone]
    keys: Keys
    screen: Screen
    coach: Coach | None = None

    @property
    def live(self) -> "LiveTranscriber | None":
        """The transcriber, where an engine hears."""
        from mockint.transcribe.transcriber import LiveTranscriber

        return self.transcriber if isinstance(self.transcriber, LiveTranscriber) else None

    def close(self) -> None:
        """End the processes of recognizer and voice."""
        self.voice.close()
        if self.live is not None:
            self.live.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentChooser:
    """Picks equipment by options and settings. ``tell`` and ``working`` as commands have them."""

    options: EquipmentOptions
    settings: Settings
    library: Library
    tell: Tell
    working: Working
    stage: Stage | None = None
    """Where it is shown; None: on the terminal."""

    def for_person(self, *, needs_microphone: bool = True) -> Equipment:
        """The person's own microphone, loudspeaker and terminal.

        Raises NoDevice where there is no microphone; with ``needs_microphone`` False the first
        recording does.
        """
        from mockint.audio.devices import find

        device = self.options.device or self.settings.device or None
        try:
            microphone = find(device, "input").name
        except AudioError:
            if needs_microphone:
                raise
            microphone = NO_MICROPHONE
        return self._equipment(
            microphone,
            lambda _prompt: stations.device_microphone(device),
            stations.keys() if self.stage is None else self.stage.keys,
        )

    def for_recording(self, candidate: Candidate, *, real_time: bool) -> Equipment:
        """A recorded candidate in place of a person; nothing is fetched for it."""
        from mockint.audio.replay import FileMicrophone
        from mockint.screen.keys import NoKeys

        def open_microphone(prompt: Prompt) -> Microphone:
            path = candidate.answer if prompt.theme is None else candidate.reply(prompt.theme)
            if prompt.drill:
                path = candidate.fallback
            return FileMicrophone(path, pace=1.0 if real_time else 0.0)

        name = f"a recording ({candidate.name})"
        keys = NoKeys() if self.stage is None else self.stage.keys
        return self._equipment(name, open_microphone, keys, may_fetch=False)

    def _equipment(
        self,
        microphone: str,
        open_microphone: Callable[[Prompt], Microphone],
        keys: Keys,
        *,
        may_fetch: bool = True,
    ) -> Equipment:
        options, wanted = self.options, self.settings
        return Equipment(
            transcriber=choose_live_transcriber(
                options.engine or wanted.engine,
                options.model or wanted.model,
                tell=self.tell,
                working=self.working,
                may_fetch=may_fetch,
            ),
            voice=stations.voice(
                options.voice or wanted.voice,
                options.speech_rate or wanted.speech_rate,
                options.speaker or wanted.speaker or None,
                fixed=stations.fixed_texts(self.library),
            ),
            microphone=microphone,
            open_microphone=open_microphone,
            keys=keys,
            screen=stations.screen(keys, plain=options.plain, quiet=options.quiet_screen)
            if self.stage is None
            else self.stage.screen(),
            coach=coach(options.coach, wanted),
        )


@dataclass(frozen=True, slots=True)
class PanelSeat:
    """One interviewer's part of a panel."""

    panel: str
    """When the panel began, in the form of a round's id."""
    name: str
    """On the screen: "Interviewer 2 of 3, Dive Deep"."""
    time_for: Callable[[Literal["question", "follow-up"]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewSetup:
    """What is asked, at which level, and what is kept of it."""

    library: Library
    level: Level
    questions: tuple[Question, ...]
    probes: int = 0
    """At most so many follow-ups a question."""
    story: Story | None = None
    """The candidate's own story that is to be told, where it was named."""
    seat: PanelSeat | None = None
    recorded: str | None = None
    """Name of the recorded candidate that answers, in a demo."""
    real_time: bool = True
    """Somebody talks at life speed, so there is time to prepare the next question meanwhile."""
    keep: Keep = "all"
    plan: Mapping[str, object] = field(default_factory=dict)
    """More to be kept in the folder's plan."""

    @property
    def own_words(self) -> tuple[str, ...]:
        """Names and figures of the story that is to be told."""
        return self.story.own_words if self.story else ()


@dataclass(frozen=True, slots=True)
class Interview:
    """Everything built, and the folder that keeps it."""

    plan: Plan
    stations: Stations
    keeper: Keeper
    keys: CtrlCKeys
    """Those of the stations."""


@contextmanager
def open_interview(setup: InterviewSetup, equipment: Equipment) -> Iterator[Interview]:
    """Build plan and stations around a new folder; at the end close recognizer and voice.

    What was not to be kept is gone after it, however it ends. Raises HistoryError.
    """
    began = datetime.now().astimezone()
    kept = {
        "level": setup.level.name,
        "pack": setup.library.pack.folder,
        "questions": [question.slug for question in setup.questions],
        **setup.plan,
    }
    if setup.recorded:
        kept[RECORDED] = setup.recorded
    with ExitStack() as leave:
        leave.callback(equipment.close)
        keeper = leave.enter_context(kept_round(began, kept, setup.keep))
        keys = stations.with_ctrl_c(equipment.keys)
        made = _stations(setup, equipment, keeper, keys)
        yield Interview(_plan(setup, keeper.folder.id, began), made, keeper, keys)


def _plan(setup: InterviewSetup, folder: str, began: datetime) -> Plan:
    seat = setup.seat
    return Plan(
        id=folder,
        began=began,
        level=setup.level,
        pack=setup.library.pack.folder,
        questions=setup.questions,
        principles=setup.library.principles,
        probes=setup.probes,
        hints=stations.hints(setup.library, setup.questions, setup.own_words),
        story=setup.story.name if setup.story else None,
        panel=seat.panel if seat else None,
        name=seat.name if seat else "",
        recorded=setup.recorded,
    )


def _stations(setup: InterviewSetup, equipment: Equipment, keeper: Keeper, keys: Keys) -> Stations:
    from mockint.audio.files import read

    library, own = setup.library, setup.own_words
    return Stations(
        voice=equipment.voice,
        transcriber=equipment.transcriber,
        follow=equipment.live.follow if equipment.live else None,
        start_recording=partial(_start_recording, equipment),
        read=read,
        analyse=partial(stations.analyse, library, setup.level, own=own),
        parts_so_far=partial(stations.parts_so_far, setup.level),
        assess_reply=partial(stations.assess_reply, library),
        drill_down=partial(stations.drill_down, library),
        with_replies=stations.with_replies,
        screen=equipment.screen,
        keys=keys,
        store=keeper,
        microphone=equipment.microphone,
        check_disk=keeper.check_room,
        coach=equipment.coach,
        time_for=setup.seat.time_for if setup.seat else always_time,
        prerender=stations.follow_up_texts(library) if setup.probes and setup.real_time else (),
    )


def _start_recording(
    equipment: Equipment,
    prompt: Prompt,
    path: Path,
    report: Callable[[Report], None],
    sound: Callable[[Samples], None] | None,
) -> Take:
    return stations.recorder(lambda: equipment.open_microphone(prompt), path, report, sound)
