"""What hears a round: a take while it is being recorded, and a recording that is on disk."""

import threading
from collections.abc import Callable, Sequence

from mockint.audio.base import Samples
from mockint.transcribe.base import Following, Progress, Transcriber, Transcript, no_progress
from mockint.transcribe.follower import Cutter
from mockint.transcribe.incremental import Incremental, TellWords
from mockint.transcribe.isolated import Isolated


class Ear:
    """A Transcriber that also follows. Both ways ask the same recogniser, one at a time.

    ``whole`` hears recordings with ``recogniser``; ``cutter`` makes a new one for each take.
    """

    def __init__(
        self, recogniser: Isolated, *, whole: Transcriber, cutter: Callable[[], Cutter]
    ) -> None:
        self.name = recogniser.name
        self._recogniser = recogniser
        self._whole = whole
        self._cutter = cutter
        self._turn = threading.Lock()

    def warm(self) -> None:
        """Start the recogniser and load its model. Raises as Transcriber.warm."""
        self._recogniser.warm()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """As Transcriber.transcribe."""
        with self._turn:
            return self._whole.transcribe(samples, hints=hints, progress=progress)

    def follow(
        self, hints: Sequence[str], tell: TellWords, note: Callable[[str], None]
    ) -> Following:
        """Begin to hear a take; see ``round.base.Follow``."""
        return Incremental(
            self._recogniser,
            self._cutter(),
            hints=hints,
            tell=tell,
            note=note,
            turn=self._turn,
        )

    def close(self) -> None:
        """End the recogniser's process. Raises nothing; a take under way is heard no further."""
        self._recogniser.close()
