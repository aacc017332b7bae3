"""A recording on disk, heard from beginning to end by any recogniser."""

from collections.abc import Sequence

from mockint.audio.base import RATE_HZ, Samples
from mockint.transcribe.assembly import Assembly
from mockint.transcribe.base import Progress, Recogniser, Transcript, no_progress
from mockint.transcribe.pieces import Cut, FindVoice, samples_of, where_to_listen


class WholeRecording:
    """A Transcriber: one recording at a time, piece by piece.

    ``cut`` says where to listen; ``find_voice`` where voice is active, for hesitations and to tell
    inventions from words.
    """

    def __init__(
        self, recogniser: Recogniser, *, cut: Cut, find_voice: FindVoice | None = None
    ) -> None:
        self.name = recogniser.name
        self._recogniser = recogniser
        self._cut = cut
        self._find_voice = find_voice

    def warm(self) -> None:
        """Load the model. Raises as Recogniser.warm."""
        self._recogniser.warm()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """Hear ``samples`` (shape (n,), mono float32 in [-1, 1] at 16 kHz), piece by piece.

        ``progress`` is told after each piece. Without a voice the model is not even loaded.
        Raises EngineMissing, WeightsMissing or TranscribeError.
        """
        pieces, voiced = where_to_listen(samples, self._cut, self._find_voice)
        assembly = Assembly()
        for piece in pieces:
            heard = self._recogniser.hear(samples_of(samples, piece), hints=hints)
            assembly.add(heard, piece, voiced)
            progress(min(1.0, piece[1] / pieces[-1][1]))
        return assembly.transcript(self.name, len(samples) / RATE_HZ, voiced)
