"""What every Renderer promises."""

import stat
from pathlib import Path

import pytest

from mockint.content.load import load
from mockint.voice.paced import PacedRenderer
from mockint.voice.pyttsx3 import Pyttsx3Renderer
from mockint.voice.rendered import is_whole, seconds
from mockint.voice.types import Renderer

CONTENT = Path(__file__).resolve().parents[2] / "content"
SHORT = "Why was that, and what did you do then? Tell me about the first week of it."


@pytest.fixture(params=["pyttsx3", "piper", "paced"])
def renderer(request: pytest.FixtureRequest) -> Renderer:
    if request.param == "piper":
        made: Renderer = request.getfixturevalue("joe")
        return made
    return PacedRenderer(Pyttsx3Renderer(), {}) if request.param == "paced" else Pyttsx3Renderer()


def test_speech_is_written_for_its_owner_only(renderer: Renderer, tmp_path: Path) -> None:
    out = tmp_path / "said.wav"
    renderer.render(SHORT, out)
    assert is_whole(out)
    assert 2 < seconds(out) < 7
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert renderer.name.strip()


def test_it_speaks_faster_and_slower(renderer: Renderer, tmp_path: Path) -> None:
    taken = {}
    for rate in (0.7, 1.0, 1.3):
        out = tmp_path / f"{rate}.wav"
        other = renderer.at_rate(rate)
        other.render(SHORT, out)
        taken[rate] = seconds(out)
        assert other.rate == rate
    assert renderer.rate == 1.0
    assert taken[0.7] / taken[1.0] == pytest.approx(1 / 0.7, rel=0.12)
    assert taken[1.3] / taken[1.0] == pytest.approx(1 / 1.3, rel=0.12)


def test_a_kept_sound_is_told_from_every_other(renderer: Renderer) -> None:
    one = renderer.made_of(SHORT)
    assert one == renderer.at_rate(1.0).made_of(SHORT)
    assert one != renderer.made_of(f"{SHORT} ")
    assert one != renderer.at_rate(1.1).made_of(SHORT)


def test_many_sentences_take_the_time_of_each(renderer: Renderer, tmp_path: Path) -> None:
    one, many = tmp_path / "one.wav", tmp_path / "many.wav"
    renderer.render(SHORT, one)
    renderer.render(f"{SHORT} " * 4, many)
    assert seconds(many) == pytest.approx(4 * seconds(one), rel=0.15)


def test_questions_are_spoken_at_an_unhurried_pace(renderer: Renderer, tmp_path: Path) -> None:
    questions = list(load(CONTENT).questions.values())[:12:3]
    text = " ".join(question.ask for question in questions)
    out = tmp_path / "said.wav"
    renderer.render(text, out)
    assert 150 < len(text.split()) / seconds(out) * 60 < 190
