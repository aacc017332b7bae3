"""One company's pack: what it is called, its levels, and its bar. Plain frozen values, as data.

What an interviewer of a company thinks of a signal stands here; what can be heard is code. The
files ``pack.toml`` and ``bar.toml`` are read into these by ``load_pack``.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mockint.content.evidence import EvidenceItem, FromFile
from mockint.domain import FAULTS, Field, Level, Segment, SignalName, Strength
from mockint.text.normalize import plain_words

_EXAMPLE_WORDS = 4
"""A quotation of so many words is an example; a shorter one ("I", "roughly") is not."""
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”')

DEFAULT_PACK = "amazon"
"""The pack that is chosen where nobody chose one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSignal(FromFile):
    """What one signal means at a company's bar, and what to say about it, or instead of it."""

    name: SignalName
    title: str
    """A short noun phrase for a heading, e.g. "A number for the problem"."""
    means: str
    """Why an interviewer of this company notes it, one sentence."""
    instead: str
    """A strength: what to say where it was not heard. A fault: what to say instead."""
    note: str
    """The wording of a reason, as an interviewer writes it down."""
    heard_reliably: bool = True
    """False: a program often misses it, so its absence is put as a question, not as a fault."""
    question: str = ""
    """For what is not heard reliably: "Did you say whose job it was? I did not hear it." """
    area: str = ""
    """A strength: the area that it is evidence of; empty for none."""
    disqualifies: bool = False
    """A fault: it counts in full, others half."""
    minor: bool = False
    """A fault: it counts a quarter."""
    redo: Segment | None = None
    """The part of the answer in which it is put right."""
    blank: str = ""
    """A sentence with "___" for each fact, to say after one's own."""
    examples: Mapping[Field, str] = field(default_factory=dict)
    """What a person could say, by the kind of work that the story is about."""

    @property
    def gives_example(self) -> bool:
        """Whether ``instead`` has an example of its own, which is then the only one."""
        quoted = ("".join(found) for found in _QUOTED.findall(self.instead))
        return any(len(plain_words(words)) >= _EXAMPLE_WORDS for words in quoted)

    def advice(self, story: Field) -> str:
        """``instead``, with an example from the work that the story is about."""
        example = self.examples.get(story) or self.examples.get("general")
        if not example or self.gives_example:
            return self.instead
        return f'{self.instead} For example: "{example}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(FromFile):
    """Something that interviewers look for."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelNeeds(FromFile):
    """What one level asks of an answer."""

    name: str
    expected: tuple[Strength, ...]
    """On top of what is expected at every level."""
    strong_needs: tuple[Strength, ...]
    """Strengths that count extra in the leaning at this level."""
    evidence: tuple[EvidenceItem, ...] = ()
    """What shows this level: scope, ambiguity, who was moved, what stays. The weightiest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What a company's interviewers go by."""

    signals: Mapping[SignalName, BarSignal]
    """All that can be heard. The faults stand in the order of their gravity, the gravest first."""
    areas: tuple[Area, ...]
    """The weightiest first."""
    always: tuple[Strength, ...]
    """Expected in every answer."""
    levels: Mapping[str, LevelNeeds]
    """By the name of a level of the pack."""
    principles: Mapping[str, tuple[Strength, ...]]
    """By slug: expected for this principle on top of ``always``."""
    evidence: Mapping[str, tuple[EvidenceItem, ...]] = field(default_factory=dict)
    """By slug: what speaks for this principle and against it, the weightiest first."""
    conduct: tuple[EvidenceItem, ...] = ()
    """What speaks against every principle."""
    over_costs: float = 0.0
    """What an answer twice as long as allowed loses, in the units of the leaning's sum: how much
    the length matters among the things to change."""

    @property
    def faults(self) -> tuple[SignalName, ...]:
        """The gravest first."""
        return tuple(name for name in self.signals if name in FAULTS)

    def evidence_of(self, area: str) -> tuple[SignalName, ...]:
        """The strengths that are evidence of an area."""
        return tuple(one.name for one in self.signals.values() if one.area == area)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """One folder of content: a company, or interviews in general."""

    folder: str
    """What is typed to choose the pack, and what a round keeps: the folder's name, and its whole
    path where it is a folder anywhere."""
    name: str
    """How it is called where packs are listed."""
    company: str
    """Empty where the pack is for any company."""
    sheet: str
    """The heading over the verdict."""
    interviewer: str
    """In running text: "bar raiser"."""
    principle: str
    principles: str
    """What one principle and several are called."""
    keep: str
    """The heading over strengths."""
    change: str
    """The heading over faults."""
    bar_note: str
    """Where this bar comes from, one sentence."""
    default_level: str
    levels: tuple[Level, ...]
    """The lowest first."""
    bar: Bar

    def level(self, name: str) -> Level | None:
        """The level of that name, if this pack has it."""
        return next((level for level in self.levels if level.name == name), None)

    def level_title(self, name: str) -> str:
        """The level as it is shown; its name where this pack does not know it."""
        return titled(self.levels, name)

    @property
    def level_names(self) -> tuple[str, ...]:
        """As they are typed."""
        return tuple(level.name for level in self.levels)


def titled(levels: Sequence[Level], name: str) -> str:
    """The title of the level ``name``; the name itself where none of ``levels`` has it."""
    return next((level.title for level in levels if level.name == name), name)


@dataclass(frozen=True, slots=True)
class OtherPacks:
    """What only other packs know: own content for them stays out, and is no mistake."""

    principles: frozenset[str] = field(default_factory=frozenset)
    """Slugs."""
    levels: frozenset[str] = field(default_factory=frozenset)
    """Names."""
