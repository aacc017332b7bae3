"""A text as a chain of words with hesitations allowed between them, and what a decoder made of it.

Pure: ``align`` gives the chain to PocketSphinx and brings back what was heard.

An "um" that the text has is no link of the chain: where it stands a hesitation is only likelier
than elsewhere, so that the sound may deny it.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from mockint.transcribe.alignment.verbalise import Reading
from mockint.transcribe.engines.pocketsphinx_decoder import FRAMES_PER_S
from mockint.transcribe.types import Stretch

HALF_FRAME_S: Final = 0.5 / FRAMES_PER_S
FILLERS: Final = {
    "[um]": "AH M",
    "[am]": "AA M",
    "[uh]": "AH",
    "[ah]": "AA",
    "[mm]": "M",
    "[er]": "ER",
}
"""Under names that no word has. Drawn out, an "uh" is nearer to AA than to the short AH of
words."""
FILLER_CHANCE: Final = 1e-5
"""Of each, between two words. Lower loses true ones, higher hears them in drawn-out words."""
WRITTEN_CHANCE: Final = 0.16
"""The same where the text has one: so likely that few words come without."""
SHORTEST_S: Final = (math.inf, 0.25, 0.15)
"""A filler is at least so long, with silence on none of its sides, on one, on both. Shorter is the
edge of a word, or of a stutter; with none it was a word that the text lacks."""
SHORTEST_WRITTEN_S: Final = (0.2, 0.12, 0.08)
"""One that the text has."""
LONGEST_FILLER_S: Final = 1.2
"""Longer was speech that the text lacks."""
SILENCE_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the decoder found: ``name`` from ``start`` to ``end``, seconds."""

    name: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A text and its sound; times are seconds from the sound's start."""

    words: tuple[Stretch | None, ...]
    """Each word of the text, in order; None for what is no speech ("-"), and for an "um" that is
    not in the sound."""
    fillers: tuple[Stretch, ...]
    """Hesitations that the text lacks, in order of time; none overlaps a word."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text to be aligned: what an aligner must find, and what it may."""

    ways: tuple[tuple[Reading, ...], ...]
    """Of each word its readings; none where it is no speech, and where it is ``written``."""
    written: frozenset[int] = frozenset()
    """Words of the text that are fillers."""

    @property
    def spoken(self) -> list[tuple[Reading, ...]]:
        """The words that must be found."""
        return [way for way in self.ways if way]

    def written_before(self) -> frozenset[int]:
        """The places among ``spoken`` with a filler of the text before them."""
        places = np.cumsum([0, *map(bool, self.ways)])
        return frozenset(int(places[at]) for at in self.written)


Link = tuple[int, int, float, str]
"""From state, to state, chance, word."""


def word_grammar(
    ways: Sequence[Sequence[Reading]], written_before: Collection[int] = ()
) -> tuple[list[Link], int]:
    """The grammar of a text: its links and its last state; the first is 0.

    ``ways``: of each word its readings, at least one, none empty. ``written_before``: words before
    which the text has a filler; ``len(ways)`` is the end.
    """
    links: list[Link] = []
    here, free = 0, 1
    for place, readings_of_word in enumerate(ways):
        chance = WRITTEN_CHANCE if place in written_before else FILLER_CHANCE
        links += [(here, here, chance, name) for name in FILLERS]
        share = (1.0 - chance * len(FILLERS)) / len(readings_of_word)
        after, free = free, free + 1
        for reading in readings_of_word:
            at, weight = here, share
            for word in reading[:-1]:
                links.append((at, free, weight, word))
                at, free, weight = free, free + 1, 1.0
            links.append((at, after, weight, reading[-1]))
        here = after
    chance = WRITTEN_CHANCE if len(ways) in written_before else FILLER_CHANCE
    links += [(here, here, chance, name) for name in FILLERS]
    return links, here


def alignment_from(heard: Sequence[Spoken], line: Line) -> Alignment | None:
    """What was ``heard`` as times of the text's words; None where it does not end with the text."""
    names = {word for way in line.ways for reading in way for word in reading}
    said = [one for one in heard if one.name in names]
    runs = runs_of_words([one.name for one in said], line.ways)
    if runs is None:
        return None
    words = [Stretch(said[a].start, said[b - 1].end) if a < b else None for a, b in runs]
    edges = [0.0, *(edge for one in said for edge in (one.start, one.end)), math.inf]
    free = _filler_runs(heard)
    for at in sorted(line.written):
        before = said[runs[at][0] - 1].end if runs[at][0] else 0.0
        after = said[runs[at][0]].start if runs[at][0] < len(said) else math.inf
        between = (one for one in free if _is_between(one, before, after))
        words[at] = next((one for one in between if _lasts(one, edges, SHORTEST_WRITTEN_S)), None)
        free = [one for one in free if one is not words[at]]
    left = tuple(one for one in free if _lasts(one, edges, SHORTEST_S))
    return Alignment(tuple(words), left)


def _is_between(run: Stretch, before: float, after: float) -> bool:
    return before - HALF_FRAME_S < run.start and run.end < after + HALF_FRAME_S


def _lasts(run: Stretch, edges: Sequence[float], shortest: Sequence[float]) -> bool:
    """Whether it is as long as a filler, given the silence around it.

    ``edges``: of all words, and of the sound. ``shortest``: as SHORTEST_S.
    """
    before = run.start - max(edge for edge in edges if edge < run.start + HALF_FRAME_S)
    after = min(edge for edge in edges if edge > run.end - HALF_FRAME_S) - run.end
    silent = (before >= SILENCE_S) + (after >= SILENCE_S)
    return shortest[silent] <= run.end - run.start <= LONGEST_FILLER_S


def _filler_runs(heard: Sequence[Spoken]) -> list[Stretch]:
    """Fillers said without a gap are one ("uh" and "mm" is a long "um")."""
    runs: list[Stretch] = []
    for one in heard:
        if one.name not in FILLERS:
            continue
        start = one.start
        if runs and start - runs[-1].end < HALF_FRAME_S:
            start = runs.pop().start
        runs.append(Stretch(start, one.end))
    return runs


def runs_of_words(
    names: Sequence[str], ways: Sequence[Sequence[Reading]]
) -> list[tuple[int, int]] | None:
    """For each word the run [a, b) of ``names`` that says it; None where they do not say the text.

    A word without readings has an empty run.
    """
    reached: list[dict[int, int]] = [{0: 0}]
    """After each word: which place in ``names`` may be reached, and from where."""
    for way in ways:
        ends: dict[int, int] = {}
        for place in reached[-1]:
            for reading in way or ((),):
                end = place + len(reading)
                if tuple(names[place:end]) == tuple(reading):
                    ends.setdefault(end, place)
        reached.append(ends)
    at = len(names)
    if at not in reached[-1]:
        return None
    runs: list[tuple[int, int]] = []
    for ends in reversed(reached[1:]):
        runs.append((ends[at], at))
        at = ends[at]
    return runs[::-1]
