"""Spoken answers with options: heard with a grammar where PocketSphinx listens, else as words."""

from collections.abc import Sequence

from mockint.audio.base import Samples
from mockint.questions.spoken_choice import OTHER_WORDS, SAID_FOR, wordings
from mockint.transcribe.base import Transcriber
from mockint.transcribe.choice_ear import ChoiceEar
from mockint.transcribe.choices import Offered


def offered(options: Sequence[str]) -> tuple[Offered, ...]:
    """All that may be said: the options in order, the commands, and words that are no answer."""
    return (
        *(Offered(said, text) for said, text in zip(wordings(len(options)), options, strict=True)),
        *(Offered(said) for said in SAID_FOR.values()),
        *(Offered((word,)) for word in OTHER_WORDS),
    )


def choice_ear(transcriber: Transcriber) -> ChoiceEar | None:
    """An ear for options where PocketSphinx would listen; None where a better engine does."""
    return ChoiceEar(_voiced) if transcriber.name.startswith("PocketSphinx") else None


def _voiced(samples: Samples) -> Sequence[tuple[float, float]]:
    from mockint.audio.activity import speech

    return [(one.start_s, one.end_s) for one in speech(samples)]
