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

One request at a time, to one server and no other (``exchange``), with the key that ``key`` reads.
A server that fails, or asks for less, is asked again after pauses that grow; one that says how long
it wants to be left alone is.
"""

import contextlib
import http.client
import io
import os
import ssl
import time
import wave
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import uuid4

import numpy as np

from mockint.audio.types import RATE_HZ, Samples
from mockint.decoding import Undecodable, json_object, json_value
from mockint.errors import TranscribeError
from mockint.servers.address import SOUND_LEAVES, address
from mockint.servers.exchange import Answer, Line, why
from mockint.servers.key import KEY_VARIABLE, Key
from mockint.transcribe import hallucinations
from mockint.transcribe.engines.server_answer import has_word_times, recognition_in
from mockint.transcribe.engines.whisper import WINDOW_S, prompt_with
from mockint.transcribe.types import Recognition


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
    before = "".join([*parts, file]).encode(errors="replace")
    return b"".join([before, content, f"\r\n--{boundary}--\r\n".encode()])


_GRANULARITY = ("timestamp_granularities[]", "timestamp_granularities")
"""The protocol's name, and the one that some servers take for it."""
LIMIT_S = 60.0
"""For one piece of at most 30 s, with all tries and pauses, until the whole answer is here."""
HALVINGS = 4
"""One that did not answer in time has half as long for the next piece, so often at most: a round
asks several times for each answer, and must not wait a minute each time for one that is stuck."""
PAUSES_S = (0.5, 1.5)
"""Before the second try, and the third."""
ASKING_S = 5.0
"""For the list of models, which only makes an error clearer."""
_SHOWN = 5
_SAID_CHARACTERS = 200
_HERE = "--engine auto to use this machine"
_TOO_MANY = 429


def limit_s(sound_s: float) -> float:
    """For ``sound_s`` seconds of sound: less than a recognizer's own process has for them."""
    return min(LIMIT_S, 25.0 + 15.0 * sound_s)


