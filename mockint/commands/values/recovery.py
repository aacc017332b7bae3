"""Takes that wait to be judged, and what comes of them."""

from dataclasses import dataclass, replace

from mockint.content.pack import Pack
from mockint.errors import MockintError
from mockint.history.recovery.waiting import WaitingTake
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript


@dataclass(frozen=True, slots=True)
class WaitingTakes:
    """Every take that was not judged, the oldest first."""

    takes: tuple[WaitingTake, ...]
    troubles: tuple[MockintError, ...] = ()
    """Why others cannot be judged."""
    busy: tuple[str, ...] = ()
    """The rounds that another mockint works on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedTake:
    """A take that belongs to no answer of a round: what was heard, and what can be said of it."""

    take: WaitingTake
    heard: Transcript
    pack: Pack
    lines: tuple[str, ...] = ()
    analysis: Analysis | None = None
    """Of a whole answer."""

    def saying(self, *lines: str) -> "JudgedTake":
        """With what is said of it."""
        return replace(self, lines=lines)

    def judged(self, analysis: Analysis) -> "JudgedTake":
        """With what a whole answer comes to."""
        return replace(self, analysis=analysis)


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A take that still waits."""

    id: str
    error: MockintError


@dataclass(frozen=True, slots=True)
class TakesDeleted:
    """Takes that are gone; none where the person said no."""

    count: int
