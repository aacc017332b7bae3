"""Many stretches of time, asked about again and again: each answer costs the logarithm of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from mockint.transcribe.types import Stretch, Word


class Stretches:
    """Stretches (or words) in any order; they may overlap."""

    def __init__(self, all_of: Sequence[Stretch] | Sequence[Word]) -> None:
        ordered = sorted((one.start, one.end) for one in all_of)
        self._starts = [start for start, _ in ordered]
        self._reached = list(accumulate((end for _, end in ordered), max))

    def begun(self, at: float) -> int:
        """How many begin at ``at`` or before."""
        return bisect_right(self._starts, at)

    def hold(self, at: float) -> bool:
        """Whether ``at`` is in one of them; its end is not."""
        begun = self.begun(at)
        return begun > 0 and at < self._reached[begun - 1]

    def meet(self, start: float, end: float) -> bool:
        """Whether one of them has some of the time from ``start`` to ``end``."""
        begun = bisect_left(self._starts, end)
        return begun > 0 and start < self._reached[begun - 1]
