"""The time of a loop: what each interviewer has, and what there is still time for."""

from collections.abc import Callable
from typing import Literal

FOLLOW_UP_S = 60.0
"""A follow-up and its reply take so long; with less left it is not asked. Ours."""
QUESTION_S = 300.0
"""So long a question takes with an answer and two follow-ups. Ours."""
LEAST_SHARE_S = 300.0
"""Less than this no interviewer can do anything with."""


class PanelClock:
    """Counts the time while an interviewer sits; breaks are free.

    What one uses too much, all that follow have less; what one leaves over, they have more.
    """

    def __init__(self, total_s: float, interviewers: int, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left_s = total_s
        self._to_come = interviewers
        self._began_s: float | None = None
        self._share_s = 0.0

    @property
    def left_s(self) -> float:
        """Of the whole loop; 0 where it is over."""
        return max(0.0, self._left_s - self._sat_s)

    @property
    def share_s(self) -> float:
        """What the next interviewer has, or the one that sits."""
        if self._began_s is not None:
            return self._share_s
        return self.left_s / self._to_come if self._to_come else 0.0

    @property
    def questions(self) -> int:
        """So many questions the share is enough for; one at least."""
        return max(1, int(self.share_s // QUESTION_S))

    def begin(self) -> None:
        """An interviewer sits down."""
        self._share_s = self.share_s
        self._began_s = self._clock()

    def end(self) -> None:
        """And goes."""
        self._left_s -= self._sat_s
        self._began_s = None
        self._to_come -= 1

    def time_for(self, what: Literal["question", "follow-up"]) -> bool:
        """Whether the one that sits has time left for another."""
        needed_s = QUESTION_S if what == "question" else FOLLOW_UP_S
        return self._share_s - self._sat_s >= needed_s

    @property
    def _sat_s(self) -> float:
        return 0.0 if self._began_s is None else self._clock() - self._began_s
