"""What an interviewer would note, each with the candidate's own words and when they were said.

The learned ear says which unit shows which signal; reading rules (``reading``) overrule it; the
words that speak for it are the quote (``quoting``), always cut out of the transcript as it stands.
"""

from collections.abc import Sequence

from mockint.questions.base import FAULTS, Cues, SignalName
from mockint.star.base import LabelledUnit, Signal
from mockint.star.ear import NAMES, Ear, ear
from mockint.star.ear_features import features, place_of, read_text
from mockint.star.quoting import quote_span
from mockint.star.reading import allowed, outspoken
from mockint.star.spoken import LOW_CONFIDENCE, Token, read

MOST_ACTIONS = 6
"""As many first person actions as the annotators marked in one answer at most."""


def find(labelled: Sequence[LabelledUnit], cues: Cues) -> tuple[Signal, ...]:
    """Every signal heard, in order of time. Asides are no evidence."""
    trained = ear()
    sure = [_sure_tokens(one) for one in labelled]
    texts = [read_text(tokens) for tokens in sure]
    found: list[Signal] = []
    for at, one in enumerate(labelled):
        if one.aside or not sure[at]:
            continue
        names = _names(trained, texts, at, one)
        names |= outspoken(texts[at], one.segment, cues)
        for name in NAMES:
            if name in names and allowed(name, texts[at], one.segment):
                found.append(_signal(name, one, sure[at], trained))
    return _at_most(found)


def _names(trained: Ear, texts: Sequence[str], at: int, one: LabelledUnit) -> set[SignalName]:
    import numpy as np

    found = features(texts, at, one.segment, place=place_of(at, len(texts)))
    chance = 1.0 / (1.0 + np.exp(-trained.logits(found)))
    said = chance > trained.threshold
    return {name for column, name in enumerate(NAMES) if said[column]}


def _sure_tokens(one: LabelledUnit) -> tuple[Token, ...]:
    """What was read, less every word the recogniser doubted: doubt never makes evidence."""
    words = one.unit.words
    return tuple(
        token
        for token in read(words)
        if all(_sure(words[i].probability) for i in range(token.first, token.last + 1))
    )


def _sure(probability: float | None) -> bool:
    return probability is None or not probability < LOW_CONFIDENCE


def _signal(name: SignalName, one: LabelledUnit, tokens: Sequence[Token], trained: Ear) -> Signal:
    words = one.unit.words
    first, last = quote_span(name, tokens, words, trained)
    times = words[first : last + 1]
    start = min(word.start for word in times)
    return Signal(
        name=name,
        kind="fault" if name in FAULTS else "strength",
        quote=" ".join(word.text for word in times),
        start=start,
        end=max(start, *(word.end for word in times)),
        segment=one.segment,
    )


def _at_most(found: Sequence[Signal]) -> tuple[Signal, ...]:
    kept: list[Signal] = []
    actions = 0
    for signal in found:
        if signal.name == "first_person_action":
            actions += 1
            if actions > MOST_ACTIONS:
                continue
        kept.append(signal)
    return tuple(sorted(kept, key=lambda signal: signal.start))
