"""The recognizer of options in a process of its own, as a Transcriber.

Spoken answers with options: heard with a grammar where PocketSphinx listens, else as words.
"""

from collections.abc import Sequence

from mockint.audio.types import RATE_HZ, Samples
from mockint.quiz.answers import OTHER_WORDS, SAID_FOR, wordings
from mockint.quiz.grammar import ChoiceRecognizer, Offered
from mockint.transcribe.assemble import FindVoice, samples_of, where_to_listen
from mockint.transcribe.process.parent import CHILD, Isolated
from mockint.transcribe.types import (
    EngineInfo,
    Progress,
    Recognition,
    Transcriber,
    Transcript,
    no_progress,
)

OFFER_LIMIT_S = 30.0
AROUND_S = 0.4
"""Sound that is heard before and after the voice: where it begins is not known more exactly."""


class _IsolatedChoices(Isolated):
    """A ChoiceRecognizer in a child. A new child is told again what is offered."""

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(ChoiceRecognizer, ChoiceRecognizer(), command)
        self.offer: tuple[tuple[str, ...], tuple[Offered, ...]] = ((), ())

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """As ChoiceRecognizer.recognize."""
        self._ask(OFFER_LIMIT_S, "offer", *self.offer)
        return super().recognize(sound, hints=hints)


class ChoiceTranscriber:
    """Hears which of the things offered was said; see ``choices.ChoiceRecognizer``."""

    def __init__(self, find_voice: FindVoice | None = None, command: Sequence[str] = CHILD) -> None:
        """``find_voice`` says where somebody speaks; nowhere, nothing was said."""
        self._find_voice = find_voice
        self._recognizer = _IsolatedChoices(command)
        self.name = self._recognizer.name
        self.engine_info = EngineInfo(words="good")

    def offer(self, leads: Sequence[str], offered: Sequence[Offered]) -> None:
        """What may be said from here on; ``leads`` may come before it."""
        self._recognizer.offer = (tuple(leads), tuple(offered))

    def warm(self) -> None:
        """Start the child and load the acoustic model. Raises as Transcriber.warm."""
        self._recognizer.warm()

    def transcribe(
        self, samples: Samples, *, hints: Sequence[str] = (), progress: Progress = no_progress
    ) -> Transcript:
        """The whole recording at once; no words where nothing of it was said."""
        duration = len(samples) / RATE_HZ
        _, voiced = where_to_listen(samples, lambda _sound: (), self._find_voice)
        spoken = (0.0, duration)
        if voiced is not None:
            if not voiced:
                return Transcript((), duration, self.name, engine_info=self.engine_info)
            spoken = (max(0.0, voiced[0][0] - AROUND_S), min(duration, voiced[-1][1] + AROUND_S))
        heard = self._recognizer.recognize(samples_of(samples, spoken))
        progress(1.0)
        return Transcript(heard.words, duration, self.name, engine_info=self.engine_info)

    def close(self) -> None:
        """End the child."""
        self._recognizer.close()


def offered(options: Sequence[str]) -> tuple[Offered, ...]:
    """All that may be said: the options in order, the commands, and words that are no answer."""
    return (
        *(Offered(said, text) for said, text in zip(wordings(len(options)), options, strict=True)),
        *(Offered(said) for said in SAID_FOR.values()),
        *(Offered((word,)) for word in OTHER_WORDS),
    )


def choice_transcriber(transcriber: Transcriber) -> ChoiceTranscriber | None:
    """Hears options in place of an engine with rough words; None where a better one listens."""
    return ChoiceTranscriber(_voiced) if transcriber.engine_info.words == "rough" else None


def _voiced(samples: Samples) -> Sequence[tuple[float, float]]:
    from mockint.audio.vad import speech

    return [(one.start_s, one.end_s) for one in speech(samples)]
