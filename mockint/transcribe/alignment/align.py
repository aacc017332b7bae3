"""A text as a chain of words with hesitations allowed between them, and what a decoder made of it.

Pure: ``alignment`` gives the chain to PocketSphinx and brings back what was heard.

Where in a sound each word of its text is, and the "um" and "uh" between them: PocketSphinx.

The text is known, so the decoder is not asked what was said but where: a chain of the words in
order, each in the ways it may be said and pronounced, with "um", "uh", "mm" and "er" allowed
between any two. That costs a hundredth of the sound's length, and hears the hesitations that
engines leave out. Figures: ``benchmarks/RESULTS.md``, "Alignment".

The library holds Python's lock while it computes: up to 0.4 s for 28 s of sound. Where a clock must
go on, it belongs in a process of its own.

Only the first pass of the decoder runs. Its word lattice (``bestpath``) can end the process with
extra noise words (5.1.1, see ``pocketsphinx_engine``) and has nothing to add to a chain.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import EngineMissing
from mockint.transcribe.alignment.g2p import sounds
from mockint.transcribe.alignment.verbalise import Reading, readings
from mockint.transcribe.types import Stretch

FRAMES_PER_S: Final = 100
HALF_FRAME_S: Final = 0.5 / FRAMES_PER_S
FILLERS: Final = {"[um]": "AH M", "[uh]": "AH", "[mm]": "M", "[er]": "ER"}
"""Under names that no word has, so that a written "um" stays a word."""
FILLER_CHANCE: Final = 1e-5
"""Of each, between two words. Lower loses true ones, higher hears them in drawn-out words."""
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


Link = tuple[int, int, float, str]
"""From state, to state, chance, word."""


def word_grammar(ways: Sequence[Sequence[Reading]]) -> tuple[list[Link], int]:
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
            at, chance = here, share
            for word in reading[:-1]:
                links.append((at, free, chance, word))
                at, free, chance = free, free + 1, 1.0
            links.append((at, after, chance, reading[-1]))
        here = after
    links += [(here, here, FILLER_CHANCE, name) for name in FILLERS]
    return links, here


def alignment_from(heard: Sequence[Spoken], ways: Sequence[Sequence[Reading]]) -> Alignment | None:
    """What was ``heard`` as times of the text's words; None where it does not end with the text.

    ``ways``: of each word its readings; none where it is no speech.
    """
    names = {word for way in ways for reading in way for word in reading}
    said = [one for one in heard if one.name in names]
    runs = runs_of_words([one.name for one in said], ways)
    if runs is None:
        return None
    words = tuple(Stretch(said[a].start, said[b - 1].end) if a < b else None for a, b in runs)
    edges = [0.0, *(edge for one in said for edge in (one.start, one.end)), math.inf]
    fillers = tuple(run for run in _filler_runs(heard) if _is_filler(run, edges))
    return Alignment(words, fillers)


def _is_filler(run: Stretch, edges: Sequence[float]) -> bool:
    """By its length and the silence around it; ``edges``: of all words, and of the sound."""
    before = run.start - max(edge for edge in edges if edge < run.start + HALF_FRAME_S)
    after = min(edge for edge in edges if edge > run.end - HALF_FRAME_S) - run.end
    silent = (before >= SILENCE_S) + (after >= SILENCE_S)
    shortest = (math.inf, LEANING_S, ALONE_S)[silent]
    return shortest <= run.end - run.start <= LONGEST_FILLER_S


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


FASTEST_WORDS_PER_S: Final = 9.0
"""More words than anybody says in the time: the text does not belong to this sound."""
LONGEST_S: Final = 32.0
"""Sound taken at once; more than any engine hears at once, and bounds what one call costs."""

_CHAIN: Final = "chain"
_PRONUNCIATION: Final = re.compile(r"\(\d+\)$")


class Aligner:
    """Aligns one sound at a time. The model is loaded when first needed, or by ``warm``.

    Can be pickled at any time: a copy loads its own model.
    """

    def __init__(self) -> None:
        self._decoder: Any = None
        self._pronounced: dict[str, bool] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"_decoder": None, "_pronounced": {}}

    def warm(self) -> None:
        """Load the acoustic model (0.2 s). Raises EngineMissing."""
        if self._decoder is None:
            self._decoder, self._pronounced = _load(), {}

    def align(self, sound: Samples, texts: Sequence[str]) -> Alignment | None:
        """Where each of ``texts`` (words as written) is in ``sound``; None where they do not fit.

        ``sound``: shape (n,), mono float32 in [-1, 1] at 16 kHz. Raises EngineMissing.
        """
        self.warm()
        before = ["", *texts]
        ways = [self._ways(text, front) for text, front in zip(texts, before, strict=False)]
        spoken = [way for way in ways if way]
        if not spoken or not _fits(len(sound) / RATE_HZ, spoken):
            return None
        try:
            heard = self._decode(sound, spoken)
        except RuntimeError:  # the decoder lost its way; the next text gets a new one
            self._decoder = None
            return None
        return alignment_from(heard, ways)

    def _ways(self, text: str, before: str) -> list[Reading]:
        """How ``text`` may be said, in words that the decoder knows or was taught now."""
        return [way for way in readings(text, before) if all(map(self._can_say, way))]

    def _can_say(self, word: str) -> bool:
        known = self._pronounced.get(word)
        if known is None:
            known = self._decoder.lookup_word(word) is not None
            made = "" if known else sounds(word, self._decoder.lookup_word)
            if made:
                self._decoder.add_word(word, made, update=False)
            known = self._pronounced[word] = known or bool(made)
        return known

    def _decode(self, sound: Samples, ways: Sequence[Sequence[Reading]]) -> list[Spoken]:
        decoder = self._decoder
        links, last = word_grammar(ways)
        decoder.add_fsg(_CHAIN, decoder.create_fsg(_CHAIN, 0, last, links))
        decoder.activate_search(_CHAIN)
        pcm = (np.clip(sound, -1.0, 1.0) * 32767).astype("<i2")
        decoder.start_utt()
        try:
            decoder.process_raw(pcm.tobytes(), full_utt=True)
        finally:
            decoder.end_utt()
        return [
            Spoken(
                _PRONUNCIATION.sub("", one.word),
                one.start_frame / FRAMES_PER_S,
                (one.end_frame + 1) / FRAMES_PER_S,
            )
            for one in decoder.seg() or ()
        ]


def _load() -> Any:
    try:
        from pocketsphinx import Decoder
    except ImportError as error:
        raise EngineMissing(
            "cannot load PocketSphinx",
            cause=str(error),
            next_step="pip install pocketsphinx",
        ) from error
    try:
        decoder = Decoder(samprate=RATE_HZ, loglevel="FATAL", lm=None, bestpath=False)
        for name, said in FILLERS.items():
            decoder.add_word(name, said, update=False)
    except (RuntimeError, OSError) as error:
        raise EngineMissing(
            "PocketSphinx cannot load its English model",
            cause=str(error),
            next_step="pip install --force-reinstall pocketsphinx",
        ) from error
    return decoder


def _fits(duration_s: float, ways: Sequence[Sequence[Reading]]) -> bool:
    """Whether so many words can be said in the time, at their shortest."""
    words = sum(min(map(len, way)) for way in ways)
    return words <= duration_s * FASTEST_WORDS_PER_S and duration_s <= LONGEST_S
