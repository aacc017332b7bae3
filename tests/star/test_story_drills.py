"""A story told within less, and one that was cut short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.domain import Level
from mockint.star.drills.story import (
    INTO_THE_ACTION_S,
    dropped,
    figures_in,
    is_moment,
    latest_s,
    recover,
)
from mockint.star.drills.types import SOON_S, Telling
from mockint.star.types import Span
from mockint.transcribe.types import Transcript, Word
from mockint.wiring import stations
from tests.support.amazon import LEVELS, SDE1, SDE2, SENIOR
from tests.support.told_round import library, spread, told

STUDY = library().walkthroughs["beyond-your-job-description"]
SAID = ("I", "cut", "it", "from", "3%", "to", "zero.", "dollars", "um", "so", "we")
PARTS = {part: study.example for part, study in STUDY.parts.items()}


def telling(text: str, limit_s: float) -> Telling:
    heard = told(text, limit_s)
    analysis = stations.analyse(library(), SDE2, heard, STUDY.question, (), ())
    return Telling(limit_s, heard, analysis)


# ---------------------------------------------------------------- within less


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("We lost 0.3% of them.", ("0.3%",)),
        ("It fell from three percent to one.", ("three percent",)),
        ("$8,000, every week; $8,000 in all.", ("$8,000",)),
        ("Eight thousand dollars a week, and eight thousand dollars.", ("Eight thousand dollars",)),
        ("Nothing to count here.", ()),
    ],
)
def test_figures_as_they_were_said(said: str, found: tuple[str, ...]) -> None:
    assert figures_in(told(said, 9.0)) == found


def test_a_doubted_figure_is_none() -> None:
    words = (Word("about", 0.0, 0.2, 0.9), Word("90%", 0.2, 0.5, 0.1), Word("less", 0.5, 0.9, 0.9))
    assert figures_in(Transcript(words, 1.0, "x")) == ()


def test_what_went_on_the_way() -> None:
    whole = telling(" ".join(PARTS.values()), 175.0)
    short = telling(f"{PARTS['situation']} {PARTS['action']}", 110.0)
    lost = dropped(whole, short)
    assert {"result", "reflection"} <= set(lost.parts)
    assert any("8,000" in figure for figure in lost.figures)
    assert "business_value" in lost.strengths
    assert set(lost.kept) & set(lost.strengths) == set()
    back = dropped(short, whole)
    assert "business_value" in back.gained
    assert back.figures == ()


def test_the_same_again_loses_nothing() -> None:
    one = telling(" ".join(PARTS.values()), 120.0)
    again = dropped(one, one)
    assert (again.parts, again.figures, again.strengths) == ((), (), ())
    assert one.over_s == 0.0
    assert Telling(60.0, one.transcript, one.analysis).over_s == pytest.approx(59.8, abs=0.5)


# ---------------------------------------------------------------- cut short

TOLD = (Span("situation", 0.0, 20.0), Span("task", 20.0, 30.0))


@pytest.mark.parametrize(
    ("elapsed_s", "so_far", "now"),
    [
        (25.0, (), False),
        (25.0, TOLD, False),
        (35.0, (*TOLD, Span("action", 30.0, 35.0)), False),
        (30.0 + INTO_THE_ACTION_S, (*TOLD, Span("action", 30.0, 30.0 + INTO_THE_ACTION_S)), True),
        (60.0, (*TOLD, Span("action", 30.0, 50.0), Span("task", 50.0, 60.0)), False),
        (160.0, (*TOLD, Span("action", 30.0, 60.0), Span("result", 60.0, 62.0)), False),
        (latest_s(SENIOR), (), True),
        (latest_s(SENIOR), TOLD, True),
        (latest_s(SENIOR) - 0.1, TOLD, False),
    ],
)
def test_the_moment_to_cut_in(elapsed_s: float, so_far: tuple[Span, ...], now: bool) -> None:
    assert is_moment(elapsed_s, so_far, SENIOR) is now


@pytest.mark.parametrize("level", LEVELS)
def test_the_latest_moment_is_within_the_action(level: Level) -> None:
    assert 0 < latest_s(SDE1) <= latest_s(level) <= latest_s(SENIOR) == 95.0


def test_a_result_at_once() -> None:
    said = "Drops went from three percent to zero, and eight thousand dollars came back."
    reply = told(said, 9.0)
    found = recover(reply, library())
    assert found.soon
    assert found.result_s == found.first_word_s == reply.words[0].start
    assert found.quote in said


def test_a_run_up_is_timed() -> None:
    first = spread("Okay, sure. So let me just think where I was for a moment.", 1.5, 7.0)
    then = spread("In the end drops went from three percent to zero.", 7.4, 11.0)
    found = recover(Transcript((*first, *then), 12.0, "x"), library())
    assert found.first_word_s == 1.5
    assert found.result_s is not None
    assert SOON_S < found.result_s <= 7.4
    assert not found.soon


@pytest.mark.parametrize("said", ["Well, everybody was really happy with all of it.", ""])
def test_no_result_at_all(said: str) -> None:
    reply = told(said, 5.0) if said else Transcript((), 5.0, "x")
    found = recover(reply, library())
    assert (found.result_s, found.soon, found.quote) == (None, False, "")
    assert (found.first_word_s is None) == (not said)


@given(
    st.lists(
        st.sampled_from(
            ["I", "cut", "it", "from", "3%", "to", "zero.", "dollars", "um", "so", "we"]
        ),
        max_size=40,
    )
)
def test_the_result_never_comes_before_the_first_word(words: list[str]) -> None:
    reply = told(" ".join(words), 20.0) if words else Transcript((), 1.0, "x")
    found = recover(reply, library())
    if found.result_s is not None:
        assert found.first_word_s is not None
        assert found.first_word_s <= found.result_s <= reply.words[-1].end
        assert found.quote in " ".join(word.text for word in reply.words)
