"""What hears: the engine asked for, or the best that is here; and Whisper's weights."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mockint import locations
from mockint.audio.types import Samples, Voiced
from mockint.errors import WeightsMissing
from mockint.transcribe.engines.choose import Engine
from mockint.transcribe.types import Progress, Recogniser, Transcriber, Transcript, no_progress

if TYPE_CHECKING:
    from mockint.transcribe.whole import Ear

_LATER = (
    "Whisper cannot hear yet (mockint setup --model {model}), so PocketSphinx listens: "
    "its words are rough."
)

Tell = Callable[[str], None]
Working = Callable[[str], AbstractContextManager[Progress]]
"""Says what takes long, and gives a function to tell how far it is."""


@contextmanager
def unseen(_what: str) -> Iterator[Progress]:
    """No progress is shown."""
    yield no_progress


Make = Callable[[], Recogniser]
"""Makes the recogniser; can be sent to another process."""


def choose_transcriber(
    engine: str, model: str, *, tell: Tell, working: Working = unseen, may_fetch: bool = True
) -> Transcriber:
    """What hears recordings on disk, in this process.

    Weights that are missing are fetched first where they can be. Raises EngineMissing or
    WeightsMissing. ``may_fetch`` False never asks the network.
    """
    make = _choose(engine, model, tell, working, may_fetch)
    return _transcript_file(engine) if make is None else _whole(make())


def choose_ear(
    engine: str, model: str, *, tell: Tell, working: Working = unseen, may_fetch: bool = True
) -> Transcriber:
    """What hears a round, in a process of its own; follows takes where the engine can (an Ear).

    Otherwise as :func:`choose_transcriber`.
    """
    make = _choose(engine, model, tell, working, may_fetch)
    return _transcript_file(engine) if make is None else ear_of(make)


def ear_of(make: Make) -> "Ear":
    """What ``make`` makes, in a process of its own, for a round."""
    from mockint.audio.phrases import PhraseCutter
    from mockint.transcribe.process.parent import isolated
    from mockint.transcribe.whole import Ear

    recogniser = isolated(make)
    return Ear(recogniser, whole=_whole(recogniser), cutter=PhraseCutter)


def _whole(recogniser: Recogniser) -> Transcriber:
    from mockint.transcribe.whole import WholeRecording

    voice = _Voice()
    return WholeRecording(
        recogniser,
        cut=lambda samples: voice.phrases(samples, merged_to_s=recogniser.window_s),
        find_voice=voice.stretches,
    )


def _choose(engine: str, model: str, tell: Tell, working: Working, may_fetch: bool) -> Make | None:
    """What makes the engine that will hear; None for a transcript file."""
    from mockint.transcribe.engines.address import is_address
    from mockint.transcribe.engines.choose import Here, choose, look
    from mockint.transcribe.weights import ctranslate2, whisper

    # A server has models of its own names.
    here = Here() if is_address(engine) else look(model, locations.weights_dir())
    choice = choose(
        engine,
        model,
        here,
        (lambda: whisper.can_fetch(model)) if may_fetch else _never,
        (lambda: ctranslate2.can_fetch(model)) if may_fetch else _never,
    )
    if choice.notice:
        # Where the network was not asked, nothing is claimed about it.
        asked = may_fetch or choice.engine != "pocketsphinx"
        tell(choice.notice if asked else _LATER.format(model=model))
    if choice.fetch:
        try:
            fetch(choice.engine, model, working)
        except WeightsMissing as error:
            if engine != "auto" or not (here.weights or here.pocketsphinx):
                raise
            choice = choose(engine, model, here, _never, _never)
            rough = choice.engine == "pocketsphinx"
            who = "PocketSphinx listens meanwhile: its words are rough"
            tell(f"{error}. {who if rough else 'openai-whisper listens meanwhile'}.")
    return _maker(choice.engine, engine, model)


def _never() -> bool:
    return False


def _maker(chosen: Engine, asked: str, model: str) -> Make | None:
    folder = locations.weights_dir()
    if chosen == "faster-whisper":
        from mockint.transcribe.engines.faster_whisper import FasterWhisperRecogniser

        return _aligned(partial(FasterWhisperRecogniser, model, weights_dir=folder))
    if chosen == "whisper":
        from mockint.transcribe.engines.whisper import WhisperRecogniser

        return _aligned(partial(WhisperRecogniser, model, weights_dir=folder))
    if chosen == "remote":
        from mockint.transcribe.engines.server import RemoteRecogniser

        return _aligned(partial(RemoteRecogniser, asked, model))
    if chosen == "pocketsphinx":
        from mockint.transcribe.engines.pocketsphinx import PocketSphinxRecogniser

        return PocketSphinxRecogniser
    return None


def _aligned(make: Make) -> Make:
    """Whisper drops most "um" and its word times drift; behind PocketSphinx nothing is gained."""
    from mockint.transcribe.alignment.engine import with_alignment

    return partial(with_alignment, make)


def _transcript_file(path: str) -> Transcriber:
    from mockint.transcribe.interchange import TranscriptFile

    return TranscriptFile(Path(path).expanduser())


class _Voice:
    """Where somebody speaks, asked twice about each recording and found once."""

    def __init__(self) -> None:
        self._samples: Samples | None = None
        self._speech: tuple[Voiced, ...] = ()

    def _find(self, samples: Samples) -> tuple[Voiced, ...]:
        from mockint.audio.vad import speech

        if samples is not self._samples:
            self._speech = speech(samples)
            self._samples = samples
        return self._speech

    def stretches(self, samples: Samples) -> Sequence[tuple[float, float]]:
        """Voiced stretches, seconds."""
        return [(each.start_s, each.end_s) for each in self._find(samples)]

    def phrases(self, samples: Samples, *, merged_to_s: float) -> Sequence[tuple[float, float]]:
        """Phrases, seconds; neighbours as one up to ``merged_to_s``, 0 for none."""
        from mockint.audio.phrases import merged, phrases

        found = phrases(self._find(samples), samples)
        return merged(found, max_s=merged_to_s) if merged_to_s else found


class LazyTranscriber:
    """Chooses its engine when the first recording comes: transcript files need none.

    Raises UsageError at once for a name that is no engine.
    """

    def __init__(self, engine: str, model: str, *, tell: Tell, working: Working = unseen) -> None:
        from mockint.transcribe.engines.choose import check

        check(engine)
        self._tell = tell
        self._working = working
        self.name = engine
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
            self.name = self._chosen.name
        return self._chosen


def fetch(engine: Engine, model: str, working: Working = unseen) -> Path:
    """Fetch and check weights; where they lie."""
    from mockint.transcribe.weights import ctranslate2, whisper

    fetch = ctranslate2.fetch if engine == "faster-whisper" else whisper.fetch
    with working(f"fetching {model}") as progress:
        return fetch(model, locations.weights_dir(), progress)
