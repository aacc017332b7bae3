"""The bar of each level, and an answer read at another one."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.content.types import Advice, Walkthrough
from mockint.domain import SignalName
from mockint.star.drills.types import LevelBar
from mockint.star.types import Analysis


@dataclass(frozen=True, slots=True)
class LevelBars:
    """What each level asks of an answer to one question."""

    ask: str
    bars: tuple[LevelBar, ...]
    study: Walkthrough | None
    advice: Mapping[SignalName, Advice]


@dataclass(frozen=True, slots=True)
class AnswerAtLevel:
    """One answer as it was judged, and at another level."""

    ask: str
    was: Analysis
    now: Analysis
    study: Walkthrough | None


@dataclass(frozen=True, slots=True)
class RoundAtLevel:
    """The answers of a round at another level."""

    answers: tuple[AnswerAtLevel, ...]
    advice: Mapping[SignalName, Advice]
