"""Replies, heard against what the probe looks for."""

import pytest
from hypothesis import given, settings

from mockint.content.types import Library
from mockint.domain import THEMES
from mockint.star.probes.replies import assess
from mockint.transcribe.types import Transcript, Word
from tests.support.amazon import PACK
from tests.support.star_telling import CUES, LIBRARY, say, transcripts


@pytest.mark.parametrize(
    ("reply", "strength"),
    [
        ("I measured it before and after, and errors went from 3% to zero in a month.", "strong"),
        ("I measured a few of the things that we had talked about on that day.", "partly"),
        ("I assumed that it was fine since they handled it in the end.", "weak"),
        ("We spoke about it over lunch and it was a sunny day all in all.", "weak"),
        ("I don't have one.", "declined"),
        ("Um, I can't think of one right now, sorry.", "declined"),
        ("i cant think of one", "declined"),
        ("No, nothing comes to mind.", "declined"),
        ("I'd rather not say.", "declined"),
        ("Yes.", "not enough evidence"),
        ("Um, uh.", "not enough evidence"),
    ],
)
def test_strength(reply: str, strength: str) -> None:
    assert assess(say([reply]), "verification", LIBRARY).strength == strength


def test_silence_is_no_evidence() -> None:
    finding = assess(Transcript((), 4.0, "test"), "impact", LIBRARY)
    assert (finding.strength, finding.quote, finding.start) == ("not enough evidence", "", None)


def test_a_refusal_that_goes_on_to_an_answer_is_an_answer() -> None:
    reply = say(
        [
            "I can't think of one offhand, but wait.",
            "I measured it before and after the change.",
            "Errors went from 3% to zero in a month.",
        ]
    )
    assert assess(reply, "verification", LIBRARY).strength == "strong"


def test_a_doubted_word_loses_no_ground() -> None:
    said = [Word(w, at * 0.4, at * 0.4 + 0.3) for at, w in enumerate(
        ["well", "then", "i", "assumed", "it", "was", "fine", "that", "day", "and", "so", "on"]
    )]  # fmt: skip
    doubted = [Word(w.text, w.start, w.end, 0.1 if w.text == "assumed" else None) for w in said]
    weak = assess(Transcript(tuple(said), 9.0, "test"), "verification", LIBRARY)
    unclear = assess(Transcript(tuple(doubted), 9.0, "test"), "verification", LIBRARY)
    assert weak.quote
    assert unclear.quote == ""


def test_a_theme_without_a_bank_is_still_heard() -> None:
    reply = say(["I reproduced it on my laptop and measured it, from 3% down to zero."])
    assert assess(reply, "scope", Library(pack=PACK, cues=CUES)).strength in ("strong", "partly")


@settings(max_examples=60, deadline=None)
@given(transcripts())
def test_any_reply_is_heard_and_quoted_truly(transcript: Transcript) -> None:
    for theme in THEMES[:3]:
        finding = assess(transcript, theme, LIBRARY)
        assert finding.theme == theme
        assert finding.because
        assert finding.quote in transcript.text
        assert (finding.start is None) == (not finding.quote)
