"""Fetching weights from a server that behaves as badly as real ones do."""

import hashlib
import os
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from mockint import download
from mockint.errors import WeightsMissing
from mockint.transcribe.engines.choose import look
from mockint.transcribe.weights import whisper as weights

CONTENT = bytes(range(256)) * 4000  # a megabyte: several blocks
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@dataclass
class Behaviour:
    """What the server does; ``asked`` is what it saw."""

    content: bytes = CONTENT
    ranges: bool = True
    cut_after: int | None = None
    """Bytes after which the line is cut, once."""
    always_cut: bool = False
    asked: list[tuple[str, str | None]] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    behaviour: Behaviour

    def do_HEAD(self) -> None:
        self.behaviour.asked.append(("HEAD", None))
        self.send_response(200 if self.path.endswith("tiny.pt") else 404)
        self.end_headers()

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.behaviour.asked.append(("GET", wanted))
        if not self.path.endswith("tiny.pt"):
            self.send_error(404)
            return
        content, first = self.behaviour.content, 0
        if wanted and self.behaviour.ranges:
            first = int(wanted.removeprefix("bytes=").rstrip("-"))
            if first >= len(content):
                self.send_response(416)
                self.send_header("Content-Range", f"bytes */{len(content)}")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        self._send(content[first:])

    def _send(self, rest: bytes) -> None:
        cut = self.behaviour.cut_after
        if cut is None:
            self.wfile.write(rest)
            return
        self.wfile.write(rest[:cut])
        if not self.behaviour.always_cut:
            self.behaviour.cut_after = None
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Server:
    behaviour: Behaviour
    table: dict[str, str]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    behaviour = Behaviour()
    handler = type("ThisHandler", (Handler,), {"behaviour": behaviour})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        address = f"http://127.0.0.1:{running.server_port}"
        table = {
            "tiny": f"{address}/{SHA256}/tiny.pt",
            "gone": f"{address}/{SHA256}/gone.pt",
        }
        yield Server(behaviour, table)
        running.shutdown()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "whisper"


def test_fetched_checked_and_named(server: Server, folder: Path) -> None:
    told: list[float] = []

    path = weights.fetch("tiny", folder, told.append, table=server.table)

    assert path == folder / "tiny.pt"
    assert path.read_bytes() == CONTENT
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) > 2
    assert [one.name for one in folder.iterdir()] == ["tiny.pt"]


def test_what_is_here_is_not_fetched_again(server: Server, folder: Path) -> None:
    weights.fetch("tiny", folder, table=server.table)
    server.behaviour.asked.clear()

    weights.fetch("tiny", folder, table=server.table)

    assert server.behaviour.asked == []


