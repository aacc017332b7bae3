"""Phrases of a recording while it is being made: those that ``phrases`` finds in the whole."""

from collections.abc import Iterable, Iterator

import numpy as np

from mockint.audio.activity import VoiceActivity
from mockint.audio.base import RATE_HZ, Samples, Voiced
from mockint.audio.phrases import (
    LONG_PAUSE_S,
    PAUSE_S,
    ROOM_S,
    Cutting,
    Phrase,
    padded,
    quietest,
)

_SECONDS_AT_FIRST = 60


class PhraseCutter:
    """Takes a recording's sound in order; tells each phrase as soon as nothing can change it.

    Together with :meth:`end` it gives exactly what ``phrases(speech(sound), sound)`` gives
    (tests/test_audio_cutting.py). It keeps all the sound: 64 kB for each second.
    """

    def __init__(self, activity: VoiceActivity | None = None) -> None:
        self._activity = activity or VoiceActivity()
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

    def hear(self, block: Samples) -> tuple[Phrase, ...]:
        """Take the next sound ((n,), any n); the phrases that are complete by now."""
        self._keep(block)
        found = self._ended(self._activity.hear(block))
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
    def speaking_since_s(self) -> float | None:
        """When the speech that goes on at this moment began; None in a pause."""
        return self._activity.since_s

    # ------------------------------------------------------------ how it is done

    def _keep(self, block: Samples) -> None:
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
