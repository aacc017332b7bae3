"""Two takes in an evening: on one screen, whatever they hold."""

from dataclasses import replace
from io import StringIO
from itertools import product

import pytest
from rich.console import Console

from mockint.commands.values.history import Compared, SideBySide
from mockint.domain import FAULTS, STRENGTHS
from mockint.history.comparison import ChangedFigure, SaidFigure, compare
from mockint.record import Answer
from mockint.star.next_take.done import change_made
from mockint.star.types import ChangeMade, NextTake, Signal
from mockint.views.drawing import draw
from mockint.views.render import as_text
from tests.support.past_rounds import STRONG, WEAK, library, question, transcript
from tests.views.test_next_take import COLUMNS, MOST_LINES, heard

LONG = "and then we had to look at every one of the orders again, one by one, for two weeks " * 2


def told(name: str, level: str) -> Answer:
    return Answer(
        question=question(),
        principle=None,
        analysis=heard(name, level),
        transcript=transcript(STRONG),
    )


def side(before: Answer, after: Answer) -> Compared:
    value = compare(before, after)
    assert value is not None
    titles = {one: signal.title for one, signal in library().pack.bar.signals.items()}
    return Compared(
        question=after.question,
        first_question=before.question,
        rounds=("Before", "Now"),
        comparison=value,
        signals=titles,
        made=change_made(value.before, value.after),
    )


def drawn(value: object) -> list[str]:
    return as_text(value).splitlines()


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [(a, b, "senior") for a, b in product(("strong", "flawed"), repeat=2)],
)
def test_it_fits_on_one_screen(first: str, second: str, level: str) -> None:
    lines = drawn(SideBySide(side(told(first, level), told(second, level))))
    assert len(lines) <= MOST_LINES
    assert all(len(line) <= COLUMNS for line in lines)
    rows = [line.split()[0] for line in lines if line[:1].strip()]
    assert rows[:5] == ["─" * len(rows[0]), "Before", "Now", "Target", "Leaning"]


def test_the_longest_that_can_be() -> None:
    value = side(told("flawed", "senior"), told("strong", "senior"))
    every = tuple(Signal(name, "fault", LONG, 1.0, 2.0, "action") for name in (*STRENGTHS, *FAULTS))
    figure = SaidFigure(40, "percent", LONG, 1.0)
    take = NextTake(LONG, "action", rewritten=f"{LONG[:180]} {'___ ' * 20}")
    worst = replace(
        value.comparison,
        new_strengths=every,
        faults_gone=every,
        strengths_gone=every,
        new_faults=every,
        figures=(ChangedFigure(figure, figure),),
        after=replace(value.comparison.after, next=take),
    )
    made = ChangeMade(LONG, "not yet", LONG, LONG, 62.0)
    lines = drawn(SideBySide(replace(value, comparison=worst, made=made)))
    assert len(lines) <= MOST_LINES
    assert "".join(lines).count("…") == 5, "a line each"


def test_what_was_asked_for_and_whether_it_was_done() -> None:
    value = side(told("flawed", "senior"), told("strong", "senior"))
    for outcome, words in (
        ("done", "You did it."),
        ("not yet", "Not yet."),
        ("not clear", "do not show whether"),
    ):
        made = ChangeMade("Say how much it changed.", outcome)  # type: ignore[arg-type]
        for one in (SideBySide(replace(value, made=made)), replace(value, made=made)):
            text = " ".join(" ".join(drawn(one)).split())
            assert "Say how much it changed." in text
            assert words in text


def test_the_words_stay_on_a_narrow_screen() -> None:
    console = Console(file=StringIO(), width=40, color_system=None)
    console.print(draw(SideBySide(side(told("flawed", "sde1"), told("strong", "sde1")))))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert WEAK not in shown
