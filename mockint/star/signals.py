"""What an interviewer would note, each with the candidate's own words and when they were said.

The learned ear says how likely each unit shows each signal, and then, looking at the whole answer,
which signals are there. Reading rules (``reading``) overrule it. The words that speak for a signal
are its quote (``quoting``), always cut out of the transcript as it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockint.questions.base import FAULTS, Cues, SignalName
from mockint.star.base import LabelledUnit, Signal
from mockint.star.ear import NAMES, Ear, ear
from mockint.star.ear_features import features, place_of, read_text
from mockint.star.patterns import patterns
from mockint.star.quoting import quote_span
from mockint.star.reading import allowed, outspoken
from mockint.star.spoken import Token, read, sure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ACTIONS = 6
"""As many first person actions as the annotators marked in one answer at most."""
CLEAR = 0.5
"""From this chance on, a further unit is a further instance of a signal heard elsewhere."""
CLEAR_STEP = 0.4
"""The same for a step of one's own, of which there are many."""
FAULT_FLOOR = 0.04
"""A fault needs a unit that speaks for it at least this much, whatever the whole answer says."""
FAULT_FLOOR_WITHOUT_PATTERN = 0.25
"""And this much where none of its patterns stands in the unit: nobody is judged on a hunch."""


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
    trained = ear()
    tokens = [_sure_tokens(one) for one in labelled]
    if not any(tokens):
        return Hearing((), {})
    texts = [read_text(read_tokens) for read_tokens in tokens]
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
        units = _units_of(name, _shown(name, labelled, texts, chances[:, column]), heard=heard)
        found += [
            _signal(name, labelled[at], tokens[at], trained) for at in sorted(units | spoken_out)
        ]
    found.sort(key=lambda signal: (signal.start, NAMES.index(signal.name)))
    return Hearing(tuple(found), dict(zip(NAMES, map(float, whole), strict=True)))


def _chances(
    trained: Ear, labelled: Sequence[LabelledUnit], texts: Sequence[str]
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


def _shown(
    name: SignalName,
    labelled: Sequence[LabelledUnit],
    texts: Sequence[str],
    chances: "NDArray[np.float32]",
) -> list[float]:
    """The chances, 0 where the unit may not show ``name``."""
    return [
        float(chance) if _may_show(name, text, one, float(chance)) else 0.0
        for one, text, chance in zip(labelled, texts, chances, strict=True)
    ]


def _may_show(name: SignalName, text: str, one: LabelledUnit, chance: float) -> bool:
    """Reading rules, and for a fault more than a hunch."""
    if chance <= 0.0 or not allowed(name, text, one.segment):
        return False
    return name not in FAULTS or not _is_hunch(name, text, chance)


def _is_hunch(name: SignalName, text: str, chance: float) -> bool:
    if chance >= FAULT_FLOOR_WITHOUT_PATTERN:
        return False
    return chance <= FAULT_FLOOR or not any(p.search(text) for p in patterns(name))


def _units_of(name: SignalName, chances: Sequence[float], *, heard: bool) -> set[int]:
    """Which units show ``name``: the likeliest one, and every other that is clear."""
    best = max(range(len(chances)), key=lambda at: chances[at])
    if not heard or chances[best] <= 0.0:
        return set()
    if name == "first_person_action":
        likeliest = sorted(range(len(chances)), key=lambda at: -chances[at])[:MOST_ACTIONS]
        return {at for at in likeliest if chances[at] > CLEAR_STEP} | {best}
    return {at for at in range(len(chances)) if chances[at] > CLEAR} | {best}


def _sure_tokens(one: LabelledUnit) -> tuple[Token, ...]:
    """What was read, less every word the recogniser doubted: doubt never makes evidence."""
    words = one.unit.words
    return tuple(
        token
        for token in read(words)
        if all(sure(words[at]) for at in range(token.first, token.last + 1))
    )


def _signal(name: SignalName, one: LabelledUnit, tokens: Sequence[Token], trained: Ear) -> Signal:
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
