"""A story through a principle's lens: what it opened with, and what it spent its time on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.commands.practice.lens import angle_of, through
from mockint.content.find import find_lens
from mockint.content.types import Lens
from mockint.star.drills.lens import look
from mockint.star.drills.types import MENTION, Angle
from mockint.star.types import Signal
from mockint.transcribe.types import Transcript
from mockint.wiring import stations
from tests.support.amazon import SENIOR
from tests.support.told_round import library, told

STORY = library().walkthroughs["disagreed-but-committed"]
MODEL = " ".join(part.example for part in STORY.parts.values())
BARE = Lens(principle="x", lead_with="a", emphasize="b", play_down="c")

OPENINGS = {
    "deliver-results": "After my fix the drop rate went from point three percent to zero, and we "
    "got eight thousand dollars a week back. Let me tell you how.",
    "customer-obsession": "Thousands of customers never heard that their order was late, and today "
    "every one of them does. That is what I want to talk about.",
    "ownership": "It was not my team's service and nobody had asked me to look at it.",
    "dive-deep": "I read two weeks of logs line by line, and I made it happen on my own machine.",
    "invent-and-simplify": "I designed a small alert that other teams now use as their standard.",
}


def seen(text: str, principle: str) -> Angle:
    heard = told(text, 175.0)
    question = through(STORY.question, library().principles[principle])
    analysis = stations.analyse(library(), SENIOR, heard, question, (), ())
    return angle_of(heard, analysis, find_lens(library(), question, principle))


@pytest.mark.parametrize("principle", OPENINGS)
def test_an_opening_that_leads_with_it(principle: str) -> None:
    found = seen(f"{OPENINGS[principle]} {MODEL}", principle)
    assert found.led
    assert found.came is not None
    assert found.came.start < 1.0
    assert found.opening.startswith(OPENINGS[principle].split(",")[0][:30])


@pytest.mark.parametrize("principle", ["deliver-results", "customer-obsession"])
def test_told_in_the_usual_order_it_comes_too_late(principle: str) -> None:
    found = seen(MODEL, principle)
    assert not found.led
    assert found.came is not None
    assert found.came.start > 10


def test_what_is_to_be_played_down_is_timed() -> None:
    lens = replace(BARE, down_words=("queue",))
    text = "I saw it in May. The queue was full of old retries. I said so. Everyone was glad of it."
    heard = told(text, 40.0)
    found = look(heard, lens, ())
    [low] = found.low
    assert low.quote == "The queue was full of old retries."
    following = next(word for word in heard.words if word.start > low.start and word.text == "I")
    assert low.seconds == pytest.approx(following.start - low.start)
    assert found.low_share == pytest.approx(low.seconds / found.seconds)
    assert not found.played_down
    assert look(heard, replace(lens, down_words=("nothing",)), ()).played_down


def test_a_signal_counts_where_it_was_said() -> None:
    lens = replace(BARE, lead_signals=("nobody_asked",), down_signals=("waited",))
    heard = told("I saw it in May. We waited for a month. Nobody wanted it at the time.", 30.0)
    at = next(word for word in heard.words if word.text == "waited").start
    waited = Signal("waited", "fault", "waited for a month.", at, at + 2, "action")
    found = look(heard, lens, [waited])
    assert [one.quote for one in found.low] == ["We waited for a month."]
    lead = Signal("nobody_asked", "strength", "I saw", heard.words[0].start, 1.0, "task")
    assert look(heard, lens, [waited, lead]).led


def test_nothing_was_said() -> None:
    found = look(Transcript((), 3.0, "x"), BARE, ())
    assert found == Angle("", led=False, came=None, low=(), seconds=0.0)
    assert found.played_down


WORDS = st.lists(
    st.sampled_from(["queue", "customers", "I", "decided.", "asked,", "um", "fixed", "it."]),
    max_size=60,
)


@given(WORDS)
def test_what_is_low_never_exceeds_the_telling(words: list[str]) -> None:
    lens = replace(BARE, lead_words=("customers",), down_words=("queue", "fixed"))
    heard = told(" ".join(words), 30.0) if words else Transcript((), 1.0, "x")
    found = look(heard, lens, ())
    assert 0.0 <= found.low_s <= found.seconds + 1e-6
    assert found.played_down == (found.low_share <= MENTION)
    assert not found.led or found.came is not None
    text = " ".join(word.text for word in heard.words)
    assert found.opening in text
    for one in found.low:
        assert one.quote in text


def test_there_is_a_lens_for_every_principle_and_every_question() -> None:
    for slug in library().principles:
        lens = library().lenses[slug]
        assert lens.lead_signals or lens.lead_words
        assert lens.down_signals or lens.down_words or lens.down_parts
        assert not set(lens.lead_signals) & set(lens.down_signals)
    for study in library().walkthroughs.values():
        for lens in study.lenses:
            assert lens.lead_signals
            assert lens.down_signals or lens.down_words or lens.down_parts
            assert find_lens(library(), study.question, lens.principle) is lens
