"""A walkthrough in the order in which it is taught: steps to say, in sections to jump to. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mockint.content.pack import Pack
from mockint.content.types import Part, Walkthrough, WorkedProbe
from mockint.domain import SEGMENTS, Level, Segment, target_of
from mockint.text.format import target

Kind = Literal["told", "model", "exercise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is said."""

    text: str
    label: str = ""
    """What it is, e.g. "Model answer"; empty where the text says so itself."""
    kind: Kind = "told"
    """A "model" answer is spoken within ``within_s``; after an "exercise" the candidate says what
    is wrong with what was read."""
    within_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Steps that belong together; one can jump to a section and say it again."""

    title: str
    steps: tuple[Step, ...]
    part: Segment | None = None
    """What can be rehearsed here: a part,"""
    probe: WorkedProbe | None = None
    """or the reply to a follow-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A whole walkthrough, or one part of it."""

    study: Walkthrough
    sections: tuple[Section, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is said, in order."""
        return tuple(step.text for section in self.sections for step in section.steps)

    @property
    def paced(self) -> Mapping[str, float]:
        """Texts that are to be spoken within so many seconds."""
        return {
            step.text: step.within_s
            for section in self.sections
            for step in section.steps
            if step.within_s is not None
        }


def lesson(study: Walkthrough, level: Level, pack: Pack, part: Segment | None = None) -> Lesson:
    """All of ``study`` as it is taught to a candidate of ``level``; or ``part`` alone.

    ``pack``: whose level that is, and whose interviewer listens.
    """
    if part is not None:
        return Lesson(study=study, sections=(_part(part, study.parts[part], level),))
    sections = (
        Section(title="Scenario", steps=(_told(study.scenario),)),
        *(_part(segment, study.parts[segment], level) for segment in SEGMENTS),
        _reflections(study, level, pack),
        *(
            _probe(number, len(study.probes), probe)
            for number, probe in enumerate(study.probes, start=1)
        ),
        _weak(study, pack.interviewer),
        Section(title="In short", steps=(_told(study.summary),)),
    )
    return Lesson(study=study, sections=sections)


def find_section(sections: Sequence[Section], key: str) -> int | None:
    """Which section a key means: 1 to 9, then a letter from a on; None where there is none."""
    at = SECTION_KEYS.find(key) if len(key) == 1 else -1
    return at if 0 <= at < len(sections) else None


SECTION_KEYS = "123456789abcdefg"


def _told(text: str, label: str = "") -> Step:
    return Step(text=text, label=label)


def _part(segment: Segment, part: Part, level: Level) -> Section:
    name = segment.title()
    target_s, full_s = target_of(level, segment, part.target_s)
    told = f"The {segment} should take about {full_s:.0f} seconds."
    if target_s != full_s:
        told += f" At your level there is less time in all, so that becomes {target_s:.0f}."
    cues = ", ".join(f"“{cue}”" for cue in part.cues)
    return Section(
        title=name,
        part=segment,
        steps=(
            _told(f"{told} Here is a model answer."),
            Step(
                label=f"Model answer, {target(part.target_s)}",
                text=part.example,
                kind="model",
                within_s=part.target_s,
            ),
            _told(f"Phrases to remember: {cues}."),
            _told(f"Coaching: {part.coaching}"),
            _told(f"The common mistake: {part.mistake}"),
        ),
    )


def _reflections(study: Walkthrough, level: Level, pack: Pack) -> Section:
    """The candidate's own level first."""
    ordered = sorted(pack.levels, key=lambda one: one.name != level.name)
    return Section(
        title="Reflection by level",
        part="reflection",
        steps=tuple(_told(_reflection(study, one)) for one in ordered),
    )


def _reflection(study: Walkthrough, level: Level) -> str:
    """What somebody of that level says; else what is to be said there."""
    if level.name in study.reflections:
        role = f"{level.role[:1].upper()}{level.role[1:]}"
        return f"{role} says: {study.reflections[level.name]}"
    return f"For {level.role}: {study.levels[level.name].reflection}"


def _probe(number: int, of: int, probe: WorkedProbe) -> Section:
    theme = probe.theme.replace("_", " ")
    return Section(
        title=f"Follow-up {number} of {of}: {theme}",
        probe=probe,
        steps=(
            _told(probe.ask_reference, "Interviewer"),
            _told(f"What the interviewer wants to hear: {probe.looks_for}"),
            _told(f"A weak reply: {probe.weak.reply}"),
            _told(f"Why it is weak: {probe.weak.why}"),
            _told(f"A strong reply: {probe.strong.reply}"),
            _told(f"The line to remember: {probe.strong.key_line}"),
        ),
    )


def _weak(study: Walkthrough, interviewer: str) -> Section:
    weak = study.weak_answer
    return Section(
        title="A weak answer",
        steps=(
            Step(label="A weak answer", text=weak.text, kind="exercise"),
            *(
                _told(fault, f"What is wrong ({number})")
                for number, fault in enumerate(weak.faults, start=1)
            ),
            _told(f"The {interviewer} thinks: {weak.bar_raiser}"),
        ),
    )
