"""``mockint setup`` finds out whether Whisper may compute in 8 bits."""

from pathlib import Path

import pytest
from whisper_checkpoint import write_scripted

from mockint.app import quantising
from mockint.audio.base import RATE_HZ
from mockint.transcribe import quantised, whisper_model
from mockint.transcribe.quantised import Outcome


def test_the_recordings_are_enough_and_fit_whispers_window() -> None:
    pieces = list(quantising._spoken())

    lengths = [piece.size / RATE_HZ for piece in pieces]
    assert quantising.ENOUGH_S <= sum(lengths) <= quantising.ENOUGH_S + quantising.WINDOW_S
    assert max(lengths) <= quantising.WINDOW_S


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(400, True, 10.0, 6.0), "The same 400 words in 40% less time: it is used."),
        (Outcome(400, True, 10.0, 9.9), "hardly faster: it is not used"),
        (Outcome(400, False, 10.0, 6.0), "Not the same words"),
        (None, "nothing was changed"),
    ],
)
def test_what_came_of_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outcome: Outcome | None,
    said: str,
) -> None:
    monkeypatch.setattr(whisper_model, "settle", lambda *_: outcome)
    monkeypatch.setattr(quantising, "_spoken", lambda: iter(()))

    quantising.settle("base.en")

    assert said in capsys.readouterr().out


def test_it_hears_both_ways_with_a_real_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("a GPU does the work here")
    path = tmp_path / "scripted.pt"
    write_scripted(path)
    monkeypatch.setattr(quantising, "ENOUGH_S", 10.0)

    quantising.settle(str(path))

    # The checkpoint knows tones, not speech: whatever it hears, both ways must have been tried.
    assert "it is " in capsys.readouterr().out
    assert quantised._beside(path).is_file()
