"""One HTTP request at a time, to one server and no other."""

import http.client
import io
import time
import wave
from collections.abc import Iterable, Mapping

import numpy as np

from mockint.audio.base import RATE_HZ, Samples
from mockint.transcribe.address import Address

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
