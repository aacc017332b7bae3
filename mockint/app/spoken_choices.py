"""Spoken answers with options: heard with a grammar where PocketSphinx listens, else as words."""

from collections.abc import Sequence

from mockint.questions.spoken_choice import OTHER_WORDS, SAID_FOR, wordings
from mockint.transcribe.choices import Offered


def offered(options: Sequence[str]) -> tuple[Offered, ...]:
    """All that may be said: the options in order, the commands, and words that are no answer."""
    return (
        *(Offered(said, text) for said, text in zip(wordings(len(options)), options, strict=True)),
        *(Offered(said) for said in SAID_FOR.values()),
        *(Offered((word,)) for word in OTHER_WORDS),
    )
