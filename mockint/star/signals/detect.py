"""What an interviewer would note, each with the candidate's own words and when they were said.

The learned ear says how likely each unit shows each signal, and then, looking at the whole answer,
which signals are there. Reading rules (``rules``) overrule it. A signal is claimed only of a unit
that shows it by itself, in whole words that can be quoted (``quotes``), cut out of the transcript
as it stands; and words that were quoted for one signal are not quoted for another (``claims``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockint.content.types import Cues
from mockint.domain import FAULTS, SignalName
from mockint.star.asked import asked_words, is_read_back
from mockint.star.signals.claims import Claim, settled
from mockint.star.signals.model import NAMES, SignalModel, features, place_of, signal_model
from mockint.star.signals.patterns import patterns
from mockint.star.signals.quotes import candidates
from mockint.star.signals.rules import allowed, evident, outspoken
from mockint.star.types import LabelledUnit, Signal
from mockint.star.words import read_words
from mockint.text.reading import Token, text_of
from mockint.transcribe.types import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ACTIONS = 6
"""As many first person actions as the annotators marked in one answer at most."""
CLEAR = 0.5
"""From this chance on, a further unit is a further instance of a signal heard elsewhere."""
CLEAR_STEP = 0.4
"""The same for a step of one's own, of which there are many."""
FLOOR = {"fault": (0.15, 0.25), "strength": (0.1, 0.2)}
"""Whatever the whole answer says, a unit must show a signal with at least this chance where one of
its patterns stands in the unit, and with this one where none does: nobody is judged, nor praised,
on a hunch. See "Evidence" in docs/ear.md."""
HINT = 0.1
"""From this chance on, somewhere in the answer, nobody says that the signal was not there."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard, and how sure the ear is of each name."""

    signals: tuple[Signal, ...]
    """In order of time."""
    chances: Mapping[SignalName, float]
    """0..1 for every name, over the whole answer; empty where nothing was said."""
    likely: frozenset[SignalName] = frozenset()
    """Names that were heard, and those that may well have been: not asked for, and not said to be
    missing."""
    by_unit: tuple[Mapping[SignalName, float], ...] = ()
    """0..1 for every name, in each unit by itself; empty where nothing was said."""


def find(labelled: Sequence[LabelledUnit], cues: Cues) -> tuple[Signal, ...]:
    """Every signal heard, in order of time. Asides are no evidence, nor are doubted words."""
    return listen(labelled, cues).signals


def listen(labelled: Sequence[LabelledUnit], cues: Cues, question: str = "") -> Hearing:
    """Every signal heard, and the chance of every name.

    ``question``: as it was asked; where it is read back, it is no evidence.
    """
    trained = signal_model()
    tokens = [_sure_tokens(one) for one in labelled]
    asked = asked_words(question)
    labelled = [
        replace(one, aside=one.aside or is_read_back([t.text for t in read], asked))
        for one, read in zip(labelled, tokens, strict=True)
    ]
    if not any(tokens):
        return Hearing((), {})
    texts = [text_of(read_tokens) for read_tokens in tokens]
    chances = _chances(trained, labelled, texts)
    whole = trained.whole(chances)
    out_loud = [
        set() if one.aside else outspoken(text, one.segment, cues)
        for one, text in zip(labelled, texts, strict=True)
    ]
    claims: list[Claim] = []
    likely: set[SignalName] = set()
    for column, name in enumerate(NAMES):
        own = chances[:, column]
        spoken_out = {at for at, names in enumerate(out_loud) if name in names}
        heard = bool(whole[column] > trained.threshold[column])
        if heard or float(own.max()) >= HINT:
            likely.add(name)
        units = showing(name, labelled, texts, own) if heard else set()
        for at in sorted(units | spoken_out):
            words = labelled[at].unit.words
            quotable = [
                one
                for one in candidates(name, tokens[at], words, trained)
                if not is_read_back(_read(words[one.first : one.last + 1]), asked)
            ]
            sure = 1.0 if at in spoken_out else float(own[at])
            claims.append(Claim(name, at, sure, tuple(quotable)))
    found = [claim.signal(quoted, labelled[claim.at]) for claim, quoted in settled(claims)]
    found.sort(key=lambda signal: (signal.start, NAMES.index(signal.name)))
    return Hearing(
        tuple(found), _named(whole), frozenset(likely), tuple(_named(own) for own in chances)
    )


def _named(chances: "NDArray[np.float32]") -> Mapping[SignalName, float]:
    return dict(zip(NAMES, chances.tolist(), strict=True))


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
    if not allowed(name, text, one.segment):
        return False
    with_pattern, without = FLOOR["fault" if name in FAULTS else "strength"]
    if chance < without and (chance < with_pattern or not _in_words(name, text)):
        return False
    return chance > CLEAR or evident(name, text)


def _in_words(name: SignalName, text: str) -> bool:
    """Whether one of the signal's patterns stands there."""
    return any(pattern.search(text) for pattern in patterns(name))


def _read(words: Sequence[Word]) -> list[str]:
    return [token.text for token in read_words(words)]


def _sure_tokens(one: LabelledUnit) -> tuple[Token, ...]:
    """What was read, less every word the recognizer doubted: doubt never makes evidence."""
    words = one.unit.words
    return tuple(
        token
        for token in read_words(words)
        if all(words[at].sure for at in range(token.first, token.last + 1))
    )
