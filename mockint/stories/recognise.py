"""The same story known again by its words, whoever asked for it and however it was told.

What two tellings share is what only that story holds: its systems, people, things. Words that many
stories share are left out first (``common_stems.txt``, made by ``python -m training train``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path

from mockint import files
from mockint.stories.types import Story
from mockint.text.stems import beginnings

COMMON_FILE = Path(__file__).with_name("common_stems.txt")
SAME_STEMS = 8
SAME_SHARE = 0.3
"""Two tellings are one story where they share at least so many stems, and this share of the one
that has fewer. Of 14,028 pairs of labelled answers none does; of ten pairs of one story told for
two questions all do."""
SHOWN = 5
"""Words by which a story is pointed at."""


@cache
def _common() -> frozenset[str]:
    return frozenset(files.read_text(COMMON_FILE).split())


@dataclass(frozen=True, slots=True)
class Told:
    """One telling, and what of it belongs to its story alone."""

    text: str
    own: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", frozenset(beginnings(self.text)) - _common())


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two tellings have in common."""

    shared: frozenset[str]
    share: float
    """Of the telling with fewer words of its own, 0..1."""

    @property
    def same(self) -> bool:
        """Both tell one story."""
        return len(self.shared) >= SAME_STEMS and self.share >= SAME_SHARE


def alike(a: Told, b: Told) -> Likeness:
    """How much two tellings have in common."""
    shared = a.own & b.own
    fewer = min(len(a.own), len(b.own))
    return Likeness(shared, len(shared) / fewer if fewer else 0.0)


@dataclass(frozen=True, slots=True)
class Recognised:
    """One story, and where it was told."""

    name: str | None
    """The candidate's own name for it; None where none of their stories is it."""
    words: tuple[str, ...]
    """As they were said: what the tellings share, or what one telling has of its own."""
    places: tuple[int, ...]
    """Indices of the texts that tell it, in order."""


def recognise(
    texts: Sequence[str],
    stories: Mapping[str, Story],
    named: Mapping[int, str] | None = None,
) -> tuple[Recognised, ...]:
    """Which texts tell one story, in the order of their first telling; no text is in two.

    A text that says too little of its own to be known by is in none, unless its story is named.
    ``stories``: the candidate's own, by name. ``named``: which story a text (by its index) was to
    tell, where that is known.
    """
    told = [Told(text) for text in texts]
    names = {**_named_by_words(told, stories), **(named or {})}
    group = list(range(len(told)))
    for a, b in combinations(range(len(told)), 2):
        one_name = a in names and names.get(a) == names.get(b)
        other_name = a in names and b in names and not one_name
        if one_name or (not other_name and alike(told[a], told[b]).same):
            group = [group[a] if at == group[b] else at for at in group]
    made = []
    for first in dict.fromkeys(group):
        places = tuple(at for at, of in enumerate(group) if of == first)
        name = next((names[at] for at in places if at in names), None)
        if name is not None or any(len(told[at].own) >= SAME_STEMS for at in places):
            made.append(Recognised(name, _words([told[at] for at in places]), places))
    return tuple(made)


def _named_by_words(told: Sequence[Told], stories: Mapping[str, Story]) -> dict[int, str]:
    """The likeliest of the candidate's stories for each text that tells one of them."""
    own = {name: Told(" ".join((story.text, *story.own_words))) for name, story in stories.items()}
    found: dict[int, str] = {}
    for at, one in enumerate(told):
        near = {name: alike(one, story) for name, story in own.items()}
        best = max(near, key=lambda name: near[name].share, default=None)
        if best is not None and near[best].same:
            found[at] = best
    return found


def _words(told: Sequence[Told]) -> tuple[str, ...]:
    """Words to point at a story by: in all of its tellings, as the first one says them."""
    shared = frozenset.intersection(*(one.own for one in told)) or told[0].own
    said = beginnings(told[0].text)
    return tuple(word for stem, word in said.items() if stem in shared)[:SHOWN]
