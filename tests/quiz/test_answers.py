"""What a spoken answer with options means: tables, and that every wording is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.quiz.answers import LEADS, SAID_FOR, Either, understand, wordings
from mockint.quiz.sitting import cards_of
from mockint.wiring import settings

OPTIONS = (
    "My manager thought I had room for it, so I took a look.",
    "We saw it in our review and worked on it as a team.",
    "I noticed it, and I decided to act before anyone asked.",
    "I passed it on to the people who run the service.",
)
PRINCIPLES = ("Deliver Results", "Bias for Action", "Customer Obsession", "Ownership")


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("B", 1),
        ("b.", 1),
        ("Be.", 1),
        ("See!", 2),
        ("the second", 1),
        ("The second one, please.", 1),
        ("Option two", 1),
        ("option to", 1),
        ("Number 3.", 2),
        ("Um, I think it's D.", 3),
        ("well I would go with the last one", 3),
        ("bravo", 1),
        ("it's the first option I think", 0),
        ("I noticed it and I decided to act", 2),
        ("passed it on", 3),
        ("the one where we saw it in our review", 1),
        ("I hesitate but I take option b in the end", 1),
        ("repeat the question", "repeat"),
        ("Can I have a hint?", "hint"),
        ("I don't know.", "skip"),
        ("I have no idea", "skip"),
        ("b or d", Either(1, 3)),
        ("", None),
        ("um", None),
        ("hello", None),
        ("not b", None),
        ("it is not the second", None),
        ("the second or the third or the first", None),
        ("option a no option b", None),
        ("I took it", None),
        ("the fifth", None),
        ("you know the weather is nice", None),
    ],
)
def test_what_is_meant(heard: str, meant: object) -> None:
    assert understand(heard, OPTIONS) == meant


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("Deliver results.", 0),
        ("results", 0),
        ("It is ownership.", 3),
        ("customer obsession I think", 2),
        ("bias for action", 1),
        ("customers", None),
        ("ownership and deliver results", None),
    ],
)
def test_short_options_by_their_words(heard: str, meant: object) -> None:
    assert understand(heard, PRINCIPLES) == meant


@given(count=st.integers(2, 8), data=st.data())
def test_every_wording_is_understood_after_every_lead(count: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, count - 1))
    said = data.draw(st.sampled_from(wordings(count)[index]))
    lead = data.draw(st.sampled_from(("", "um", *LEADS)))
    options = [f"Thing {number} of it" for number in range(count)]
    assert understand(f"{lead} {said}", options) == index


@given(st.text(max_size=60))
def test_whatever_is_heard_means_one_thing_or_nothing(heard: str) -> None:
    meant = understand(heard, OPTIONS)
    assert meant is None or isinstance(meant, Either) or meant in (0, 1, 2, 3, *SAID_FOR)


def test_all_our_options_are_understood_when_they_are_read_out() -> None:
    for card in cards_of(settings.library(settings.settings()).walkthroughs.values()):
        for number, option in enumerate(card.item.options):
            assert understand(option, card.item.options) == number, option
            half = " ".join(option.rstrip(".").split()[: max(4, len(option.split()) // 2)])
            assert understand(half, card.item.options) in (number, None), half
