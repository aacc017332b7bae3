"""One answer, analysed whole."""

import pytest
from hypothesis import given, settings

from mockint.content.types import Question
from mockint.domain import SEGMENTS
from mockint.star.analyse import analyse
from mockint.star.expected import MOST_ASKED, expected
from mockint.star.story.gate import WORDS_OF_A_STORY
from mockint.star.types import NO_STORY, Analysis
from mockint.transcribe.types import Transcript, Word
from tests.support.amazon import SDE2, SENIOR
from tests.support.star_telling import LIBRARY, STRONG, WEAK, say, told, transcripts

QUESTION = Question(slug="a-question", ask="Tell me.", principle="dive-deep")


def analysed(transcript: Transcript) -> Analysis:
    return analyse(transcript, question=None, principle="ownership", level=SENIOR, library=LIBRARY)


def test_an_empty_recording_is_a_valid_analysis() -> None:
    found = analysed(Transcript((), 12.0, "test"))
    assert (found.duration, found.thinking, found.spans, found.signals) == (12.0, 0.0, (), ())
    assert [timing.status for timing in found.timings] == ["missing"] * 5
    assert found.budget.status == "under"
    assert found.delivery.words == 0
    assert (found.missing, found.probes) == ((), ())
    assert found.verdict.leaning == "not enough evidence"


def test_thinking_is_not_charged() -> None:
    found = analysed(told(STRONG))
    assert found.thinking == 1.0
    assert found.budget.seconds == pytest.approx(found.spans[-1].end - 1.0)


def test_the_questions_principle_stands_in_where_none_is_given() -> None:
    told_of = {"question": QUESTION, "level": SDE2, "library": LIBRARY}
    own = analyse(told(WEAK), principle=None, **told_of)  # type: ignore[arg-type]
    given_one = analyse(told(WEAK), principle="ownership", **told_of)  # type: ignore[arg-type]
    assert (own.question, own.principle) == ("a-question", "dive-deep")
    assert given_one.principle == "ownership"
    assert set(own.missing) <= set(expected("dive-deep", SDE2, LIBRARY.pack.bar))
    assert len(own.missing) <= MOST_ASKED


def test_themes_already_asked_are_left_out() -> None:
    first = analysed(told(WEAK)).probes[0].theme
    again = analyse(
        told(WEAK), question=None, principle="ownership", level=SENIOR, library=LIBRARY,
        asked=frozenset((first,)),
    )  # fmt: skip
    assert first not in {probe.theme for probe in again.probes}


def test_times_are_on_the_recordings_clock() -> None:
    early, late = (
        analysed(Transcript(tuple(shifted), 500.0, "test"))
        for shifted in (
            told(WEAK).words,
            [Word(w.text, w.start + 100, w.end + 100) for w in told(WEAK).words],
        )
    )
    assert [s.name for s in early.signals] == [s.name for s in late.signals]
    assert late.signals[0].start == pytest.approx(early.signals[0].start + 100)


def test_a_very_long_recording() -> None:
    sentences = [text for _, text in (*STRONG, *WEAK)] * 12
    found = analysed(say(sentences))
    assert sum(timing.seconds for timing in found.timings) == pytest.approx(found.budget.seconds)
    assert found.budget.status == "over"


@settings(max_examples=80, deadline=None)
@given(transcripts())
def test_any_transcript_is_analysed(transcript: Transcript) -> None:
    found = analysed(transcript)
    assert found == analysed(transcript)
    assert [timing.segment for timing in found.timings] == list(SEGMENTS)
    total = sum(timing.seconds for timing in found.timings)
    no_story = found.story is not None and found.story.kind in NO_STORY
    assert total == pytest.approx(found.budget.seconds if found.spans else 0.0, abs=1e-6)
    assert found.spans or no_story or len(transcript.words) < WORDS_OF_A_STORY
    assert total == pytest.approx(sum(span.seconds for span in found.spans), abs=1e-6)
    for signal in found.signals:
        assert f" {signal.quote}" in f" {transcript.text}", "to the mark of its last word"
    for reason in found.verdict.reasons:
        assert reason.quote in transcript.text
        assert (reason.start is None) == (not reason.quote)
    heard = {signal.name for signal in found.signals}
    assert not heard & set(found.missing)
