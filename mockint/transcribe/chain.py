"""A text as a chain of words with hesitations allowed between them, and what a decoder made of it.

Pure: ``alignment`` gives the chain to PocketSphinx and brings back what was heard.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mockint.transcribe.base import Stretch
from mockint.transcribe.spelling import Reading

FRAMES_PER_S: Final = 100
HALF_FRAME_S: Final = 0.5 / FRAMES_PER_S
FILLERS: Final = {"[um]": "AH M", "[uh]": "AH", "[mm]": "M", "[er]": "ER"}
"""Under names that no word has, so that a written "um" stays a word."""
INSTEAD: Final = {"[=um]": "AH M", "[=uh]": "AH", "[=mm]": "M", "[=er]": "ER"}
"""The same, in the place of a word that the engine wrote by mistake."""
FILLER_CHANCE: Final = 1e-5
"""Of each, between two words. Lower loses true ones, higher hears them in drawn-out words."""
INSTEAD_WEIGHT: Final = 1e3
"""Of each, against the word that was written: that one has more sounds to fit with. With 1, half as
many are found in the demo's answers; more than this finds no more."""
INSTEAD_S: Final = 0.25
"""A shorter one was the word after all, spoken in passing ("I'm" as "um")."""
ALONE_S: Final = 0.15
"""A filler with silence on both sides is at least so long; shorter is the edge of a word."""
LEANING_S: Final = 0.2
"""One with silence on one side. With none it was a word that the text lacks."""
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
    """Each word of the text, in order; None for what is no speech ("-")."""
    fillers: tuple[Stretch, ...]
    """Hesitations between words, in order of time; none overlaps a word."""
    instead: tuple[str, ...]
    """For each word "um", "uh", "mm" or "er" where that was said instead of it, else ""."""


Link = tuple[int, int, float, str]
"""From state, to state, chance, word."""


def chain(ways: Sequence[Sequence[Reading]]) -> tuple[list[Link], int]:
    """The grammar of a text: its links and its last state; the first is 0.

    ``ways``: of each word its readings, at least one, none empty.
    """
    links: list[Link] = []
    here, free = 0, 1
    for readings_of_word in ways:
        links += [(here, here, FILLER_CHANCE, name) for name in FILLERS]
        share = (1.0 - FILLER_CHANCE * len(FILLERS)) / len(readings_of_word)
        after, free = free, free + 1
        for reading in readings_of_word:
            at, chance = here, INSTEAD_WEIGHT if reading[0] in INSTEAD else share
            for word in reading[:-1]:
                links.append((at, free, chance, word))
                at, free, chance = free, free + 1, 1.0
            links.append((at, after, chance, reading[-1]))
        here = after
    links += [(here, here, FILLER_CHANCE, name) for name in FILLERS]
    return links, here


def told(heard: Sequence[Spoken], ways: Sequence[Sequence[Reading]]) -> Alignment | None:
    """What was ``heard`` as times of the text's words; None where it does not end with the text.

    ``ways``: of each word its readings; none where it is no speech.
    """
    names = {word for way in ways for reading in way for word in reading}
    said = [one for one in heard if one.name in names]
    runs = runs_of_words([one.name for one in said], ways)
    if runs is None:
        return None
    words = tuple(Stretch(said[a].start, said[b - 1].end) if a < b else None for a, b in runs)
    instead = tuple(_instead(said[a:b]) for a, b in runs)
    edges = [0.0, *(edge for one in said for edge in (one.start, one.end)), math.inf]
    fillers = tuple(run for run in _filler_runs(heard) if _is_filler(run, edges))
    return Alignment(words, fillers, instead)


def _is_filler(run: Stretch, edges: Sequence[float]) -> bool:
    """By its length and the silence around it; ``edges``: of all words, and of the sound."""
    before = run.start - max(edge for edge in edges if edge < run.start + HALF_FRAME_S)
    after = min(edge for edge in edges if edge > run.end - HALF_FRAME_S) - run.end
    silent = (before >= SILENCE_S) + (after >= SILENCE_S)
    shortest = (math.inf, LEANING_S, ALONE_S)[silent]
    return shortest <= run.end - run.start <= LONGEST_FILLER_S


def _instead(said: Sequence[Spoken]) -> str:
    long = sum(one.end - one.start for one in said) >= INSTEAD_S
    return said[0].name.strip("[=]") if long and said[0].name in INSTEAD else ""


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
