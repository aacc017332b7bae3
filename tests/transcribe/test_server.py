"""A recognizer on another machine: real sockets, and servers that answer as the known ones do."""

import io
import json
import threading
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.audio.types import RATE_HZ
from mockint.errors import TranscribeError, UsageError
from mockint.servers.address import address, is_address
from mockint.transcribe.engines.server import KEY_VARIABLE, RemoteRecognizer
from mockint.transcribe.engines.server_answer import spread, words_in
from mockint.transcribe.types import Word

SOUND = (0.5 * np.sin(np.arange(2 * RATE_HZ) / 20)).astype(np.float32)

SPEACHES = {
    "text": "So, I fixed it.",
    "segments": [{"start": 0.1, "end": 1.5, "text": " So, I fixed it.", "words": None}],
    "words": [
        {"word": " So,", "start": 0.1, "end": 0.4, "probability": 0.9},
        {"word": " I", "start": 0.4, "end": 0.6, "probability": 0.8},
        {"word": " fixed", "start": 0.6, "end": 1.1, "probability": 0.7},
        {"word": " it.", "start": 1.1, "end": 1.5, "probability": 0.6},
    ],
}
OPENAI = {
    "text": "So, I fixed it.",
    "words": [
        {"word": word, "start": one["start"], "end": one["end"]}
        for word, one in zip(["So", "I", "fixed", "it"], SPEACHES["words"], strict=True)  # type: ignore[call-overload]
    ],
}
WHISPER_CPP = {
    "text": " So, I fixed it.\n",
    "segments": [
        {
            "start": 0.1,
            "end": 1.5,
            "text": " So, I fixed it.",
            "words": [
                {"word": " So", "start": 0.1, "end": 0.3, "probability": 0.9},
                {"word": ",", "start": 0.3, "end": 0.4, "probability": 0.2},
                {"word": " I", "start": 0.4, "end": 0.6, "probability": 0.8},
                {"word": " fix", "start": 0.6, "end": 0.9, "probability": 0.7},
                {"word": "ed", "start": 0.9, "end": 1.1, "probability": 0.75},
                {"word": " it", "start": 1.1, "end": 1.4, "probability": 0.6},
                {"word": ".", "start": 1.4, "end": 1.5, "probability": 0.9},
            ],
        }
    ],
}
VLLM = {
    "duration": "2.0",
    "text": "So, I fixed it.",
    "segments": [{"start": 0.1, "end": 1.5, "text": " So, I fixed it."}],
    "words": None,
}
SAID = ["So,", "I", "fixed", "it."]


