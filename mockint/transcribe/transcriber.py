"""A recording on disk, heard from beginning to end by any recognizer.

What hears a round: a take while it is being recorded, and a recording that is on disk.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from mockint.audio.types import RATE_HZ, Samples
from mockint.text.printable import one_line
from mockint.transcribe.assemble import Assembly, Cut, FindVoice, samples_of, where_to_listen
from mockint.transcribe.live.follower import Cutter
from mockint.transcribe.live.incremental import IncrementalTranscription, TellWords
from mockint.transcribe.live.retry import RetryingRecognizer
from mockint.transcribe.process.parent import Isolated
from mockint.transcribe.types import (
    NO_ENGINE,
    EngineInfo,
    LiveTranscription,
    Progress,
    Recognizer,
    Transcriber,
    Transcript,
    no_progress,
)


class RecordingTranscriber:
    """A Transcriber: one recording at a time, piece by piece.

    ``cut`` says where to listen; ``find_voice`` where voice is active, for hesitations and to tell
    hallucinations from words. ``make_louder`` is given the sound first, and may return a louder one
    where it would be too quiet to be heard.
    """

    def __init__(
        self,
        recognizer: Recognizer,
        *,
        engine_info: EngineInfo = NO_ENGINE,
        cut: Cut,
        find_voice: FindVoice | None = None,
        make_louder: Callable[[Samples], Samples] | None = None,
    ) -> None:
        self.name = one_line(recognizer.name)
        self.engine_info = engine_info
        self._recognizer = recognizer
        self._cut = cut
        self._find_voice = find_voice
        self._make_louder = make_louder

    def warm(self) -> None:
        """Load the model. Raises as Recognizer.warm."""
        self._recognizer.warm()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """Hear ``samples`` (shape (n,), mono float32 in [-1, 1] at 16 kHz), piece by piece.

        ``progress`` is told after each piece. Without a voice the model is not even loaded. One
        that dies of a piece is given it again. Raises EngineMissing, WeightsMissing or
        TranscribeError.
        """
        if self._make_louder is not None:
            samples = self._make_louder(samples)
        pieces, voiced = where_to_listen(samples, self._cut, self._find_voice)
        assembly = Assembly()
        recognizer = RetryingRecognizer(self._recognizer, hints)
        for piece in pieces:
            heard = recognizer.recognize(piece, samples_of(samples, piece))
            assembly.add(heard, piece, voiced)
            progress(min(1.0, piece[1] / pieces[-1][1]))
        told = assembly.transcript(self.name, len(samples) / RATE_HZ, voiced)
        return replace(told, engine_info=self.engine_info)


class LiveTranscriber:
    """A Transcriber that also follows. Both ways ask the same recognizer, one at a time.

    ``whole`` hears recordings with ``recognizer``; ``cutter`` makes a new one for each take.
    """

    def __init__(
        self, recognizer: Isolated, *, whole: Transcriber, cutter: Callable[[], Cutter]
    ) -> None:
        self.name = recognizer.name
        self.engine_info = whole.engine_info
        self._recognizer = recognizer
        self._whole = whole
        self._cutter = cutter
        self._turn = threading.Lock()

    def warm(self) -> None:
        """Start the recognizer and load its model. Raises as Transcriber.warm."""
        self._recognizer.warm()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """As Transcriber.transcribe."""
        with self._turn:
            return self._whole.transcribe(samples, hints=hints, progress=progress)

    def follow(
        self, hints: Sequence[str], tell: TellWords, note: Callable[[str], None]
    ) -> LiveTranscription:
        """Begin to hear a take; see ``round.base.Follow``."""
        return IncrementalTranscription(
            RetryingRecognizer(self._recognizer, hints, note),
            self._cutter(),
            engine_info=self.engine_info,
            tell=tell,
            turn=self._turn,
        )

    def close(self) -> None:
        """End the recognizer's process. Raises nothing; a take under way is heard no further."""
        self._recognizer.close()
