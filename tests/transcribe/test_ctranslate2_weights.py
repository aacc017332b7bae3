"""Fetching faster-whisper's weights from a hub of our own."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mockint.errors import WeightsMissing
from mockint.transcribe.weights import ctranslate2
from tests.support.hub import Hub, running

MODEL = bytes(range(256)) * 2000
TABLE = {"base.en": "maker/faster-whisper-base.en"}
COMMIT = "4a1b"
SHA256 = hashlib.sha256(MODEL).hexdigest()


def made(hub: Hub) -> bytes:
    files = [
        {"rfilename": name, "size": len(content)}
        | ({"lfs": {"sha256": hub.sums.get(name, SHA256)}} if name == "model.bin" else {})
        for name, content in hub.files.items()
    ]
    return json.dumps({"sha": COMMIT, "siblings": files}).encode()


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    files = {
        "config.json": b"{}",
        "model.bin": MODEL,
        "tokenizer.json": b"{...}",
        "vocabulary.txt": b"a\nb",
        "README.md": b"hello",
    }
    listed = f"/api/models/{TABLE['base.en']}?blobs=true"
    hub = Hub(f"/{TABLE['base.en']}/resolve/{COMMIT}/", listed, files, made)
    with running(hub) as address:
        monkeypatch.setenv("HF_ENDPOINT", f"{address}/")
        yield hub


def fetch(folder: Path, progress: Callable[[float], None] = lambda _: None) -> Path:
    return ctranslate2.fetch("base.en", folder, progress, table=TABLE)


def test_what_the_engine_needs_is_fetched_and_nothing_else(hub: Hub, tmp_path: Path) -> None:
    told: list[float] = []

    path = fetch(tmp_path, told.append)

    assert path == tmp_path / "faster-whisper-base.en"
    assert {one.name: one.read_bytes() for one in path.iterdir()} == {
        name: content for name, content in hub.files.items() if name != "README.md"
    }
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert ctranslate2.present("base.en", tmp_path) == path
    assert [one.name for one in tmp_path.iterdir()] == [path.name]

    hub.asked.clear()
    assert fetch(tmp_path) == path
    assert hub.asked == []


def test_a_line_that_is_cut_is_taken_up_where_it_broke(hub: Hub, tmp_path: Path) -> None:
    hub.cut_after = 200_000

    assert (fetch(tmp_path) / "model.bin").read_bytes() == MODEL


def test_what_came_before_a_failure_is_kept_and_does_not_count(hub: Hub, tmp_path: Path) -> None:
    kept = hub.files.pop("model.bin")
    hub.listing = json.dumps(
        {
            "sha": COMMIT,
            "siblings": [
                {"rfilename": "config.json", "size": 2},
                {"rfilename": "model.bin", "size": len(kept)},
                {"rfilename": "tokenizer.json", "size": 5},
            ],
        }
    ).encode()
    with pytest.raises(WeightsMissing, match="404"):
        fetch(tmp_path)
    assert ctranslate2.present("base.en", tmp_path) is None

    hub.files["model.bin"] = kept
    hub.asked.clear()
    fetch(tmp_path)

    assert not any(path.endswith("/config.json") for path in hub.asked)


def test_a_checksum_that_is_wrong(hub: Hub, tmp_path: Path) -> None:
    hub.sums["model.bin"] = "0" * 64

    with pytest.raises(WeightsMissing, match=r"download of model\.bin was damaged"):
        fetch(tmp_path)

    assert not list(tmp_path.rglob("model.bin*"))


@pytest.mark.parametrize("said", [b"", b"[]", b'{"sha": "a"}', b'{"sha": "a", "siblings": [1]}'])
def test_a_hub_that_answers_something_else(hub: Hub, tmp_path: Path, said: bytes) -> None:
    hub.listing = said

    with pytest.raises(WeightsMissing, match=r"is not a list of files|cannot be read: it is empty"):
        fetch(tmp_path)


def test_a_hub_without_the_model(hub: Hub, tmp_path: Path) -> None:
    del hub.files["tokenizer.json"]

    with pytest.raises(WeightsMissing, match=r"the hub has no tokenizer\.json"):
        fetch(tmp_path)


def test_no_network_says_every_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")

    with pytest.raises(WeightsMissing) as told:
        fetch(tmp_path)

    line = str(told.value)
    assert "no network" in line
    assert "mockint setup --engine faster-whisper --model base.en when you are online" in line
    assert "--engine pocketsphinx now" in line
    assert f"copy its folder to {tmp_path / 'faster-whisper-base.en'}" in line
    assert not ctranslate2.can_fetch("base.en", table=TABLE)
    assert not list(tmp_path.iterdir())


def test_whether_it_could_be_fetched(hub: Hub) -> None:
    assert ctranslate2.can_fetch("base.en", table=TABLE)
    assert not ctranslate2.can_fetch("unheard-of", table=TABLE)


def test_an_unknown_name_shows_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"no model 'base.em' .*base\.en"):
        ctranslate2.fetch("base.em", tmp_path, table=TABLE)


def test_a_folder_of_ones_own_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine"
    path.mkdir()
    assert ctranslate2.is_folder(str(path))
    assert ctranslate2.present(str(path), tmp_path) is None

    for name in ctranslate2.NEEDED:
        (path / name).write_bytes(b"x")

    assert ctranslate2.present(str(path), tmp_path) == path
    assert ctranslate2.fetch(str(path), tmp_path) == path


def test_the_table_is_the_librarys_own() -> None:
    utils = pytest.importorskip("faster_whisper.utils", reason="an extra: mockint[fast]")

    assert ctranslate2.published() == utils._MODELS