class RemoteRecognizer:
    """A Recognizer that sends each piece to ``url`` and reads the words from the answer.

    ``model``: as the server calls it. ``limit_s``: for each piece; None for ``limit_s()`` of it.
    ``pauses_s``: between tries, of which there is one more. ``pause``: waits so many seconds.
    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        limit_s: float | None = None,
        pauses_s: Sequence[float] = PAUSES_S,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address = address(url)
        where = "on this machine" if self._address.here else SOUND_LEAVES
        self.name = f"remote {self._address.shown} {model} ({where})"
        self.window_s = WINDOW_S
        self._model = model
        self._limit_s = limit_s
        self._silences = 0
        """How often in a row it did not answer in time."""
        self._pauses_s = tuple(pauses_s)
        self._pause = pause
        self._key = Key({})
        self._line = Line(self._address)
        self._not_before = 0.0
        """On the monotonic clock: until then the server asked to be left alone."""
        self._knows_times = True
        self._granularity: Sequence[str] = _GRANULARITY[:1]
        self._tried_both = False

    def warm(self) -> None:
        """Ask whether the server is there, and have it load its model: half a second of silence.

        Raises TranscribeError as ``recognize``.
        """
        sound = np.zeros(RATE_HZ // 2, np.float32)
        self._ask(sound, "", self._until(LIMIT_S))

    def recognize(self, sound: Samples, *, hints: Sequence[str] = ()) -> Recognition:
        """The words in ``sound`` (shape (n,), mono float32 in [-1, 1] at 16 kHz).

        Raises TranscribeError where the key cannot be used, or where the server cannot be reached,
        refuses, takes too long, or answers with something else.
        """
        prompt, sound_s = prompt_with(hints), sound.size / RATE_HZ
        until = self._until(limit_s(sound_s))
        told = self._ask(sound, prompt, until)
        try:
            if told.get("segments") and not has_word_times(told):
                told = self._ask_otherwise(sound, prompt, until) or told
            heard = recognition_in(self._key.hidden_in_words(told), sound_s)
        except ValueError as error:
            raise self._failed("sent an answer that cannot be used", str(error)) from error
        return Recognition(()) if hallucinations.repeats(heard.words, prompt) else heard

    def _until(self, usual_s: float) -> float:
        """When a piece must be done, on the monotonic clock."""
        whole_s = usual_s if self._limit_s is None else self._limit_s
        return time.monotonic() + whole_s * 0.5 ** min(self._silences, HALVINGS)

    def _ask_otherwise(self, sound: Samples, prompt: str, until: float) -> Mapping[str, Any] | None:
        """Ask for word times by both names, once; the answer where it has them.

        Raises TranscribeError where the server cannot be reached, ValueError as ``has_word_times``.
        """
        if self._tried_both or not self._knows_times:
            return None
        self._tried_both, self._granularity = True, _GRANULARITY
        answer = self._send(wav(sound), prompt, until)
        if answer.status == http.client.OK:
            with contextlib.suppress(Undecodable):
                told = json_object(answer.body)
                if has_word_times(told):
                    return told
        self._granularity = _GRANULARITY[:1]
        return None

    def _ask(self, sound: Samples, prompt: str, until: float) -> Mapping[str, Any]:
        """The object that the server answers. ``until``: on the monotonic clock."""
        content = wav(sound)
        answer = self._send(content, prompt, until)
        if self._knows_times and answer.status in (400, 422):
            # It may be the form that it does not know; if it is not, it says so again.
            self._knows_times = False
            answer = self._send(content, prompt, until)
            self._knows_times = answer.status != http.client.OK
        if answer.status != http.client.OK:
            raise self._refused(answer.status, self._said(answer.body))
        try:
            told = json_object(answer.body)
        except Undecodable as error:
            cause = f"{error}; is it another kind of server?"
            raise self._failed("did not answer with an object in JSON", cause) from error
        if "error" in told and "text" not in told:
            raise self._failed("failed", self._said(answer.body))
        if isinstance(told.get("status_code"), int) and "text" not in told:
            raise self._refused(told["status_code"], self._said(answer.body))
        return told

    def _send(self, content: bytes, prompt: str, until: float) -> Answer:
        """What the server answers; asked again where that may help, until ``until``."""
        self._key = Key(os.environ)
        boundary = uuid4().hex
        sent = form(boundary, content, self._fields(prompt))
        kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        for pause_s in (*self._pauses_s, None):
            self._keep_away(until)
            left_s = until - time.monotonic()
            last = pause_s is None or pause_s > left_s
            try:
                answer = self._line.ask(
                    self._address.path, kind | self._key.headers(), left_s, sent
                )
            except TimeoutError as error:  # a second try would be as slow
                self._silences += 1
                raise self._failed("did not answer in time", "it is slow or stuck") from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                if last or isinstance(error, ssl.SSLCertVerificationError):
                    raise self._failed("cannot be reached", why(error)) from error
            else:
                self._silences = 0
                if answer.wait_s is not None:
                    self._not_before = time.monotonic() + answer.wait_s
                if last or (answer.status < 500 and answer.status != _TOO_MANY):
                    return answer
            self._pause(pause_s or 0.0)
        raise AssertionError  # the last try returns or raises

    def _keep_away(self, until: float) -> None:
        """Wait as long as the server asked for; TranscribeError where that is after ``until``."""
        wait_s = self._not_before - time.monotonic()
        if wait_s > max(0.0, until - time.monotonic()):
            raise TranscribeError(
                f"{self._address.shown} is asked too often",
                cause=f"it wants to be left alone for {wait_s:.0f} s",
                next_step=f"wait that long, or {_HERE}",
            )
        if wait_s > 0:
            self._pause(wait_s)

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
            answer = self._line.ask(path, self._key.headers(), ASKING_S)
            told = self._key.hidden_in(json_value(answer.body))
            names = [_short(str(one["id"])) for one in told["data"]]
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
            return ""
        return f"it has {', '.join(names[:_SHOWN])}{' …' * (len(names) > _SHOWN)}" if names else ""

    def _said(self, body: bytes) -> str:
        """What a server says of its own failure, in one short line."""
        text = body.decode(errors="replace")
        try:
            told = json_value(text)
        except Undecodable:
            told = text
        while isinstance(told, dict):
            told = told.get("error") or told.get("message") or told.get("detail") or ""
        line = _short(str(self._key.hidden_in(told)))
        return "" if line.startswith("<") else line

    def _failed(self, what: str, cause: str) -> TranscribeError:
        """``cause`` may be in the words of the server, or of what it sent."""
        cause = _short(self._key.hidden_in(cause))
        return TranscribeError(f"{self._address.shown} {what}", cause=cause, next_step=_HERE)


def _short(text: str) -> str:
    """In one line that is not long."""
    line = " ".join(text.split())
    return line if len(line) <= _SAID_CHARACTERS else f"{line[:_SAID_CHARACTERS]}…"
