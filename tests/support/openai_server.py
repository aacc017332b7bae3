"""A transcription server of OpenAI's protocol that really hears, on loopback.

It answers as servers did that were asked by hand (docs/decisions/0015-transcription-servers.md):
``STYLES`` are their forms, field by field. The words come from faster-whisper itself, with true
tiny.en weights, without a line of ours between.
"""

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from tests.support.json_answers import JsonHandler

Style = Literal["openai", "vox-box", "faster-whisper-server"]
STYLES: tuple[Style, ...] = ("openai", "vox-box", "faster-whisper-server")
MODEL = "tiny.en"

Fields = dict[str, list[bytes]]
Json = dict[str, Any]


@dataclass
class Server:
    """What a running server is, and what it was asked."""

    style: Style
    model: Any
    """A ``faster_whisper.WhisperModel``."""
    key: str = ""
    """Asked for where it is not empty."""
    url: str = ""
    asked: list[Fields] = field(default_factory=list)

    def answer(self, asked: Fields) -> tuple[int, Json]:
        """Status and body for one request."""
        one = {name: values[0].decode() for name, values in asked.items() if name != "file"}
        if self.style == "openai" and one.get("model") != MODEL:
            return 404, {"error": {"message": f"The model '{one.get('model')}' does not exist"}}
        granularity = {"openai": "timestamp_granularities[]", "vox-box": "timestamp_granularities"}
        wanted = asked.get(granularity.get(self.style, ""), [])
        verbose = one.get("response_format") == "verbose_json"
        found, info = self.model.transcribe(
            io.BytesIO(asked["file"][0]),
            language=one.get("language"),
            initial_prompt=one.get("prompt"),
            temperature=float(one.get("temperature", 0)),
            word_timestamps=b"word" in wanted,
        )
        segments = list(found)
        text = "".join(segment.text for segment in segments)
        if not verbose:
            return 200, {"text": text}
        told: Json = {"task": "transcribe", "language": info.language, "duration": info.duration}
        told["text"] = text if self.style == "faster-whisper-server" else text.strip()
        if b"word" in wanted:
            words = [word for segment in segments for word in segment.words]
            told["words"] = [self._word(word) for word in words]
        if b"word" not in wanted or (self.style == "openai" and b"segment" in wanted):
            told["segments"] = [
                {"id": one.id, "start": one.start, "end": one.end, "text": one.text}
                for one in segments
            ]
        return 200, told

    def _word(self, word: Any) -> Json:
        """OpenAI's own words have no punctuation, blanks or probability."""
        if self.style == "openai":
            return {"word": word.word.strip(" ,.?!"), "start": word.start, "end": word.end}
        told = {"word": word.word, "start": word.start, "end": word.end}
        return told | {"probability": word.probability}


class _Handler(JsonHandler, BaseHTTPRequestHandler):
    told: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.told.key and self.headers.get("Authorization") != f"Bearer {self.told.key}":
            self.send_json(401, {"error": {"message": "Incorrect API key provided"}})
            return
        asked = fields(self.headers["Content-Type"], body)
        self.told.asked.append(asked)
        self.send_json(*self.told.answer(asked))

    def do_GET(self) -> None:
        there = self.path == "/v1/models" and self.told.style != "faster-whisper-server"
        models = {"object": "list", "data": [{"id": MODEL, "object": "model"}]}
        self.send_json(200, models) if there else self.send_json(404, {"detail": "Not Found"})


def fields(kind: str, body: bytes) -> Fields:
    """multipart/form-data by name."""
    parsed = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found: Fields = {}
    for part in parsed.iter_parts():
        name = part.get_param("name", header="content-disposition")
        found.setdefault(str(name), []).append(part.get_payload(decode=True))
    return found


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """``server`` on a free port of this machine."""
    handler = type("Handler", (_Handler,), {"told": server})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        server.url = f"http://127.0.0.1:{listening.server_port}"
        yield server
        listening.shutdown()
    # A class is only freed by the collector, and CTranslate2 must not end with the interpreter.
    handler.told = None  # type: ignore[attr-defined]
