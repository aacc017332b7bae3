"""Past answers, and one round, as the history knows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mockint.history.types import PastAnswer, PastWait


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """One page of past answers, the newest first."""

    answers: Sequence[PastAnswer]
    page: int
    """From 1."""
    before: int
    """How many newer answers the pages before it hold."""
    matching: int
    """How many answers there are on all pages."""
    rounds_exist: bool
    """False where no answer of any kind is known yet."""
    levels: Mapping[str, str]
    """Titles of levels by name, as far as they are known."""


@dataclass(frozen=True, slots=True)
class PastFollowUp:
    """A follow-up of one answer."""

    ask: str
    strength: str | None
    """How the reply was judged; None where it was not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAnswerInFull:
    """One answer of a round, with what is kept in the round's folder."""

    answer: PastAnswer
    missing: Sequence[str]
    """Names of signals that were expected and not heard."""
    missing_titles: Sequence[str]
    corrections: int
    """How many words and parts the person corrected."""
    follow_ups: Sequence[PastFollowUp]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file in a round's folder."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRound:
    """All that is known of one round."""

    id: str
    level: str
    """Its title, where that is known."""
    answers: Sequence[PastAnswerInFull]
    """At least one."""
    waits: Sequence[PastWait]
    folder: Path
    files: Sequence[KeptFile]
    """None where the folder is gone."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What ``mockint delete`` removed."""

    rounds: int
