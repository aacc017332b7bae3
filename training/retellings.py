"""Every other way in which the answers are learned: as Whisper wrote them, and with made faults."""

from collections.abc import Mapping, Sequence

from training.answers import Answer
from training.heard import Hearing, Retellings, read_heard, tokens_of
from training.miswritten import miswritten

HEARD = 0.5
"""Weight of one hearing, where the answer as it is written has 1."""
MISWRITTEN = 0.3
"""Weight of the answer with made faults."""


def retellings(
    answers: Sequence[Answer],
    heard: Mapping[str, Sequence[Hearing]] | None = None,
    *,
    weight: float = HEARD,
    made_weight: float = MISWRITTEN,
) -> Retellings:
    """By the name of each answer. ``heard``: by ear; None for all that is kept."""
    known = {token for answer in answers for text in answer.sentences for token in tokens_of(text)}
    made = {
        answer.name: [(miswritten(answer, known), made_weight)] if made_weight else []
        for answer in answers
    }
    for hearings in (read_heard() if heard is None else heard).values():
        for one in hearings:
            if one.answer in made and weight:
                made[one.answer].append((one, weight))
    return made