def test_a_damaged_file_is_replaced(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.pt").write_bytes(CONTENT[:-1])

    assert weights.fetch("tiny", folder, table=server.table).read_bytes() == CONTENT


def test_a_cut_line_is_taken_up_where_it_broke(server: Server, folder: Path) -> None:
    server.behaviour.cut_after = 300_000

    path = weights.fetch("tiny", folder, table=server.table)

    assert path.read_bytes() == CONTENT
    assert server.behaviour.asked == [("GET", None), ("GET", "bytes=300000-")]


def test_an_earlier_attempt_is_continued(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.pt.part").write_bytes(CONTENT[:700_000])

    assert weights.fetch("tiny", folder, table=server.table).read_bytes() == CONTENT
    assert server.behaviour.asked == [("GET", "bytes=700000-")]


def test_an_attempt_that_was_whole_is_only_checked(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.pt.part").write_bytes(CONTENT)

    assert weights.fetch("tiny", folder, table=server.table).read_bytes() == CONTENT
    assert len(server.behaviour.asked) == 1


def test_an_attempt_longer_than_the_file_begins_anew(server: Server, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.pt.part").write_bytes(CONTENT + b"more")

    assert weights.fetch("tiny", folder, table=server.table).read_bytes() == CONTENT


def test_a_server_that_cannot_continue_sends_the_whole(server: Server, folder: Path) -> None:
    server.behaviour.ranges = False
    server.behaviour.cut_after = 300_000

    assert weights.fetch("tiny", folder, table=server.table).read_bytes() == CONTENT


def test_a_line_that_brings_nothing_gives_up_and_keeps_the_part(
    server: Server, folder: Path
) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.pt.part").write_bytes(CONTENT[:500_000])
    server.behaviour.cut_after, server.behaviour.always_cut = 0, True

    with pytest.raises(WeightsMissing, match="the next try continues there"):
        weights.fetch("tiny", folder, table=server.table)

    assert (folder / "tiny.pt.part").stat().st_size == 500_000
    assert len(server.behaviour.asked) == download.ATTEMPTS


def test_a_wrong_checksum_keeps_nothing(server: Server, folder: Path) -> None:
    server.behaviour.content = CONTENT[:-1] + b"!"

    with pytest.raises(WeightsMissing, match="wrong checksum"):
        weights.fetch("tiny", folder, table=server.table)

    assert list(folder.iterdir()) == []


def test_not_on_the_server(server: Server, folder: Path) -> None:
    with pytest.raises(WeightsMissing, match="the server answered 404"):
        weights.fetch("gone", folder, table=server.table)


@pytest.fixture
def nobody() -> dict[str, str]:
    """An address where nothing listens."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as closed:
        port = closed.server_port
    return {"tiny": f"http://127.0.0.1:{port}/{SHA256}/tiny.pt"}


def test_no_network_says_every_way_out(nobody: dict[str, str], folder: Path) -> None:
    with pytest.raises(WeightsMissing) as told:
        weights.fetch("tiny", folder, table=nobody)

    line = str(told.value)
    assert "no network" in line
    assert "mockint setup --model tiny when you are online" in line
    assert "--engine pocketsphinx now" in line
    assert f"copy tiny.pt into {folder}" in line


def test_too_little_room(server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=40_000_000))

    with pytest.raises(WeightsMissing, match=r"1 MB are missing, but only 40 MB are free"):
        weights.fetch("tiny", folder, table=server.table)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(server: Server, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(WeightsMissing, match="Permission denied"):
        weights.fetch("tiny", tmp_path / "whisper", table=server.table)
    tmp_path.chmod(0o700)


def test_a_folder_that_is_a_file(server: Server, tmp_path: Path) -> None:
    (tmp_path / "whisper").write_text("in the way")

    with pytest.raises(WeightsMissing, match="is a file, not a folder"):
        weights.fetch("tiny", tmp_path / "whisper", table=server.table)


def test_whether_it_could_be_fetched(server: Server, nobody: dict[str, str]) -> None:
    ask: Callable[..., bool] = weights.can_fetch

    assert ask("tiny", table=server.table)
    assert not ask("gone", table=server.table)
    assert not ask("unheard-of", table=server.table)
    assert not ask("tiny", table=nobody)
    assert server.behaviour.asked == [("HEAD", None), ("HEAD", None)]


def test_an_unknown_name_shows_the_nearest(server: Server, folder: Path) -> None:
    with pytest.raises(WeightsMissing, match=r"no model 'base.em' .*base\.en"):
        weights.present("base.em", folder)


def test_a_file_that_was_cut_off_does_not_count(folder: Path) -> None:
    folder.mkdir(parents=True)
    path = folder / "large-v3-turbo.pt"
    assert weights.present("turbo", folder) is None

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", b"x" * 10_000)
    assert weights.present("turbo", folder) == path

    path.write_bytes(path.read_bytes()[:-50])
    assert weights.present("turbo", folder) is None


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "mine.pt"
    with pytest.raises(WeightsMissing, match="there is no model file"):
        look(str(path), tmp_path)

    path.write_bytes(b"anything")

    assert weights.fetch(str(path), tmp_path) == path
    assert look(str(path), tmp_path).weights


def test_the_table_is_whispers_own() -> None:
    import whisper

    from tests.support import whisper_checkpoint  # noqa: F401  (before numba is imported)

    assert weights.published() == whisper._MODELS
    for model in whisper.available_models():
        release = weights.release(model)
        assert len(bytes.fromhex(release.sha256)) == 32
        assert release.file_name.endswith(".pt")
