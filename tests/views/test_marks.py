"""What the debrief says of the marks in a recording: thinking, and a microphone that was muted."""

from pathlib import Path

import pytest

from mockint.audio.types import Mark, MarkKind, Recording
from mockint.star.types import BudgetUse
from mockint.views.wording import budget_notes, marked_thinking
from tests.support.amazon import PACK

BUDGET = BudgetUse("senior", 150.0, 180.0, 160.0, "within")


def recording(*marks: tuple[MarkKind, float]) -> Recording:
    return Recording(Path("a.wav"), 100.0, tuple(Mark(kind, at_s) for kind, at_s in marks))


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((), ""),
        ((("think", 41.2), ("talk", 41.6)), ""),
        ((("think", 41.2), ("talk", 53.0)), "12 s at 0:41."),
        ((("think", 41.2), ("gap", 45.0), ("talk", 53.0), ("think", 90.0)), "12 s at 0:41, 10 s"),
    ],
)
def test_thinking_that_was_marked(marks: tuple[tuple[MarkKind, float], ...], said: str) -> None:
    assert said in marked_thinking(recording(*marks))
    assert bool(said) == bool(marked_thinking(recording(*marks)))


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ((), "30 s to think first, not counted"),
        ((("muted", 0.0), ("unmuted", 30.0)), "30 s with a muted microphone first, not counted"),
        (
            (("muted", 5.0), ("unmuted", 25.0)),
            "10 s to think and 20 s with a muted microphone first, not counted",
        ),
        ((("muted", 50.0), ("unmuted", 60.0)), "30 s to think first, not counted"),
    ],
)
def test_a_muted_microphone_is_not_thinking(
    marks: tuple[tuple[MarkKind, float], ...], said: str
) -> None:
    assert budget_notes(BUDGET, 30.0, PACK, recording(*marks))[1] == said
