"""Makes the engine that ``transcribe.engines.choose`` chose, and fetches its weights."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import files, locations
from mockint.audio.types import Samples
from mockint.errors import UsageError, WeightsMissing
from mockint.text.format import sentence
from mockint.transcribe.engines.registry import ENGINES, Engine, candidates, check, is_auto
from mockint.transcribe.types import (
    NO_ENGINE,
    EngineInfo,
    Progress,
    Recognizer,
    Transcriber,
    Transcript,
    no_progress,
)

if TYPE_CHECKING:
    from mockint.transcribe.transcriber import LiveTranscriber

Tell = Callable[[str], None]

Working = Callable[[str], AbstractContextManager[Progress]]
"""Says what takes long, and gives a function to tell how far it is."""


@contextmanager
def unseen(_what: str) -> Iterator[Progress]:
    """No progress is shown."""
    yield no_progress


Make = Callable[[], Recognizer]
"""Makes the recognizer; can be sent to another process."""


def choose_transcriber(
    request: str,
    model: str,
    *,
    tell: Tell,
    working: Working = unseen,
    may_fetch: bool = True,
    engines: Sequence[Engine] = ENGINES,
) -> Transcriber:
    """What hears recordings on disk, in this process.

    ``request`` as in ``choose``. Weights that are missing are fetched first where they can be.
    ``may_fetch`` False never asks the network. Raises EngineMissing, WeightsMissing or UsageError.
    """
    engine, model = _choose(request, model, _Side(tell, working, may_fetch), engines)
    make = _maker(engine, request, model)
    return _transcript_file(request) if make is None else _whole(make(), engine.info(request))


def choose_live_transcriber(
    request: str, model: str, *, tell: Tell, working: Working = unseen, may_fetch: bool = True
) -> Transcriber:
    """What hears a round, in a process of its own; a LiveTranscriber where an engine hears.

    Otherwise as :func:`choose_transcriber`.
    """
    engine, model = _choose(request, model, _Side(tell, working, may_fetch), ENGINES)
    make = _maker(engine, request, model)
    if make is None:
        return _transcript_file(request)
    return live_transcriber(make, engine.info(request))


def live_transcriber(make: Make, info: EngineInfo) -> "LiveTranscriber":
    """What ``make`` makes, in a process of its own, for a round."""
    from mockint.audio.phrases import PhraseCutter
    from mockint.transcribe.process.parent import isolated
    from mockint.transcribe.transcriber import LiveTranscriber

    recognizer = isolated(make)
    return LiveTranscriber(recognizer, whole=_whole(recognizer, info), cutter=PhraseCutter)


def _whole(recognizer: Recognizer, info: EngineInfo) -> Transcriber:
    from mockint.audio.loudness import loud_enough
    from mockint.audio.speech import SpeechFinder
    from mockint.transcribe.transcriber import RecordingTranscriber

    speech = SpeechFinder()
    return RecordingTranscriber(
        recognizer,
        engine_info=info,
        cut=lambda samples: speech.phrases(samples, merged_to_s=recognizer.window_s),
        find_voice=speech.stretches,
        make_louder=loud_enough,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """What happens beside choosing: lines and progress to show, and whether to use the network."""

    tell: Tell
    working: Working
    may_fetch: bool


def _choose(request: str, model: str, side: _Side, engines: Sequence[Engine]) -> tuple[Engine, str]:
    """The engine that will hear and its model, whose weights are here."""
    from mockint.transcribe.engines.choose import choose, choose_instead, look

    here = look(model, locations.weights_dir(), candidates(request, engines))

    def can_fetch(engine: Engine) -> bool:
        return engine.weights is not None and engine.weights.source().can_fetch(model)

    choice = choose(request, model, here, can_fetch if side.may_fetch else None, engines)
    if choice.notice:
        side.tell(sentence(choice.notice))
    if choice.fetch:
        try:
            fetch(choice.engine, model, side.working)
        except WeightsMissing as error:
            if not is_auto(request):
                raise
            choice = choose_instead(error, model, here, engines)
            side.tell(sentence(choice.notice))
    return choice.engine, choice.model


def _maker(engine: Engine, request: str, model: str) -> Make | None:
    """What makes ``engine``'s recognizer; None where the words are read from a file."""
    if engine.make is None:
        return None
    make = partial(engine.make, request, model, locations.weights_dir())
    if not engine.align:
        return make
    from mockint.transcribe.alignment.engine import with_alignment

    return partial(with_alignment, make)


def _transcript_file(path: str) -> Transcriber:
    from mockint.transcribe.transcript_file import TranscriptFile

    return TranscriptFile(files.expanded(Path(path)))


class LazyTranscriber:
    """Chooses its engine when the first recording comes: transcript files need none.

    Raises UsageError at once for a name that is no engine.
    """

    def __init__(self, engine: str, model: str, *, tell: Tell, working: Working = unseen) -> None:
        check(engine)
        self._tell = tell
        self._working = working
        self.name = engine
        self.engine_info = NO_ENGINE
        self._engine = engine
        self._model = model
        self._chosen: Transcriber | None = None

    def warm(self) -> None:
        """Choose and load."""
        self._choose().warm()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """As the engine that was chosen."""
        return self._choose().transcribe(samples, hints=hints, progress=progress)

    def _choose(self) -> Transcriber:
        if self._chosen is None:
            self._chosen = choose_transcriber(
                self._engine, self._model, tell=self._tell, working=self._working
            )
            self.name, self.engine_info = self._chosen.name, self._chosen.engine_info
        return self._chosen


def fetch_converted(engine: Engine, model: str, working: Working = unseen) -> Path | None:
    """Weights of openai-whisper out of the hub's, in the other form; None where they do not come.

    Does nothing for another engine.
    """
    from mockint.transcribe.weights import hub

    if engine.name != "whisper" or not hub.can_fetch(model):
        return None
    try:
        with working(f"downloading {model} from the model hub") as progress:
            return hub.fetch_converted(model, locations.weights_dir(), progress)
    except WeightsMissing:
        return None


def fetch(engine: Engine, model: str, working: Working = unseen) -> Path:
    """Fetch and check weights of an engine that needs them; where they lie."""
    if engine.weights is None:
        raise UsageError(f"{engine.title} needs no download", next_step="mockint doctor")
    with working(f"downloading {model}") as progress:
        return engine.weights.source().fetch(model, locations.weights_dir(), progress)
