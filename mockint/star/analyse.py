"""One answer, analysed: the face of this room. Same transcript, same analysis."""

from mockint.questions.base import Level, Library, Question, Theme
from mockint.star.base import Analysis, Span
from mockint.star.delivery import measure
from mockint.star.missing import missing
from mockint.star.parts import label, spans
from mockint.star.probes import Found, choose
from mockint.star.signals import listen
from mockint.star.timing import budget, timings
from mockint.star.units import cut
from mockint.star.verdict import Heard, lean
from mockint.transcribe.base import Transcript

__all__ = ["analyse"]


def analyse(
    transcript: Transcript,
    *,
    question: Question | None,
    principle: str | None,
    level: Level,
    library: Library,
    asked: frozenset[Theme] = frozenset(),
) -> Analysis:
    """All that is found in one answer.

    ``principle``: a slug; where None, the question's. ``asked``: themes already probed this round.
    """
    if principle is None and question is not None:
        principle = question.principle
    labelled = label(cut(transcript))
    parts: tuple[Span, ...] = spans(labelled)
    seconds = sum(span.seconds for span in parts)
    heard = listen(labelled, library.cues)
    delivery = measure(transcript, library.cues)
    lacking = missing(heard.signals, principle, level) if labelled else ()
    found = Found(labelled, heard.signals, heard.chances, principle, level)
    return Analysis(
        level=level,
        question=question.slug if question else None,
        principle=principle,
        duration=transcript.duration,
        thinking=labelled[0].unit.start if labelled else 0.0,
        spans=parts,
        timings=timings(parts, level),
        budget=budget(seconds, level),
        delivery=delivery,
        signals=heard.signals,
        missing=lacking,
        probes=choose(found, question, library, asked),
        verdict=lean(Heard(heard.signals, delivery.words, seconds), level),
    )
