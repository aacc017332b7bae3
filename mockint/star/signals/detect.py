"""What an interviewer would note, each with the candidate's own words and when they were said.

The learned ear says how likely each unit shows each signal, and then, looking at the whole answer,
which signals are there. Reading rules (``reading``) overrule it. The words that speak for a signal
are its quote (``quoting``), always cut out of the transcript as it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockint.content.types import Cues
from mockint.domain import FAULTS, SignalName
from mockint.star.signals.model import NAMES, SignalModel, features, place_of, signal_model
from mockint.star.signals.patterns import patterns
from mockint.star.signals.quotes import quote_span
from mockint.star.signals.rules import allowed, evident, outspoken
from mockint.star.types import LabelledUnit, Signal
from mockint.star.words import read_words
from mockint.text.reading import Token, text_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ACTIONS = 6
"""As many first person actions as the annotators marked in one answer at most."""
CLEAR = 0.5
"""From this chance on, a further unit is a further instance of a signal heard elsewhere."""
CLEAR_STEP = 0.4
"""The same for a step of one's own, of which there are many."""
FLOOR = {"fault": (0.03, 0.25), "strength": (0.02, 0.10)}
"""Whatever the whole answer says, a unit must speak for a signal at least this much where one of
its patterns stands in the unit, and this much where none does: nobody is judged, nor praised, on a
hunch."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard, and how sure the ear is of each name."""

    signals: tuple[Signal, ...]
    """In order of time."""
    chances: Mapping[SignalName, float]
    """0..1 for every name, over the whole answer; empty where nothing was said."""


def find(labelled: Sequence[LabelledUnit], cues: Cues) -> tuple[Signal, ...]:
    """Every signal heard, in order of time. Asides are no evidence, nor are doubted words."""
    return listen(labelled, cues).signals


def listen(labelled: Sequence[LabelledUnit], cues: Cues) -> Hearing:
    """Every signal heard, and the chance of every name."""
    trained = signal_model()
    tokens = [_sure_tokens(one) for one in labelled]
    if not any(tokens):
        return Hearing((), {})
    texts = [text_of(read_tokens) for read_tokens in tokens]
    chances = _chances(trained, labelled, texts)
    whole = trained.whole(chances)
    out_loud = [
        set() if one.aside else outspoken(text, one.segment, cues)
        for one, text in zip(labelled, texts, strict=True)
    ]
    found: list[Signal] = []
    for column, name in enumerate(NAMES):
        spoken_out = {at for at, names in enumerate(out_loud) if name in names}
        heard = bool(whole[column] > trained.threshold[column])
        units = showing(name, labelled, texts, chances[:, column]) if heard else set()
        found += [
            _signal(name, labelled[at], tokens[at], trained) for at in sorted(units | spoken_out)
        ]
    found.sort(key=lambda signal: (signal.start, NAMES.index(signal.name)))
    return Hearing(tuple(found), dict(zip(NAMES, map(float, whole), strict=True)))


def _chances(
    trained: SignalModel, labelled: Sequence[LabelledUnit], texts: Sequence[str]
) -> "NDArray[np.float32]":
    """Chance of every name in every unit, shape (units, names); 0 in an aside."""
    import numpy as np

    chances = np.zeros((len(labelled), len(NAMES)), dtype=np.float32)
    for at, one in enumerate(labelled):
        if one.aside or not texts[at]:
            continue
        found = features(texts, at, one.segment, place=place_of(at, len(texts)))
        chances[at] = 1.0 / (1.0 + np.exp(-trained.logits(found)))
    return chances


def showing(
    name: SignalName,
    labelled: Sequence[LabelledUnit],
    texts: Sequence[str],
    chances: "NDArray[np.float32]",
) -> set[int]:
    """Which units show a ``name`` that was heard: the likeliest one, and every other that is clear.

    ``texts``: what each unit reads. ``chances``: of ``name`` in each unit, 0 in an aside. None
    where no unit may show it: what cannot be pointed at is not claimed.
    """
    own = [
        float(chance) if _may_show(name, text, one, float(chance)) else 0.0
        for one, text, chance in zip(labelled, texts, chances, strict=True)
    ]
    likeliest = sorted(range(len(own)), key=lambda at: -own[at])
    if not likeliest or own[likeliest[0]] <= 0.0:
        return set()
    if name == "first_person_action":
        found = {at for at in likeliest[:MOST_ACTIONS] if own[at] > CLEAR_STEP}
    else:
        found = {at for at in likeliest if own[at] > CLEAR}
    return found | {likeliest[0]}


def _may_show(name: SignalName, text: str, one: LabelledUnit, chance: float) -> bool:
    """Reading rules, and more than a hunch."""
    if chance <= 0.0 or not allowed(name, text, one.segment):
        return False
    if chance <= CLEAR and not evident(name, text):
        return False
    least, without_pattern = FLOOR["fault" if name in FAULTS else "strength"]
    if chance >= without_pattern:
        return True
    return chance > least and any(pattern.search(text) for pattern in patterns(name))


def _sure_tokens(one: LabelledUnit) -> tuple[Token, ...]:
    """What was read, less every word the recognizer doubted: doubt never makes evidence."""
    words = one.unit.words
    return tuple(
        token
        for token in read_words(words)
        if all(words[at].sure for at in range(token.first, token.last + 1))
    )


def _signal(
    name: SignalName, one: LabelledUnit, tokens: Sequence[Token], trained: SignalModel
) -> Signal:
    words = one.unit.words
    first, last = quote_span(name, tokens, words, trained)
    quoted = words[first : last + 1]
    return Signal(
        name=name,
        kind="fault" if name in FAULTS else "strength",
        quote=" ".join(word.text for word in quoted),
        start=quoted[0].start,
        end=max(word.end for word in quoted),
        segment=one.segment,
    )
