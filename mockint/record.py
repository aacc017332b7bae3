"""What a round leaves behind: each question with its answer, the follow-ups and their replies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mockint.audio.types import Recording
from mockint.content.pack import DEFAULT_PACK
from mockint.content.types import Principle, Question
from mockint.star.types import Analysis, ProbeChoice, ReplyFinding
from mockint.transcribe.types import NO_ENGINE, EngineInfo, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What the candidate waited for after "done", stage by stage, in seconds."""

    tail_s: float
    """Until the last words were there."""
    parts_s: float
    """Until they were judged."""
    choice_s: float
    """Until it was known what to ask next."""
    voice_s: float | None
    """Until the first sound of it; None where nothing more was said."""

    @property
    def total_s(self) -> float:
        """All stages."""
        return self.tail_s + self.parts_s + self.choice_s + (self.voice_s or 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the candidate put right in an answer after the round."""

    kind: Literal["words", "part"]
    start: float
    """Where in the recording, in seconds."""
    end: float
    before: str
    """The words, or the part, as heard; empty where words were put in."""
    after: str
    """As put right; empty where words were taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A probe that was asked, and what came back."""

    probe: ProbeChoice
    recording: Recording | None = None
    """The take that counts: the last one."""
    earlier_takes: tuple[Recording, ...] = ()
    """Replies taken again with ``r``; kept, not judged."""
    transcript: Transcript | None = None
    finding: ReplyFinding | None = None
    """None where the reply was not recorded or could not be transcribed."""
    drill: "Exchange | None" = None
    """The drill-down that a weak reply got; has none of its own."""
    wait: Wait | None = None
    """After the reply."""
    corrections: tuple[Correction, ...] = ()
    """As an answer's; transcript and finding follow it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question as it went. What could not be done is None; what was recorded is always here."""

    question: Question
    principle: Principle | None
    recording: Recording | None = None
    """The take that counts: the last one."""
    earlier_takes: tuple[Recording, ...] = ()
    """Taken again with ``r``; kept, not judged."""
    transcript: Transcript | None = None
    analysis: Analysis | None = None
    exchanges: tuple[Exchange, ...] = ()
    wait: Wait | None = None
    """After the answer."""
    corrections: tuple[Correction, ...] = ()
    """All that differs from what was heard, in order of time; transcript and analysis follow it."""
    story: str | None = None
    """Name of the candidate's own story that was to be told."""

    @property
    def is_corrected(self) -> bool:
        """Whether it, or a reply that belongs to it, differs from what was heard."""
        drills = (one.drill for one in self.exchanges if one.drill)
        replies = any(one.corrections for one in (*self.exchanges, *drills))
        return bool(self.corrections) or replies

    @property
    def is_silent(self) -> bool:
        """It was heard and judged, and no word was said: nobody practiced anything."""
        return self.analysis is not None and self.analysis.delivery.words == 0

    @property
    def reply_findings(self) -> tuple[ReplyFinding, ...]:
        """One for each follow-up that was judged: a drill-down's, else the reply's."""
        last = [one.drill.finding if one.drill else None for one in self.exchanges]
        found = (new or one.finding for new, one in zip(last, self.exchanges, strict=True))
        return tuple(finding for finding in found if finding is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRecord:
    """One sitting."""

    id: str
    """Sortable and typeable: "20261121-193005"."""
    began: datetime
    level: str
    """Name of one of the pack's levels."""
    engine: str
    voice: str
    engine_info: EngineInfo = NO_ENGINE
    """What is true of ``engine``: it stands in each transcript too, but a round may have none."""
    answers: tuple[Answer, ...] = ()
    notices: tuple[str, ...] = ()
    """Steps back that were taken ("no loudspeaker: questions were shown")."""
    ended_early: bool = False
    loop: str | None = None
    """The loop that this round belongs to: when that began, in the form of a round's id."""
    recorded: str | None = None
    """Name of the recorded candidate that answered, in a demo; None where a person did."""
    pack: str = DEFAULT_PACK
    """Name of the pack's folder: whose questions were asked, and whose bar it was judged by."""
