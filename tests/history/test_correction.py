"""Words and parts put right: what stayed keeps its time, what is new fits between."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mockint.domain import SEGMENTS, Segment
from mockint.errors import UsageError
from mockint.history.correction.form import (
    Form,
    form_of,
    read,
    with_part,
    with_word,
    written,
)
from mockint.history.correction.words import (
    blocks,
    part_corrections,
    retimed,
    spans_of,
    stays,
    word_corrections,
)
from mockint.star.types import Span
from mockint.transcribe.types import Word

texts = st.sampled_from(
    [
        "I",
        "we",
        "traced",
        "it,",
        "to",
        "the",
        "web",
        "hook",
        "webhook.",
        "#1",
        "[x]",
        "40",
        "%",
        "é",
    ]
)
DURATION = 200.0


@st.composite
def heard(draw: st.DrawFn) -> tuple[Word, ...]:
    """Words by time, some of them without a gap or without length."""
    at, made = draw(st.floats(0, 5)), []
    for text in draw(st.lists(texts, max_size=25)):
        at += draw(st.sampled_from([0.0, 0.1, 2.5]))
        end = at + draw(st.sampled_from([0.0, 0.25, 0.6]))
        made.append(Word(text, at, end, draw(st.sampled_from([None, 0.3, 0.9]))))
        at = end
    return tuple(made)


@given(heard(), st.lists(texts, max_size=25))
def test_times_after_any_change(old: tuple[Word, ...], new: list[str]) -> None:
    made = retimed(old, new, DURATION)
    assert [word.text for word in made] == new
    for word in made:
        assert 0.0 <= word.start <= word.end <= DURATION
    for one, following in pairwise(made):
        assert one.end <= following.start + 1e-9
    for block in blocks(old, new):
        if block.same:
            assert made[block.c : block.d] == old[block.a : block.b]
            continue
        before = old[block.a - 1].end if block.a else 0.0
        after = old[block.b].start if block.b < len(old) else DURATION
        for word in made[block.c : block.d]:
            assert before - 1e-9 <= word.start <= word.end <= after + 1e-9
            assert word.probability is None


@given(heard())
def test_nothing_changed_is_nothing_changed(old: tuple[Word, ...]) -> None:
    same = [word.text for word in old]
    assert retimed(old, same, DURATION) == old
    assert list(word_corrections(old, old)) == []
    cut = blocks(old, same)
    assert all(stays(index, index, cut) for index in range(len(old)))


def test_one_word_for_another_keeps_its_time() -> None:
    old = (Word("web", 1.0, 1.3), Word("hook", 1.3, 1.8), Word("failed", 2.0, 2.5, 0.9))
    assert retimed(old, ["web", "look", "failed"], 9.0)[1] == Word("look", 1.3, 1.8)
    joined = retimed(old, ["webhook", "failed"], 9.0)
    assert joined == (Word("webhook", 1.0, 1.8), old[2])
    (said,) = word_corrections(old, joined)
    assert (said.before, said.after, said.start, said.end) == ("web hook", "webhook", 1.0, 1.8)
    added = retimed(old, ["So", "web", "hook", "never", "failed", "again"], 9.0)
    assert [(word.start, word.end) for word in added] == [
        (0.7, 1.0), (1.0, 1.3), (1.3, 1.8), (1.8, 2.0), (2.0, 2.5), (2.5, 2.8),
    ]  # fmt: skip


# ---------------------------------------------------------------- the text


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Words under headings, each with at least one; neighbours differ."""
    counts = draw(st.lists(st.integers(1, 30), min_size=1, max_size=6))
    words = draw(st.lists(texts, min_size=sum(counts), max_size=sum(counts)))
    at, headings = 0, []
    for count in counts:
        headings.append((at, draw(st.sampled_from(SEGMENTS))))
        at += count
    return Form(tuple(words), tuple(headings))


