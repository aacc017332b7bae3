"""How transcript words are read: the same with punctuation and without."""

from itertools import pairwise

import pytest
from hypothesis import given

from mockint.text.reading import read, read_text
from tests.text.said import WORDS


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("I pulled the logs.", "i pulled the logs"),
        ("Um, I, uh, pulled the, the logs", "i pulled the logs"),
        ("it was, it was late", "it was late"),
        ("It wasn't ours, nobody'd asked", "it was not ours nobody 'd asked"),
        ("it wasnt ours i didnt ask", "it was not ours i did not ask"),
        ("I\u2019m sure they\u2019ll come", "i am sure they will come"),
        ("no one had asked", "nobody had asked"),
        ("this one and that one", "this one and that one"),
        ("it broke 'cause I was late", "it broke because i was late"),
        ("the root cause was a lock", "the root cause was a lock"),
        ("I decided to find the cause myself", "i decided to find the cause myself"),
        ("0.3%", "0 percent"),
        ("zero point three percent", "0 percent"),
        ("$8,000 a week", "0 dollars a week"),
        ("eight thousand dollars a week", "0 dollars a week"),
        ("a hundred and twenty-five people", "0 people"),
        ("one point two million", "0"),
        ("in 2019 we had 40", "in year we had 0"),
        ("it was, you know, late", "it was late"),
        ("do you know it", "do you know it"),
        ("We, sorry, I cut it down", "i cut it down"),
        ("we i mean i cut it down", "i cut it down"),
        ("we, no, I cut it down", "i cut it down"),
        ("we said no and I cut it down", "we said no and i cut it down"),
        ("... \u2014 !", ""),
    ],
)
def test_reading(said: str, read_as: str) -> None:
    assert read_text(said.split()) == read_as


@given(WORDS)
def test_every_token_knows_its_words(words: list[str]) -> None:
    tokens = read(words)
    assert all(0 <= token.first <= token.last < len(words) for token in tokens)
    assert all(a.first <= b.first for a, b in pairwise(tokens))
    assert all(token.text and " " not in token.text for token in tokens)


@given(WORDS)
def test_a_word_reads_the_same_with_a_mark_behind_it(words: list[str]) -> None:
    plain = [word for word in words if word.isalpha() and word.isascii()]
    marked = [f"{word}," for word in plain]
    assert read_text(marked) == read_text(plain)
