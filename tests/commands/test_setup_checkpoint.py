"""``mockint setup`` with a checkpoint that is here: it checks the file, and is done."""

from pathlib import Path

import pytest

from mockint.cli.front import TerminalFront
from mockint.commands.setup import setup
from mockint.commands.values.machine import WeightsHere
from mockint.transcribe.engines import whisper_model
from tests.support.whisper_checkpoint import write_scripted


def test_it_says_what_it_checks_and_hears_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("no model is loaded to check a file")

    monkeypatch.setattr(whisper_model, "load", never)
    path = tmp_path / "scripted.pt"
    write_scripted(path)

    assert list(setup("whisper", str(path), TerminalFront())) == [WeightsHere(path)]

    said = " ".join(capsys.readouterr().err.split())
    assert said == f"Checking the model {path} for openai-whisper …"
    assert list(tmp_path.iterdir()) == [path]
