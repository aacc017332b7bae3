"""``mockint setup`` with a checkpoint that is here: it loads the file, and is done."""

from pathlib import Path

import pytest

from mockint.cli.front import TerminalFront
from mockint.commands.setup import setup
from mockint.commands.values.machine import WeightsHere
from mockint.errors import NoSuchModel
from mockint.transcribe.weights.ctranslate2 import NEEDED
from tests.support.whisper_checkpoint import write_scripted


def test_it_says_what_it_checks_and_keeps_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "scripted.pt"
    write_scripted(path)

    assert list(setup("whisper", str(path), TerminalFront())) == [WeightsHere(path)]

    said = " ".join(capsys.readouterr().err.split())
    assert said == f"Checking the model {path} for openai-whisper …"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["notes.txt", "model.pt"])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("These are my notes.", encoding="utf-8")

    with pytest.raises(NoSuchModel, match="as a Whisper model") as caught:
        list(setup(None, str(path), TerminalFront()))

    assert caught.value.exit_code == 2


def test_a_folder_that_only_looks_like_a_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    for name in NEEDED:
        (tmp_path / name).write_text("{}", encoding="utf-8")

    with pytest.raises(NoSuchModel, match="contains no Whisper model"):
        list(setup(None, str(tmp_path), TerminalFront()))
