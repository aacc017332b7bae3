"""A text as a chain of words: each way to say it leads through; what was heard is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.transcribe.alignment.chain import (
    FILLERS,
    Line,
    Spoken,
    alignment_from,
    runs_of_words,
    word_grammar,
)
from mockint.transcribe.types import Stretch

A_WORD = st.sampled_from(["one", "two", "hundred", "a", "dollars", "point"])
A_READING = st.lists(A_WORD, min_size=1, max_size=3).map(tuple)
WAYS = st.lists(st.lists(A_READING, min_size=1, max_size=3, unique=True), min_size=1, max_size=8)


@given(WAYS, st.data())
def test_every_reading_leads_from_word_to_word(
    ways: list[list[tuple[str, ...]]], data: st.DataObject
) -> None:
    links, last = word_grammar(ways)
    steps = {}
    for start, end, chance, word in links:
        assert chance > 0
        if word not in FILLERS:
            steps.setdefault((start, word), set()).add(end)
    at = {0}
    for way in ways:
        for word in data.draw(st.sampled_from(way)):
            at = set().union(*(steps.get((one, word), set()) for one in at))
    assert last in at
    loops = {start for start, end, _, word in links if start == end and word in FILLERS}
    assert {0, last} <= loops
    assert len(loops) == len(ways) + 1


@given(WAYS, st.data())
def test_words_are_found_again_in_order(
    ways: list[list[tuple[str, ...]]], data: st.DataObject
) -> None:
    silent = data.draw(st.sets(st.integers(0, len(ways) - 1)))
    ways = [[] if i in silent else way for i, way in enumerate(ways)]
    names = [word for way in ways if way for word in data.draw(st.sampled_from(way))]

    runs = runs_of_words(names, ways)

    assert runs is not None
    edges = [edge for run in runs for edge in run]
    assert edges == sorted(edges)
    assert edges[0] == 0
    assert edges[-1] == len(names)
    for (start, end), way in zip(runs, ways, strict=True):
        assert tuple(names[start:end]) in (way or [()])


@pytest.mark.parametrize("names", [[], ["one"], ["one", "two", "two"], ["two", "one"]])
def test_other_words_are_not_the_text(names: list[str]) -> None:
    assert runs_of_words(names, [[("one",)], [("two",)]]) is None


ONE_TWO = Line(((("one",),), (("two",),)))
UM_BETWEEN = Line(((("one",),), (), (("two",),)), frozenset({1}))
"""The text is "one um two"."""


@pytest.mark.parametrize(
    ("filler", "length_s", "silence_before", "silence_after", "kept"),
    [
        ("[um]", 0.3, 0.1, 0.1, True),
        ("[uh]", 0.16, 0.1, 0.1, True),
        ("[uh]", 0.14, 0.1, 0.1, False),
        ("[uh]", 0.24, 0.0, 0.1, False),
        ("[er]", 0.26, 0.1, 0.0, True),
        ("[mm]", 0.26, 0.0, 0.1, True),
        ("[um]", 0.4, 0.0, 0.0, False),
        ("[um]", 1.4, 0.2, 0.2, False),
        ("[NOISE]", 0.4, 0.2, 0.2, False),
    ],
)
def test_what_counts_as_a_hesitation(
    filler: str, length_s: float, silence_before: float, silence_after: float, kept: bool
) -> None:
    start = 1.0 + silence_before
    end = start + length_s
    second = Spoken("two", end + silence_after, 5.0)

    found = alignment_from([Spoken("one", 0.5, 1.0), Spoken(filler, start, end), second], ONE_TWO)

    assert found is not None
    assert found.words == (Stretch(0.5, 1.0), Stretch(second.start, 5.0))
    assert found.fillers == ((Stretch(start, end),) if kept else ())


@pytest.mark.parametrize(
    ("filler_s", "found"), [(0.3, True), (0.21, True), (0.19, False), (1.4, False)]
)
def test_a_filler_of_the_text_needs_no_silence_beside_it(filler_s: float, found: bool) -> None:
    end = 1.0 + filler_s
    heard = [Spoken("one", 0.5, 1.0), Spoken("[uh]", 1.0, end), Spoken("two", end, 3.0)]

    got = alignment_from(heard, UM_BETWEEN)

    assert got is not None
    assert got.words[1] == (Stretch(1.0, end) if found else None)
    assert got.words[0] == Stretch(0.5, 1.0)
    assert got.words[2] == Stretch(end, 3.0)
    assert got.fillers == ()


def test_a_filler_elsewhere_is_not_that_of_the_text() -> None:
    heard = [Spoken("[um]", 0.2, 0.6), Spoken("one", 0.8, 1.0), Spoken("two", 1.0, 1.5)]
    got = alignment_from(heard, UM_BETWEEN)
    assert got is not None
    assert got.words == (Stretch(0.8, 1.0), None, Stretch(1.0, 1.5))
    assert got.fillers == (Stretch(0.2, 0.6),)


def test_fillers_of_the_text_are_taken_in_order_and_each_once() -> None:
    line = Line(((), (("one",),), (), ()), frozenset({0, 2, 3}))
    heard = [
        *(Spoken("[uh]", 0.1, 0.4), Spoken("one", 0.5, 0.9), Spoken("<sil>", 0.9, 1.0)),
        *(Spoken("[um]", 1.0, 1.3), Spoken("<sil>", 1.3, 1.5), Spoken("[um]", 1.5, 1.9)),
        *(Spoken("<sil>", 1.9, 2.2), Spoken("[uh]", 2.2, 2.5), Spoken("<sil>", 2.5, 3.0)),
    ]
    got = alignment_from(heard, line)
    assert got is not None
    places = (Stretch(0.1, 0.4), Stretch(0.5, 0.9), Stretch(1.0, 1.3), Stretch(1.5, 1.9))
    assert got.words == places
    assert got.fillers == (Stretch(2.2, 2.5),)


def test_a_filler_of_the_text_makes_fillers_likelier_there_and_nowhere_else() -> None:
    links, last = word_grammar(UM_BETWEEN.spoken, UM_BETWEEN.written_before())
    chances = {start: chance for start, _, chance, name in links if name == "[um]"}
    assert last == 2
    assert chances[1] > 1000 * chances[0] == 1000 * chances[2]
    out = [chance for start, end, chance, _ in links if start == 1]
    assert sum(out) == pytest.approx(1.0)


def test_sounds_without_a_gap_are_one_hesitation() -> None:
    heard = [
        *(Spoken("one", 0.0, 0.4), Spoken("<sil>", 0.4, 0.6), Spoken("[uh]", 0.6, 0.7)),
        *(Spoken("[um]", 0.7, 0.9), Spoken("<sil>", 0.9, 1.0), Spoken("two", 1.0, 1.2)),
    ]
    found = alignment_from(heard, ONE_TWO)
    assert found is not None
    assert found.fillers == (Stretch(0.6, 0.9),)
