"""Some texts at a pace of their own, through the real voice."""

from pathlib import Path
from threading import Event

import pytest
import soundfile

from mockint.voice.paced import FASTEST, SLOWEST, PacedVoice, rate_for, seconds_at_rate
from mockint.voice.renderer import RATE
from mockint.voice.types import ShownVoice
from mockint.wiring import settings
from tests.support.voice_to_file import FileVoice

STUDIES = tuple(settings.library(settings.settings()).walkthroughs.values())


def test_a_model_answer_takes_its_target(tmp_path: Path) -> None:
    parts = STUDIES[1].parts
    paced = {parts[name].example: parts[name].target_s for name in ("situation", "reflection")}
    voice = PacedVoice(FileVoice(tmp_path), paced)
    for text in (*paced, "A word at the usual pace."):
        voice.prepare(text)
        voice.say(text, Event())
    seconds = [soundfile.info(path).duration for path in sorted(tmp_path.glob("*.wav"))]
    assert seconds[:2] == pytest.approx(list(paced.values()), rel=0.1)
    assert seconds[2] == pytest.approx(seconds_at_rate("A word at the usual pace."), rel=0.4)


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.slug)
def test_every_model_answer_can_be_listened_to(study: object) -> None:
    for part in study.parts.values():  # type: ignore[attr-defined]
        assert 100 < rate_for(part.example, part.target_s) < 175


@pytest.mark.parametrize(
    ("text", "seconds", "rate"), [("", 10, SLOWEST), ("word " * 99, 1, FASTEST), ("w", 0, SLOWEST)]
)
def test_no_rate_that_cannot_be_listened_to(text: str, seconds: float, rate: int) -> None:
    assert rate_for(text, seconds) == rate


def test_the_usual_rate_where_the_text_fits() -> None:
    text = STUDIES[0].scenario
    assert rate_for(text, seconds_at_rate(text)) == RATE


def test_a_silent_voice_needs_no_pace() -> None:
    voice = PacedVoice(ShownVoice(), {"text": 3.0})
    voice.prepare("text")
    voice.say("text", Event())
    assert voice.name == ShownVoice.name
