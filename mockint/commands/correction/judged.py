"""A corrected answer, or a reply that belongs to it, judged again; and what was heard instead."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mockint.commands.values.history import Corrected
from mockint.content.types import Library
from mockint.history.correction.form import Form, form_of, form_of_reply
from mockint.history.correction.words import (
    blocks,
    corrected,
    part_corrections,
    spans_of,
    stays,
    word_corrections,
)
from mockint.record import Answer, Correction, Exchange
from mockint.star.types import Analysis, Span
from mockint.transcribe.types import Transcript
from mockint.wiring import settings, stations


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer that was judged, and what of it is meant: itself, or a reply that belongs to it."""

    answer: Answer
    analysis: Analysis
    said: Answer | Exchange
    transcript: Transcript
    """Of what is meant."""

    @property
    def form(self) -> Form:
        """It as a person edits it."""
        if isinstance(self.said, Answer):
            return form_of(self.transcript.words, self.analysis.spans)
        return form_of_reply(self.transcript.words)

    def with_said(self, said: Answer | Exchange) -> Answer:
        """The answer with that in place of what is meant."""
        if isinstance(said, Answer):
            return said
        exchanges = tuple(
            said
            if one is self.said
            else replace(one, drill=said)
            if one.drill is self.said
            else one
            for one in self.answer.exchanges
        )
        return replace(self.answer, exchanges=exchanges)


def judged_again(now: Judged, heard: Judged, wanted: Form, library: Library) -> Corrected:
    """The answer with the wanted words and parts. What a boundary is, the ear decides, until
    somebody has moved one."""
    transcript = corrected(now.transcript, wanted.words)
    corrections: list[Correction] = [*word_corrections(heard.transcript.words, transcript.words)]
    was = now.analysis.verdict
    if isinstance(now.said, Exchange):
        finding = stations.assess_reply(library, transcript, now.said.probe, now.answer.transcript)
        reply = replace(
            now.said,
            transcript=transcript,
            finding=finding,
            corrections=tuple(corrections),
        )
        answer = _whole(now.with_said(reply), now.analysis, _own_parts(now), library)
        return Corrected(answer, was, reply, now.said.finding)
    parts = _own_parts(now)
    if parts or _boundaries_moved(now, wanted):
        parts = spans_of(wanted.headings, transcript.words)
        corrections += part_corrections(heard.analysis.spans, parts)
    answer = replace(
        now.answer,
        transcript=transcript,
        corrections=tuple(sorted(corrections, key=lambda one: (one.start, one.kind))),
    )
    return Corrected(_whole(answer, now.analysis, parts, library), was)


def _own_parts(now: Judged) -> tuple[Span, ...]:
    """The parts of the answer as somebody put them; none where they are the ear's."""
    put = any(one.kind == "part" for one in now.answer.corrections)
    return now.analysis.spans if put else ()


def undone(now: Judged, heard: Judged, library: Library) -> Answer:
    """What is meant as it was heard, and the rest as it is now."""
    answer = heard.answer
    if isinstance(heard.said, Exchange):
        answer = now.with_said(heard.said)
    else:
        answer = replace(heard.answer, exchanges=now.answer.exchanges)
    if not answer.is_corrected:
        return heard.answer
    parts = _own_parts(now) if isinstance(heard.said, Exchange) else ()
    return _whole(answer, now.analysis, parts, library)


def _whole(answer: Answer, was: Analysis, parts: Sequence[Span], library: Library) -> Answer:
    """The answer, judged again with its replies."""
    from mockint.star.analyse import analyse

    assert answer.transcript is not None
    recording = answer.recording
    analysis = analyse(
        answer.transcript,
        question=answer.question,
        principle=was.principle,
        level=settings.level_of(was.level, library.pack),
        library=library,
        marks=[mark.at_s for mark in recording.marks if mark.kind == "part"] if recording else [],
        corrected=parts,
    )
    verdict = stations.with_replies(analysis.verdict, answer.reply_findings)
    return replace(answer, analysis=replace(analysis, verdict=verdict))


def _boundaries_moved(now: Judged, wanted: Form) -> bool:
    shown = now.form
    if [part for _, part in shown.headings] != [part for _, part in wanted.headings]:
        return True
    cut = blocks(now.transcript.words, wanted.words)
    pairs = zip(shown.headings[1:], wanted.headings[1:], strict=True)
    return not all(stays(was, index, cut) for (was, _), (index, _) in pairs)
