"""What is found in an answer. Every time is in seconds on the recording's clock.

The JSON of ``mockint review --json`` has the same names (see ``history/record_json.py``).
"""

from dataclasses import dataclass
from typing import Literal

from mockint.domain import Author, Field, Segment, SignalName, Theme
from mockint.transcribe.types import Stretch, Word


@dataclass(frozen=True, slots=True)
class Unit:
    """A spoken sentence, or where there is no punctuation the stretch that stands for one."""

    words: tuple[Word, ...]
    """At least one."""

    @property
    def text(self) -> str:
        """The words as running text."""
        return " ".join(word.text for word in self.words)

    @property
    def start(self) -> float:
        """First word's start."""
        return self.words[0].start

    @property
    def end(self) -> float:
        """Last word's end."""
        return self.words[-1].end


@dataclass(frozen=True, slots=True)
class LabelledUnit:
    """A unit and the part of the answer it belongs to."""

    unit: Unit
    segment: Segment
    aside: bool = False
    """A greeting, thinking aloud, "that's my answer": timed with its segment, no evidence."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the answer that is one segment: from its first word to the next span's first."""

    segment: Segment
    start: float
    end: float

    @property
    def seconds(self) -> float:
        """Length."""
        return self.end - self.start


TimingStatus = Literal["missing", "short", "on target", "long"]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one segment took, against its target."""

    segment: Segment
    seconds: float
    target: float
    scaled_target: float
    """The target scaled to the level's budget where that is shorter than the targets' sum."""
    status: TimingStatus


BudgetStatus = Literal["under", "within", "over"]


@dataclass(frozen=True, slots=True)
class BudgetUse:
    """The whole answer, first word to last, against what the level allows."""

    level: str
    """Name of one of the pack's levels."""
    min: float
    max: float
    seconds: float
    status: BudgetStatus


@dataclass(frozen=True, slots=True)
class Filler:
    """An "um" or a "you know"."""

    text: str
    start: float


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence between words."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Restart:
    """Words said over, or a sentence broken off and begun anew: "I, I was", "we, sorry, I"."""

    text: str
    """Exact words of the transcript, both tries."""
    start: float


@dataclass(frozen=True, slots=True)
class PartPace:
    """How fast one part of the answer was said."""

    segment: Segment
    words: int
    words_per_minute: float | None
    """Over the part's speaking time; None where that is too short to tell."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was said. Rates are None where there is not enough speech to tell."""

    words: int
    words_per_minute: float | None
    """Over speaking time: pauses are not charged."""
    fillers: tuple[Filler, ...]
    fillers_per_minute: float | None
    pauses: tuple[Pause, ...]
    """From measured voice where there is any, else from the gaps between words."""
    by_part: tuple[PartPace, ...] = ()
    """One for each part that was there, in their order."""
    restarts: tuple[Restart, ...] = ()


PLAIN = 0.55
"""The chance from which on a finding is told: of these, nine in ten are marked by a reader."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something an interviewer would note, with the words that show it."""

    name: SignalName
    kind: Literal["strength", "fault"]
    quote: str
    """Exact words of the transcript, in order."""
    start: float
    end: float
    segment: Segment
    sure: float = 1.0
    """0..1, how likely the sentence shows it: calibrated on stories that the ear had not heard."""

    @property
    def is_plain(self) -> bool:
        """Whether it is sure enough to be told to a person; what is not may still be counted."""
        return self.sure >= PLAIN


@dataclass(frozen=True, slots=True)
class ProbeChoice:
    """A follow-up worth asking, and why."""

    theme: Theme
    ask: str
    """What the voice says."""
    because: str
    """The reason: shown in the debrief, not spoken."""
    quote: str
    """The candidate's words that gave rise to it; empty where something was not said at all."""
    by: Author = "mockint"
    """Who thought of it. The reply to a coach's question, in a theme's place, is not judged."""


