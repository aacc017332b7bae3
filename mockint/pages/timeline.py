"""The answer drawn against its plan: places along one axis of time, in per cent of its length."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mockint.domain import Segment
from mockint.star.types import Analysis
from mockint.text.format import clock

TICK_S = 30.0
_NAMED_FROM, _TINY_BELOW = 10.0, 4.0
"""Per cent of the width: room for a part's name; too little for a letter of it, above all on a
phone."""
_APART = 3.0
"""Per cent: marks nearer than this are drawn one above the other."""
_AIR = 1.03
"""The axis goes on a little past the last thing on it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch that is one part, yours or the plan's."""

    segment: Segment
    x: float
    width: float
    start: float
    seconds: float

    @property
    def named(self) -> bool:
        """Whether the name fits in."""
        return self.width >= _NAMED_FROM

    @property
    def tiny(self) -> bool:
        """Whether not even a letter fits in."""
        return self.width < _TINY_BELOW


@dataclass(frozen=True, slots=True)
class Place:
    """Something at one moment, or from one to another."""

    x: float
    text: str
    start: float
    width: float = 0.0
    row: int = 0
    """Counts marks that would cover each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """All that the picture shows. ``x`` and ``width`` are per cent of ``end_s``."""

    end_s: float
    blocks: tuple[Block, ...]
    plan: tuple[Block, ...]
    """The targets in their order, from the first word on."""
    budget_x: tuple[float, float]
    """From the least to the most that the level allows; the first is the start where there is no
    least."""
    pauses: tuple[Place, ...]
    fillers: tuple[Place, ...]
    probes: tuple[Place, ...]
    ticks: tuple[Place, ...]
    wave: str
    """An SVG path in a box of ``len(peaks)`` by 2."""
    wave_width: float


def timeline(
    value: Analysis, probes: Sequence[tuple[int, float]], peaks: Sequence[float]
) -> Timeline:
    """Lay out one answer. ``probes``: number and moment of the words that gave rise to each."""
    first = value.spans[0].start if value.spans else value.thinking
    whole = sum(timing.scaled_target for timing in value.timings)
    longest = max(value.duration, first + whole, first + value.budget.max)
    end = _AIR * longest

    def at(seconds: float) -> float:
        return round(100.0 * seconds / end, 3)

    return Timeline(
        end_s=round(end, 3),
        blocks=tuple(
            Block(span.segment, at(span.start), at(span.seconds), span.start, span.seconds)
            for span in value.spans
        ),
        plan=_plan(value, first, end),
        budget_x=(at(first + value.budget.min), at(first + value.budget.max)),
        pauses=tuple(
            Place(
                at(pause.start),
                f"{pause.end - pause.start:.1f} s",
                pause.start,
                at(pause.end - pause.start),
            )
            for pause in value.delivery.pauses
        ),
        fillers=tuple(
            Place(at(filler.start), filler.text, filler.start) for filler in value.delivery.fillers
        ),
        probes=_in_rows([Place(at(start), str(number), start) for number, start in probes]),
        ticks=tuple(
            Place(at(tick * TICK_S), clock(tick * TICK_S), tick * TICK_S)
            for tick in range(0, math.floor(longest / TICK_S) + 1, max(1, round(longest / 240)))
        ),
        wave=wave_path(peaks),
        wave_width=at(value.duration),
    )


def _in_rows(places: Sequence[Place]) -> tuple[Place, ...]:
    """In order of place; one that would cover its neighbour goes into the other row."""
    placed: list[Place] = []
    for place in sorted(places, key=lambda place: place.x):
        near = bool(placed) and place.x - placed[-1].x < _APART
        placed.append(replace(place, row=1 - placed[-1].row if near else 0))
    return tuple(placed)


def _plan(value: Analysis, first: float, end: float) -> tuple[Block, ...]:
    blocks, start = [], first
    for timing in value.timings:
        x, width = (round(100.0 * part / end, 3) for part in (start, timing.scaled_target))
        blocks.append(Block(timing.segment, x, width, start, timing.scaled_target))
        start += timing.scaled_target
    return tuple(blocks)


def wave_path(peaks: Sequence[float]) -> str:
    """The loudness as a shape, mirrored about y = 1, a unit of x for each value."""
    if not peaks:
        return ""
    upper = " ".join(f"{x} {1 - max(peak, 0.02):.2f}" for x, peak in enumerate(peaks))
    lower = " ".join(f"{x} {1 + max(peaks[x], 0.02):.2f}" for x in range(len(peaks) - 1, -1, -1))
    return f"M{upper} {lower}Z"
