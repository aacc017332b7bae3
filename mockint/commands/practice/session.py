"""What every way of practising stands on: stations, a folder for its recordings, the content.

What is told in a drill or through a lens: a question, or one of the person's own stories.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from mockint import config
from mockint.audio.types import Microphone, Report, Samples
from mockint.content.types import Library, Question
from mockint.domain import Level
from mockint.errors import AudioError, UsageError
from mockint.history.folders import RoundFolder
from mockint.history.keeper import kept_round, packed_recording
from mockint.interview import Plan, Prompt, Stations, Take
from mockint.interview.practice import Practice
from mockint.interview.record_builder import Spoken
from mockint.record import RoundRecord
from mockint.screen.types import Keys, Screen
from mockint.stories.types import Story
from mockint.transcribe.types import Transcriber
from mockint.voice.types import Voice
from mockint.wiring import settings, stations

NO_MICROPHONE = "none"
"""What its name is where there is none."""
PRACTICE = "practice.json"
"""In a practice's folder, where a round's has ``round.json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOptions:
    """The options that every way of practising shares; None where the settings decide."""

    level: str | None = None
    engine: str | None = None
    model: str | None = None
    device: str | None = None
    speaker: str | None = None
    voice: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gear:
    """Who speaks, hears and shows. Tests hand in a recorded candidate and scripted keys."""

    voice: Voice
    transcriber: Transcriber
    microphone: str
    open_microphone: Callable[[Prompt], Microphone]
    keys: Keys
    screen: Screen


@dataclass(slots=True)
class Practising:
    """A practice under way, and what it is about."""

    practice: Practice
    library: Library
    level: Level
    folder: RoundFolder
    spoken: list[Spoken] = field(default_factory=list)
    """All that was said, in order."""

    def write(self, value: Mapping[str, object]) -> None:
        """Keep what came of it beside its recordings."""
        self.folder.write_json(PRACTICE, value)


def gear(options: PracticeOptions, library: Library, *, needs_microphone: bool = True) -> Gear:
    """The person's own microphone, loudspeaker and terminal, as a round picks them.

    Where there is no microphone and none is needed at once, the first recording raises.
    """
    from mockint.audio.devices import find
    from mockint.wiring.engines import choose_live_transcriber

    wanted = settings.settings()
    device = options.device or wanted.device or None
    try:
        microphone = find(device, "input").name
    except AudioError:
        if needs_microphone:
            raise
        microphone = NO_MICROPHONE
    keys = stations.keys()
    return Gear(
        voice=stations.voice(
            options.voice or wanted.voice,
            options.speaker or wanted.speaker or None,
            fixed=stations.fixed_texts(library),
        ),
        transcriber=choose_live_transcriber(
            options.engine or wanted.engine, options.model or wanted.model, tell=_say
        ),
        microphone=microphone,
        open_microphone=lambda _prompt: stations.device_microphone(device),
        keys=keys,
        screen=stations.screen(keys, plain=options.plain),
    )


@contextmanager
def practising(
    options: PracticeOptions,
    title: str,
    questions: Sequence[Question] = (),
    *,
    library: Library | None = None,
    with_gear: Gear | None = None,
    own: Sequence[str] = (),
) -> Iterator[Practising]:
    """Begin to practise; what is recorded stays in a folder of its own, however it ends.

    ``title``: what it is called on the screen. ``questions``: what it is about, for the plan of the
    folder and the words that are likely; ``own``: names and figures of a story. Recordings become
    FLAC at the end; transcripts lie beside them. Raises NoDevice and what else a round raises
    before it begins.
    """
    from mockint.audio.files import read
    from mockint.transcribe.transcriber import LiveTranscriber

    wanted = settings.settings()
    library = library or settings.library(wanted)
    level = settings.level(options.level, wanted)
    used = with_gear or gear(options, library)
    began = datetime.now().astimezone()
    plan = {
        "level": level,
        "questions": [question.slug for question in questions],
        "practice": title,
    }
    with ExitStack() as leave:
        ear = used.transcriber if isinstance(used.transcriber, LiveTranscriber) else None
        if ear is not None:
            leave.callback(ear.close)
        keeper = leave.enter_context(kept_round(began, plan))
        spoken: list[Spoken] = []
        leave.callback(_keep_all, keeper.folder, spoken)

        def heard(one: Spoken) -> None:
            spoken.append(one)
            _keep_words(keeper.folder, one)

        practice = leave.enter_context(
            Practice(
                Plan(
                    id=keeper.folder.id,
                    began=began,
                    level=level,
                    questions=tuple(questions),
                    principles=library.principles,
                    probes=0,
                    hints=stations.hints(library, questions, own),
                ),
                Stations(
                    voice=used.voice,
                    transcriber=used.transcriber,
                    follow=ear.follow if ear else None,
                    listen=partial(_listen, used),
                    read=read,
                    analyse=partial(stations.analyse, library, level, own=own),
                    assess_reply=partial(stations.assess_reply, library),
                    so_far=partial(stations.so_far, level),
                    screen=used.screen,
                    keys=used.keys,
                    store=_Takes(keeper.folder),
                    microphone=used.microphone,
                    check_room=keeper.check_room,
                ),
                title=title,
                where=str(keeper.folder.path),
                heard=heard,
            )
        )
        yield Practising(practice, library, level, keeper.folder, spoken)


@dataclass(frozen=True, slots=True)
class _Takes:
    """Where takes go. Practice is no round: nothing of it is in the history."""

    folder: RoundFolder

    def take_path(
        self, question: int, probe: int | None, take: int, *, drill: bool = False
    ) -> Path:
        return self.folder.take(question, probe, take, drill=drill)

    def save(self, _record: RoundRecord) -> Path | None:
        return None


def _listen(
    used: Gear,
    prompt: Prompt,
    path: Path,
    report: Callable[[Report], None],
    sound: Callable[[Samples], None] | None,
) -> Take:
    return stations.recorder(lambda: used.open_microphone(prompt), path, report, sound)


def _keep_words(folder: RoundFolder, spoken: Spoken) -> None:
    from mockint.transcribe.interchange import to_json

    if spoken.recording is not None and spoken.transcript is not None:
        name = f"{spoken.recording.path.stem}.transcript.json"
        folder.write_json(name, to_json(spoken.transcript))


def _keep_all(folder: RoundFolder, spoken: Sequence[Spoken]) -> None:
    """The words that came late, and the recordings in half the room."""
    for one in spoken:
        _keep_words(folder, one)
        one.takes[:] = [packed_recording(take) for take in one.takes]


def _say(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell."""

    question: Question
    """For a story: what the interviewer says to have it told."""
    story: Story | None = None

    @property
    def own_words(self) -> tuple[str, ...]:
        """Names and figures that will be said."""
        return self.story.own_words if self.story else ()


def find_told(name: str, library: Library, wanted: config.Settings) -> Told:
    """The question of that name, else the story. Raises UsageError with the nearest questions."""
    from mockint.content.load import find_question

    if name in library.questions:
        return Told(library.questions[name])
    story = settings.stories(wanted, library).get(name)
    if story is not None:
        return Told(asked_for(story), story)
    try:
        return Told(find_question(library, name))
    except UsageError as error:
        step = "mockint questions, or mockint story list"
        raise UsageError(error.what, cause=error.cause, next_step=step) from error


def asked_for(story: Story) -> Question:
    """A question that only this story answers; judged for the first principle that it names."""
    spoken = story.name.replace("-", " ")
    return Question(
        slug=story.name,
        ask=f"Tell me your story about {spoken}.",
        principle=story.principles[0] if story.principles else "",
    )
