"""Words as they are compared, their forms, and what means nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.text.fillers import SOUNDS, without_repeats
from mockint.text.format import clock, counted, in_seconds
from mockint.text.normalize import ends_phrase, letters, plain_word, plain_words
from mockint.text.stems import beginnings, singular, stem
from tests.text.said import WORDS


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Logs,", "logs"),
        ("\u201cDon\u2019t\u201d", "don't"),
        ("(well-known)", "well-known"),
        ("\u2014", ""),
        ("0.3%.", "0.3%"),
        ("", ""),
    ],
)
def test_a_word_without_its_marks(text: str, plain: str) -> None:
    assert plain_word(text) == plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It\u2019s well-known.", ["it's", "well", "known"]),
        ("Um, 0.3% of $8,000", ["um", "0", "3", "of", "8", "000"]),
        ("The caf\u00e9 in Ume\u00e5", ["the", "caf\u00e9", "in", "ume\u00e5"]),
        ("... \u2014", []),
    ],
)
def test_words_without_any_marks(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


@given(st.text())
def test_what_is_plain_stays_as_it_is(text: str) -> None:
    assert plain_word(plain_word(text)) == plain_word(text)
    assert plain_words(" ".join(plain_words(text))) == plain_words(text)
    assert letters(letters(text)) == letters(text)


@given(WORDS)
def test_a_phrase_ends_with_a_mark(words: list[str]) -> None:
    assert not any(ends_phrase(plain_word(word)) for word in words)
    assert ends_phrase("three,")
    assert not ends_phrase("")


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("retries", "retri"), ("retried", "retri"), ("logs", "logs"), ("quickly", "quick")],
)
def test_an_ending_goes_where_enough_is_left(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


@given(st.text("abcdeilngsy", max_size=12))
def test_a_stem_begins_its_word(word: str) -> None:
    assert word.startswith(stem(word))
    assert len(stem(word)) >= min(len(word), 4)


@pytest.mark.parametrize(
    ("word", "one"),
    [("weeks", "week"), ("week's", "week"), ("class", "class"), ("ms", "ms"), ("people", "people")],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_beginnings_of_longer_words() -> None:
    said = "I retried it; the retries didn't stop in 2019."
    assert beginnings(said) == {"retri": "retried", "didnt": "didn't", "stop": "stop"}
    assert beginnings(said, without=frozenset({"didn't"})).keys() == {"retri", "stop"}


@pytest.mark.parametrize(
    ("said", "once"),
    [
        ("it was it was late", "it was late"),
        ("the the the end", "the end"),
        ("a b c a b c", "a b c"),
        ("a b c d a b c d", "a b c d a b c d"),
        ("ten ten people", "ten ten people"),
    ],
)
def test_what_is_said_twice_is_said_once(said: str, once: str) -> None:
    assert without_repeats(said.split(), str, frozenset({"ten"})) == once.split()


@given(st.lists(st.sampled_from("abc")))
def test_no_repeat_is_left(tokens: list[str]) -> None:
    once = without_repeats(tokens, str)
    assert all(a != b for a, b in pairwise(once))
    assert once[-1:] == tokens[-1:]
    assert not SOUNDS & {"oh"}


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (59.99, "0:59"), (65, "1:05"), (83.9, "1:23"), (-2, "0:00"), (3600, "60:00")],
)
def test_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_counts_and_seconds() -> None:
    assert [counted(n, "pause") for n in (0, 1, 2)] == ["0 pauses", "1 pause", "2 pauses"]
    assert in_seconds(13.6) == "14 s"
