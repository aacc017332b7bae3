"""Fetching faster-whisper's weights from a hub of our own."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mockint.errors import WeightsMissing
from mockint.transcribe.weights import ctranslate2

MODEL = bytes(range(256)) * 2000
TABLE = {"base.en": "maker/faster-whisper-base.en"}
COMMIT = "4a1b"


@dataclass
class Hub:
    """What the server has, and how it behaves."""

    files: dict[str, bytes] = field(
        default_factory=lambda: {
            "config.json": b"{}",
            "model.bin": MODEL,
            "tokenizer.json": b"{...}",
            "vocabulary.txt": b"a\nb",
            "README.md": b"hello",
        }
    )
    cut_after: int | None = None
    """Bytes after which the line is cut, each time."""
    listing: bytes | None = None
    """Said in place of the list of files."""
    sha256: str = hashlib.sha256(MODEL).hexdigest()
    asked: list[str] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_HEAD(self) -> None:
        self.send_response(200 if self.path.endswith("/config.json") else 404)
        self.end_headers()

    def do_GET(self) -> None:
        self.hub.asked.append(self.path)
        if self.path == "/api/models/maker/faster-whisper-base.en?blobs=true":
            self._answer(200, self._listing())
            return
        beginning = f"/maker/faster-whisper-base.en/resolve/{COMMIT}/"
        content = self.hub.files.get(self.path.removeprefix(beginning))
        if content is None:
            self._answer(404, b"no")
        else:
            wanted = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-")
            self._answer(206 if int(wanted) else 200, content, int(wanted))

    def _listing(self) -> bytes:
        if self.hub.listing is not None:
            return self.hub.listing
        files = [
            {"rfilename": name, "size": len(content)}
            | ({"lfs": {"sha256": self.hub.sha256}} if name == "model.bin" else {})
            for name, content in self.hub.files.items()
        ]
        return json.dumps({"sha": COMMIT, "siblings": files}).encode()

    def _answer(self, status: int, content: bytes, first: int = 0) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content) - first))
        if status == 206:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        rest = content[first:]
        cut = self.hub.cut_after
        if cut is not None and len(rest) > cut:
            rest = rest[:cut]
            self.close_connection = True
        self.wfile.write(rest)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    made = Hub()
    handler = type("Handler", (Handler,), {"hub": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}/")
        yield made
        server.shutdown()


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
    hub.sha256 = "0" * 64

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
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as closed:
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{closed.server_port}")

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
