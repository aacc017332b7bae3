"""Whole clauses: what can be said by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.star.clauses import is_whole, stands_alone, whole


def clauses(said: str, doubted: str = "") -> list[str]:
    words = said.split()
    found = whole(words, [word not in doubted.split() for word in words])
    return [" ".join(words[first : last + 1]) for first, last in found]


@pytest.mark.parametrize(
    "said",
    [
        "I rang the baker.",
        "and I rang the baker,",
        "Wrong labels went from nine to two.",
        "when the file was late I rang them",
        "The manager, who was new, said no.",
        "Pulled the boxes and counted them.",
        "there was no ticket",
        "the man who rang was right",
        "that's where people stop looking",
        "i rang the baker and then asked him for the list",
    ],
)
def test_whole(said: str) -> None:
    assert is_whole(said.split())


@pytest.mark.parametrize(
    "said",
    [
        "who couldn't pay.",
        "once it had",
        "into a button,",
        "because the door was open",
        "the gardener of the hospital",
        "is that nobody asked",
        "never asked what day it was",
        "who'd called it a toy, asked for one",
        "a sort of van which my uncle had built",
        "'cause the customers would wait",
        "until one day I saw the leak",
        "Um, what I'd do next time, I don't know.",
        "like three hundred of them",
    ],
)
def test_not_whole(said: str) -> None:
    assert not is_whole(said.split())


def test_no_clause_is_cut_in_its_middle() -> None:
    said = "I told her, um, that the van was late, and she called the shop, who sent a boy."
    found = clauses(said)
    assert "she called the shop," in found
    assert said in found
    assert not [one for one in found if one.endswith(("told her,", "um,", "who"))]
    assert not [one for one in found if one.startswith(("that", "who"))]


def test_what_is_said_goes_on_behind_who_said_it() -> None:
    found = clauses("I said, okay, then I take it, and I asked him, Derek, are you fine with that.")
    assert "I said, okay," not in found
    assert not [one for one in found if one.endswith(("asked him,", "Derek,"))]


def test_nothing_ends_with_what_leads_on() -> None:
    found = clauses(
        "He gave me the list because, well, I was new, and now it's in the, um, office."
    )
    assert "He gave me the list" in found
    assert not [one for one in found if one.endswith(("well,", "the,", "um,"))]


def test_no_doubted_word_is_inside_and_nothing_hangs_before_it() -> None:
    found = clauses("I counted the boxes of every glorp shop and wrote them down.", "glorp")
    assert found == ["I counted the boxes"]


_WORDS = st.sampled_from(
    ["I", "we", "who", "that", "when", "the", "shop", "fell.", "went,", "and", "so", "rang", "is"]
)


@given(st.lists(_WORDS, max_size=30))
def test_any_words_give_stretches_inside_them(words: list[str]) -> None:
    found = whole(words)
    assert len(found) == len(set(found))
    assert all(0 <= first < last < len(words) for first, last in found)


@pytest.mark.parametrize(
    ("said", "part", "alone"),
    [
        ("My boss rang, so I went.", "I went.", True),
        ("So now they collect by it, and I drive.", "now they collect by it,", True),
        ("The shops have a list, so now they collect by it.", "they collect by it.", False),
        ("The shops have a list, and I sent them another.", "I sent them another.", False),
        ("The shops have a list, and the bakers sent them bread.", "bakers sent them bread.", True),
        ("I took the logs and found the leak.", "found the leak.", False),
        ("The list was long, that was the trouble.", "that was the trouble.", False),
        ("I asked the baker, but he was out.", "I asked the baker,", False),
        ("I sent the bread where nobody ate it.", "I sent the bread", False),
        ("I sent the bread, and people ate it.", "I sent the bread,", True),
    ],
)
def test_a_part_that_hangs_on_the_rest_does_not_stand_alone(
    said: str, part: str, alone: bool
) -> None:
    words = said.split()
    first = next(n for n in range(len(words)) if words[n : n + len(part.split())] == part.split())
    assert stands_alone(words, first, first + len(part.split()) - 1) is alone
