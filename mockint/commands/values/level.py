"""The bar of each level, and an answer read at another one."""

from dataclasses import dataclass

from mockint.content.pack import Pack
from mockint.content.types import Walkthrough
from mockint.star.drills.types import LevelBar
from mockint.star.types import Analysis


@dataclass(frozen=True, slots=True)
class LevelBars:
    """What each level asks of an answer to one question."""

    ask: str
    bars: tuple[LevelBar, ...]
    study: Walkthrough | None
    pack: Pack


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
    pack: Pack
