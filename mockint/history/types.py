"""What the history tells of rounds that were sat."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from mockint.domain import SEGMENTS, Segment

Rating = Literal["again", "hard", "good", "easy"]
"""How well a question went, in the words of spaced repetition."""
RATINGS: tuple[Rating, ...] = get_args(Rating)
WhereDifferent = Literal["keep mine", "replace mine", "keep both"]
"""What is to come of a round that is here and not the same as the one in the file."""
AHEAD = timedelta(minutes=10)
"""What is dated further in the future than this was dated by a wrong clock; two good ones differ by
less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which answers; what is None is not asked about."""

    question: str | None = None
    """Slug."""
    principle: str | None = None
    """Slug."""
    level: str | None = None
    round_id: str | None = None
    story: str | None = None
    """Name of one of the candidate's own stories."""
    loop: str | None = None
    own: bool = False
    """Only what the person answered: without the rounds of recorded candidates."""


EVERY = Wanted()


class Measured(NamedTuple):
    """The figures of one judged answer that make a trend.

    This and PastAnswer are tuples, unlike our other values: they come by ten thousands, and a
    tuple is made five times as fast as a frozen dataclass.
    """

    began: str
    """ISO 8601 with offset."""
    principle: str
    seconds: float
    budget: str | None
    leaning: str | None
    words_per_minute: float | None
    fillers_per_minute: float | None
    situation_s: float | None
    task_s: float | None
    action_s: float | None
    result_s: float | None
    reflection_s: float | None


class PastAnswer(NamedTuple):
    """One answer as the history knows it. Figures are None where it was not judged."""

    round_id: str
    began: str
    """ISO 8601 with offset."""
    level: str
    engine: str
    number: int
    """Of the question in its round, from 1."""
    question: str
    principle: str
    ask: str
    """The question's words; empty for a round of an early version whose folder is gone."""
    seconds: float | None
    """From the first word to the last."""
    thinking_s: float | None
    words: int | None
    words_per_minute: float | None
    fillers: int | None
    fillers_per_minute: float | None
    budget: str | None
    """under, within or over."""
    leaning: str | None
    own_rating: Rating | None
    situation_s: float | None
    task_s: float | None
    action_s: float | None
    result_s: float | None
    reflection_s: float | None
    story: str | None = None
    """Which of the candidate's own stories was told, where one was named."""
    loop: str | None = None
    """The loop that the round belongs to."""
    recorded: str | None = None
    """Name of the recorded candidate that answered, in a demo."""

    @property
    def parts(self) -> Mapping[Segment, float]:
        """Seconds of each part, in their order; none where it was not judged."""
        taken = (self.situation_s, self.task_s, self.action_s, self.result_s, self.reflection_s)
        return {
            segment: seconds
            for segment, seconds in zip(SEGMENTS, taken, strict=True)
            if seconds is not None
        }


@dataclass(frozen=True, slots=True)
class DifferentRound:
    """A round that is here and, not the same, in a file to import."""

    id: str
    differs: tuple[str, ...]
    """In what, in words."""


@dataclass(frozen=True, slots=True)
class UnreadableRound:
    """A round in a file to import that cannot be read."""

    id: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import, by the rounds' ids."""

    file: Path
    new: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    """Rounds that were here and differed."""
    copies: tuple[tuple[str, str], ...] = ()
    """(id in the file, id here) of those that came in beside a different one."""
    known: tuple[str, ...] = ()
    """Here already, and the same."""
    different: tuple[DifferentRound, ...] = ()
    """Left as they are here."""
    unreadable: tuple[UnreadableRound, ...] = ()
    beside: object = None
    """What the room made of it that had something beside the rounds in the file."""


@dataclass(frozen=True, slots=True)
class PastWait:
    """What the candidate waited for after one answer or reply, in seconds."""

    number: int
    """Of the question, from 1."""
    probe: int
    """0 after the answer itself, from 1 after a follow-up's reply."""
    drill: bool
    tail_s: float
    parts_s: float
    choice_s: float
    voice_s: float | None

    @property
    def total_s(self) -> float:
        """All stages."""
        return self.tail_s + self.parts_s + self.choice_s + (self.voice_s or 0.0)
