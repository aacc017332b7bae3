"""``mockint setup`` finds out whether Whisper may compute in 8 bits."""

from pathlib import Path

import pytest

from mockint.audio.types import RATE_HZ
from mockint.cli import terminal
from mockint.commands import setup
from mockint.transcribe.engines import whisper_int8, whisper_model
from mockint.transcribe.engines.whisper_int8 import Outcome
from tests.support.whisper_checkpoint import write_scripted


def test_the_recordings_are_enough_and_fit_whispers_window() -> None:
    pieces = list(setup._spoken())

    lengths = [piece.size / RATE_HZ for piece in pieces]
    assert setup.ENOUGH_S <= sum(lengths) <= setup.ENOUGH_S + setup.WINDOW_S
    assert max(lengths) <= setup.WINDOW_S


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(400, True, 10.0, 6.0), "the same 400 words in 40% less time"),
        (Outcome(400, True, 10.0, 9.9), "saved almost no time"),
        (Outcome(400, False, 10.0, 6.0), "did not hear the same words"),
        (None, "Nothing was changed"),
    ],
)
def test_what_came_of_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outcome: Outcome | None,
    said: str,
) -> None:
    monkeypatch.setattr(whisper_model, "settle", lambda *_: outcome)
    monkeypatch.setattr(setup, "_spoken", lambda: iter(()))

    terminal.show(setup.try_eight_bits("base.en"))

    assert said in capsys.readouterr().out


def test_it_hears_both_ways_with_a_real_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("a GPU does the work here")
    path = tmp_path / "scripted.pt"
    write_scripted(path)
    monkeypatch.setattr(setup, "ENOUGH_S", 10.0)

    terminal.show(setup.try_eight_bits(str(path)))

    # The checkpoint knows tones, not speech: whatever it hears, both ways must have been tried.
    assert "With 8-bit numbers, Whisper " in capsys.readouterr().out
    assert whisper_int8._beside(path).is_file()
