"""A language model behind a server of OpenAI's chat protocol: Ollama, llama.cpp, LM Studio, vLLM.

``POST /v1/chat/completions``, not streamed, to one server and no other (``servers.exchange``):
redirects are not followed, no proxy is used.
"""

import http.client
import json
import os
import time
from collections.abc import Callable
from typing import Any

from mockint.coach.prompts import Messages
from mockint.decoding import Undecodable, json_object
from mockint.errors import CoachError
from mockint.servers.address import CHAT, address
from mockint.servers.exchange import Line, why
from mockint.servers.key import Key

KEY_VARIABLE = "MOCKINT_COACH_KEY"
LIMIT_S = 3.0
"""For one suggestion, until the whole answer is here."""
MOST_BYTES = 200_000
"""An answer that is longer is none: a question with all that servers put around it has 1 kB."""
_SAID_CHARACTERS = 200


class ChatServer:
    """The model ``model`` of the server at ``url``; empty: the first that the server names."""

    def __init__(self, url: str, model: str = "") -> None:
        """Raises UsageError where the address is none."""
        self._address = address(url, CHAT)
        self._line = Line(self._address, most_bytes=MOST_BYTES)
        self.shown = self._address.shown
        self.model = model
        """Once it was asked, the model that answers."""

    def say(self, messages: Messages, most_tokens: int, limit_s: float = LIMIT_S) -> str:
        """What the model writes. ``limit_s``: until all of it is here.

        Raises CoachError where the server cannot be reached, refuses, takes too long, or answers
        with something else; TranscribeError where the key cannot be used.
        """
        until = time.monotonic() + limit_s
        if not self.model:
            told = self._ask(self._address.path.removesuffix(CHAT) + "/models", None, until)
            self.model = self._text(told, lambda value: value["data"][0]["id"])
        content = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": most_tokens,
            "stream": False,
        }
        told = self._ask(self._address.path, json.dumps(content).encode(), until)
        return self._text(told, lambda value: value["choices"][0]["message"]["content"])

    def _ask(self, path: str, content: bytes | None, until: float) -> bytes:
        headers = {"Content-Type": "application/json", **Key(os.environ, KEY_VARIABLE).headers()}
        try:
            answer = self._line.ask(path, headers, until - time.monotonic(), content)
        except TimeoutError as error:
            raise self._failed("did not answer in time", "it is slow, or loads a model") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._failed("cannot be reached", why(error)) from error
        if answer.status in (401, 403):
            raise self._failed(f"answered {answer.status}", "it needs a key, or a different one")
        if 300 <= answer.status < 400:
            raise self._failed(f"answered {answer.status}", "it redirects, and mockint stays here")
        if answer.status != http.client.OK:
            raise self._failed(f"answered {answer.status}", self._said(answer.body))
        return answer.body

    def _text(self, body: bytes, found: Callable[[dict[str, Any]], object]) -> str:
        try:
            text = found(json_object(body, most_bytes=MOST_BYTES))
        except (Undecodable, LookupError, TypeError) as error:
            cause = str(error) if isinstance(error, Undecodable) else "a field is not there"
            raise self._failed("did not answer as a chat server does", cause) from error
        if not isinstance(text, str) or not text.strip():
            raise self._failed("answered without words", "the model wrote nothing")
        return text

    def _said(self, body: bytes) -> str:
        """What a server says of its own failure, where it says so in the protocol's form."""
        try:
            told: Any = json_object(body, most_bytes=MOST_BYTES).get("error")
        except Undecodable:
            return ""
        told = told.get("message") if isinstance(told, dict) else told
        return " ".join(told.split()) if isinstance(told, str) else ""

    def _failed(self, what: str, cause: str) -> CoachError:
        cause = Key(os.environ, KEY_VARIABLE).hidden_in(cause)
        return CoachError(
            f"the local model at {self.shown} {what}",
            cause=cause[:_SAID_CHARACTERS],
            next_step="start that server, or mockint config set coach none",
        )
