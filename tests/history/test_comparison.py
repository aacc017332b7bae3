"""Figures that changed from one take to the next, with their words and times."""

from dataclasses import replace
from functools import cache

import pytest

from mockint.domain import SignalName
from mockint.history.comparison import changed_figures, compare
from mockint.record import Answer
from mockint.star.analyse import analyse
from mockint.star.types import PLAIN, Analysis, Signal
from mockint.transcribe.types import Word
from tests.support.amazon import SENIOR
from tests.support.past_rounds import STRONG, library, question, transcript


def test_a_figure_that_changed_is_shown_where_it_was_said() -> None:
    before = transcript("the timeout rate fell by forty percent")
    after = transcript("by sixty percent the timeout rate fell")
    [pair] = changed_figures(before, after)
    assert (pair.before.quote, pair.before.value) == ("forty percent", 40)
    assert (pair.after.quote, pair.after.unit) == ("sixty percent", "percent")
    assert pair.before.start == before.words[5].start
    assert pair.after.start == after.words[1].start


def test_a_doubted_figure_did_not_change() -> None:
    before, after = transcript("it fell by forty percent"), transcript("it fell by sixty percent")
    words = (*after.words[:3], Word("sixty", 2.2, 2.5, 0.39), after.words[4])
    doubted = type(after)(words, after.duration, after.engine)
    assert changed_figures(before, doubted) == ()


def test_what_no_debrief_tells_is_no_gain_and_no_loss() -> None:
    plain, faint = (
        Signal("blames_others", "fault", "it was their bug", 3.0, 4.0, "action", sure)
        for sure in (PLAIN, PLAIN - 0.01)
    )
    clean = answer_with()
    for other in (clean, answer_with(faint)):
        compared = compare(answer_with(plain), other)
        assert compared is not None
        assert compared.faults_gone == (plain,)
        compared = compare(other, answer_with(faint))
        assert compared is not None
        assert compared.new_faults == compared.faults_gone == ()


@pytest.mark.parametrize(
    ("name", "quote", "other", "is_won"),
    [
        ("problem_metric", "about 12% of the labels failed", "I changed one thing.", True),
        ("problem_metric", "about 12% of the labels failed", "It was 12 percent, and then", False),
        ("problem_metric", "about 12% of the labels failed", "It was twelve percent.", False),
        ("problem_metric", "about 12% of the labels failed", "It was 13% of the labels.", True),
        ("metric_delta", "from 12% to 3%", "At first it was 12%.", True),
        ("metric_delta", "from 12% to 3%", "It is 3% now, down from 12%.", False),
        ("root_cause", "the cause was a missing index", "So, the cause was, um, a missing", True),
        (
            "root_cause",
            "the cause was a missing index",
            "So the cause was, um, a missing index.",
            False,
        ),
        ("root_cause", "an index", "The cause was an indexer.", True),
        ("first_person_action", "I called 12 shops", "There were 12 shops.", True),
    ],
)
def test_what_both_takes_say_is_neither_won_nor_lost(
    name: SignalName, quote: str, other: str, is_won: bool
) -> None:
    signal = Signal(name, "strength", quote, 3.0, 4.0, "situation")
    heard = replace(answer_with(signal), transcript=transcript(f"Then {quote}."))
    silent = replace(answer_with(), transcript=transcript(other))
    won, lost = compare(silent, heard), compare(heard, silent)
    assert won is not None
    assert lost is not None
    assert won.new_strengths == lost.strengths_gone == ((signal,) if is_won else ())


def test_a_strength_of_which_both_takes_say_one_sentence_is_not_won() -> None:
    told, again = (
        Signal("first_person_action", "strength", quote, 3.0, 4.0, "action")
        for quote in ("I pulled the plug", "I called the shop")
    )
    silent = replace(answer_with(), transcript=transcript("And I called the shop."))
    for signals in ((told, again), (again, told)):
        compared = compare(silent, answer_with(*signals))
        assert compared is not None
        assert compared.new_strengths == ()


@cache
def judged() -> Analysis:
    asked = question()
    return analyse(
        transcript(STRONG),
        question=asked,
        principle=asked.principle,
        level=SENIOR,
        library=library(),
    )


def answer_with(*signals: Signal) -> Answer:
    return Answer(
        question=question(),
        principle=None,
        transcript=transcript(STRONG),
        analysis=replace(judged(), signals=signals),
    )
