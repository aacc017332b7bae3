"""The sockets that the server listens on, and what is known of each connection to them.

One of 127.0.0.1, and one of ::1 with the same port where this machine has it: ``localhost`` means
either. Never another address.
"""

import asyncio
import errno
import socket
import sys
from collections.abc import Callable

from uvicorn.protocols.http.h11_impl import H11Protocol

from mockint.errors import UsageError
from mockint.web.guard import BY_ANOTHER_USER
from mockint.web.peers import Address

LOOPBACK, LOOPBACK_6 = "127.0.0.1", "::1"
_NO_IPV6 = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}
_TRIES = 10
"""A port that is free at 127.0.0.1 may be taken at ::1."""


def listeners(port: int) -> list[socket.socket]:
    """They listen. ``port`` 0: any that is free. Raises UsageError where the port is taken."""
    for _ in range(1 if port else _TRIES):
        try:
            first = _listener(socket.AF_INET, LOOPBACK, port)
        except OSError as error:
            raise _taken(port) from error
        try:
            return [first, _listener(socket.AF_INET6, LOOPBACK_6, first.getsockname()[1])]
        except OSError as error:
            if error.errno in _NO_IPV6:
                return [first]
            first.close()
    raise _taken(port)


def _listener(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # or another program could take the port as well
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def _taken(port: int) -> UsageError:
    if port == 0:
        return UsageError(
            "mockint found no free port on this machine",
            cause="other programs have them all, or this one may not listen",
            next_step="mockint open --port 8765",
        )
    return UsageError(
        f"port {port} cannot be used",
        cause="another program has it, or it needs more rights",
        next_step="mockint open",
    )


def connection_type(is_another_user: Callable[[Address, Address], bool]) -> type[H11Protocol]:
    """What uvicorn makes of each connection. ``is_another_user`` is asked once for each, with our
    end and the other one; the guard reads what it said."""

    class Connection(H11Protocol):
        """Knows who is at its other end."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            """The state goes along where it becomes a WebSocket."""
            super().connection_made(transport)
            ours, theirs = (transport.get_extra_info(of) for of in ("sockname", "peername"))
            # Without an address it has gone already.
            stranger = not theirs or is_another_user(ours[:2], theirs[:2])
            self.app_state = {**self.app_state, BY_ANOTHER_USER: stranger}

    return Connection
