"""A chat server of OpenAI's protocol that says what a test has it say.

It answers as llama.cpp's server did that was asked by hand (docs/decisions/0024-coach.md).
"""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.support.json_answers import JsonHandler

MODEL = "a-test-model"
Say = Callable[[str], str]
"""What the user's message asks -> what the model writes."""


@dataclass
class Chat:
    """A running server, and what it was asked."""

    say: Say
    model: str = MODEL
    key: str = ""
    """Asked for where it is not empty."""
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


class _Handler(JsonHandler, BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    told: Chat

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.told.key and self.headers.get("Authorization") != f"Bearer {self.told.key}":
            self.send_json(401, {"error": {"message": "Incorrect API key provided"}})
        elif self.path != "/v1/chat/completions" or asked["model"] != self.told.model:
            self.send_json(404, {"error": {"message": f"model '{asked['model']}' not found"}})
        else:
            self.told.asked.append(asked)
            text = self.told.say(asked["messages"][-1]["content"])
            self.send_json(200, completion(text, self.told.model))

    def do_GET(self) -> None:
        models = {"object": "list", "data": [{"id": self.told.model, "object": "model"}]}
        there = self.path == "/v1/models"
        self.send_json(200, models) if there else self.send_json(404, {"error": "Not Found"})


def completion(text: str, model: str = MODEL) -> dict[str, Any]:
    """As llama.cpp's server answers."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
    }


@contextmanager
def serving(say: Say, port: int = 0, **rest: str) -> Iterator[Chat]:
    """A server on a port of this machine."""
    chat = Chat(say, **rest)
    handler = type("Handler", (_Handler,), {"told": chat})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as listening:
        listening.daemon_threads = True
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        chat.url = f"http://127.0.0.1:{listening.server_port}"
        yield chat
        listening.shutdown()
