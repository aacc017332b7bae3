"""One answer, analysed: the face of this room. Same transcript, same analysis."""

from collections.abc import Sequence
from dataclasses import replace

from mockint.content.types import Library, Question
from mockint.domain import SEGMENTS, Level, SignalName, Theme
from mockint.star.asked import without_question
from mockint.star.asks import asks_model, clues
from mockint.star.conduct import chances_of_conduct, unpraised
from mockint.star.delivery import measure, thinking
from mockint.star.expected import MOST_ASKED, expected, missing
from mockint.star.field import field_of
from mockint.star.next_take.choose import next_take
from mockint.star.principle import level_evidence, principle_evidence, shown
from mockint.star.probes.choose import choose
from mockint.star.probes.found import Found
from mockint.star.probes.slots import Own
from mockint.star.segmenter.label import label, marked_spans, relabelled, spans
from mockint.star.segmenter.sentences import cut
from mockint.star.signals.detect import listen
from mockint.star.story.gate import (
    FEWEST_WORDS,
    judge_story,
    may_have_parts,
    not_english,
    withheld,
    without_parts,
)
from mockint.star.timing import budget, timings
from mockint.star.types import NO_STORY, Analysis, LabelledUnit, Span, Story
from mockint.star.understood import is_doubted, is_well_heard, understood
from mockint.star.verdict import ENOUGH_WORDS, Evidence, lean, substance
from mockint.text.language import language_of
from mockint.transcribe.types import Transcript

FAIR_TO_ASK = 0.8
"""Chance from which on a follow-up may ask for a strength; a question is less than a statement that
it was missing, for which ``asks`` has a higher bar."""


def analyse(  # noqa: PLR0913  (one answer, and each thing that bears on it by its name)
    transcript: Transcript,
    *,
    question: Question | None,
    principle: str | None,
    level: Level,
    library: Library,
    asked: frozenset[Theme] = frozenset(),
    marks: Sequence[float] = (),
    corrected: Sequence[Span] = (),
    own: Sequence[str] = (),
) -> Analysis:
    """All that is found in one answer.

    ``level``: one of those of the library's pack. ``principle``: a slug; where None, the
    question's. ``asked``: themes already probed this round.
    ``marks``: when the candidate marked the next part; the parts follow them where there are any,
    what was said is judged as it was heard. Nothing is judged from what was not understood.
    ``corrected``: the parts as somebody put them right afterwards; parts and judgement follow them,
    and that there is a story is then taken as said. One or two short sentences have no parts of
    their own.
    ``own``: names and figures of the story that is told; probes that take words take these first.
    """
    if principle is None and question is not None:
        principle = question.principle or None
    spoken = language_of(transcript.text, transcript.language)
    ask = question.ask if question else ""
    transcript = without_question(transcript, ask)
    labelled = label(cut(transcript))
    if corrected:
        labelled, marks = relabelled(labelled, corrected), ()
    as_heard: tuple[Span, ...] = tuple(corrected) or spans(labelled)
    parts = marked_spans(transcript.words, marks) if marks else as_heard
    seconds = sum(span.seconds for span in parts)
    timed_as_heard = timings(as_heard, level)
    timed = timings(parts, level) if marks else timed_as_heard
    by_part = {one.segment: one.seconds for one in timed}
    lost = transcript.not_understood
    judged = understood(labelled, lost)
    heard = listen(judged, library.cues, ask)
    conduct = chances_of_conduct(judged)
    heard = replace(heard, signals=unpraised(heard.signals, judged, conduct))
    delivery = measure(transcript, library.cues, parts)
    bar = library.pack.bar
    of_principle = bar.evidence.get(principle or "")
    about = principle_evidence(
        judged,
        heard.signals,
        of_principle or (),
        bar.conduct,
        chances=heard.by_unit,
        asked=ask,
    )
    at_level = level_evidence(
        judged,
        heard.signals,
        bar.levels[level.name].evidence,
        chances=heard.by_unit,
        asked=ask,
    )
    field = field_of(" ".join(one.unit.text for one in judged), library.fields)
    lacking: tuple[SignalName, ...] = ()
    may_ask: frozenset[SignalName] = frozenset()
    if heard.chances:
        rank = list(bar.levels).index(level.name) / max(1, len(bar.levels) - 1)
        said = {one.segment: one.seconds for one in timed_as_heard}
        asks = asks_model()
        can_ask = asks.sure(clues(heard.chances, principle, rank, said, field), FAIR_TO_ASK)
        may_ask = frozenset(can_ask)
        fair = {name: chance for name, chance in can_ask.items() if chance >= asks.bar}
        lacking = missing(heard.signals, expected(principle, level, bar), fair, heard.likely)
    found = Found(
        judged,
        heard.plain,
        heard.chances,
        principle,
        likely=heard.likely,
        fair=may_ask,
        level=level.name,
        level_expects=bar.levels[level.name].expected,
        own=Own(tuple(own)),
        conduct=conduct,
    )
    doubted = is_doubted(transcript.words)
    counted = substance(judged, ask, is_well_heard) if doubted else substance(judged, ask)
    clear = counted if doubted else sum(len(one.unit.words) for one in judged)
    is_little = bool(lost or doubted) and clear < ENOUGH_WORDS
    story = None if corrected or is_little else _story(judged, question, principle, library)
    present = {span.segment for span in (*parts, *as_heard)}
    evidence = Evidence(
        heard,
        counted,
        seconds,
        by_part,
        None if of_principle is None else about,
        at_level,
        story,
        lost,
        doubted,
        tuple(one for one in SEGMENTS if one not in present),
        sum(conduct),
    )
    verdict = lean(evidence, level, bar)
    whole = Analysis(
        level=level.name,
        question=(question.slug or None) if question else None,
        principle=principle,
        duration=transcript.duration,
        thinking=thinking(transcript),
        spans=parts,
        timings=timed,
        budget=budget(seconds, level),
        delivery=delivery,
        signals=heard.signals,
        missing=lacking[:MOST_ASKED],
        probes=choose(found, question, library, asked),
        verdict=verdict,
        timings_as_heard=timed_as_heard if marks else (),
        not_understood=lost,
        principle_evidence=shown(about),
        level_evidence=at_level,
        field=field,
        story=story,
        language=spoken,
    )
    if not whole.is_english:
        return not_english(whole, level)
    whole = replace(whole, next=next_take(whole, evidence, found, level, library))
    if story and story.kind in NO_STORY:
        return withheld(whole, level)
    if not (marks or corrected) and not may_have_parts([one.unit for one in labelled]):
        return without_parts(whole, level)
    return whole


def _story(
    judged: Sequence[LabelledUnit],
    question: Question | None,
    principle: str | None,
    library: Library,
) -> Story | None:
    """What was told; None where nothing was understood, as of another language."""
    said = sum(len(one.unit.words) for one in judged)
    if said >= FEWEST_WORDS and not substance(judged, ""):
        return None
    return judge_story(judged, question, principle, library.principles)
