"""What speaks for the principle that was asked about and what against it, in the speaker's words.

The items are data of the pack (``bar.toml``). Patterns find where one may have been said
(``matches``), a second look at the sentence says how likely that is (``second_look``), and only
what is sure enough is shown. Harm and deceit speak against every principle, where a pattern of them
and the ear for them (``conduct``) agree.
"""

from collections.abc import Iterable, Iterator, Sequence

from mockint.content.evidence import EvidenceItem
from mockint.star.conduct import conduct_model
from mockint.star.matches import Chances, Match, matches
from mockint.star.second_look import (
    SecondLook,
    item_features,
    second_look,
)
from mockint.star.types import LabelledUnit, PrincipleEvidence, Signal
from mockint.text.reading import text_of

AGREEING = 2
"""Of a level nobody marked which lines are right: so many ways of saying one must be heard."""
SURE_OF_A_PATTERN = 0.7
"""Of what no second look was learned for: conduct and levels."""
CONDUCT_AGREES = 0.1
"""The ear's chance for a sentence in which a pattern of conduct stands: of four such, three were
right, of 38 with less, eleven."""


def principle_evidence(
    labelled: Sequence[LabelledUnit],
    signals: Sequence[Signal],
    items: Sequence[EvidenceItem],
    conduct: Sequence[EvidenceItem] = (),
    *,
    chances: Chances = (),
    asked: str = "",
) -> tuple[PrincipleEvidence, ...]:
    """One line for each item that may have been said, the surest first: see ``shown``.

    ``chances``: of each signal in each unit. ``asked``: the question; read back, it is no evidence.
    A sentence that speaks against is not taken for an item that speaks for as well.
    """
    lines = [
        *_of_conduct(matches(labelled, conduct, chances, asked)),
        *_of_items(matches(labelled, items, chances, asked), chances, second_look()),
    ]
    against = {one.quote for one in lines if one.speaks == "against"}
    kept = [one for one in lines if one.speaks == "against" or one.quote not in against]
    return _agreeing(kept, signals)


def shown(found: Sequence[PrincipleEvidence]) -> tuple[PrincipleEvidence, ...]:
    """What is sure enough to be told."""
    least = second_look().bar
    return tuple(one for one in found if one.sure >= least)


def level_evidence(
    labelled: Sequence[LabelledUnit],
    signals: Sequence[Signal],
    items: Sequence[EvidenceItem],
    *,
    chances: Chances = (),
    asked: str = "",
) -> tuple[PrincipleEvidence, ...]:
    """One line for each item of a level that was said in at least ``AGREEING`` ways."""
    found = matches(labelled, items, chances, asked)
    lines = []
    for item in items:
        own = [match for match in found if match.item.name == item.name]
        if sum(match.ways for match in own) >= AGREEING:
            best = max(own, key=lambda match: match.ways)
            lines.append(_line(best, SURE_OF_A_PATTERN))
    return _agreeing(lines, signals)


def contradicted(one: PrincipleEvidence, signals: Sequence[Signal]) -> bool:
    """Whether a finding with words of the same quote says the opposite; a step of one's own may be
    a good one or a bad one."""
    return any(
        (signal.kind == "strength") != (one.speaks == "for")
        and signal.name != "first_person_action"
        and (signal.quote in one.quote or one.quote in signal.quote)
        for signal in signals
    )


def _agreeing(
    lines: Iterable[PrincipleEvidence], signals: Sequence[Signal]
) -> tuple[PrincipleEvidence, ...]:
    kept = (one for one in lines if not contradicted(one, signals))
    return tuple(sorted(kept, key=lambda one: -one.sure))


def _of_items(
    found: Sequence[Match], chances: Chances, look: SecondLook
) -> Iterator[PrincipleEvidence]:
    """The surest match of each item."""
    best: dict[str, tuple[float, Match]] = {}
    for match, features in zip(found, item_features(found, chances), strict=True):
        chance = look.chance(features)
        if match.item.name not in best or chance > best[match.item.name][0]:
            best[match.item.name] = chance, match
    yield from (_line(match, chance) for chance, match in best.values())


def _of_conduct(found: Sequence[Match]) -> Iterator[PrincipleEvidence]:
    """One line for each item of conduct, where it was said in most ways."""
    best: dict[str, Match] = {}
    for match in found:
        if conduct_model().chance(text_of(match.run.tokens)) < CONDUCT_AGREES:
            continue
        if match.ways > (best[match.item.name].ways if match.item.name in best else 0):
            best[match.item.name] = match
    yield from (_line(match, SURE_OF_A_PATTERN) for match in best.values())


def _line(match: Match, sure: float) -> PrincipleEvidence:
    words = match.quote()
    quote = " ".join(word.text for word in words)
    item = match.item
    return PrincipleEvidence(
        item.note, quote, words[0].start, item.speaks, item.name, round(sure, 2)
    )
