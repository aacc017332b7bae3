"""One part told alone: what is asked of it, and what was there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.content.candidates import load_candidate
from mockint.domain import SEGMENTS, Level, Segment
from mockint.locations import content_dir
from mockint.star.drills.part import ASKED, ENOUGH_WORDS, asked_of, check
from mockint.star.drills.types import PartCheck
from mockint.transcribe.types import Transcript
from tests.support.amazon import BAR, SDE1, SDE2, SENIOR
from tests.support.told_round import library, told

CANDIDATES = {
    name: load_candidate(content_dir() / "candidates", name) for name in ("strong", "flawed")
}
SAID = ("I", "we", "traced", "it", "3%", "to", "zero.", "dollars", "um", "happy", "nobody")


def checked(text: str, part: Segment, level: Level = SENIOR, seconds: float = 20.0) -> PartCheck:
    return check(told(text, seconds), part, 20.0, level, library())


def of(name: str, part: Segment) -> str:
    return " ".join(one.text for one in CANDIDATES[name].spoken if one.segment == part)


@pytest.mark.parametrize("part", SEGMENTS)
def test_a_strong_part_has_all_that_is_asked_of_it(part: Segment) -> None:
    found = checked(of("strong", part), part)
    assert found.points
    assert found.met == len(found.points)


@pytest.mark.parametrize("part", SEGMENTS)
def test_a_flawed_part_has_hardly_any_of_it(part: Segment) -> None:
    found = checked(of("flawed", part), part)
    assert found.met == 0, [point for point in found.points if point.met]


@pytest.mark.parametrize("part", SEGMENTS)
def test_the_model_answers_pass_at_the_level_they_are_written_for(part: Segment) -> None:
    for study in library().walkthroughs.values():
        found = checked(study.parts[part].example, part, SDE2)
        assert found.met == len(found.points), (study.slug, found.points)


RESULTS = {
    "It went from three percent to a quarter of one percent in two weeks.": [True, False, False],
    "It saved us about twelve thousand dollars a month in refunds.": [None, True, False],
    "Two other teams took the check over, and it became our standard.": [False, False, True],
    "Everybody was really happy and things got a lot better after that.": [False, False, False],
}


@pytest.mark.parametrize("said", RESULTS)
def test_results(said: str) -> None:
    found = [point.met for point in checked(said, "result").points]
    for is_met, wanted in zip(found, RESULTS[said], strict=True):
        assert wanted is None or is_met == wanted


ACTIONS = {
    "First I pulled the logs. Then I traced the fault to one line. I wrote a test for it, "
    "and I rolled the fix out.": [True, True, True, True],
    "I pulled the logs, I found the line that did it, and then I wrote a fix and a test.": [
        True,
        True,
        True,
        True,
    ],
    "First I pulled the logs. I wrote a fix for it. I knew that I was right and I felt good.": [
        False,
        True,
        True,
        True,
    ],
    "We looked at the logs together, and then our team wrote the fix and we rolled it out "
    "to everyone.": [False, False, None, True],
}


@pytest.mark.parametrize("said", ACTIONS)
def test_all_i_in_the_action(said: str) -> None:
    found = checked(said, "action").points
    for point, wanted in zip(found, ACTIONS[said], strict=True):
        assert wanted is None or point.met == wanted, point
        if not point.met and point.asked.lacks:
            assert all(one.quote in said for one in point.shown_by)


def test_more_is_asked_of_a_senior() -> None:
    assert len(asked_of("reflection", SENIOR, BAR)) == len(asked_of("reflection", SDE2, BAR)) + 1


@pytest.mark.parametrize(
    ("seconds", "status"), [(8.0, "short"), (20.0, "on target"), (34.0, "long")]
)
def test_it_is_timed_from_its_first_word_to_its_last(seconds: float, status: str) -> None:
    found = checked(of("strong", "result"), "result", seconds=seconds)
    assert found.status == status
    assert found.seconds == pytest.approx(seconds - 0.2, abs=0.2)


def test_of_too_little_nothing_is_said() -> None:
    few = checked("It got better.", "result")
    assert few.points == ()
    nothing = check(Transcript((), 4.0, "x"), "result", 20.0, SDE2, library())
    assert (nothing.status, nothing.seconds, nothing.points) == ("missing", 0.0, ())


WORDS = st.lists(st.sampled_from(SAID), min_size=1, max_size=50)


@given(WORDS, st.sampled_from(SEGMENTS), st.sampled_from([SDE1, SDE2, SENIOR]))
def test_every_point_is_backed_by_words_that_were_said(
    words: list[str], part: Segment, level: Level
) -> None:
    text = " ".join(words)
    found = checked(text, part, level)
    assert len(found.points) == (
        len(asked_of(part, level, BAR)) if len(words) >= ENOUGH_WORDS else 0
    )
    for point in found.points:
        assert point.asked in ASKED[part]
        for one in point.shown_by:
            assert one.quote in text
            assert one.segment == part
        if point.met and point.asked.has:
            assert len(point.shown_by) >= point.asked.least
