"""Figures that changed from one take to the next, with their words and times."""

from mockint.history.comparison import changed_figures
from mockint.transcribe.types import Word
from tests.support.past_rounds import transcript


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
