"""Words said over, and sentences begun anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.star.restarts import find_restarts
from mockint.transcribe.types import Word
from tests.support.star_telling import CUES, say


def heard(text: str) -> list[str]:
    return [restart.text for restart in find_restarts(say([text]).words, CUES)]


@pytest.mark.parametrize(
    ("text", "restarts"),
    [
        # said over
        ("I, I was late.", ["I, I"]),
        ("i i was late", ["i i"]),
        ("I... I was late.", ["I... I"]),
        ("I, um, I was late.", ["I, um, I"]),
        ("So I was, I was going to ask.", ["I was, I was"]),
        ("so we had to we had to stop", ["we had to we had to"]),
        ("what i what i saw in the in the log", ["what i what i", "in the in the"]),
        ("I, I, I was late.", ["I, I, I"]),
        ("I, I was, I was late.", ["I, I", "I was, I was"]),
        ("The the cause was clear.", ["The the"]),
        ("We fixed it, it was easy.", ["it, it"]),
        # said twice, but not over
        ("we fixed it it was easy", []),
        ("What it is is a race.", []),
        ("It was very, very slow.", []),
        ("He said tomorrow, tomorrow. And left.", []),
        ("It said button, button, button.", []),
        ("The fact that that had had an effect.", []),
        ("I did it. I did it on a Monday.", []),
        ("It was mine. It was late.", []),
        ("There were 5, 5 of them.", []),
        ("We tested it end to end to be sure.", []),
        ("It got more and more and more slow.", []),
        ("There were logs and so on and so on.", []),
        # broken off
        ("We, I cut it down.", ["We, I"]),
        ("we um I cut it down", ["we um I"]),
        ("What we, I think, did was right.", []),
        ("we I cut it down", []),
        ("I found tw- two of them.", ["tw- two"]),
        ("A well-known fault.", []),
        ("I told you, I wanted it.", []),
        # taken back
        ("We, sorry, I cut it down.", ["We, sorry, I"]),
        ("we sorry i cut it down", ["we sorry i"]),
        ("We, I mean, I cut it down.", ["We, I mean, I"]),
        ("I was sorry that it broke.", []),
        ("I'm sorry I broke it.", []),
        ("I said sorry and left.", []),
        ("It took a week, no wait, a month.", ["week, no wait, a"]),
        ("there was no wait time", []),
        ("It was in May. Let me start over.", ["May. Let me start over."]),
        ("It broke in May, scratch that, in June.", ["May, scratch that, in"]),
        ("", []),
        ("I", []),
    ],
)
def test_restarts(text: str, restarts: list[str]) -> None:
    assert heard(text) == restarts


def test_a_restart_has_its_time() -> None:
    words = say(["So then I, I was late."]).words
    assert [restart.start for restart in find_restarts(words, CUES)] == [words[2].start]


def test_a_doubted_word_is_no_restart() -> None:
    sure, doubted = Word("I", 0.0, 0.2, 0.9), Word("I", 0.3, 0.5, 0.2)
    assert len(find_restarts([sure, sure], CUES)) == 1
    assert find_restarts([sure, doubted], CUES) == ()


PIECES = [
    "I",
    "we",
    "I,",
    "was",
    "was,",
    "sorry,",
    "the",
    "tw-",
    "um",
    "no",
    "wait",
    "5",
    "it.",
    "-",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_restarts_are_exact_words_in_order(pieces: list[str]) -> None:
    words = [Word(text, float(at), at + 0.5) for at, text in enumerate(pieces)]
    found = find_restarts(words, CUES)
    starts = [restart.start for restart in found]
    assert starts == sorted(set(starts))
    for restart in found:
        at = int(restart.start)
        size = len(restart.text.split())
        assert size >= 2
        assert restart.text == " ".join(pieces[at : at + size])
