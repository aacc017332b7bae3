"""Cutting a recording into phrases, so that words can be recognised while the talk goes on.

The policy was simulated over 500 answers: at pauses of 0.45 s once 4 s are there, always at 0.9 s,
by force at the quietest place where no pause comes. No overlap, since cuts lie in silence; 0.2 s
before a phrase, and 0.5 s after it, without which recognizers lose the last word.

Phrases of a recording while it is being made: those that ``phrases`` finds in the whole.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np

from mockint.audio.loudness import LoudMoments
from mockint.audio.types import RATE_HZ, Samples, Voiced
from mockint.audio.vad import VoiceActivity

Phrase = tuple[float, float]
"""Start and end, seconds on the recording's clock."""

PAUSE_S = 0.45
ENOUGH_S = 4.0
LONG_PAUSE_S = 0.9
BEFORE_S = 0.2
AFTER_S = 0.5
ROOM_S = AFTER_S + BEFORE_S
"""A silence that has room for both."""
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
        raise ValueError(f"phrases of {max_s} s are too short to recognize")
    duration_s = samples.size / RATE_HZ
    return tuple(_padded(list(_bare(voiced, samples, max_s)), duration_s))


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


Quietest = Callable[[float, float], float]
"""Between two moments, seconds: where the sound is quietest."""


class Cutting:
    """Takes stretches of speech in order and closes phrases, without the silence around them."""

    def __init__(self, *, max_s: float = MAX_S) -> None:
        self.longest_s = max_s - BEFORE_S - AFTER_S
        self.open: Phrase | None = None
        """The phrase that further speech may still belong to."""

    @property
    def is_enough(self) -> bool:
        """The open phrase is long enough to end with any pause of PAUSE_S."""
        return self.open is not None and self.open[1] - self.open[0] >= ENOUGH_S

    def begins(self, start_s: float) -> Phrase | None:
        """Speech begins at ``start_s``: the open phrase, where it ends with the pause before."""
        if self.open is None:
            return None
        pause_s = start_s - self.open[1]
        # A pause too long to be carried along by the phrase is a place to cut in any case.
        if pause_s >= LONG_PAUSE_S or (pause_s >= PAUSE_S and self.is_enough):
            return self.close()
        return None

    def close(self) -> Phrase | None:
        """The open phrase ends here."""
        closed, self.open = self.open, None
        return closed

    def speaks(self, start_s: float, end_s: float, quiet: Quietest) -> Iterator[Phrase]:
        """Speech from ``start_s`` to ``end_s``, or so far: what must be cut by force.

        The same stretch may be told again with a later end. Between two calls to ``speaks`` with
        different starts comes ``begins``.
        """
        self.open = (start_s if self.open is None else self.open[0], end_s)
        while self.open[1] - self.open[0] > self.longest_s:
            begin_s = self.open[0]
            cut_s = quiet(begin_s + self.longest_s * FORCE_FROM, begin_s + self.longest_s)
            yield begin_s, cut_s
            self.open = (cut_s, end_s)


def _bare(voiced: Sequence[Voiced], samples: Samples, max_s: float) -> Iterator[Phrase]:
    """Phrases without the silence around them."""
    cutting = Cutting(max_s=max_s)
    for each in voiced:
        closed = cutting.begins(each.start_s)
        if closed is not None:
            yield closed
        yield from cutting.speaks(each.start_s, each.end_s, partial(quietest, samples))
    if cutting.open is not None:
        yield cutting.open


def _padded(bare: Sequence[Phrase], duration_s: float) -> Iterator[Phrase]:
    """With silence before and after; neighbours share a silence that is too short for both."""
    earliest_s = 0.0
    for number, phrase in enumerate(bare):
        next_s = bare[number + 1][0] if number + 1 < len(bare) else None
        made = padded(phrase, earliest_s, next_s, duration_s)
        yield made
        earliest_s = made[1]


def padded(bare: Phrase, earliest_s: float, next_s: float | None, duration_s: float) -> Phrase:
    """``bare`` with silence around it: not before ``earliest_s``, where the padded phrase in front
    ends, not behind ``duration_s``; ``next_s`` is where the bare phrase behind begins."""
    start_s, end_s = bare
    after_s = AFTER_S
    if next_s is not None and next_s - end_s < ROOM_S:
        after_s = (next_s - end_s) * AFTER_S / ROOM_S
    last_s = max(end_s, min(end_s + after_s, duration_s))
    return max(earliest_s, min(start_s, max(0.0, start_s - BEFORE_S))), last_s


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


