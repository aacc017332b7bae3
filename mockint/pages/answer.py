"""One answer of the round, made ready for the page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mockint.content.pack import BarSignal, Pack
from mockint.content.types import Part, Walkthrough
from mockint.domain import Segment
from mockint.pages.correcting import Place, correctable_answer, correctable_reply
from mockint.pages.timeline import Timeline, timeline
from mockint.pages.types import Material, Take, take
from mockint.pages.words import Paragraph, Remarks, find_quote, paragraphs
from mockint.record import Answer, Correction, Exchange
from mockint.star.types import Analysis, ProbeChoice, Reason, ReplyFinding, Signal, Timing
from mockint.views import findings, wording


@dataclass(frozen=True, slots=True)
class Finding:
    """A signal with all the words that showed it."""

    title: str
    said: tuple[Signal, ...]
    known: BarSignal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Findings as the page shows them, of each kind the weightiest first."""

    count: int
    principle: tuple[tuple[str, Reason], ...]
    """Sign and line: what was heard of the principle, and what to add."""
    keep: tuple[Finding, ...]
    change: tuple[Finding, ...]
    missed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """One part: one's own words beside the model answer."""

    timing: Timing
    own: tuple[Paragraph, ...]
    model: Part
    reflection: str
    """What the level asked for adds to a reflection; empty elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What there is once an answer was judged."""

    analysis: Analysis
    timeline: Timeline
    longest_s: float
    """What the longest bar of the table stands for."""
    scaled: bool
    budget: str
    """What the level allows."""
    budget_notes: tuple[str, str]
    """Whose choice that is, and the time before the first word; each may be empty."""
    first_start: Mapping[Segment, float]
    """Where each part that was there begins."""
    reasons: Sequence[Reason]
    """What the leaning rests on."""
    also: Sequence[Reason]
    """What else the verdict names: the findings tell it too."""
    shown: Found
    """The weightiest findings."""
    folded: Found
    """The others."""
    lessons: tuple[Lesson, ...]
    study: Walkthrough | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A probe with its reply."""

    title: str
    probe: ProbeChoice
    take: Take | None
    finding: ReplyFinding | None
    reply: tuple[Paragraph, ...]
    quote_start: float | None
    """Where in the answer (for a drill-down: in the reply) the words stand that it takes up."""
    not_understood: str
    """Where words are missing from the reply; empty where none are."""
    corrections: tuple[Correction, ...]
    drill: "FollowUp | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """One question as the page shows it."""

    number: int
    answer: Answer
    take: Take | None
    paragraphs: tuple[Paragraph, ...]
    judged: Judged | None
    follow_ups: tuple[FollowUp, ...]
    waits: tuple[tuple[str, str], ...]
    corrections: tuple[Correction, ...]
    recorded: str | None
    """The candidate, in a demo."""


def answer_view(
    number: int, answer: Answer, level: str, material: Material, recorded: str | None = None
) -> AnswerView:
    """``answer``, the ``number``-th of the round from 1. ``recorded``: who gave it, in a demo."""
    words = answer.transcript.words if answer.transcript else ()
    heard = material.as_heard.answers[number - 1] if material.as_heard else None
    round_id = material.as_heard.id if material.as_heard else ""
    place = Place(round_id, number)
    fix = correctable_answer(place, answer, heard, material.pack) if heard else None
    own = take(f"answer-{number}", "Your answer", answer.recording, material, fix)
    follow_ups = tuple(
        _follow_up(
            exchange,
            id_=f"reply-{number}-{at}",
            title=wording.follow_up(at),
            quote_start=find_quote(words, exchange.probe.quote),
            material=material,
            belongs=_Belongs(
                replace(place, reply=at), answer, heard.exchanges[at - 1] if heard else None
            ),
        )
        for at, exchange in enumerate(answer.exchanges, 1)
    )
    text: tuple[Paragraph, ...] = ()
    if answer.transcript:
        value = answer.analysis
        remarks = Remarks()
        if value:
            spoken = value.delivery
            remarks = Remarks(
                fillers=spoken.fillers,
                signals=value.told,
                pauses=spoken.pauses,
            )
        text = paragraphs(answer.transcript, value.spans if value else (), remarks)
    return AnswerView(
        number=number,
        answer=answer,
        take=own,
        paragraphs=text,
        judged=_judged(answer, text, own, follow_ups, level, material) if answer.analysis else None,
        follow_ups=follow_ups,
        waits=tuple(_waits(answer)),
        corrections=answer.corrections,
        recorded=recorded,
    )


def _judged(
    answer: Answer,
    text: Sequence[Paragraph],
    own: Take | None,
    follow_ups: Sequence[FollowUp],
    level: str,
    material: Material,
) -> Judged:
    value = answer.analysis
    assert value is not None
    probes = [
        (number, one.quote_start)
        for number, one in enumerate(follow_ups, 1)
        if one.quote_start is not None
    ]
    told = value.has_story and wording.has_parts(value)
    reasons, also = findings.reasons(value)
    first, others = findings.opened(findings.findings(value, material.pack))
    study = material.walkthroughs.get(answer.question.slug)
    return Judged(
        analysis=value,
        timeline=timeline(value, probes, own.sound.peaks if own and own.sound else ()),
        longest_s=max(max(timing.seconds, timing.target) for timing in value.timings),
        scaled=wording.is_scaled(value.timings),
        budget=wording.budget_asked(value.budget, material.pack),
        budget_notes=wording.budget_notes(
            value.budget, value.thinking, material.pack, answer.recording
        ),
        first_start={span.segment: span.start for span in reversed(value.spans)},
        reasons=reasons,
        also=also,
        shown=_found(first, value, material.pack),
        folded=_found(others, value, material.pack),
        lessons=tuple(_lessons(value, text, study, level)) if study and told else (),
        study=study,
    )


def _found(found: findings.Findings, value: Analysis, pack: Pack) -> Found:
    known = pack.bar.signals
    return Found(
        count=found.count,
        principle=found.principle,
        keep=_findings(found.keep, pack),
        change=_findings(found.change, pack),
        missed=tuple(wording.not_heard(name, known, value.field) for name in found.missing),
    )


def _findings(groups: Sequence[tuple[Signal, ...]], pack: Pack) -> tuple[Finding, ...]:
    known = pack.bar.signals
    return tuple(
        Finding(wording.title(group[0].name, known), group, known.get(group[0].name))
        for group in groups
    )


def _lessons(
    value: Analysis, text: Sequence[Paragraph], study: Walkthrough, level: str
) -> Iterator[Lesson]:
    for timing in value.timings:
        reflection = ""
        if timing.segment == "reflection":
            reflection = study.reflections.get(level, "")
        yield Lesson(
            timing,
            tuple(paragraph for paragraph in text if paragraph.segment == timing.segment),
            study.parts[timing.segment],
            reflection,
        )


@dataclass(frozen=True, slots=True)
class _Belongs:
    """Where in the round a reply stands."""

    place: Place
    answer: Answer
    heard: Exchange | None
    """Before it was corrected; None where it cannot be corrected here."""


def _follow_up(
    exchange: Exchange,
    *,
    id_: str,
    title: str,
    quote_start: float | None,
    material: Material,
    belongs: _Belongs,
) -> FollowUp:
    heard, fix = exchange.transcript, None
    if belongs.heard is not None:
        fix = correctable_reply(belongs.place, exchange, belongs.heard, belongs.answer)
    drill = None
    if exchange.drill:
        drill = _follow_up(
            exchange.drill,
            id_=f"{id_}-drill-down",
            title=wording.DRILL_DOWN,
            quote_start=find_quote(heard.words if heard else (), exchange.drill.probe.quote),
            material=material,
            belongs=_Belongs(
                replace(belongs.place, drill=True),
                belongs.answer,
                belongs.heard.drill if belongs.heard else None,
            ),
        )
    label = f"Reply to {title[0].lower()}{title[1:]}"
    return FollowUp(
        title=title,
        probe=exchange.probe,
        take=take(id_, label, exchange.recording, material, fix),
        finding=exchange.finding,
        reply=paragraphs(heard, (), Remarks()) if heard else (),
        corrections=exchange.corrections,
        quote_start=quote_start,
        not_understood=wording.not_understood(heard.not_understood) if heard else "",
        drill=drill,
    )


def _waits(answer: Answer) -> Iterator[tuple[str, str]]:
    """After which speech, and how long."""
    if answer.wait:
        yield "your answer", wording.waited(answer.wait)
    for number, exchange in enumerate(answer.exchanges, 1):
        if exchange.wait:
            yield f"your reply to follow-up {number}", wording.waited(exchange.wait)
        if exchange.drill and exchange.drill.wait:
            yield (
                f"your reply to the drill-down of follow-up {number}",
                wording.waited(exchange.drill.wait),
            )
