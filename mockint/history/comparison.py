"""Two takes of one story side by side. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass

from mockint.domain import Segment, SignalName
from mockint.record import Answer
from mockint.star.types import Analysis, Signal
from mockint.text.figures import Figure, changed, figures
from mockint.text.fillers import is_sound
from mockint.text.normalize import plain_word
from mockint.transcribe.types import Transcript

_BY_FIGURE: frozenset[SignalName] = frozenset(("problem_metric", "metric_delta"))
"""Strengths that are their figures: said in other words, they are the same."""


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
    """Strengths that are new, each with its words in the second take. What both takes say is not in
    this list, nor in the next three: only the ear differs."""
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
        new_strengths=_only("strength", after, before, first.transcript),
        faults_gone=_only("fault", before, after, second.transcript),
        strengths_gone=_only("strength", before, after, second.transcript),
        new_faults=_only("fault", after, before, first.transcript),
        figures=changed_figures(first.transcript, second.transcript),
    )


def _only(
    kind: str, here: Analysis, there: Analysis, said_there: Transcript | None
) -> tuple[Signal, ...]:
    """The first of each signal that one take's debrief tells and the other's does not, where the
    other take does not say the same."""
    known = {signal.name for signal in there.told}
    if said_there is not None:
        known |= {signal.name for signal in here.told if _says(said_there, signal)}
    found: dict[str, Signal] = {}
    for signal in here.told:
        if signal.kind == kind and signal.name not in known:
            found.setdefault(signal.name, signal)
    return tuple(found.values())


def _says(transcript: Transcript, signal: Signal) -> bool:
    """Whether the words that show ``signal`` stand in ``transcript`` too, or the figures do."""
    quote = signal.quote.split()
    if _plain(quote) in _plain([word.text for word in transcript.words]):
        return True
    counted = {(one.value, one.unit) for one in figures(quote)}
    there = {(one.value, one.unit) for one in _figures(transcript)}
    return signal.name in _BY_FIGURE and bool(counted) and counted <= there


def _plain(words: Sequence[str]) -> str:
    """The words as they are compared, with a space on either side, without "um"."""
    return f" {' '.join(plain_word(word) for word in words if not is_sound(word))} "


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
