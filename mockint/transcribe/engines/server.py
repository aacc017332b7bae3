"""A recognizer on another machine, spoken to as one speaks to OpenAI's transcriptions.

``POST /v1/audio/transcriptions`` with a WAV and ``response_format=verbose_json``. Servers differ:

- speaches gives ``words`` beside the segments; OpenAI's own has words without punctuation there,
  which then is in ``text`` only; whisper.cpp (started with ``--inference-path
  /v1/audio/transcriptions``) gives pieces of words inside each segment.
- vox-box gives words only where it is asked for them by a name without the brackets that OpenAI's
  protocol has. The other name is tried once, where an answer has segments and no words.
- vLLM and faster-whisper-server give segments only, and vLLM refuses ``verbose_json`` for models
  other than Whisper: then it is asked for ``json``, which is text alone. A server that knows no
  times cannot be made to tell them: its words are spread over the segment, or over the whole piece,
  by their length, and are marked as estimated until an alignment has found them.
- whisper.cpp answers 200 with ``{"error": …}`` in some versions, vox-box 200 with
  ``{"status_code": 400, "detail": …}``.

What each really answered: docs/decisions/0015-transcription-servers.md.

``http.client`` from the standard library: one request of one form needs no library, and it neither
follows redirects nor takes a proxy from the environment, so the sound goes where the name says and
nowhere else. The key comes from the environment only, so that it stands in no file and no shell
history, and has a name of its own, so that a key meant for somebody else is not sent there.

One HTTP request at a time, to one server and no other.
"""

import http.client
import io
import json
import os
import ssl
import time
import wave
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.errors import TranscribeError
from mockint.transcribe import hallucinations
from mockint.transcribe.engines.address import SOUND_LEAVES, Address, address
from mockint.transcribe.engines.server_answer import has_word_times, recognition_in
from mockint.transcribe.engines.whisper import WINDOW_S, prompt_with
from mockint.transcribe.types import Recognition

_BLOCK_BYTES = 1 << 16
_MOST_BYTES = 16_000_000
"""An answer that is longer is none."""


def wav(sound: Samples) -> bytes:
    """16 bit, mono, 16 kHz."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(sound, -1.0, 1.0) * 32767).astype("<i2").tobytes())
    return written.getvalue()


def form(boundary: str, content: bytes, fields: Iterable[tuple[str, str]]) -> bytes:
    """multipart/form-data, RFC 7578."""
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields
    ]
    file = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="piece.wav"\r\n'
        "Content-Type: audio/wav\r\n\r\n"
    )
    before = "".join([*parts, file]).encode()
    return b"".join([before, content, f"\r\n--{boundary}--\r\n".encode()])


def ask(
    to: Address, path: str, headers: Mapping[str, str], limit_s: float, content: bytes | None = None
) -> tuple[int, bytes]:
    """Status and body of the answer of ``to`` at ``path``; ``content`` is posted, None gets.

    Follows no redirect and takes no proxy. Raises OSError (TimeoutError after ``limit_s`` seconds
    among them) or HTTPException.
    """
    until = time.monotonic() + limit_s
    kind = http.client.HTTPSConnection if to.scheme == "https" else http.client.HTTPConnection
    line = kind(to.host, to.port, timeout=limit_s)
    try:
        line.request("GET" if content is None else "POST", path, content, dict(headers))
        answer = line.getresponse()
        body = bytearray()
        while block := answer.read1(_BLOCK_BYTES):
            body += block
            if time.monotonic() > until:
                raise TimeoutError
            if len(body) > _MOST_BYTES:
                raise http.client.HTTPException("the answer does not end")
        if answer.length:
            raise http.client.IncompleteRead(bytes(body), answer.length)
        return answer.status, bytes(body)
    finally:
        line.close()


KEY_VARIABLE = "MOCKINT_API_KEY"
_GRANULARITY = ("timestamp_granularities[]", "timestamp_granularities")
"""The protocol's name, and the one that some servers take for it."""
LIMIT_S = 60.0
"""For one piece of at most 30 s, until the whole answer is here."""
ATTEMPTS = 2
ASKING_S = 5.0
"""For the list of models, which only makes an error clearer."""
_SHOWN = 5
_HERE = "--engine auto to use this machine"


