"""Some texts at a pace of their own, through both engines."""

from pathlib import Path
from threading import Event

import pytest

from mockint.content.types import Walkthrough
from mockint.voice.paced import FASTEST, SLOWEST, PacedRenderer, rate_for
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.rendered import seconds
from mockint.voice.types import LessonVoice, Renderer, ShownVoice
from mockint.wiring import settings
from tests.support.voice_to_file import FileVoice

STUDIES = tuple(settings.library(settings.settings()).walkthroughs.values())


@pytest.mark.parametrize(("engine", "rate"), [("pyttsx3", 1.0), ("pyttsx3", 1.3), ("piper", 1.0)])
def test_a_model_answer_takes_its_target(
    engine: str, rate: float, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    part = STUDIES[1].parts["result"]
    renderer: Renderer = request.getfixturevalue("joe") if engine == "piper" else Pyttsx3Renderer()
    voice = FileVoice(tmp_path, renderer.at_rate(rate)).reading((), {part.example: part.target_s})
    voice.say(part.example, Event())
    (said,) = tmp_path.glob("*.wav")
    assert seconds(said) == pytest.approx(part.target_s, rel=0.1)


def test_every_other_text_is_said_as_ever(tmp_path: Path) -> None:
    paced, plain = tmp_path / "paced.wav", tmp_path / "plain.wav"
    renderer = PacedRenderer(Pyttsx3Renderer(), {"Another text.": 9.0})
    renderer.render("A word at the usual pace.", paced)
    Pyttsx3Renderer().render("A word at the usual pace.", plain)
    assert seconds(paced) == pytest.approx(seconds(plain), rel=0.05)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.slug)
def test_every_model_answer_can_be_listened_to(study: Walkthrough) -> None:
    """Of what is spoken at a rate of 1.0 a minute has about 165 words."""
    for part in study.parts.values():
        words_per_minute = len(part.example.split()) / part.target_s * 60
        assert SLOWEST < words_per_minute / 165 < FASTEST


@pytest.mark.parametrize(
    ("wanted_s", "taken_s", "rate", "expected"),
    [
        (10.0, 10.0, 1.0, 1.0),
        (10.0, 12.0, 1.0, 1.2),
        (10.0, 12.0, 0.9, 1.08),
        (10.0, 1.0, 1.0, SLOWEST),
        (1.0, 99.0, 1.0, FASTEST),
        (0.0, 0.5, 1.0, SLOWEST),
    ],
)
def test_no_rate_that_cannot_be_listened_to(
    wanted_s: float, taken_s: float, rate: float, expected: float
) -> None:
    assert rate_for(wanted_s, taken_s, rate) == pytest.approx(expected)


def test_what_is_kept_knows_its_seconds_and_not_the_rate_of_the_rest() -> None:
    renderer = PacedRenderer(Pyttsx3Renderer(), {"Paced.": 9.0})
    assert renderer.made_of("Paced.") == renderer.at_rate(1.3).made_of("Paced.")
    assert renderer.made_of("Paced.") != Pyttsx3Renderer().made_of("Paced.")
    assert renderer.made_of("Paced.") != PacedRenderer(Pyttsx3Renderer(), {}).made_of("Paced.")
    assert renderer.made_of("Other.") == Pyttsx3Renderer().made_of("Other.")
    assert renderer.made_of("Other.") != renderer.at_rate(1.3).made_of("Other.")


def test_a_silent_voice_needs_no_pace() -> None:
    assert not isinstance(ShownVoice(), LessonVoice)
