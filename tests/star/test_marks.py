"""Parts as the candidate marked them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.domain import SEGMENTS
from mockint.star.analyse import analyse
from mockint.star.segmenter.label import marked_spans
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript, Word
from tests.support.amazon import SENIOR
from tests.support.star_telling import LIBRARY, STRONG, taken_for_a_story, told, transcripts

WORDS = tuple(Word(f"w{n}", float(n), n + 0.8) for n in range(1, 11))


def parts(*marks: float) -> list[tuple[str, float, float]]:
    return [(span.segment, span.start, span.end) for span in marked_spans(WORDS, marks)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), [("situation", 1.0, 10.8)]),
        ((3.0,), [("situation", 1.0, 3.0), ("task", 3.0, 10.8)]),
        ((3.3,), [("situation", 1.0, 3.0), ("task", 3.0, 10.8)]),  # pressed into the word
        ((3.6,), [("situation", 1.0, 4.0), ("task", 4.0, 10.8)]),  # out of the word
        ((3.0, 3.1), [("situation", 1.0, 3.0), ("action", 3.0, 10.8)]),  # the task left out
        ((0.2, 5.0), [("task", 1.0, 5.0), ("action", 5.0, 10.8)]),  # before the first word
        ((5.0, 99.0), [("situation", 1.0, 5.0), ("task", 5.0, 10.8)]),  # after the last
        (
            (2.0, 4.0, 6.0, 8.0, 9.0),
            [
                ("situation", 1.0, 2.0),
                ("task", 2.0, 4.0),
                ("action", 4.0, 6.0),
                ("result", 6.0, 8.0),
                ("reflection", 8.0, 10.8),
            ],
        ),
    ],
)
def test_parts_follow_the_marks(
    marks: tuple[float, ...], expected: list[tuple[str, float, float]]
) -> None:
    assert parts(*marks) == expected


def analysed(transcript: Transcript, *marks: float) -> Analysis:
    return analyse(
        transcript,
        question=None,
        principle="ownership",
        level=SENIOR,
        library=LIBRARY,
        marks=marks,
    )


def test_marks_win_and_what_the_ear_heard_stays_beside_them() -> None:
    plain, marked = analysed(told(STRONG)), analysed(told(STRONG), 10.0, 12.0)
    assert [span.segment for span in marked.spans] == ["situation", "task", "action"]
    assert [timing.status for timing in marked.timings[3:]] == ["missing", "missing"]
    assert marked.timings_as_heard == plain.timings
    assert plain.timings_as_heard == ()


@settings(max_examples=60, deadline=None)
@given(transcripts(), st.lists(st.floats(0, 400), min_size=1, max_size=7))
def test_any_marks(transcript: Transcript, marks: list[float]) -> None:
    with taken_for_a_story():
        plain, marked = analysed(transcript), analysed(transcript, *marks)
    total = sum(timing.seconds for timing in marked.timings)
    assert total == pytest.approx(marked.budget.seconds, abs=1e-6)
    assert total == pytest.approx(plain.budget.seconds, abs=1e-6)
    order = [SEGMENTS.index(span.segment) for span in marked.spans]
    assert order == sorted(set(order))
    same = replace(
        marked,
        spans=plain.spans,
        timings=plain.timings,
        budget=plain.budget,
        delivery=plain.delivery,
        timings_as_heard=(),
    )
    assert same == plain
