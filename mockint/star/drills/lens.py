"""A story told for another principle: did it open with what counts, and did the rest stay short?"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from mockint.content.types import Lens
from mockint.domain import SignalName
from mockint.star.drills.types import Angle, Stretch
from mockint.star.segmenter.label import label, relabelled
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.patterns import patterns
from mockint.star.signals.rules import evident
from mockint.star.types import LabelledUnit, Signal, Span
from mockint.star.words import read_sure
from mockint.text.reading import read_text
from mockint.transcribe.types import Transcript

OPENING = 2
"""Sentences in which a story shows what it is about."""


def look(
    transcript: Transcript, lens: Lens, signals: Sequence[Signal], parts: Sequence[Span] = ()
) -> Angle:
    """How far the telling follows ``lens``. Greetings and thinking aloud are no sentences of it.

    ``signals``: those heard in the answer. ``parts``: as they were judged or marked, where
    ``down_parts`` should follow them; otherwise as the ear has them.
    """
    labelled = label(cut(transcript))
    if parts:
        labelled = relabelled(labelled, parts)
    told = [one for one in labelled if not one.aside] or list(labelled)
    if not told:
        return Angle("", led=False, came=None, low=(), seconds=0.0)
    words = transcript.words
    ends = [after.unit.start for _, after in pairwise(labelled)] + [words[-1].end]
    until = dict(zip((one.unit.start for one in labelled), ends, strict=True))
    leading = [
        one
        for at, one in enumerate(told)
        if _leads(one, lens, signals) or (at < OPENING and _reads_like(one, lens.lead_signals))
    ]
    low = [one for one in told if one not in leading and _is_low(one, lens, signals)]

    def stretch(one: LabelledUnit) -> Stretch:
        start = one.unit.start
        return Stretch(one.unit.text, start, max(0.0, until[start] - start))

    return Angle(
        opening=" ".join(one.unit.text for one in told[:OPENING]),
        led=any(one in told[:OPENING] for one in leading),
        came=stretch(leading[0]) if leading else None,
        low=tuple(stretch(one) for one in low),
        seconds=words[-1].end - words[0].start,
    )


def _leads(one: LabelledUnit, lens: Lens, signals: Sequence[Signal]) -> bool:
    return _shows(one, lens.lead_signals, signals) or _holds(
        read_sure(one.unit.words), lens.lead_words
    )


def _reads_like(one: LabelledUnit, names: Iterable[SignalName]) -> bool:
    """The ear learned where things stand: a result that comes first is told by its words."""
    text = read_sure(one.unit.words)
    return any(
        evident(name, text) and any(pattern.search(text) for pattern in patterns(name))
        for name in names
    )


def _is_low(one: LabelledUnit, lens: Lens, signals: Sequence[Signal]) -> bool:
    return (
        one.segment in lens.down_parts
        or _shows(one, lens.down_signals, signals)
        or _holds(read_sure(one.unit.words), lens.down_words)
    )


def _shows(one: LabelledUnit, names: Iterable[SignalName], signals: Sequence[Signal]) -> bool:
    unit, wanted = one.unit, set(names)
    return any(s.name in wanted and unit.start <= s.start < unit.end for s in signals)


def _holds(text: str, phrases: Iterable[str]) -> bool:
    padded = f" {text} "
    wanted = (read_text(phrase.split()) for phrase in phrases)
    return any(phrase and f" {phrase} " in padded for phrase in wanted)
