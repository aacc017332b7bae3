"""What every way of practising stands on: stations, a folder for its recordings, the content."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from mockint.app import base, stations
from mockint.app.keeping import kept_round, packed_recording
from mockint.audio.base import Microphone, Report, Samples
from mockint.debrief.base import RoundRecord
from mockint.errors import AudioError
from mockint.history.folders import RoundFolder
from mockint.questions.base import Level, Library, Question
from mockint.round import Plan, Prompt, Stations, Take
from mockint.round.draft import Spoken
from mockint.round.practice import Practice
from mockint.screen.base import Keys, Screen
from mockint.transcribe.base import Transcriber
from mockint.voice.base import Voice

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
    from mockint.app.engines import choose_ear
    from mockint.audio.devices import find

    wanted = base.settings()
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
        transcriber=choose_ear(
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
    from mockint.transcribe.ear import Ear

    wanted = base.settings()
    library = library or base.library(wanted)
    level = base.level(options.level, wanted)
    used = with_gear or gear(options, library)
    began = datetime.now().astimezone()
    plan = {
        "level": level,
        "questions": [question.slug for question in questions],
        "practice": title,
    }
    with ExitStack() as leave:
        ear = used.transcriber if isinstance(used.transcriber, Ear) else None
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
                    hear_reply=partial(stations.hear_reply, library),
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
