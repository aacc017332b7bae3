"""Harm and deceit in the speaker's own words: a chance, summed over the answer."""

from dataclasses import replace
from typing import Literal

import pytest

from mockint.star.conduct import HARM, chances_of_conduct, conduct_model, unpraised
from mockint.star.types import LabelledUnit, Signal, Unit
from mockint.text.reading import read_text
from mockint.transcribe.types import Word

PAIRS = (
    (
        "So I left her name off the slides, since nobody on the panel knew who had built it.",
        "So I put her name on the first slide, since nobody on the panel knew who had built it.",
    ),
    (
        "I signed the sheet for both nights, because the boiler always passes anyway.",
        "I checked the boiler on both nights and signed the sheet when it had passed.",
    ),
    (
        "I had the two who complained moved to the late shift, and it went quiet after that.",
        "I asked the two who complained what was wrong, and the break moved to where they wanted.",
    ),
    (
        "We did not mention the leak to the buyer, and the sale went through on Friday.",
        "I told the buyer about the leak, and the sale went through on Friday for less.",
    ),
    (
        "I told them the doctor had agreed, and by the time he heard of it we were done.",
        "I waited for the doctor to agree, and told them we would be done an hour late.",
    ),
    (
        "I quietly took the slow orders out of the report, and we were under two days.",
        "I showed the slow orders first in the report, and we were not yet under two days.",
    ),
)
"""Of our own, in no file that is learned from: the first tells it, the second does not."""


def unit(text: str, *, probability: float = 1.0, aside: bool = False) -> LabelledUnit:
    words = tuple(Word(word, at, at + 0.3, probability) for at, word in enumerate(text.split()))
    return LabelledUnit(Unit(words), "action", aside)


def test_most_that_tell_it_score_above_their_decent_twin() -> None:
    chance = conduct_model().chance
    above = [
        chance(read_text(bad.split())) > chance(read_text(good.split())) for bad, good in PAIRS
    ]
    assert sum(above) >= 5


def test_each_sentence_counts_by_itself_and_one_said_twice_counts_once() -> None:
    one, other = unit(PAIRS[0][0]), unit(PAIRS[1][0])
    each = [*chances_of_conduct([one]), *chances_of_conduct([other])]
    assert chances_of_conduct([one, other]) == pytest.approx(each)
    assert chances_of_conduct([one, one]) == pytest.approx([each[0], 0.0])


def test_asides_and_doubted_words_do_not_count() -> None:
    text = PAIRS[3][0]
    assert chances_of_conduct([unit(text, aside=True)]) == [0.0]
    assert chances_of_conduct([unit(text, probability=0.1)]) == [0.0]
    assert chances_of_conduct([]) == []


def test_marks_and_capitals_change_nothing() -> None:
    text = PAIRS[2][0]
    bare = text.lower().replace(",", "").replace(".", "")
    assert chances_of_conduct([unit(text)]) == pytest.approx(chances_of_conduct([unit(bare)]))


def test_what_may_be_harm_is_not_praised() -> None:
    labelled = [unit(PAIRS[0][0]), unit(PAIRS[1][0])]
    later = labelled[1].unit.words
    moved = tuple(replace(word, start=word.start + 60, end=word.end + 60) for word in later)
    labelled[1] = replace(labelled[1], unit=Unit(moved))
    kinds: tuple[Literal["strength", "fault"], ...] = ("strength", "fault")
    said = [
        Signal("first_person_action", kind, "I", one.unit.start, one.unit.end, "action")
        for one in labelled
        for kind in kinds
    ]
    told = unpraised(said, labelled, [HARM, HARM - 0.01])
    assert [signal.is_plain for signal in told] == [False, True, True, True]