@dataclass
class Server:
    """Answers with ``status`` and ``body``, one after the other; the last one for ever."""

    answers: list[tuple[int, bytes]]
    delay_s: float = 0.0
    drip: bool = False
    """A byte at a time, without end."""
    break_off: int = 0
    """So many first connections are closed without an answer."""
    models: bytes = b""
    """The answer to "/v1/models"."""
    asked: list[str] = field(default_factory=list)
    url: str = ""
    paths: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    forms: list[dict[str, list[bytes]]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    server_says: Server

    def do_POST(self) -> None:
        told = self.server_says
        told.paths.append(self.path)
        told.keys.append(self.headers.get("Authorization"))
        body = self.rfile.read(int(self.headers["Content-Length"]))
        told.forms.append(_form(self.headers["Content-Type"], body))
        if len(told.paths) <= told.break_off:
            self.close_connection = True
            return
        told.gone.wait(told.delay_s)
        status, content = told.answers[min(len(told.paths) - told.break_off, len(told.answers)) - 1]
        self.send_response(status)
        if told.drip:
            self.end_headers()
            while not told.gone.wait(0.01):
                try:
                    self.wfile.write(b" ")
                except OSError:
                    return
            return
        if status == 302:
            self.send_header("Location", "http://elsewhere.invalid/")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:
        self.server_says.asked.append(self.path)
        told = self.server_says.models
        self.send_response(200 if told else 404)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        pass


def _form(kind: str, body: bytes) -> dict[str, list[bytes]]:
    parsed = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    fields: dict[str, list[bytes]] = {}
    for part in parsed.iter_parts():
        name = part.get_param("name", header="content-disposition")
        fields.setdefault(str(name), []).append(part.get_payload(decode=True))
    return fields


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server([(200, json.dumps(SPEACHES).encode())])
    handler = type("Handler", (Handler,), {"server_says": made})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        made.url = f"http://127.0.0.1:{listening.server_port}"
        yield made
        made.gone.set()
        listening.shutdown()


def remote(server: Server, **more: Any) -> RemoteRecognizer:
    return RemoteRecognizer(server.url, "base.en", **{"pauses_s": (0.01, 0.01), **more})


# ---------------------------------------------------------------- what is sent


def test_the_piece_is_sent_as_the_protocol_has_it(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)

    remote(server).recognize(SOUND, hints=["webhook"])

    (form,) = server.forms
    assert server.paths == ["/v1/audio/transcriptions"]
    assert form["model"] == [b"base.en"]
    assert form["language"] == [b"en"]
    assert form["prompt"] == [b"Um, uh, hmm, er. webhook."]
    assert form["response_format"] == [b"verbose_json"]
    assert form["timestamp_granularities[]"] == [b"word", b"segment"]
    with wave.open(io.BytesIO(form["file"][0])) as sent:
        assert (sent.getframerate(), sent.getnchannels(), sent.getsampwidth()) == (RATE_HZ, 1, 2)
        heard = np.frombuffer(sent.readframes(sent.getnframes()), "<i2") / 32767
    assert np.allclose(heard, SOUND, atol=1e-4)
    assert server.keys == [None]


def test_the_key_comes_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    monkeypatch.setenv("OPENAI_API_KEY", "not for them")
    hear = remote(server)

    hear.recognize(SOUND)

    assert server.keys == ["Bearer secret"]
    assert "secret" not in hear.name + repr(vars(hear))


def test_a_proxy_in_the_environment_gets_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    assert remote(server).recognize(SOUND).words


def test_warming_asks_with_silence(server: Server) -> None:
    remote(server).warm()

    with wave.open(io.BytesIO(server.forms[0]["file"][0])) as sent:
        assert not any(sent.readframes(sent.getnframes()))


# ---------------------------------------------------------------- what is answered


@pytest.mark.parametrize("told", [SPEACHES, OPENAI, WHISPER_CPP], ids=["speaches", "openai", "cpp"])
def test_words_with_times(server: Server, told: dict[str, Any]) -> None:
    server.answers = [(200, json.dumps(told).encode())]

    words = remote(server).recognize(SOUND).words

    assert [word.text for word in words] == SAID
    assert [(word.start, word.end) for word in words] == [
        (0.1, 0.4 if told is not WHISPER_CPP else 0.3),
        (0.4, 0.6),
        (0.6, 1.1),
        (1.1, 1.5 if told is not WHISPER_CPP else 1.4),
    ]


def test_segments_only_are_spread_over_their_time(server: Server) -> None:
    server.answers = [(200, json.dumps(VLLM).encode())]

    words = remote(server).recognize(SOUND).words

    assert [word.text for word in words] == SAID
    assert words[0].start == pytest.approx(0.1)
    assert words[-1].end == pytest.approx(1.5)
    assert all(word.probability is None for word in words)


def test_word_times_are_asked_for_by_the_other_name_too(server: Server) -> None:
    # As vox-box 0.0.21: without the brackets, or there are no words.
    server.answers = [(200, json.dumps(VLLM).encode()), (200, json.dumps(SPEACHES).encode())]
    hear = remote(server)

    first, second = hear.recognize(SOUND), hear.recognize(SOUND)

    assert first == second
    assert first.words[0].probability == 0.9
    assert not first.estimated
    asked = ["timestamp_granularities" in form for form in server.forms]
    assert asked == [False, True, True]


@pytest.mark.parametrize("refusal", [(200, json.dumps(VLLM).encode()), (422, b"no such field")])
def test_the_other_name_is_tried_once(server: Server, refusal: tuple[int, bytes]) -> None:
    segments = (200, json.dumps(VLLM).encode())
    server.answers = [segments, refusal, segments]
    hear = remote(server)

    first, second = hear.recognize(SOUND), hear.recognize(SOUND)

    assert first == second
    assert first.estimated
    assert ["timestamp_granularities" in form for form in server.forms] == [False, True, False]


@pytest.mark.parametrize(
    ("told", "estimated"),
    [(SPEACHES, False), (OPENAI, False), (WHISPER_CPP, False), (VLLM, True), ({"text": "a"}, True)],
)
def test_times_that_are_spread_are_told_as_estimated(
    server: Server, told: dict[str, Any], estimated: bool
) -> None:
    server.answers = [(200, json.dumps(told).encode())]

    assert remote(server).recognize(SOUND).estimated is estimated


def test_a_server_that_knows_text_only_is_asked_for_that(server: Server) -> None:
    refusal = json.dumps({"error": {"message": "verbose_json is not supported"}}).encode()
    server.answers = [(400, refusal), (200, b'{"text": "So, I fixed it."}')]
    hear = remote(server)

    first, second = hear.recognize(SOUND).words, hear.recognize(SOUND).words

    assert [word.text for word in first] == [word.text for word in second] == SAID
    assert (first[0].start, first[-1].end) == (0.0, pytest.approx(2.0))
    asked = [form["response_format"][0] for form in server.forms]
    assert asked == [b"verbose_json", b"json", b"json"]
    assert "timestamp_granularities[]" not in server.forms[1]


@pytest.mark.parametrize("text", ["", " ", "...", "Um, uh, hmm, er."])
def test_no_words(server: Server, text: str) -> None:
    server.answers = [(200, json.dumps({"text": text, "segments": []}).encode())]

    assert remote(server).recognize(SOUND).words == ()


# ---------------------------------------------------------------- what can be wrong


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (401, b"", f"export {KEY_VARIABLE}="),
        (403, b"", f"export {KEY_VARIABLE}="),
        (404, b'{"detail": "Model \'base.en\' is not installed"}', "Model 'base.en' is not inst"),
        (404, b"<html>not found</html>", "--inference-path /v1/audio/transcriptions"),
        (302, b"", "redirects"),
        (413, b'{"message": "too large"}', "answered 413 (too large)"),
        (422, b'{"error": "no such field"}', "answered 422 (no such field)"),
        (500, b"<html>", "answered 500; try"),
        (200, b"hello", "did not answer with an object in JSON"),
        (200, b"[]", "did not answer with an object in JSON"),
        (200, b"{}", "no words, segments or text"),
        (200, b'{"error": "failed to process audio"}', "failed (failed to process audio)"),
        # vox-box 0.0.21 answers so, with 200
        (
            200,
            b'{"status_code":500,"detail":"Failed to transcribe audio","headers":null}',
            "answered 500 (Failed to transcribe audio)",
        ),
        # faster-whisper-server 0.0.3
        (
            400,
            b'{"detail":{"error":{"message":"unknown model: whisper-1","type":"invalid"}}}',
            "answered 400 (unknown model: whisper-1)",
        ),
        (
            200,
            b'{"words": [{"word": "a", "start": "x", "end": 1}]}',
            "an answer that cannot be used",
        ),
        (
            200,
            b'{"words": [{"word": "a", "start": null, "end": 1}]}',
            "an answer that cannot be used",
        ),
        (200, b'{"segments": 4}', "segments is not a list"),
        (200, b'{"segments": [1]}', "segments is not a list"),
    ],
)
def test_what_is_wrong_is_one_line_with_a_way_out(
    server: Server, status: int, body: bytes, expected: str
) -> None:
    server.answers = [(status, body)]

    with pytest.raises(TranscribeError) as told:
        remote(server).recognize(SOUND)

    assert expected in str(told.value)
    assert server.url in str(told.value)
    assert "\n" not in str(told.value)
    assert told.value.next_step


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        (b'{"data": [{"id": "maker/base"}, {"id": "tiny"}]}', "(it has maker/base, tiny)"),
        (
            json.dumps({"data": [{"id": str(n)} for n in range(9)]}).encode(),
            "(it has 0, 1, 2, 3, 4 …)",
        ),
        (b'{"data": []}', "(no such model)"),
        (b"hello", "(no such model)"),
        (b"[1]", "(no such model)"),
        (b"", "(no such model)"),
    ],
)
def test_a_model_that_the_server_does_not_have(
    server: Server, models: bytes, expected: str
) -> None:
    server.answers = [(404, b'{"error": {"message": "no such model"}}')]
    server.models = models

    with pytest.raises(TranscribeError) as told:
        remote(server).warm()

    assert expected in str(told.value)
    assert server.asked == ["/v1/models"]


