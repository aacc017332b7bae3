"""What is found when something is practiced alone: values, as ``star.types`` has for an answer.

Every time is in seconds on the recording's clock.
"""

from dataclasses import dataclass

from mockint.domain import Level, Segment, SignalName, Strength
from mockint.star.types import Analysis, Signal, TimingStatus
from mockint.transcribe.types import Transcript

MENTION = 0.15
"""What is played down takes at most this share of a telling, 22 s of 150. Ours."""
SOON_S = 5.0
"""The result should be there by now: a sentence's start, no second run-up. Ours."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a part must hold, or must not."""

    text: str
    """E.g. "What it was worth", short enough for a table."""
    has: tuple[SignalName, ...] = ()
    """Met where one of these is heard,"""
    lacks: tuple[SignalName, ...] = ()
    """and none of these."""
    least: int = 1
    """How often."""
    where_expected: bool = False
    """Only at levels that expect one of ``has`` of every answer."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was asked, and whether it was there."""

    asked: Asked
    met: bool
    shown_by: tuple[Signal, ...]
    """What speaks for it where it is met, against it where it is not; may be empty."""


@dataclass(frozen=True, slots=True)
class PartCheck:
    """One try at a part."""

    part: Segment
    seconds: float
    """From the first word to the last."""
    target: float
    status: TimingStatus
    points: tuple[Point, ...]
    """Empty where too little was said."""

    @property
    def met(self) -> int:
        """How many points were there."""
        return sum(point.met for point in self.points)


@dataclass(frozen=True, slots=True)
class Recovery:
    """From the end of "give me the result" on, in seconds."""

    first_word_s: float | None
    """None where nothing was said."""
    result_s: float | None
    """When the first words with a result in them began; None where there were none."""
    quote: str
    """Those words, as they stand in the transcript."""

    @property
    def soon(self) -> bool:
        """Without a second run-up."""
        return self.result_s is not None and self.result_s <= SOON_S


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling and what was found in it."""

    limit_s: float
    transcript: Transcript
    analysis: Analysis

    @property
    def seconds(self) -> float:
        """From the first word to the last."""
        return self.analysis.budget.seconds

    @property
    def over_s(self) -> float:
        """By how much it went over; 0 where it fits."""
        return max(0.0, self.seconds - self.limit_s)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What one telling had and the next has not."""

    parts: tuple[Segment, ...]
    figures: tuple[str, ...]
    """As they were said."""
    strengths: tuple[SignalName, ...]
    gained: tuple[SignalName, ...]
    """Strengths that came in."""
    kept: tuple[SignalName, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, and how long it lasted up to the next one."""

    quote: str
    start: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Angle:
    """A telling, looked at through one principle."""

    opening: str
    """The first two sentences."""
    led: bool
    """They lead with what the principle asks for."""
    came: Stretch | None
    """Where that first came; None where it never did."""
    low: tuple[Stretch, ...]
    """What was to be played down, sentence by sentence."""
    seconds: float
    """Of the whole telling, from first word to last."""

    @property
    def low_s(self) -> float:
        """Seconds spent on what was to be played down."""
        return sum(stretch.seconds for stretch in self.low)

    @property
    def low_share(self) -> float:
        """Their share of the telling, 0..1."""
        return self.low_s / self.seconds if self.seconds > 0 else 0.0

    @property
    def played_down(self) -> bool:
        """It took no more than a mention."""
        return self.low_share <= MENTION


@dataclass(frozen=True, slots=True)
class LevelBar:
    """What an interviewer goes by at one level."""

    level: Level
    shows: tuple[str, ...]
    """What shows this level, as an interviewer writes it down; the leaning counts it."""
    extra: tuple[Strength, ...]
    """Strengths that the leaning counts extra at this level."""
    least_s: float
    """A shorter answer is no strong hire."""
    expected: tuple[Strength, ...]
    """What the debrief asks for where it was not said."""
