"""What an interviewer brings to the table: questions, probes, walkthroughs, principles, levels.

Plain frozen values, so that ``star`` can use them without loading a validator; ``load`` reads
the files of ``content/`` into them and checks every field (pydantic validates stdlib dataclasses).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mockint.content.evidence import FromFile
from mockint.content.pack import OtherPacks, Pack
from mockint.domain import Fault, Field, Segment, SignalName, Strength, Theme

LETTERS = "abcdefgh"
"""No question has more options."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle(FromFile):
    """What a question asks about: with Amazon, a Leadership Principle."""

    slug: str
    title: str
    sentence: str
    """What it asks of a candidate, in our own words."""
    cues: tuple[str, ...] = ()
    """Words by which a job posting asks for it, and a line of a CV shows it. Lower case; any form
    of a word stands for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(FromFile):
    """A prompt that the interviewer asks aloud."""

    slug: str
    ask: str
    """The words that are spoken, e.g. "Tell me about a time you …"."""
    principle: str
    """Slug of a :class:`Principle`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(FromFile):
    """One STAR part of a walkthrough."""

    target_s: float
    example: str
    """A model answer for this part."""
    cues: tuple[str, ...]
    """Short phrases that show the part is there."""
    coaching: str
    mistake: str
    """The common mistake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakReply(FromFile):
    """A reply to a probe that loses ground."""

    reply: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrongReply(FromFile):
    """A reply to a probe that gains ground."""

    reply: str
    key_line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedProbe(FromFile):
    """A follow-up of a walkthrough, with a weak and a strong reply."""

    theme: Theme
    looks_for: str
    ask: str
    """Wording for any story."""
    ask_reference: str
    """Wording for the reference story."""
    weak: WeakReply
    strong: StrongReply


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakAnswer(FromFile):
    """A whole answer that fails, and why."""

    text: str
    faults: tuple[str, ...]
    bar_raiser: str
    """What the interviewer thinks while hearing it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizItem(FromFile):
    """A multiple-choice item; ``steps``, ``hint`` and ``difficulty`` come with practice items."""

    ask: str
    options: tuple[str, ...]
    answer: int
    """Index into ``options``, from 0."""
    explanation: str = ""
    steps: tuple[str, ...] = ()
    hint: str = ""
    difficulty: Literal["", "easy", "medium", "hard"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens(FromFile):
    """The same story told for another principle."""

    principle: str
    lead_with: str
    emphasize: str
    play_down: str
    lead_signals: tuple[Strength, ...] = ()
    """The first two sentences lead with it where they show one of these,"""
    lead_words: tuple[str, ...] = ()
    """or hold one of these words or phrases (lower case, no punctuation)."""
    down_signals: tuple[SignalName, ...] = ()
    """A sentence is about what is to be played down where it shows one of these,"""
    down_words: tuple[str, ...] = ()
    """holds one of these,"""
    down_parts: tuple[Segment, ...] = ()
    """or belongs to one of these parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration(FromFile):
    """What one level asks of the same story."""

    add: str
    reflection: str
    bar: str
    length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Walkthrough(FromFile):
    """A question's worked study. One file of ``content/walkthroughs/``."""

    slug: str
    ask: str
    principle: str
    scenario: str
    summary: str
    parts: Mapping[Segment, Part]
    """All five, in the order of ``SEGMENTS``."""
    reflections: Mapping[str, str]
    """By the name of a level of the pack."""
    probes: tuple[WorkedProbe, ...]
    weak_answer: WeakAnswer
    quiz: tuple[QuizItem, ...]
    practice: tuple[QuizItem, ...] = ()
    lenses: tuple[Lens, ...]
    levels: Mapping[str, Calibration]
    """By name of a level; a level that has none is the one that the walkthrough is written for."""

    @property
    def question(self) -> Question:
        """The prompt this walkthrough studies."""
        return Question(slug=self.slug, ask=self.ask, principle=self.principle)


Slot = Literal["", "quote", "number", "team", "step", "we"]
"""What a probe's wording takes of the candidate's own words: nothing, any sentence of theirs,
a figure, a team's name, a step they took, a "we" sentence."""


Deeper = Strength | Literal["conduct"]
"""What a follow-up can dig into: a strength, or a deed that may have cost somebody something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(FromFile):
    """One way to ask a probe. ``text`` holds ``{slot}`` where the candidate's own words go."""

    text: str
    slot: Slot = ""
    asks_for: tuple[Strength, ...] = ()
    """What it asks for: it is never asked of an answer that said one of these."""
    digs_into: Deeper | None = None
    """What it wants to hear more of: it is only asked about words that show this."""
    because: str = ""
    """Why it digs there, one sentence; where ``digs_into`` is set."""
    looks_for: str = ""
    """What a strong reply to it says, where that is not what its theme looks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankProbe(FromFile):
    """The probes of one theme, for any story."""

    theme: Theme
    looks_for: str
    """What the interviewer hopes to hear, one sentence."""
    wordings: tuple[Wording, ...]
    """Several; at least one without a slot."""
    weak_signals: tuple[Fault, ...] = ()
    """Faults that speak against a reply to it."""
    drill_downs: tuple[Wording, ...] = ()
    """Asked once after a reply that is weak or no answer, where the theme was decisive; ``quote``
    is of that reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPhrase(FromFile):
    """A phrase that shows a fault."""

    phrase: str
    signal: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues(FromFile):
    """Word lists that the ear uses and a candidate may edit. All lower case, no punctuation."""

    fillers: tuple[str, ...]
    """Single sounds and words that are always fillers: um, uh, er, …"""
    filler_phrases: tuple[str, ...]
    """Fillers of several words, and words that are fillers only as an aside: you know, I mean, …"""
    hedges: tuple[str, ...]
    """Words that weaken a claim: kind of, maybe, I guess, …"""
    fault_phrases: tuple[FaultPhrase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords(FromFile):
    """Words that tell that a story is about one kind of work; singular, lower case."""

    sure: tuple[str, ...] = ()
    """Hardly ever said of other work."""
    hint: tuple[str, ...] = ()
    """Said of other work too, but rarely several of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All content that was read: one pack, and the person's own. Keys are slugs or names."""

    pack: Pack
    principles: Mapping[str, Principle] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    """Those of the walkthroughs included."""
    walkthroughs: Mapping[str, Walkthrough] = field(default_factory=dict)
    probes: Mapping[Theme, BankProbe] = field(default_factory=dict)
    lenses: Mapping[str, Lens] = field(default_factory=dict)
    """For any story, by principle; a walkthrough's own go before them."""
    cues: Cues
    fields: Mapping[Field, FieldWords] = field(default_factory=dict)
    """By the kind of work; all but "general"."""
    others: OtherPacks = field(default_factory=OtherPacks)