def test_a_server_that_is_slow(server: Server) -> None:
    server.delay_s = 30.0

    with pytest.raises(TranscribeError, match="did not answer in time"):
        remote(server, limit_s=0.2).recognize(SOUND)

    assert len(server.paths) == 1


def test_a_server_that_drips(server: Server) -> None:
    server.drip = True

    with pytest.raises(TranscribeError, match="did not answer in time"):
        remote(server, limit_s=0.2).recognize(SOUND)


def test_a_connection_that_breaks_once_is_tried_again(server: Server) -> None:
    server.break_off = 1

    assert remote(server).recognize(SOUND).words
    assert len(server.paths) == 2


def test_a_connection_that_breaks_each_time(server: Server) -> None:
    server.break_off = 3

    with pytest.raises(TranscribeError, match="cannot be reached"):
        remote(server).recognize(SOUND)


def test_a_server_that_fails_once_is_tried_again(server: Server) -> None:
    server.answers = [(503, b"loading"), (200, json.dumps(SPEACHES).encode())]

    assert remote(server).recognize(SOUND).words


def test_nobody_there() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as closed:
        port = closed.server_port

    with pytest.raises(TranscribeError) as told:
        RemoteRecognizer(f"http://127.0.0.1:{port}", "base.en").warm()

    assert "cannot be reached (no server is running there)" in str(told.value)
    assert "--engine auto" in told.value.next_step


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("url", "host", "port", "path", "here", "open_"),
    [
        ("http://localhost:8000", "localhost", 8000, "/v1/audio/transcriptions", True, False),
        ("http://127.0.0.9/", "127.0.0.9", 80, "/v1/audio/transcriptions", True, False),
        ("http://[::1]:81/v1", "::1", 81, "/v1/audio/transcriptions", True, False),
        ("http://big:9/v1/", "big", 9, "/v1/audio/transcriptions", False, True),
        ("http://192.168.1.7", "192.168.1.7", 80, "/v1/audio/transcriptions", False, True),
        ("https://a.b/openai/v1", "a.b", 443, "/openai/v1/audio/transcriptions", False, False),
        ("https://a.b:8/inference", "a.b", 8, "/inference", False, False),
        ("http://localhost.example.com", "localhost.example.com", 80, None, False, True),
    ],
)
def test_addresses(
    url: str, host: str, port: int, path: str | None, here: bool, open_: bool
) -> None:
    to = address(url)

    assert is_address(url)
    assert (to.host, to.port, to.here, to.readable_on_the_way) == (host, port, here, open_)
    assert path is None or to.path == path
    assert address(to.shown).host == host


