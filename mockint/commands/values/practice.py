"""What practicing one thing comes to: drills, a lens, levels, a lesson, a quiz."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.content.lesson import Section
from mockint.content.pack import BarSignal, Pack
from mockint.content.types import Lens, Part, Walkthrough, WorkedProbe
from mockint.domain import Segment, SignalName
from mockint.history.quiz_scores import Score
from mockint.quiz.sitting import Card
from mockint.star.drills.types import Angle, Dropped, LevelBar, PartCheck, Recovery, Telling
from mockint.star.types import Analysis, ReplyFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDrill:
    """Tries at one part."""

    question: str
    ask: str
    """The words of the question."""
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
    ask: str
    """The words of the question."""
    tellings: tuple[Telling, ...]
    lost: tuple[Dropped, ...]
    """From each telling to the next."""
    signals: Mapping[SignalName, BarSignal]


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptDrill:
    """An interviewer cut in; None in ``recovery`` where the story was over before that."""

    question: str
    ask: str
    """The words of the question."""
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
    ask: str
    """The words of the question."""
    replies: tuple[JudgedReply, ...]


@dataclass(frozen=True, slots=True)
class DrillResult:
    """What came of a drill, and where its recordings are."""

    drill: PartDrill | CompressDrill | InterruptDrill | ProbesDrill
    recordings: str | None
    """Id of the folder that keeps them; None where there are none."""
    interrupted: bool = False
    """Ended by Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """What is wrong with the walkthrough's weak answer, and whether the person named it."""

    faults: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonTry:
    """Something that was tried in a lesson."""

    section: str
    """Title of the section."""
    ask: str
    """What was asked; empty where a part was told."""
    said: str
    found: PartCheck | ReplyFinding | Spotted


@dataclass(frozen=True, slots=True)
class LessonTaught:
    """A lesson that was told; what to do next with it."""

    slug: str
    ask: str = ""
    """The words of its question."""
    told: tuple[Section, ...] = ()
    """The sections that were reached, in the walkthrough's order."""
    tries: tuple[LessonTry, ...] = ()
    """In the order in which they were made."""
    interrupted: bool = False
    """Ended by Ctrl-C."""


@dataclass(frozen=True, slots=True)
class AnswerAngle:
    """One answer, seen through one lens."""

    title: str
    """Of the lens's principle."""
    lens: Lens
    angle: Angle


@dataclass(frozen=True, slots=True)
class LensChoice:
    """The lenses that there are for a question or a story."""

    slug: str
    """What to type for it."""
    ask: str
    own: tuple[tuple[str, Lens], ...]
    """Those written for this question: title of the principle, and the lens."""
    others: tuple[str, ...]
    """Principles whose general lens fits any story, by slug."""


@dataclass(frozen=True, slots=True)
class LensResult:
    """What came of telling a story through a lens."""

    found: AnswerAngle | None
    """None where nothing was heard."""
    recordings: str | None
    """Id of the folder that keeps them; None where there are none."""
    interrupted: bool = False
    """Ended by Ctrl-C."""
    slug: str = ""
    """The question or the story that was told."""
    ask: str = ""
    """As it was asked."""
    principle: str = ""
    """Slug of the lens's."""


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


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """A question of a quiz, and what was answered the first time."""

    card: Card
    said: int | None
    """Index into the options; None where the person did not know."""

    @property
    def right(self) -> bool:
        """Whether that was the answer."""
        return self.said == self.card.item.answer


@dataclass(frozen=True, slots=True)
class QuizResult:
    """One quiz: the first answer to each question, in the order asked."""

    answers: tuple[QuizAnswer, ...]
    interrupted: bool = False
    """Ended by Ctrl-C."""


@dataclass(frozen=True, slots=True)
class WalkthroughScore:
    """How much of a walkthrough's quiz is known."""

    slug: str
    known: int
    questions: int
    score: Score | None
    """None where it was never taken."""


@dataclass(frozen=True, slots=True)
class QuizScoreboard:
    """Every walkthrough; empty where no quiz was taken yet."""

    walkthroughs: tuple[WalkthroughScore, ...]
