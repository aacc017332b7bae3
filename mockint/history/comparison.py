"""Two takes of one story side by side. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockint.domain import Segment
from mockint.record import Answer
from mockint.star.types import Analysis, Signal
from mockint.text.figures import Figure, changed, figures
from mockint.transcribe.types import Transcript


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of both takes; None where it could not be told."""

    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class PartPair:
    """Seconds of one part in both takes."""

    segment: Segment
    target: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure as it was said in one take."""

    value: float
    unit: str
    """What it counts, in the singular; may be empty."""
    quote: str
    """Exact words of the transcript."""
    start: float


@dataclass(frozen=True, slots=True)
class ChangedFigure:
    """The same thing with another number in the second take."""

    before: SaidFigure
    after: SaidFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changed from the first take to the second."""

    before: Analysis
    after: Analysis
    parts: tuple[PartPair, ...]
    fillers: Pair
    """A minute."""
    pace: Pair
    """Words a minute."""
    pauses: Pair
    """How many."""
    new_strengths: tuple[Signal, ...]
    """Strengths that are new, each with its words in the second take."""
    faults_gone: tuple[Signal, ...]
    """Faults that are gone, with their words in the first take."""
    strengths_gone: tuple[Signal, ...]
    """Strengths that are gone, with their words in the first take."""
    new_faults: tuple[Signal, ...]
    """Faults that are new, with their words in the second take."""
    figures: tuple[ChangedFigure, ...]
    """The same thing with another number: an interviewer would ask which is true."""


def compare(first: Answer, second: Answer) -> Comparison | None:
    """Both takes; None where one of them was not judged."""
    before, after = first.analysis, second.analysis
    if before is None or after is None:
        return None
    old, new = before.delivery, after.delivery
    return Comparison(
        before=before,
        after=after,
        parts=tuple(
            PartPair(a.segment, a.target, a.seconds, b.seconds)
            for a, b in zip(before.timings, after.timings, strict=True)
            if before.spans and after.spans
        ),
        fillers=Pair(old.fillers_per_minute, new.fillers_per_minute),
        pace=Pair(old.words_per_minute, new.words_per_minute),
        pauses=Pair(len(old.pauses), len(new.pauses)),
        new_strengths=_only("strength", after, before),
        faults_gone=_only("fault", before, after),
        strengths_gone=_only("strength", before, after),
        new_faults=_only("fault", after, before),
        figures=changed_figures(first.transcript, second.transcript),
    )


def _only(kind: str, here: Analysis, there: Analysis) -> tuple[Signal, ...]:
    """The first of each signal that one take's debrief tells and the other's does not."""
    names = {signal.name for signal in there.told}
    found: dict[str, Signal] = {}
    for signal in here.told:
        if signal.kind == kind and signal.name not in names:
            found.setdefault(signal.name, signal)
    return tuple(found.values())


def changed_figures(old: Transcript | None, new: Transcript | None) -> tuple[ChangedFigure, ...]:
    """Figures that both takes hold, with another number in the second; none without words."""
    if old is None or new is None:
        return ()
    return tuple(
        ChangedFigure(_said(pair.before, old), _said(pair.after, new))
        for pair in changed(_figures(old), _figures(new))
    )


def _figures(transcript: Transcript) -> tuple[Figure, ...]:
    words = transcript.words
    return figures([word.text for word in words], [word.sure for word in words])


def _said(figure: Figure, transcript: Transcript) -> SaidFigure:
    start = transcript.words[figure.first].start
    return SaidFigure(figure.value, figure.unit, figure.quote, start)


def shared(first: Sequence[Answer], second: Sequence[Answer]) -> tuple[tuple[Answer, Answer], ...]:
    """Answers to the same question in both rounds, in the order of the first."""
    there = {answer.question.slug: answer for answer in second}
    return tuple(
        (answer, there[answer.question.slug]) for answer in first if answer.question.slug in there
    )