_SECONDS_AT_FIRST = 60


class PhraseCutter:
    """Takes a recording's sound in order; tells each phrase as soon as nothing can change it.

    Together with :meth:`end` it gives exactly what ``phrases(speech(sound), sound)`` gives
    (tests/test_audio_cutting.py). It keeps all the sound: 64 kB for each second.
    """

    def __init__(self, activity: VoiceActivity | None = None) -> None:
        self._activity = activity or VoiceActivity()
        self._moments = LoudMoments()
        self._cutting = Cutting()
        self._sound: Samples = np.zeros(_SECONDS_AT_FIRST * RATE_HZ, np.float32)
        self._size = 0
        self._last_s = 0.0
        """Where the last padded phrase ends."""
        self._begun: float | None = None
        """Where the stretch that was told last begins."""
        self.voiced: list[Voiced] = []
        """Where somebody spoke: the stretches that have ended."""

    @property
    def heard_s(self) -> float:
        """How much sound has come."""
        return self._size / RATE_HZ

    def sound(self, phrase: Phrase) -> Samples:
        """The sound of ``phrase``: shape (n,), float32 at RATE_HZ. Not to be written to."""
        start, end = (round(at_s * RATE_HZ) for at_s in phrase)
        return self._sound[start : min(end, self._size)]

    def push(self, block: Samples) -> tuple[Phrase, ...]:
        """Take the next sound ((n,), any n); the phrases that are complete by now."""
        self._keep(block)
        found = self._ended(self._activity.push(block))
        since_s = self._activity.since_s
        if since_s is not None:
            found += self._speaks(since_s, self._activity.until_s)
        elif self._nothing_can_change():
            found += self._closed(self._cutting.close(), None)
        return tuple(found)

    def end(self) -> tuple[Phrase, ...]:
        """There is no more sound: the phrases that are left."""
        found = self._ended(self._activity.end())
        return (*found, *self._closed(self._cutting.close(), None))

    def tail(self) -> Phrase | None:
        """The phrase under way, as far as there is sound that will be in it whatever comes; None
        in a pause that no phrase reaches into."""
        bare = self._cutting.open
        if bare is None:
            return None
        return padded(bare, self._last_s, bare[1] + PAUSE_S, self.heard_s)

    @property
    def is_too_quiet(self) -> bool:
        """What has come must be made louder to be heard (``loudness.loud_enough``)."""
        return self._moments.are_too_quiet

    @property
    def speaking_since_s(self) -> float | None:
        """When the speech that goes on at this moment began; None in a pause."""
        return self._activity.since_s

    @property
    def spoken_s(self) -> float:
        """How far the last speech has come; the stretch under way ends here or later."""
        return max(0.0, self._activity.until_s)

    # ------------------------------------------------------------ how it is done

    def _keep(self, block: Samples) -> None:
        self._moments.push(block)
        if self._size + block.size > self._sound.size:
            longer = np.zeros(max(2 * self._sound.size, self._size + block.size), np.float32)
            longer[: self._size] = self._sound[: self._size]
            self._sound = longer
        self._sound[self._size : self._size + block.size] = block
        self._size += block.size

    def _ended(self, stretches: Iterable[Voiced]) -> list[Phrase]:
        found: list[Phrase] = []
        for one in stretches:
            found += self._speaks(one.start_s, one.end_s)
            self.voiced.append(one)
        return found

    def _speaks(self, start_s: float, end_s: float) -> Iterator[Phrase]:
        if self._begun != start_s:
            self._begun = start_s
            yield from self._closed(self._cutting.begins(start_s), start_s)
        for forced in self._cutting.speaks(start_s, end_s, self._quietest):
            yield from self._closed(forced, forced[1])

    def _nothing_can_change(self) -> bool:
        """The silence is so long that the open phrase ends here whatever comes."""
        bare = self._cutting.open
        if bare is None:
            return False
        silent_s = self._activity.earliest_s - bare[1]
        return silent_s >= LONG_PAUSE_S or (silent_s >= ROOM_S and self._cutting.is_enough)

    def _closed(self, bare: Phrase | None, next_s: float | None) -> Iterator[Phrase]:
        """The phrase with its silence; ``next_s``: where speech goes on, if that is near."""
        if bare is not None:
            made = padded(bare, self._last_s, next_s, self.heard_s)
            self._last_s = made[1]
            yield made

    def _quietest(self, from_s: float, to_s: float) -> float:
        return quietest(self._sound[: self._size], from_s, to_s)
