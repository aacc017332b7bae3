"""Choosing what hears: a round never stands still for want of Whisper's weights."""

import zipfile
from pathlib import Path

import pytest

from mockint.errors import UsageError, WeightsMissing
from mockint.transcribe.types import Progress
from mockint.transcribe.weights import ctranslate2, packaged, whisper
from mockint.wiring.engines import LazyTranscriber, choose_transcriber


@pytest.fixture(autouse=True)
def no_weights_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(packaged, "KNOWN", ())


def _online(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server answers, and then the line breaks."""

    def break_off(model: str, folder: Path, progress: Progress) -> Path:
        progress(0.3)
        raise WeightsMissing("the weights could not be fetched", cause="the line broke")

    monkeypatch.setattr(whisper, "can_fetch", lambda _model: True)
    monkeypatch.setattr(whisper, "fetch", break_off)


def test_auto_goes_on_with_pocketsphinx_when_fetching_breaks_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _online(monkeypatch)
    told: list[str] = []
    assert choose_transcriber("auto", "base.en", tell=told.append).name == "PocketSphinx en-us"
    assert "the line broke" in told[-1]
    assert "PocketSphinx" in told[-1]


def test_auto_goes_on_with_openai_whisper_when_faster_whispers_weights_do_not_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("faster_whisper", reason="an extra: mockint[fast]")
    _online(monkeypatch)
    monkeypatch.setattr(ctranslate2, "can_fetch", lambda _model: True)
    monkeypatch.setattr(ctranslate2, "fetch", whisper.fetch)
    path = tmp_path / "cache" / "whisper" / "base.en.pt"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("weights", "here")
    told: list[str] = []

    hear = choose_transcriber("auto", "base.en", tell=told.append)

    assert hear.name == "openai-whisper base.en"
    assert "the line broke" in told[-1]
    assert "uses openai-whisper" in told[-1]


def test_whisper_asked_for_by_name_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    _online(monkeypatch)
    with pytest.raises(WeightsMissing):
        choose_transcriber("whisper", "base.en", tell=lambda _text: None)


def test_the_demo_never_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(whisper, "can_fetch", lambda model: bool(asked.append(model)))
    told: list[str] = []
    hear = choose_transcriber("auto", "base.en", tell=told.append, may_fetch=False)
    assert hear.name == "PocketSphinx en-us"
    assert asked == []
    assert "cannot be fetched" not in " ".join(told)


def test_a_checkpoint_by_its_path_is_whisper(tmp_path: Path) -> None:
    checkpoint = tmp_path / "mine.pt"
    checkpoint.write_bytes(b"")
    hear = choose_transcriber("auto", str(checkpoint), tell=lambda _text: None)
    assert hear.name == "openai-whisper mine.pt"


def test_a_transcript_can_be_the_engine(tmp_path: Path) -> None:
    hear = choose_transcriber(str(tmp_path / "a.json"), "base.en", tell=lambda _text: None)
    assert hear.name == "transcript file a.json"


def test_what_is_no_engine_is_said_at_once() -> None:
    with pytest.raises(UsageError, match="siri"):
        LazyTranscriber("siri", "base.en", tell=print)


def test_a_server_has_models_of_its_own_names() -> None:
    told: list[str] = []

    hear = choose_transcriber("http://big:8000", "maker/whisper", tell=told.append, may_fetch=False)

    assert hear.name == "remote http://big:8000 maker/whisper (sound leaves this machine)"
    assert "Sound leaves this machine" in told[0]
    assert "others on the network can listen" in told[0]
