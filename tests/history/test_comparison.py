"""Figures that changed from one take to the next, with their words and times."""

from dataclasses import replace

from mockint.history.comparison import changed_figures, compare
from mockint.record import Answer
from mockint.star.analyse import analyse
from mockint.star.types import PLAIN, Signal
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


def answer_with(*signals: Signal) -> Answer:
    asked = question()
    heard = transcript(STRONG)
    judged = analyse(
        heard, question=asked, principle=asked.principle, level=SENIOR, library=library()
    )
    return Answer(
        question=asked, principle=None, transcript=heard, analysis=replace(judged, signals=signals)
    )
