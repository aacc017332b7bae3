"""What was not understood: nothing is judged from it, and the verdict says that it may change."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mockint.star.analyse import analyse
from mockint.star.drills.part import check
from mockint.star.probes.replies import assess
from mockint.star.types import Analysis
from mockint.star.understood import is_doubted, only_understood, runs
from mockint.transcribe.types import Stretch, Transcript, Word
from tests.support.amazon import SENIOR
from tests.support.star_telling import (
    LIBRARY,
    STRONG,
    WEAK,
    say,
    taken_for_a_story,
    told,
    transcripts,
)

LOST = st.lists(
    st.tuples(st.floats(0, 60), st.floats(0.5, 20)).map(lambda one: Stretch(one[0], sum(one))),
    min_size=1,
    max_size=3,
).map(tuple)


def analysed(transcript: Transcript) -> Analysis:
    return analyse(transcript, question=None, principle="ownership", level=SENIOR, library=LIBRARY)


def during(text: str, transcript: Transcript) -> Stretch:
    """When ``text`` was said."""
    words, wanted = transcript.words, text.split()
    for at in range(len(words)):
        found = words[at : at + len(wanted)]
        if [word.text for word in found] == wanted:
            return Stretch(found[0].start, found[-1].end)
    raise AssertionError(text)


def touches(start: float, end: float, lost: Sequence[Stretch]) -> bool:
    """Whether what was said then begins in a stretch, or reaches over one."""
    return any(
        one.start <= start < one.end or (start < one.start and end >= one.end) for one in lost
    )


@given(transcripts(), LOST)
@settings(max_examples=40, deadline=None)
def test_nothing_is_judged_from_it(transcript: Transcript, lost: tuple[Stretch, ...]) -> None:
    transcript = replace(transcript, not_understood=lost)

    found = analysed(transcript)

    for signal in found.signals:
        # A quote's last word may be told too long and reach into a stretch, never over it.
        assert not touches(signal.start, signal.end - 1e-6, lost)
    for filler in found.delivery.fillers:
        assert not any(one.start <= filler.start < one.end for one in lost)
    for restart in found.delivery.restarts:
        assert not any(one.start <= restart.start < one.end for one in lost)
    rule, why, *_ = (*found.verdict.reasons, None)
    assert rule is not None
    assert why is not None
    assert found.verdict.provisional
    assert "not understood" in why.text
    assert found.not_understood == lost


@given(transcripts())
@settings(max_examples=40, deadline=None)
def test_without_it_a_verdict_stands(transcript: Transcript) -> None:
    assume(not is_doubted(transcript.words))
    found = analysed(transcript)

    assert not found.verdict.provisional
    assert not any("understood" in reason.text for reason in found.verdict.reasons)


@given(transcripts(), LOST)
@settings(max_examples=40, deadline=None)
def test_its_time_still_belongs_to_a_part(
    transcript: Transcript, lost: tuple[Stretch, ...]
) -> None:
    with taken_for_a_story():
        before = analysed(transcript)

        after = analysed(replace(transcript, not_understood=lost))

    assert after.spans == before.spans
    assert after.timings == before.timings
    assert after.delivery.pauses == before.delivery.pauses


@given(transcripts(), LOST)
@settings(max_examples=40, deadline=None)
def test_runs_are_the_words_outside_in_order(
    transcript: Transcript, lost: tuple[Stretch, ...]
) -> None:
    found = runs(transcript.words, lost)

    assert all(found)
    kept = [word for run in found for word in run]
    assert kept == [
        word
        for word in transcript.words
        if not any(one.start <= word.start < one.end for one in lost)
    ]
    for run in found:
        for a, b in pairwise(run):
            assert not any(a.start < one.start <= b.start for one in lost)


def test_a_strength_and_a_fault_said_there_do_not_count() -> None:
    whole = told(STRONG)
    step = "I reproduced it on my laptop with two workers side by side."
    assert any(s.quote in step for s in analysed(whole).signals)
    lost = replace(whole, not_understood=(during(step, whole),))
    assert not any(s.quote in step for s in analysed(lost).signals)

    blamed = told(WEAK)
    fault = next(s for s in analysed(blamed).signals if s.kind == "fault")
    lost = replace(blamed, not_understood=(Stretch(fault.start, fault.end),))
    assert fault.quote not in [s.quote for s in analysed(lost).signals]


def test_no_filler_and_no_restart_reaches_over_it() -> None:
    said = say(["So we, we looked, um, at the logs."])
    first, second = (word for word in said.words if word.text.startswith("we"))
    assert len(analysed(said).delivery.restarts) == 1
    between = Stretch(first.end, second.start)
    assert analysed(replace(said, not_understood=(between,))).delivery.restarts == ()

    um = during("um,", said)
    assert [one.text for one in analysed(said).delivery.fillers] == ["um"]
    assert analysed(replace(said, not_understood=(um,))).delivery.fillers == ()


def test_pace_is_of_what_was_understood() -> None:
    words = tuple(Word("word", at / 2, at / 2 + 0.45, 0.9) for at in range(60))
    lost = Stretch(30.0, 60.0)
    transcript = Transcript(words, 61.0, "test", speech=(Stretch(0.0, 60.0),))

    assert analysed(transcript).delivery.words_per_minute == pytest.approx(60)
    without = analysed(replace(transcript, not_understood=(lost,)))
    assert without.delivery.words_per_minute == pytest.approx(120)


@given(transcripts(), LOST)
@settings(max_examples=40, deadline=None)
def test_speech_that_is_left_is_outside(transcript: Transcript, lost: tuple[Stretch, ...]) -> None:
    left = only_understood(replace(transcript, not_understood=lost)).speech

    for one in left or ():
        assert one.end > one.start
        assert not any(one.start < each.end and each.start < one.end for each in lost)


def test_why_it_is_provisional_is_in_the_verdict() -> None:
    whole = told(STRONG)
    one = analysed(replace(whole, not_understood=(Stretch(12.0, 20.0),))).verdict
    two = analysed(replace(whole, not_understood=(Stretch(12.0, 20.0), Stretch(30, 34)))).verdict

    assert one.reasons[1].text == (
        "This is provisional: the words from 0:12 to 0:20 were not understood."
    )
    assert one.reasons[1].start == 12.0
    assert two.reasons[1].text == (
        "This is provisional: the words in two places, 12 seconds in all, were not understood."
    )


def test_too_little_understood_is_not_too_little_said() -> None:
    whole = told(STRONG)

    found = analysed(replace(whole, not_understood=(Stretch(0.0, whole.duration),)))

    assert found.verdict.leaning == "not enough evidence"
    assert found.verdict.reasons[0].text.startswith("I understood too little")


def test_a_reply_is_not_weak_for_what_was_not_understood() -> None:
    said = say(["None, to be honest.", "They decided all of it, and I did not choose anything."])
    lost = replace(said, not_understood=(Stretch(said.duration, said.duration + 6.0),))

    assert assess(said, "own_part", LIBRARY).strength == "weak"
    found = assess(lost, "own_part", LIBRARY)
    assert (found.strength, found.because) == (
        "not enough evidence",
        "I understood too little of it.",
    )


def test_a_replys_evidence_there_does_not_count() -> None:
    said = say(["No, I did not look.", "I assumed that it was fine, and they handled it."])
    assert assess(said, "verification", LIBRARY).strength == "weak"
    lost = replace(said, not_understood=(during("I assumed that", said),))

    assert assess(lost, "verification", LIBRARY).strength == "not enough evidence"


def test_a_drilled_part_does_not_count_it_either() -> None:
    said = say(["I pulled the logs of the queue.", "I traced it to a race in the printer queue."])
    whole = check(said, "action", 90.0, SENIOR, LIBRARY)
    lost = Stretch(0.0, during("race in the printer queue.", said).start)

    found = check(replace(said, not_understood=(lost,)), "action", 90.0, SENIOR, LIBRARY)

    def steps(of: object) -> list[str]:
        points = of.points  # type: ignore[attr-defined]
        return [s.quote for p in points for s in p.shown_by if s.name == "first_person_action"]

    assert steps(whole)
    assert not steps(found)
