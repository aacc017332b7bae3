"""Questions and answers over HTTP, with one server, each with a limit on its time and its size.

``http.client`` from the standard library: one request of one form needs no library, and it neither
follows redirects nor takes a proxy from the environment, so what is sent goes where the address
says and nowhere else.
"""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mockint.deadline import within
from mockint.servers.address import Address

_BLOCK_BYTES = 1 << 16
MOST_BYTES = 2_000_000
"""An answer that is longer is none: the words of half a minute are about 10 kB."""

LONGEST_WAIT_S = 24 * 3600.0
"""What asks for more is taken for this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request."""

    status: int
    body: bytes
    wait_s: float | None = None
    """Seconds for which it asks to be left alone, at least 0; None where it does not."""


class Line:
    """A connection to ``to``, which is kept for the next request where the server keeps it too.

    One request at a time, from any thread.
    """

    def __init__(self, to: Address, *, most_bytes: int = MOST_BYTES) -> None:
        self._to = to
        self._most_bytes = most_bytes
        self._kept: http.client.HTTPConnection | None = None
        self._lock = threading.Lock()

    def ask(
        self, path: str, headers: Mapping[str, str], limit_s: float, content: bytes | None = None
    ) -> Answer:
        """The answer at ``path``; ``content`` is posted, None gets.

        ``limit_s``: until the whole answer is here, with the looking up of the name. A connection
        that was kept and is cut is made anew once. Raises OSError (TimeoutError among them) or
        HTTPException.
        """
        until = time.monotonic() + limit_s
        with self._lock:
            if self._kept is not None:
                with contextlib.suppress(ConnectionError):
                    return self._once(path, headers, limit_s, content)
            return self._once(path, headers, max(0.0, until - time.monotonic()), content)

    def close(self) -> None:
        """Let go of the connection; the next request makes another."""
        kept, self._kept = self._kept, None
        if kept is not None:
            kept.close()

    def __del__(self) -> None:
        self.close()

    def _once(
        self, path: str, headers: Mapping[str, str], limit_s: float, content: bytes | None
    ) -> Answer:
        line, self._kept = self._kept or self._made(), None
        line.timeout = max(limit_s, 0.001)
        if line.sock is not None:
            line.sock.settimeout(line.timeout)
        left, done = threading.Event(), threading.Event()

        def give_up() -> None:
            left.set()
            if done.is_set():
                line.close()
            elif line.sock is not None:
                with contextlib.suppress(OSError):  # TLS or not: whoever waits for it is woken
                    socket.socket.shutdown(line.sock, socket.SHUT_RDWR)

        def exchange() -> Answer:
            answer = None
            try:
                if line.sock is None:
                    line.connect()
                if not left.is_set():
                    method = "GET" if content is None else "POST"
                    line.request(method, path, content, dict(headers))
                    answer = self._answer(line.getresponse())
            finally:
                done.set()
                if answer is None or left.is_set():
                    line.close()
            if answer is None:
                raise TimeoutError
            return answer

        answer = within(limit_s, exchange, give_up=give_up)
        if line.sock is not None:
            self._kept = line
        return answer

    def _made(self) -> http.client.HTTPConnection:
        secure = self._to.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        return kind(self._to.host, self._to.port)

    def _answer(self, answer: http.client.HTTPResponse) -> Answer:
        with answer:
            body = bytearray()
            while block := answer.read1(_BLOCK_BYTES):
                body += block
                if len(body) > self._most_bytes:
                    raise http.client.HTTPException("its answer is too long")
            if answer.length:
                raise http.client.IncompleteRead(b"", answer.length)
            return Answer(answer.status, bytes(body), asked_wait(answer.getheader("Retry-After")))


def asked_wait(header: str | None, now: datetime | None = None) -> float | None:
    """Seconds to wait by a Retry-After header, 0..LONGEST_WAIT_S; None where it says none.

    ``now``: with its zone, for a header that names a time; the clock's where it is None.
    """
    if header is None or len(header) > 40:
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), LONGEST_WAIT_S)
    try:
        then = parsedate_to_datetime(text)
        then = then if then.tzinfo else then.replace(tzinfo=UTC)
        left_s = (then - (now or datetime.now(UTC))).total_seconds()
        return min(max(0.0, left_s), LONGEST_WAIT_S)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def why(error: Exception) -> str:
    """Why there was no answer, in the words of a cause."""
    if isinstance(error, ssl.SSLError):
        return f"a problem with its certificate or encryption: {error.reason or error}"
    if isinstance(error, ConnectionRefusedError):
        return "no server is running there"
    if isinstance(error, socket.gaierror):
        return "there is no server of that name, or no network"
    told = error.strerror if isinstance(error, OSError) else None
    return told or str(error) or type(error).__name__
