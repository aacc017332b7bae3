"""Which of several tries at a window of speech to believe. Pure: the decoder is passed in.

Whisper loops where somebody stutters ("er, er, er, ..." a hundred times), the more so behind our
prompt of hesitations, and what follows in that window is lost. So a window that loops, is unsure,
or has too few words for its sound is decoded again without the prompt, then cut in two at a quiet
place and each half decoded without it. The least repetitive try is kept.

Every try is greedy: nothing is drawn by chance, so the same sound gives the same words. (Whisper's
own way, a try at a higher temperature, gives other words each time, and CTranslate2's draws cannot
be repeated inside one process: each of its threads goes on from where its last draw ended.)
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.transcribe.loops import LOOP_RATIO, plain, ratio, without_loops
from mockint.transcribe.missed import not_understood, room_for
from mockint.transcribe.types import Piece, Word

LEAST_SURE = -1.0
"""Mean log probability of a token; below it a text is not to be trusted."""
SHORTEST_S = 2.0
"""A window is cut in two from twice this length."""
SHORT_S = 1.0
"""Loud sound up to this may be a laugh or a breath: its words must fit in it and be sure."""
SHORT_SURE, SHORT_SILENT = -0.8, 0.3
"""A short sound's words go below this mean log probability, where "no speech" is above this."""
FRAME_S = 0.02
FAINTEST, UNDER_PEAK = 0.004, 0.06
"""A frame is loud above both: an effective value of full scale 1, and a share of the loudest."""


@dataclass(frozen=True, slots=True)
class Try:
    """What one decoding gave."""

    words: tuple[Word, ...]
    """Times are seconds from the start of the sound that was decoded."""
    sure: float = 0.0
    """Mean log probability of a token, 0 or less."""
    no_speech: float = 0.0
    """0..1, how likely nobody spoke."""


Decode = Callable[[Samples, bool], Try]
"""Decodes sound (shape (n,), mono float32, 16 kHz), with the prompt (True) or without it."""


def hear(sound: Samples, decode: Decode) -> tuple[Word, ...]:
    """The words in ``sound`` ((n,), mono float32, 16 kHz, up to 30 s): up to four decodings."""
    loud = loud_stretches(sound)
    first = decode(sound, True)
    if _is_good(first, loud):
        return _plausible(first, loud)
    tries = [first, decode(sound, False)]
    if not _is_good(tries[-1], loud) and sound.size >= 2 * SHORTEST_S * RATE_HZ:
        tries.append(_in_halves(sound, decode))
    return _plausible(min(tries, key=lambda one: _badness(one, loud)), loud)


def _is_good(one: Try, loud: list[Piece]) -> bool:
    repeated, missing, _ = _badness(one, loud)
    return not repeated and not missing and one.sure >= LEAST_SURE


def _badness(one: Try, loud: list[Piece]) -> tuple[int, float, float]:
    """Letters said over and over, seconds without words, doubt: the first that differs decides."""
    words = without_loops(one.words)
    text = plain(one.words)
    repeated = len(text) - len(plain(words))
    if ratio(text) > LOOP_RATIO:
        repeated += 1
    missing = sum(lost.end - lost.start for lost in not_understood(loud, words))
    return repeated, missing, -one.sure


def _in_halves(sound: Samples, decode: Decode) -> Try:
    at = quiet_place(sound)
    first, second = decode(sound[:at], False), decode(sound[at:], False)
    by = at / RATE_HZ
    moved = [replace(one, start=one.start + by, end=one.end + by) for one in second.words]
    held = [replace(one, start=min(by, one.start), end=min(by, one.end)) for one in first.words]
    return Try(
        (*held, *moved),
        min(first.sure, second.sure),
        max(first.no_speech, second.no_speech),
    )


def _plausible(one: Try, loud: list[Piece]) -> tuple[Word, ...]:
    """Its words; none where a laugh, a breath or a knock cannot have been these words."""
    voice_s = sum(end - start for start, end in loud)
    if voice_s > SHORT_S:
        return one.words
    doubtful = one.sure < SHORT_SURE and one.no_speech > SHORT_SILENT
    return () if doubtful or not room_for(one.words, voice_s) else one.words


# ---------------------------------------------------------------- the sound


def _levels(sound: Samples) -> Samples:
    """The effective value of each frame of FRAME_S; shape (frames,), what is left over is not."""
    size = round(FRAME_S * RATE_HZ)
    frames = sound[: sound.size // size * size].reshape(-1, size)
    return np.asarray(np.sqrt(np.mean(np.square(frames, dtype=np.float32), axis=1)))


def loud_stretches(sound: Samples) -> list[Piece]:
    """Where ``sound`` is loud enough for a voice: seconds from its start, in order."""
    levels = _levels(sound)
    if not levels.size:
        return []
    is_loud = levels > max(FAINTEST, UNDER_PEAK * float(levels.max()))
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_loud, [False]]).astype(np.int8)))
    return [
        (float(a) * FRAME_S, float(b) * FRAME_S)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]


def quiet_place(sound: Samples) -> int:
    """The sample in the middle third of ``sound`` around which a fifth of a second is quietest."""
    levels = _levels(sound)
    around = np.convolve(levels, np.ones(10), mode="same")
    first, last = levels.size // 3, max(levels.size // 3 + 1, levels.size * 2 // 3)
    return (first + int(np.argmin(around[first:last]))) * round(FRAME_S * RATE_HZ)
