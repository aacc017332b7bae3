"""A server on loopback that says, byte by byte, what a test has it say."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Talk = Callable[["Told", socket.socket], None]
"""What is done with one connection, which is closed afterwards."""


@dataclass
class Told:
    """A running server: where it is and what it was asked."""

    port: int
    requests: list[bytes] = field(default_factory=list)
    """Each with its body."""
    connections: int = 0
    over: threading.Event = field(default_factory=threading.Event)
    """The test is at its end."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def request(self, connection: socket.socket) -> bool:
        """Read one request; False where there is none any more."""
        told = b""
        while b"\r\n\r\n" not in told:
            block = connection.recv(1 << 16)
            if not block:
                return False
            told += block
        head, _, body = told.partition(b"\r\n\r\n")
        length = next(
            (
                int(line[15:])
                for line in head.lower().split(b"\r\n")
                if line[:15] == b"content-length:"
            ),
            0,
        )
        while len(body) < length:
            body += connection.recv(1 << 16)
        self.requests.append(head + b"\r\n\r\n" + body)
        return True


def says(*answers: bytes, close: bool = False) -> Talk:
    """One of ``answers`` to each request, in turn over all connections; the last one for ever.

    ``close``: each connection after its first.
    """

    def talk(told: Told, connection: socket.socket) -> None:
        while told.request(connection):
            connection.sendall(answers[min(len(told.requests), len(answers)) - 1])
            if close:
                return

    return talk


def drips(first: bytes, then: bytes, every_s: float = 0.01) -> Talk:
    """After a request ``first``, and then ``then`` again and again."""

    def talk(told: Told, connection: socket.socket) -> None:
        told.request(connection)
        connection.sendall(first)
        while not told.over.wait(every_s):
            connection.sendall(then)

    return talk


def silent(told: Told, _connection: socket.socket) -> None:
    """Takes the connection, and neither reads nor says anything."""
    told.over.wait()


def answer(value: Any = None, status: int = 200, *headers: str, body: bytes | None = None) -> bytes:
    """A whole answer: ``value`` as JSON, or ``body`` as it is."""
    content = json.dumps(value).encode() if body is None else body
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(content)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + content


@contextmanager
def serving(*talks: Talk) -> Iterator[Told]:
    """A server that gives each connection to the next of ``talks``; the last one for ever."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        told = Told(listening.getsockname()[1])

        def one(connection: socket.socket, talk: Talk) -> None:
            with connection, contextlib.suppress(OSError):
                talk(told, connection)

        def all_() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:  # closed: the test is over
                    return
                talk = talks[min(told.connections, len(talks) - 1)]
                told.connections += 1
                threading.Thread(target=one, args=(connection, talk), daemon=True).start()

        accepting = threading.Thread(target=all_, daemon=True)
        accepting.start()
        try:
            yield told
        finally:
            told.over.set()
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            accepting.join(1.0)