@pytest.mark.parametrize(
    "url", ["http://", "http://:80", "http://a:b", "http://a:99999", "http://[::1", "http://a/?x=1"]
)
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="is not the address of a server"):
        address(url)


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    with pytest.raises(UsageError) as told:
        address("https://me:hunter2@big/v1")

    assert "hunter2" not in str(told.value)


def test_the_name_says_where_the_sound_goes() -> None:
    assert RemoteRecognizer("http://big:8000/v1", "small").name == (
        "remote http://big:8000 small (sound leaves this machine)"
    )
    assert RemoteRecognizer("http://127.0.0.1:8000", "small").name == (
        "remote http://127.0.0.1:8000 small (on this machine)"
    )
    assert not is_address("file.json")


# ---------------------------------------------------------------- times for words without


@given(st.text(alphabet="abc .,'", max_size=60), st.floats(0, 20), st.floats(0, 10))
def test_spread_words_fill_their_time_in_order(text: str, start: float, length: float) -> None:
    words = spread(text, start, start + length)

    edges = [edge for word in words for edge in (word.start, word.end)]
    assert all(a <= b + 1e-9 for a, b in pairwise(edges))
    if words:
        assert edges[0] == start
        assert edges[-1] == pytest.approx(start + length)


def test_longer_words_take_longer() -> None:
    assert spread("a abcde", 0.0, 8.0) == [Word("a", 0.0, 2.0), Word("abcde", 2.0, 8.0)]


def test_words_that_are_not_those_of_the_text_stay_as_they_are() -> None:
    told = {"text": "So, we fixed it.", "words": OPENAI["words"]}

    assert [word.text for word in words_in(told, 2.0)] == ["So", "I", "fixed", "it"]
