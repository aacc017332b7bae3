"""Whether practice works: what changed from answer to answer. Pure values."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

from mockint.domain import SEGMENTS, TARGET_S, Segment
from mockint.history.types import Measured

POINTS = 24
"""A line over time has at most so many; each is the mean of as many answers as the others."""
LATELY = 5
"""Answers that "at first" and "lately" are the median of: half of them where there are fewer than
twice as many, so that no answer is in both."""
FEWEST = 6
"""Answers from which on the first are compared with the last: three on each side, so that one odd
answer is not taken for a change."""
HIRES = ("hire", "strong hire")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure over time."""

    points: tuple[float, ...]
    """The oldest first; none where nothing was measured."""
    at_first: float | None
    """Median of the first LATELY answers that have it, or of the first half; None for fewer than
    FEWEST."""
    lately: float | None
    """Median of the last LATELY, or of the last half; of all for fewer than FEWEST."""


@dataclass(frozen=True, slots=True)
class PrincipleTrend:
    """How answers for one principle went."""

    principle: str
    answers: int
    within: float
    """Share within budget, 0..1."""
    hires: float
    """Share with a leaning to hire, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """All of it."""

    answers: int
    """Judged ones."""
    began: str
    """The first one's, ISO 8601."""
    ended: str
    """The last one's."""
    parts: Mapping[Segment, Line]
    whole: Line
    """Seconds."""
    fillers: Line
    """A minute."""
    pace: Line
    """Words a minute."""
    within: Line
    """Share within budget, 0..1; at first and lately are means."""
    missing: Mapping[str, float]
    """Share of the answers in which a signal was missing, the most often first."""
    principles: tuple[PrincipleTrend, ...]
    """The most practiced first."""

    @property
    def is_told(self) -> bool:
        """Whether there are answers enough to say what changed."""
        return self.answers >= FEWEST


def trend(judged: Sequence[Measured], missing: Mapping[str, int]) -> Trend | None:
    """What ``judged`` answers (the oldest first) tell; None where there are none.

    ``missing``: in how many of them each signal was missing.
    """
    if not judged:
        return None
    parts = {
        segment: _line([getattr(answer, f"{segment}_s") for answer in judged])
        for segment in SEGMENTS
    }
    return Trend(
        answers=len(judged),
        began=judged[0].began,
        ended=judged[-1].began,
        parts=parts,
        whole=_line([answer.seconds for answer in judged]),
        fillers=_line([answer.fillers_per_minute for answer in judged]),
        pace=_line([answer.words_per_minute for answer in judged]),
        within=_line([float(answer.budget == "within") for answer in judged], fmean),
        missing={name: often / len(judged) for name, often in missing.items()},
        principles=_by_principle(judged),
    )


def apart(segment: Segment, seconds: float) -> float:
    """How far a part is from its target: 0 on it, 1 where the part is not there at all."""
    target = TARGET_S[segment]
    return abs(seconds - target) / max(seconds, target)


def _line(
    values: Sequence[float | None], middle: Callable[[Sequence[float]], float] = median
) -> Line:
    known = [value for value in values if value is not None]
    if not known:
        return Line((), None, None)
    if len(known) < FEWEST:
        return Line(_points(known), None, middle(known))
    each = min(LATELY, len(known) // 2)
    return Line(_points(known), middle(known[:each]), middle(known[-each:]))


def _points(values: Sequence[float]) -> tuple[float, ...]:
    """Means of runs as even as can be, at most POINTS of them."""
    count = min(POINTS, len(values))
    cuts = [round(at * len(values) / count) for at in range(count + 1)]
    return tuple(fmean(values[a:b]) for a, b in pairwise(cuts))


def _by_principle(judged: Sequence[Measured]) -> tuple[PrincipleTrend, ...]:
    groups: dict[str, list[Measured]] = {}
    for answer in judged:
        groups.setdefault(answer.principle, []).append(answer)
    made = [
        PrincipleTrend(
            principle,
            len(those),
            fmean(answer.budget == "within" for answer in those),
            fmean(answer.leaning in HIRES for answer in those),
        )
        for principle, those in groups.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.answers, one.principle)))
