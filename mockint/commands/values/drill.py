"""What drills come to."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.content.pack import BarSignal
from mockint.content.types import Part, WorkedProbe
from mockint.domain import Segment, SignalName
from mockint.star.drills.types import Dropped, PartCheck, Recovery, Telling
from mockint.star.types import ReplyFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDrill:
    """Tries at one part."""

    question: str
    part: Segment
    planned: int
    """So many tries were asked for."""
    tries: tuple[PartCheck, ...]
    study: Part | None
    """What the walkthrough says of the part."""
    written: str
    """The part as the person's own story has it on paper; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompressDrill:
    """The same story within less and less time."""

    question: str
    tellings: tuple[Telling, ...]
    lost: tuple[Dropped, ...]
    """From each telling to the next."""
    signals: Mapping[SignalName, BarSignal]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptDrill:
    """An interviewer cut in; None in ``recovery`` where the story was over before that."""

    question: str
    cut_at_s: float
    cut_part: Segment | None
    """What was being told then."""
    recovery: Recovery | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedReply:
    """A reply to a follow-up that was drilled."""

    ask: str
    seconds: float
    finding: ReplyFinding
    study: WorkedProbe | None
    """The walkthrough's own follow-up, with a weak and a strong reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbesDrill:
    """Replies to the follow-ups of a question."""

    question: str
    replies: tuple[JudgedReply, ...]


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What came of a drill, and where its recordings are."""

    drill: PartDrill | CompressDrill | InterruptDrill | ProbesDrill
    recordings: str | None
    """Id of the folder that keeps them; None where there are none."""