@given(forms(), st.text(alphabet="abc #[]", max_size=20))
@example(Form(("[x]",), ((0, "task"),)), "")
@example(Form(("\\[task]", "[", "Music", "]"), ((0, "task"), (1, "action"))), "")
def test_the_text_goes_both_ways(form: Form, about: str) -> None:
    assert read(written(form, about)) == form
    alone = Form(form.words, ())
    assert read(written(alone, about), reply=True) == alone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no words left"),
        ("# only\n[task]\n", "no words left"),
        ("words\n[task]\nmore", "line 1 .* comes before the first"),
        ("[task]\na\n[outcome]\nb", "line 3 .* 'outcome'"),
    ],
)
def test_a_text_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(text)


def test_headings_are_read_kindly() -> None:
    form = read("# a note\n\n  [ Task ]\none two\n[ACTION]\nthree\n")
    assert form == Form(("one", "two", "three"), ((0, "task"), (2, "action")))


FORM = read("[situation]\nThe web hook, broke. The web hook again.\n[action]\nI fixed the hook.")


def test_a_word_is_put_right_wherever_it_stands() -> None:
    form = with_word(FORM, "WEB hook", "webhook")
    assert " ".join(form.words) == "The webhook, broke. The webhook again. I fixed the hook."
    assert form.headings == ((0, "situation"), (6, "action"))
    longer = with_word(FORM, "hook", "hook of ours")
    assert longer.words[longer.headings[1][0]] == "I"
    gone = with_word(FORM, "again", "")
    assert gone.words[gone.headings[1][0]] == "I"
    with pytest.raises(UsageError, match="not in the answer"):
        with_word(FORM, "queue", "line")


def test_a_part_begins_where_it_is_said_to() -> None:
    assert with_part(FORM, "action", "fixed the").headings == ((0, "situation"), (9, "action"))
    assert with_part(FORM, "task", "the web hook again").headings == (
        (0, "situation"), (4, "task"), (8, "action"),
    )  # fmt: skip
    with pytest.raises(UsageError, match="said 3 times"):
        with_part(FORM, "task", "hook")
    with pytest.raises(UsageError, match="would belong to no part"):
        with_part(FORM, "situation", "broke")


# ---------------------------------------------------------------- parts


@given(forms())
def test_spans_are_the_time_from_first_word_to_last(form: Form) -> None:
    words = tuple(Word(text, at, at + 0.5) for at, text in enumerate(form.words, 3))
    spans = spans_of(form.headings, words)
    assert spans[0].start == words[0].start
    assert spans[-1].end == words[-1].end
    for one, following in pairwise(spans):
        assert one.end == following.start
        assert one.segment != following.segment
    again = form_of(words, spans)
    assert again.words == form.words
    assert spans_of(again.headings, words) == spans


def span(segment: Segment, start: float, end: float) -> Span:
    return Span(segment, start, end)


def test_what_is_another_part_now_is_told_once() -> None:
    old = [span("situation", 1, 10), span("task", 10, 12), span("action", 12, 40)]
    new = [span("situation", 1, 15), span("action", 15, 40)]
    told = [(c.start, c.end, c.before, c.after) for c in part_corrections(old, new)]
    assert told == [(10, 12, "task", "situation"), (12, 15, "action", "situation")]
    assert list(part_corrections(old, old)) == []
    assert list(part_corrections([], new)) == []


def test_a_boundary_stays_when_only_words_at_it_change() -> None:
    old = tuple(Word(text, at, at + 0.5) for at, text in enumerate("abcdef"))
    for typed, index in (
        ("a b c d e f", 3),
        ("a b c D e f", 3),
        ("a b c x d e f", 3),
        ("a b c x d e f", 4),
        ("a c d e f", 2),
        ("a b c e f", 3),
        ("a b x y z d e f", 5),
    ):
        assert stays(3, index, blocks(old, typed.split())), typed
    for typed, index in (("a b c d e f", 2), ("a b c d e f", 4), ("a c d e f", 3)):
        assert not stays(3, index, blocks(old, typed.split())), typed
