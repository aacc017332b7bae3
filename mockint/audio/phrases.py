"""Cutting a recording into phrases, so that words can be recognised while the talk goes on.

The policy was simulated over 500 answers: at pauses of 0.45 s once 4 s are there, always at 0.9 s,
by force at the quietest place where no pause comes. No overlap, since cuts lie in silence; 0.2 s
before a phrase, and 0.5 s after it, without which recognisers lose the last word.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from mockint.audio.base import RATE_HZ, Samples, Voiced

Phrase = tuple[float, float]
"""Start and end, seconds on the recording's clock."""

PAUSE_S = 0.45
ENOUGH_S = 4.0
LONG_PAUSE_S = 0.9
BEFORE_S = 0.2
AFTER_S = 0.5
MAX_S = 12.0
FORCE_FROM = 2 / 3
"""Of the longest: a forced cut lies between 8 and 12 s."""

QUIET_S = 0.03
"""Length of the place that has to be quiet: a stop consonant's closure."""

_HOP = RATE_HZ // 100


def phrases(
    voiced: Sequence[Voiced], samples: Samples, *, max_s: float = MAX_S
) -> tuple[Phrase, ...]:
    """Phrases of ``samples`` (mono at RATE_HZ) around the stretches of speech ``voiced``.

    Ordered, disjoint, inside the recording, none longer than ``max_s`` (2 s or more), and together
    they hold every voiced moment. Speech that is added at the end changes at most the last phrase.
    """
    if max_s < 2.0:
        raise ValueError(f"phrases of {max_s} s are too short to recognise")
    duration_s = samples.size / RATE_HZ
    return tuple(_padded(list(_bare(voiced, samples, max_s - BEFORE_S - AFTER_S)), duration_s))


def merged(some: Iterable[Phrase], *, max_s: float) -> tuple[Phrase, ...]:
    """Neighbouring phrases as one while it is no longer than ``max_s``, silence between included.

    For an engine whose pass costs the same however short the sound is.
    """
    joined: list[Phrase] = []
    for start_s, end_s in some:
        if joined and end_s - joined[-1][0] <= max_s:
            joined[-1] = (joined[-1][0], end_s)
        else:
            joined.append((start_s, end_s))
    return tuple(joined)


def _bare(voiced: Sequence[Voiced], samples: Samples, longest_s: float) -> Iterator[Phrase]:
    """Phrases without the silence around them."""
    start_s = end_s = None
    for each in voiced:
        if start_s is not None and end_s is not None:
            pause_s = each.start_s - end_s
            enough = pause_s >= PAUSE_S and end_s - start_s >= ENOUGH_S
            # A pause too long to be carried along by the phrase is a place to cut in any case.
            if enough or pause_s >= LONG_PAUSE_S:
                yield start_s, end_s
                start_s = None
        start_s = each.start_s if start_s is None else start_s
        end_s = each.end_s
        while end_s - start_s > longest_s:
            cut_s = quietest(samples, start_s + longest_s * FORCE_FROM, start_s + longest_s)
            yield start_s, cut_s
            start_s = cut_s
    if start_s is not None and end_s is not None:
        yield start_s, end_s


def _padded(bare: Sequence[Phrase], duration_s: float) -> Iterator[Phrase]:
    """With silence before and after; neighbours share a silence that is too short for both."""
    earliest_s = 0.0
    for number, (start_s, end_s) in enumerate(bare):
        next_s = bare[number + 1][0] if number + 1 < len(bare) else None
        after_s, room_s = AFTER_S, AFTER_S + BEFORE_S
        if next_s is not None and next_s - end_s < room_s:
            after_s = (next_s - end_s) * AFTER_S / room_s
        last_s = max(end_s, min(end_s + after_s, duration_s))
        yield max(earliest_s, min(start_s, max(0.0, start_s - BEFORE_S))), last_s
        earliest_s = last_s


def quietest(samples: Samples, from_s: float, to_s: float) -> float:
    """Where, between two moments of ``samples``, QUIET_S of sound have the least energy.

    The middle of the first such place; the middle between the two where there is no room.
    """
    first, last = round(from_s * RATE_HZ), min(round(to_s * RATE_HZ), samples.size)
    length = round(QUIET_S * RATE_HZ)
    if last - first <= length:
        return (from_s + to_s) / 2
    energy = np.concatenate([[0.0], np.cumsum(np.square(samples[first:last], dtype=np.float64))])
    starts = np.arange(0, last - first - length, _HOP)
    at = starts[np.argmin(energy[starts + length] - energy[starts])]
    return float(first + at + length / 2) / RATE_HZ