class RemoteRecognizer:
    """A Recognizer that sends each piece to ``url`` and reads the words from the answer.

    ``model``: as the server calls it. ``limit_s``: until an answer must be here. Tried twice where
    the connection broke or the server failed, at once.
    """

    def __init__(self, url: str, model: str, *, limit_s: float = LIMIT_S) -> None:
        self._address = address(url)
        where = "on this machine" if self._address.here else SOUND_LEAVES
        self.name = f"remote {self._address.shown} {model} ({where})"
        self.window_s = WINDOW_S
        self._model = model
        self._limit_s = limit_s
        self._knows_times = True
        self._granularity: Sequence[str] = _GRANULARITY[:1]
        self._tried_both = False

    def warm(self) -> None:
        """Ask whether the server is there, and have it load its model: half a second of silence.

        Raises TranscribeError as ``recognize``.
        """
        self._ask(np.zeros(RATE_HZ // 2, np.float32), "")

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words in ``sound`` (shape (n,), mono float32 in [-1, 1] at 16 kHz).

        Raises TranscribeError where the server cannot be reached, refuses, takes too long, or
        answers with something else.
        """
        prompt = prompt_with(hints)
        told = self._ask(sound, prompt)
        try:
            if told.get("segments") and not has_word_times(told):
                told = self._ask_otherwise(sound, prompt) or told
            heard = recognition_in(told, sound.size / RATE_HZ)
        except ValueError as error:
            raise self._failed("sent an answer without words", str(error)) from error
        return Recognition(()) if hallucinations.repeats(heard.words, prompt) else heard

    def _ask_otherwise(self, sound: Samples, prompt: str) -> Mapping[str, Any] | None:
        """Ask for word times by both names, once; the answer where it has them.

        Raises TranscribeError where the server cannot be reached, ValueError as ``has_word_times``.
        """
        if self._tried_both or not self._knows_times:
            return None
        self._tried_both, self._granularity = True, _GRANULARITY
        status, body = self._send(wav(sound), prompt)
        told = _object(body) if status == http.client.OK else None
        if told is not None and has_word_times(told):
            return told
        self._granularity = _GRANULARITY[:1]
        return None

    def _ask(self, sound: Samples, prompt: str) -> Mapping[str, Any]:
        content = wav(sound)
        status, body = self._send(content, prompt)
        if self._knows_times and status in (400, 422):
            # It may be the form that it does not know; if it is not, it says so again.
            self._knows_times = False
            status, body = self._send(content, prompt)
            self._knows_times = status != http.client.OK
        if status != http.client.OK:
            raise self._refused(status, _said(body))
        told = _object(body)
        if told is None:
            cause = "is it another kind of server?"
            raise self._failed("did not answer with an object in JSON", cause)
        if "error" in told and "text" not in told:
            raise self._failed("failed", _said(body))
        if isinstance(told.get("status_code"), int) and "text" not in told:
            raise self._refused(told["status_code"], _said(body))
        return told

    def _send(self, content: bytes, prompt: str) -> tuple[int, bytes]:
        """Status and body of the answer; tried again where it may help."""
        boundary = uuid4().hex
        sent = form(boundary, content, self._fields(prompt))
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        path = self._address.path
        for attempt in range(ATTEMPTS):
            last = attempt == ATTEMPTS - 1
            try:
                status, body = ask(self._address, path, kind | _key(), self._limit_s, sent)
            except TimeoutError as error:  # a second try would be as slow
                raise self._failed(
                    f"did not answer within {self._limit_s:.0f} s", "it is slow or stuck"
                ) from error
            except (OSError, http.client.HTTPException) as error:
                if last:
                    raise self._failed("cannot be reached", _why(error)) from error
            else:
                if status < 500 or last:
                    return status, body
        raise AssertionError  # the last attempt returns or raises

    def _fields(self, prompt: str) -> Iterator[tuple[str, str]]:
        yield "model", self._model
        yield "language", "en"
        yield "temperature", "0"
        if prompt:
            yield "prompt", prompt
        if self._knows_times:
            yield "response_format", "verbose_json"
            for name in self._granularity:
                yield name, "word"
                yield name, "segment"
        else:
            yield "response_format", "json"

    def _refused(self, status: int, said: str) -> TranscribeError:
        if status in (401, 403):
            return TranscribeError(
                f"{self._address.shown} needs a key, or a different one",
                cause=f"it answered {status}",
                next_step=f"export {KEY_VARIABLE}=… with its key, or {_HERE}",
            )
        if status == 404:
            return TranscribeError(
                f"{self._address.shown} has no {self._address.path}, or no model {self._model}",
                cause=self._models() or said or "it answered 404",
                next_step="--model with a name that the server knows; start whisper.cpp's server "
                f"with --inference-path {self._address.path}",
            )
        if 300 <= status < 400:
            said = "it redirects to another address, and mockint sends sound only to yours"
        return self._failed(f"answered {status}", said)

    def _models(self) -> str:
        """Which models the server says it has; empty where it does not say."""
        path = self._address.path.removesuffix("/audio/transcriptions") + "/models"
        try:
            _, body = ask(self._address, path, _key(), ASKING_S)
            names = [str(one["id"]) for one in json.loads(body)["data"]]
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            return ""
        return f"it has {', '.join(names[:_SHOWN])}{' …' * (len(names) > _SHOWN)}" if names else ""

    def _failed(self, what: str, cause: str) -> TranscribeError:
        return TranscribeError(f"{self._address.shown} {what}", cause=cause, next_step=_HERE)


def _key() -> dict[str, str]:
    key = os.environ.get(KEY_VARIABLE)
    return {"Authorization": f"Bearer {key}"} if key else {}


def _object(body: bytes) -> Mapping[str, Any] | None:
    """The object that ``body`` is in JSON; None where it is something else."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return f"a problem with its certificate or encryption: {error.reason or error}"
    if isinstance(error, ConnectionRefusedError):
        return "no server is running there"
    told = error.strerror if isinstance(error, OSError) else None
    return told or str(error) or type(error).__name__


def _said(body: bytes) -> str:
    """What a server says of its own failure, in one short line."""
    text = body.decode(errors="replace")
    try:
        told = json.loads(text)
    except ValueError:
        told = text
    while isinstance(told, dict):
        told = told.get("error") or told.get("message") or told.get("detail") or ""
    line = " ".join(str(told).split())
    return "" if line.startswith("<") else line[:200]
