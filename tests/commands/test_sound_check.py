"""What one sentence into the microphone comes to."""

import pytest

from mockint.commands.practice.sound_check import WELL, judged
from mockint.commands.values.machine import HowLoud
from mockint.transcribe.types import NO_ENGINE, Transcript, Word

SENTENCE = ["I", "fixed", "the", "queue", "last", "week"]


def heard(probability: float) -> Transcript:
    words = tuple(Word(text, float(at), at + 0.5, probability) for at, text in enumerate(SENTENCE))
    return Transcript(words=words, duration=6.0, engine="x", engine_info=NO_ENGINE)


@pytest.mark.parametrize(
    ("peak", "loudness", "told"),
    [
        (-70.0, "silent", "muted"),
        (-40.0, "soft", "too soft"),
        (-12.0, "good", WELL),
        (0.0, "clipped", "too loud"),
    ],
)
def test_how_loud_it_was_is_said_and_what_to_do(peak: float, loudness: HowLoud, told: str) -> None:
    checked = judged(heard(0.95), peak, "a microphone", "an engine")
    assert checked.loudness == loudness
    assert told in checked.advice
    assert checked.is_well == (loudness == "good")
    assert checked.words == " ".join(SENTENCE)


def test_words_that_were_not_sure_are_not_well() -> None:
    checked = judged(heard(0.1), -12.0, "a microphone", "an engine")
    assert checked.loudness == "good"
    assert not checked.is_well
    assert "mockint setup --list" in checked.advice


def test_sound_without_words_is_not_well() -> None:
    assert not judged(None, -12.0, "a microphone", "an engine").is_well
