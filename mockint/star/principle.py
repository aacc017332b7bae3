"""What speaks for the principle that was asked about and what against it, in the speaker's words.

The items are data of the pack (``bar.toml``). Patterns find where one may have been said
(``matches``), and a line is shown only where a second look at the sentence agrees
(``second_look``). Harm and deceit, which patterns alone find, speak
against every principle.
"""

from collections.abc import Iterable, Iterator, Sequence

from mockint.content.evidence import EvidenceItem
from mockint.star.matches import Chances, Match, matches
from mockint.star.second_look import (
    SecondLook,
    item_features,
    second_look,
)
from mockint.star.types import LabelledUnit, PrincipleEvidence, Signal

AGREEING = 2
"""Of a level nobody marked which lines are right: so many ways of saying one must be heard."""
SURE_OF_A_PATTERN = 0.65
"""Of what no second look was learned for: conduct and levels."""


def principle_evidence(
    labelled: Sequence[LabelledUnit],
    signals: Sequence[Signal],
    items: Sequence[EvidenceItem],
    conduct: Sequence[EvidenceItem] = (),
    *,
    chances: Chances = (),
    asked: str = "",
) -> tuple[PrincipleEvidence, ...]:
    """One line for each item that was heard and each item of conduct, the surest first.

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
    """The surest match of each item, where it is sure enough."""
    best: dict[str, tuple[float, Match]] = {}
    for match, features in zip(found, item_features(found, chances), strict=True):
        chance = look.item.chance(features)
        if chance >= max(look.item.bar, best.get(match.item.name, (0.0, match))[0]):
            best[match.item.name] = chance, match
    yield from (_line(match, chance) for chance, match in best.values())


def _of_conduct(found: Sequence[Match]) -> Iterator[PrincipleEvidence]:
    """One line for each item of conduct, where it was said in most ways."""
    best: dict[str, Match] = {}
    for match in found:
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