Leaning = Literal["strong hire", "hire", "no hire", "strong no hire", "not enough evidence"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One line that an interviewer could write down."""

    text: str
    quote: str
    """Empty where the reason is that something was not heard."""
    start: float | None
    """None as well where the words are those of a reply."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which way an interviewer would lean at this level, with the reasons."""

    leaning: Leaning
    reasons: tuple[Reason, ...]
    provisional: bool = False
    """It may change with what was not understood, as the second reason says."""


StoryKind = Literal["story", "two_stories", "general", "hypothetical", "none"]
NO_STORY: frozenset[StoryKind] = frozenset(["general", "hypothetical", "none"])
"""Kinds of answers in which there is nothing to judge."""


@dataclass(frozen=True, slots=True)
class Story:
    """Whether one event was told, and whether the question asked for it."""

    kind: StoryKind
    answers_question: Literal["yes", "partly", "no"] | None
    """None where the question is not known."""
    evidence: tuple[Reason, ...] = ()
    """What the candidate should know about it, the first of all; empty where nothing is amiss."""
    told: tuple[Stretch, ...] = ()
    """Where two stories were told: when each."""
    serves: tuple[str, ...] = ()
    """Where another question was answered: titles of principles that the story would serve."""


@dataclass(frozen=True, slots=True)
class PrincipleEvidence:
    """Something said that speaks for the principle or the level asked for, or against it."""

    text: str
    """As an interviewer writes it down, said to the candidate: "You ..."."""
    quote: str
    """Exact words of the transcript, in order."""
    start: float
    speaks: Literal["for", "against"]
    item: str = ""
    """Name of the item of the pack's bar."""
    sure: float = 0.5
    """0..1, how sure the ear is."""


Shortfall = Literal["no_story", "other_question", "conduct", "short_action", "too_long"]
"""What a next take may have to mend beside a fault that was heard or a strength that was not."""


@dataclass(frozen=True, slots=True)
class NextTake:
    """What to do in the next take."""

    change: str
    """The one thing to do, to the candidate, in one or two sentences."""
    part: Segment | None = None
    """To tell again; None: the whole answer."""
    sentence: str = ""
    """Exact words of the transcript that the change is about; empty where there are none."""
    sentence_start: float | None = None
    rewritten: str = ""
    """The same as it could be said: their words, "___" for each fact that is not there."""
    keep: str = ""
    """Exact words that belong into the next take too; empty where none stand out."""
    keep_start: float | None = None
    gap: SignalName | Shortfall | None = None
    """The gap that the change closes; None where there was none, and in an older round."""
    coach: str = ""
    """``sentence`` as the candidate's local model says it; empty where nothing of it passed."""


Outcome = Literal["done", "closer", "not yet", "not clear"]


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """What became of the one change."""

    change: str
    """As the first take's debrief asked for it."""
    outcome: Outcome
    figures: str = ""
    """What shows it, where that is a figure: "30 s, then 70 s of 77 s"."""
    quote: str = ""
    """Exact words of the second take that show it; empty where there are none."""
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that ``star`` says of one answer."""

    level: str
    """Name of one of the pack's levels."""
    question: str | None
    """Slug, or None for one's own story."""
    principle: str | None
    duration: float
    """Seconds of the whole recording."""
    thinking: float
    """Seconds before the first word; not charged."""
    spans: tuple[Span, ...]
    timings: tuple[Timing, ...]
    budget: BudgetUse
    delivery: Delivery
    signals: tuple[Signal, ...]
    missing: tuple[SignalName, ...]
    probes: tuple[ProbeChoice, ...]
    """Best first."""
    verdict: Verdict
    timings_as_heard: tuple[Timing, ...] = ()
    """The ear's own, where spans and timings follow the candidate's marks."""
    not_understood: tuple[Stretch, ...] = ()
    """Where somebody spoke and no words were made of it; nothing there counts against anyone."""
    principle_evidence: tuple[PrincipleEvidence, ...] = ()
    """The surest first."""
    level_evidence: tuple[PrincipleEvidence, ...] = ()
    """What shows the level: scope, ambiguity, who was moved, what stays."""
    story: Story | None = None
    """None where it was not judged: too little was understood, or the round is an older one."""
    field: Field = "general"
    """The kind of work that the story is about: examples in advice are taken from it."""
    next: NextTake | None = None
    """What to do in the next take; None in an older round."""
    language: str = "en"
    """Code of the language that was spoken: of another than English nothing is judged."""

    @property
    def is_english(self) -> bool:
        """Whether it was understood at all."""
        return self.language == "en"

    @property
    def has_story(self) -> bool:
        """Whether there is anything to time and to judge; of an older round, always."""
        return self.is_english and (self.story is None or self.story.kind not in NO_STORY)

    @property
    def told(self) -> tuple[Signal, ...]:
        """The signals that a person is told of, in a debrief or side by side with another take."""
        return tuple(one for one in self.signals if one.is_plain) if self.has_story else ()


ReplyStrength = Literal["strong", "partly", "weak", "declined", "not enough evidence"]


@dataclass(frozen=True, slots=True)
class ReplyFinding:
    """A reply, heard against what its probe looks for."""

    theme: Theme
    strength: ReplyStrength
    """declined: "I don't have one", which is accepted."""
    because: str
    quote: str
    start: float | None
