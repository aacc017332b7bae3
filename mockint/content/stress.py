"""Which principles a text stresses, by the cues that the principles have as data. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockint.content.types import Library
from mockint.text.normalize import plain_words
from mockint.text.stems import root

MOST = 3
"""So often one cue counts; a word that a text says in each line is its subject and no stress."""
QUOTES = 3
"""Shown of one principle."""
_Roots = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stressed:
    """One principle that a text stresses."""

    weight: float
    """Its share of all that was found, 0..1."""
    quotes: tuple[str, ...]
    """Lines that show it, as they stand in the text; those with most cues first."""
    cues: tuple[str, ...]
    """The cues that were found, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Stress:
    """What a text stresses."""

    principles: Mapping[str, Stressed]
    """By slug, the heaviest first; those that nothing shows are not in it."""
    silent: tuple[str, ...]
    """Lines that name none."""

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each principle that is stressed, by slug; together 1."""
        return {slug: one.weight for slug, one in self.principles.items()}


def stress(lines: Sequence[str], library: Library) -> Stress:
    """What ``lines`` (a sentence or a bullet each) stress.

    A cue inside a longer one does not count: "customer feedback" is not about feedback.
    """
    known = _cues(library)
    said: dict[str, Counter[str]] = defaultdict(Counter)
    per_line: dict[str, Counter[int]] = defaultdict(Counter)
    silent = []
    for number, line in enumerate(lines):
        found = _found(line, known)
        for slug, cue in found:
            said[slug][cue] += 1
            per_line[slug][number] += 1
        if not found:
            silent.append(line)
    scores = {slug: sum(min(n, MOST) for n in cues.values()) for slug, cues in said.items()}
    total = sum(scores.values())
    order = sorted(scores, key=lambda slug: (-scores[slug], list(library.principles).index(slug)))
    return Stress(
        {
            slug: Stressed(
                weight=scores[slug] / total,
                quotes=tuple(lines[at] for at, _ in per_line[slug].most_common(QUOTES)),
                cues=tuple(said[slug]),
            )
            for slug in order
        },
        tuple(silent),
    )


def _cues(library: Library) -> Mapping[_Roots, list[tuple[str, str]]]:
    """Each cue's roots, and the principles (slugs) that have it, with the cue as it is written."""
    known: dict[_Roots, list[tuple[str, str]]] = defaultdict(list)
    for slug, principle in library.principles.items():
        for cue in principle.cues:
            known[tuple(map(root, plain_words(cue)))].append((slug, cue))
    return known


def _found(line: str, known: Mapping[_Roots, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    roots = [root(word) for word in plain_words(line)]
    longest = max(map(len, known), default=0)
    found: list[tuple[str, str]] = []
    covered = 0
    """Where the longest cue so far ends."""
    for at in range(len(roots)):
        for size in range(min(longest, len(roots) - at), 0, -1):
            cues = known.get(tuple(roots[at : at + size]))
            if cues and at + size > covered:
                found += cues
                covered = at + size
                break
    return found
