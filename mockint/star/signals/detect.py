"""What an interviewer would note, each with the candidate's own words and when they were said.

The learned ear says how likely each unit shows each signal, and then, looking at the whole answer,
which signals are there. Reading rules (``rules``) overrule it. A signal is claimed only of a unit
that shows it by itself, in whole words that can be quoted (``quotes``), cut out of the transcript
as it stands; and words that were quoted for one signal are not quoted for another (``claims``).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mockint.content.types import Cues
from mockint.domain import SignalName
from mockint.star.asked import asked_words, is_read_back
from mockint.star.signals.claims import Claim, settled
from mockint.star.signals.model import NAMES, SignalModel, features, place_of, signal_model
from mockint.star.signals.patterns import patterns
from mockint.star.signals.quotes import candidates
from mockint.star.signals.rules import allowed, evident, outspoken
from mockint.star.types import LabelledUnit, Signal
from mockint.star.words import read_words, sure_tokens
from mockint.text.reading import text_of
from mockint.transcribe.types import Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_ACTIONS = 6
"""As many first person actions as the annotators marked in one answer at most."""
FLOOR = (0.2, 0.4)
"""The chance a sentence needs to show a signal: where one of its patterns stands there, and where
none does. The F1 in the very sentence is best about here; what is told to a person is surer still
(``Signal.is_plain``). See "Evidence" in docs/ear.md."""
A_STEP = 1.0
"""Steps of one's own, from which on a single "we" is no fault: it is how people speak."""
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
    surest: Mapping[SignalName, float] = field(default_factory=dict)
    """For every name the chance, 0..1, that the likeliest sentence shows it: shown or not."""
    steps: float = 0.0
    """How many sentences tell a step of the speaker's own: the sum of their chances."""
    by_unit: tuple[Mapping[SignalName, float], ...] = ()
    """0..1 for every name, in each unit by itself; empty where nothing was said."""

    @property
    def plain(self) -> tuple[Signal, ...]:
        """Those of ``signals`` that are sure enough to be told."""
        return tuple(signal for signal in self.signals if signal.is_plain)


def find(labelled: Sequence[LabelledUnit], cues: Cues) -> tuple[Signal, ...]:
    """Every signal heard, in order of time. Asides are no evidence, nor are doubted words."""
    return listen(labelled, cues).signals


def listen(labelled: Sequence[LabelledUnit], cues: Cues, question: str = "") -> Hearing:
    """Every signal heard, and the chance of every name.

    ``question``: as it was asked; where it is read back, it is no evidence.
    """
    trained = signal_model()
    tokens = [sure_tokens(one.unit.words) for one in labelled]
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
    surest: dict[SignalName, float] = {}
    steps = 0.0
    for column, name in enumerate(NAMES):
        own = chances[:, column]
        spoken_out = {at for at, names in enumerate(out_loud) if name in names}
        shows = _by_sentence(name, labelled, texts, own, spoken_out)
        surest[name] = max(shows.values(), default=0.0)
        if name == "first_person_action":
            steps = sum(shows.values())
        heard = bool(whole[column] > trained.threshold[column])
        if heard or float(own.max()) >= HINT:
            likely.add(name)
        units = showing(name, labelled, texts, own) if heard else set()
        if name == "we_in_action" and len(units) == 1 and steps >= A_STEP:
            units = set()
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
    by_unit = tuple(_named(own) for own in chances)
    return Hearing(tuple(found), _named(whole), frozenset(likely), surest, steps, by_unit)


def _by_sentence(
    name: SignalName,
    labelled: Sequence[LabelledUnit],
    texts: Sequence[str],
    chances: "NDArray[np.float32]",
    spoken_out: Collection[int],
) -> dict[str, float]:
    """The chance that each sentence shows ``name``; one that is said twice counts once."""
    shows: dict[str, float] = {}
    for at, (one, text) in enumerate(zip(labelled, texts, strict=True)):
        if at in spoken_out:
            shows[text] = 1.0
        elif allowed(name, text, one.segment):
            shows[text] = max(float(chances[at]), shows.get(text, 0.0))
    return shows


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
        chances[at] = trained.chances(found)
    return chances


def showing(
    name: SignalName,
    labelled: Sequence[LabelledUnit],
    texts: Sequence[str],
    chances: "NDArray[np.float32]",
) -> set[int]:
    """Which units show a ``name`` that was heard.

    ``texts``: what each unit reads. ``chances``: of ``name`` in each unit, 0 in an aside. None
    where no unit may show it: what cannot be pointed at is not claimed.
    """
    shown = [
        (float(chance), at)
        for at, (one, text, chance) in enumerate(zip(labelled, texts, chances, strict=True))
        if _may_show(name, text, one, float(chance))
    ]
    most = MOST_ACTIONS if name == "first_person_action" else len(shown)
    return {at for _, at in sorted(shown, key=lambda one: (-one[0], one[1]))[:most]}


def _may_show(name: SignalName, text: str, one: LabelledUnit, chance: float) -> bool:
    """Reading rules, and more than a hunch."""
    with_pattern, without = FLOOR
    if chance < with_pattern or not allowed(name, text, one.segment):
        return False
    return chance >= without or (_in_words(name, text) and evident(name, text))


def _in_words(name: SignalName, text: str) -> bool:
    """Whether one of the signal's patterns stands there."""
    return any(pattern.search(text) for pattern in patterns(name))


def _read(words: Sequence[Word]) -> list[str]:
    return [token.text for token in read_words(words)]
