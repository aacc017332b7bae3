"""Sentence cutting: tables for what ends a sentence, properties for any words at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.star.segmenter.sentences import LONGEST, cut
from mockint.transcribe.types import Transcript, Word


def transcript(text: str, pauses: dict[str, float] | None = None) -> Transcript:
    """Words of 0.3 s; ``pauses``: seconds of silence before a word, which must occur once."""
    words, now = [], 0.0
    for part in text.split():
        now += (pauses or {}).get(part, 0.0)
        words.append(Word(part, now, now + 0.3))
        now += 0.3
    return Transcript(tuple(words), now, "test")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw it. I fixed it.", ["I saw it.", "I fixed it."]),
        ("Was it mine? No! I took it.", ["Was it mine?", "No!", "I took it."]),
        (
            "It was 0.3% of them. We lost 2.5 million.",
            ["It was 0.3% of them.", "We lost 2.5 million."],
        ),
        (
            "It ran at six p.m. every day. Then it broke.",
            ["It ran at six p.m. every day.", "Then it broke."],
        ),
        (
            "Tools, e.g. a linter, helped. Then we shipped.",
            ["Tools, e.g. a linter, helped.", "Then we shipped."],
        ),
        ("I moved it to v2. of the format. Done.", ["I moved it to v2. of the format.", "Done."]),
        ("Dr. Okafor asked me. I said yes.", ["Dr. Okafor asked me.", "I said yes."]),
        ('He said "ship it." So I did.', ['He said "ship it."', "So I did."]),
        ("One", ["One"]),
    ],
)
def test_sentences_end_where_punctuation_ends_them(text: str, expected: list[str]) -> None:
    assert [unit.text for unit in cut(transcript(text))] == expected


def test_without_punctuation_a_long_pause_and_an_opener_end_a_sentence() -> None:
    first = "last spring i saw that one in a hundred orders never reached the warehouse"
    second = "nobody had raised it and it belonged to the shipping team"
    third = "so i pulled two weeks of logs and compared them with our own table"
    fourth = "after that the losses went from one percent to zero in a week"
    text = " ".join([first, second, third, fourth])
    found = cut(transcript(text, {"nobody": 0.9, "so": 0.8, "after": 0.9}))
    assert [unit.text for unit in found] == [first, second, third, fourth]


def test_a_pause_is_long_or_short_for_this_speaker() -> None:
    """The same half second is a sentence's end for a quick speaker, not for a halting one."""
    words = [f"word{n}" for n in range(40)]
    quick = cut(transcript(" ".join(words), {"word20": 0.5}))
    halting = cut(transcript(" ".join(words), dict.fromkeys(words[1:], 0.5) | {"word17": 2.0}))
    assert "word20" in [unit.words[0].text for unit in quick]
    openings = [unit.words[0].text for unit in halting]
    assert "word17" in openings
    assert "word20" not in openings


def test_a_long_stretch_inside_punctuated_text_is_cut_too() -> None:
    long = " ".join(["and then i looked at the next log and it was wrong"] * 6)
    found = cut(transcript(f"I saw it. I fixed it. {long}."))
    assert [unit.text for unit in found[:2]] == ["I saw it.", "I fixed it."]
    assert len(found) > 4
    assert max(len(unit.words) for unit in found) <= LONGEST


def test_no_words_no_units() -> None:
    assert cut(Transcript((), 3.0, "test")) == ()


times = st.floats(0, 600, allow_nan=False)
any_words = st.lists(st.builds(Word, st.text(max_size=12), times, times), max_size=150)


@given(any_words)
def test_every_word_is_in_one_unit_in_order(words: list[Word]) -> None:
    found = cut(Transcript(tuple(words), 600.0, "test"))
    assert [word for unit in found for word in unit.words] == words
    assert all(unit.words for unit in found)


@given(st.integers(1, 400))
def test_units_without_punctuation_stay_within_bounds(count: int) -> None:
    found = cut(transcript(" ".join(["word"] * count)))
    longest = max(len(unit.words) for unit in found)
    assert longest <= LONGEST
