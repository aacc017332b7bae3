"""The one gate in front of every page: admission, limits, and the headers that each answer has."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from mockint.pages.said import said_page
from mockint.web.admission import CLOSED, Admission, Refused, Request

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

BY_ANOTHER_USER = "by_another_user"
"""In a connection's state: whether somebody else of this machine is at its other end."""
LONGEST_BODY = 1_000_000
"""Bytes: a story or a correction is far below it."""
LARGER_BODY = {"/document": 20_000_000, "/import": 16_000_000_000}
"""Bytes, where a file is handed over: a posting or a CV; an export, which goes to the disk."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
"""no-store: what is personal stays out of the browser's cache."""


class App(Protocol):
    """An ASGI application."""

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Serve one connection."""
        ...


class TooLong(Exception):
    """More was sent than any form of ours holds. The application answers it."""


class Guard:
    """Lets in what ``admission`` lets in. It stands outside of everything else."""

    def __init__(self, app: App, admission: Admission) -> None:
        self._app = app
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, or refuse."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        is_socket = scope["type"] == "websocket"
        refused = self._admission.refusal(
            Request(
                method="GET" if is_socket else scope["method"],
                path=scope["path"],
                headers=single_headers(scope["headers"]),
                kind="websocket" if is_socket else "http",
                by_another_user=scope.get("state", {}).get(BY_ANOTHER_USER, False),
            )
        )
        if refused is not None:
            await _refuse(refused, send, is_socket=is_socket)
        elif is_socket:
            await self._app(scope, receive, send)
        else:
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        received, begun, most = 0, False, LARGER_BODY.get(scope["path"], LONGEST_BODY)

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise TooLong
            return message

        async def with_headers(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                own = {name for name, _value in HEADERS}
                kept = [one for one in message.get("headers", ()) if one[0].lower() not in own]
                message["headers"] = [*kept, *HEADERS]
            await send(message)

        try:
            await self._app(scope, limited, with_headers)
        except asyncio.CancelledError:  # the server ends, and this took too long for it
            if begun:
                raise
            await _refuse(CLOSED, send, is_socket=False)


def single_headers(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """By name; one that came twice is left out: which of the two counts is anybody's guess."""
    found: dict[str, str] = {}
    twice = set()
    for raw_name, value in headers:
        name = raw_name.decode("latin-1").lower()
        if name in found:
            twice.add(name)
        found[name] = value.decode("latin-1")
    return {name: value for name, value in found.items() if name not in twice}


async def _refuse(refused: Refused, send: Send, *, is_socket: bool) -> None:
    if is_socket:
        await send({"type": "websocket.close", "code": 1008, "reason": refused.why})
        return
    text = f"{refused.why} {refused.next_step}"
    body = said_page("mockint", text, alone=True).encode()
    kind = (b"content-type", b"text/html; charset=utf-8")
    length = (b"content-length", str(len(body)).encode())
    start = {"type": "http.response.start", "status": refused.status}
    await send({**start, "headers": [kind, length, *HEADERS]})
    await send({"type": "http.response.body", "body": body})
