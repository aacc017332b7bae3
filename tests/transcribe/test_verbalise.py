"""How written words are said, and how words that stand in no dictionary sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.text.numbers import cardinal
from mockint.transcribe.alignment.g2p import sounds
from mockint.transcribe.alignment.verbalise import (
    MOST_READINGS,
    number_readings,
    readings,
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("40", "forty"),
        ("$8,000,", "eight thousand dollars"),
        ("$1", "one dollar"),
        ("$5k", "five thousand dollars"),
        ("$2.5", "two point five"),
        ("a.m.", "a m"),
        ("e.g.", "for example"),
        ("3x", "three times"),
        ("3x", "three x"),
        ("p99", "p ninety nine"),
        ("99.9%", "ninety nine point nine percent"),
        ("2019.", "twenty nineteen"),
        ("2019", "two thousand nineteen"),
        ("1999", "nineteen ninety nine"),
        ("1905", "nineteen oh five"),
        ("404", "four oh four"),
        ("503", "five hundred and three"),
        ("100", "a hundred"),
        ("10ms", "ten milliseconds"),
        ("21st", "twenty first"),
        ("12th", "twelfth"),
        ("90s", "nineties"),
        ("2:30", "two thirty"),
        ("24/7", "twenty four seven"),
        ("3-4", "three to four"),
        ("well-known", "well known"),
        ("k8s", "k eight s"),
        ("SLA", "s l a"),
        ("APIs", "a p i's"),
        ("DynamoDB", "dynamo d b"),
        ("http", "h t t p"),
        ("C#", "c sharp"),
        ("\u201cWe\u2019ve", "we've"),
        ("007", "oh oh seven"),
    ],
)
def test_a_way_to_say_it(written: str, said: str) -> None:
    assert tuple(said.split()) in readings(written)


@pytest.mark.parametrize("written", ["-", "...", "—", "", " ", "()"])
def test_what_is_no_speech(written: str) -> None:
    assert readings(written) == ()


def test_dollars_are_said_behind_the_million() -> None:
    assert ("million", "dollars") in readings("million", "$2.5")
    assert readings("million", "2.5") == (("million",),)


@given(st.text(max_size=20), st.text(max_size=5))
def test_any_text_has_few_readings_without_holes(text: str, before: str) -> None:
    found = readings(text, before)
    assert len(found) <= MOST_READINGS
    assert len(set(found)) == len(found)
    for reading in found:
        assert reading
        assert all(reading)
        assert not any(c.isspace() or c.isdecimal() for word in reading for c in word)


@given(st.lists(st.sampled_from(["web", "cache", "Team", "don't", "40", "7"]), min_size=1))
def test_the_order_is_kept(parts: list[str]) -> None:
    spoken = readings("-".join(parts))[-1]
    wanted = {"40": "forty", "7": "seven"}
    kept = [word for word in spoken if word != "to"]  # "40-7" may be "forty to seven"
    assert kept == [wanted.get(part, part.lower()) for part in parts]


@given(st.integers(0, 999_999_999_999))
def test_figures_mean_what_they_say(value: int) -> None:
    assert valued(cardinal(value)) == value
    assert number_readings(f"{value:,}")[0] == cardinal(value)


def valued(said: tuple[str, ...]) -> int:
    """The number that its words say; read otherwise than it was written."""
    ones = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    ones += ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"]
    ones += ["sixteen", "seventeen", "eighteen", "nineteen"]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    total = group = 0
    for word in said:
        if word in ones:
            group += ones.index(word)
        elif word in tens:
            group += 20 + 10 * tens.index(word)
        elif word == "hundred":
            group *= 100
        else:
            total += group * {"thousand": 1000, "million": 10**6, "billion": 10**9}[word]
            group = 0
    return total + group


DICTIONARY = {
    "web": "W EH B",
    "hook": "HH UH K",
    "time": "T AY M",
    "outs": "AW T S",
    "cat": "K AE T",
    "dog": "D AO G",
    "bus": "B AH S",
    "deploy": "D IH P L OY",
}


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("cat", "K AE T"),
        ("webhook", "W EH B HH UH K"),
        ("timeouts", "T AY M AW T S"),
        ("cats", "K AE T S"),
        ("dog's", "D AO G Z"),
        ("buses", "B AH S AH Z"),
        ("deployed", "D IH P L OY D"),
        ("deploying", "D IH P L OY IH NG"),
        ("kafka", "K AE F K AH"),
        ("nginx", "NG IH N K S"),
        ("yaml", "Y AE M L"),
        ("éclat", "EH K L AE T"),
        ("cone", "K OW N"),
        ("city", "S IH T IY"),
        ("'", ""),
        ("東京", ""),
    ],
)
def test_sounds_of_a_word(word: str, said: str) -> None:
    assert sounds(word, DICTIONARY.get) == said


ARPABET = {
    *("AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH"),
    *("IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH"),
    *("UH", "UW", "V", "W", "Y", "Z", "ZH"),
}


@given(st.text("abcdefghijklmnopqrstuvwxyz'", min_size=1, max_size=15))
def test_every_word_of_letters_can_be_said(word: str) -> None:
    said = sounds(word, DICTIONARY.get).split()
    assert set(said) <= ARPABET
    assert bool(said) == bool(word.strip("'"))
