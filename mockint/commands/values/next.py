"""What to practice next."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mockint.history.schedule import Practiced
from mockint.history.types import PastAnswer, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The question to practice next, and why."""

    first: Practiced
    missing: Sequence[str]
    """Names of signals that were not heard in its last answer, the decisive ones first."""
    missing_titles: Sequence[str]
    also_due: Sequence[PastAnswer]
    """The last answers to the other questions that are due."""
    now: datetime
    level: str
    """Title of the level of the last answer."""
    pack: str | None
    """The pack that it was given in, where another one is chosen now."""

    @property
    def command(self) -> str:
        """How a command begins that goes on with it."""
        return "mockint" if self.pack is None else f"mockint --pack {shlex.quote(self.pack)}"


@dataclass(frozen=True, slots=True)
class NothingToPractice:
    """No answer was judged yet."""


@dataclass(frozen=True, slots=True)
class Rated:
    """An answer that the person rated."""

    rating: Rating | None
    """None: the debrief's own counts again."""
