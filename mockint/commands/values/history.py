"""What looking back comes to: past answers, comparison, progress, what is next, corrections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mockint.content.types import Question
from mockint.history.comparison import Comparison
from mockint.history.schedule import Practiced
from mockint.history.trends import Trend
from mockint.history.types import PastAnswer, PastWait, Rating
from mockint.plan.types import LoopResult
from mockint.record import Answer, Exchange
from mockint.star.types import ChangeMade, ReplyFinding, Verdict
from mockint.text.shell import quoted


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
    ahead: Sequence[str] = ()
    """Rounds that are dated in the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilters:
    """What past answers can be narrowed to: what is shown, by what is typed."""

    questions: Mapping[str, str]
    principles: Mapping[str, str]
    levels: Mapping[str, str]
    stories: Mapping[str, str]


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
    unreadable: str
    """Why the round's file cannot be read; empty where it can, or is gone."""
    waits: Sequence[PastWait]
    folder: Path
    files: Sequence[KeptFile]
    """None where the folder is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deletable:
    """What ``mockint delete --all`` would remove."""

    rounds: int
    """With practice: folders."""
    bytes: int
    """Of their files."""
    plan: bool
    """And the plan, or notes on real loops."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """What ``mockint delete`` removed."""

    rounds: int
    plan: bool = False
    """And the plan, with the notes on real loops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One answer in two rounds."""

    question: Question
    """The question of the second take."""
    first_question: Question
    """The same one, unless one story was told for two questions."""
    rounds: tuple[str, str]
    """What the person called the two rounds."""
    comparison: Comparison
    signals: Mapping[str, str]
    """Titles of signals by name."""
    made: ChangeMade | None = None
    """What the second take made of the first one's change; None where none was asked for."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A take beside the one before it, on one screen, with what to do in the next."""

    compared: Compared


@dataclass(frozen=True, slots=True)
class EditableText:
    """An answer's words and parts in the form in which they can be edited."""

    text: str


@dataclass(frozen=True, slots=True)
class NothingCorrected:
    """The words and the parts are as they were."""


@dataclass(frozen=True, slots=True)
class AsHeardAgain:
    """All corrections of an answer, or of a reply, were taken back."""

    what: str
    """ "answer" or "reply"."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An answer, or a reply that belongs to it, that was corrected and judged again."""

    answer: Answer
    verdict_before: Verdict
    reply: Exchange | None = None
    """The one that was corrected; None where it was the answer itself."""
    finding_before: ReplyFinding | None = None
    """Of that reply."""


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
    ahead: bool = False
    """The last answer is dated in the future: when it was given is not known."""
    called: str = ""
    """What to type for the round with the last answer."""

    @property
    def command(self) -> str:
        """How a command begins that goes on with it."""
        return "mockint" if self.pack is None else f"mockint --pack {quoted(self.pack)}"


@dataclass(frozen=True, slots=True)
class NothingToPractice:
    """No answer was judged yet."""


@dataclass(frozen=True, slots=True)
class Rated:
    """An answer that the person rated."""

    rating: Rating | None
    """None: the debrief's own counts again."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What changed from the first answers to the last."""

    trend: Trend | None
    """None where no answer was judged yet."""
    signals: Mapping[str, str]
    """Titles of signals by name."""
    principles: Mapping[str, str]
    """Titles of principles by slug."""
    loops: tuple[LoopResult, ...] = ()
    """How real loops went, the oldest first."""
