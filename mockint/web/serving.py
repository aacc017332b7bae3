"""One server of one person: its socket, its address, its end."""

import contextlib
import html
import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

from mockint import files, locations
from mockint.decoding import Undecodable, json_value
from mockint.errors import FileError, UsageError
from mockint.web.admission import ANOTHER, ENTRANCE, Admission

LOOPBACK = "127.0.0.1"
ALONE_S = 600.0
"""The server ends when no tab has been open for so long and nothing runs."""
LOOK_EVERY_S = 1.0
ANSWER_WITHIN_S = 3.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server of this person that is there already."""

    port: int
    key: str


def address(port: int, token: str) -> str:
    """Where a browser gets in, once."""
    return f"http://{LOOPBACK}:{port}{ENTRANCE}?token={token}"


def address_of_running() -> str | None:
    """The address of the server that this person runs already; None where there is none."""
    running = _running()
    if running is None:
        return None
    import http.client

    # The address is ours and this machine's own: no proxy has a part in it.
    connection = http.client.HTTPConnection(LOOPBACK, running.port, timeout=ANSWER_WITHIN_S)
    try:
        connection.request("POST", ANOTHER, headers={"Authorization": f"Bearer {running.key}"})
        answer = connection.getresponse()
        token = answer.read(200).decode("ascii", "replace")
    except (OSError, http.client.HTTPException):  # it has died, or something else is there now
        return None
    finally:
        connection.close()
    return address(running.port, token) if answer.status == 200 else None


def _running() -> Running | None:
    try:
        value = json_value(files.read_bytes(locations.server_file()))
    except (FileError, Undecodable):
        return None
    match value:
        case {"port": int(port), "key": str(key)} if 0 < port < 65536:
            return Running(port, key)
    return None


def serve(
    opened: Callable[[str], None], *, port: int = 0, first: Mapping[str, str] | None = None
) -> None:
    """Serve until the person ends it, or nobody has looked for :data:`ALONE_S`.

    ``opened`` is told the address once the server listens. ``port`` 0: any that is free. ``first``:
    the fields of what begins when the person comes in. Raises UsageError where the port is taken,
    FileError.
    """
    import uvicorn

    from mockint.web.app import make_app

    with contextlib.closing(_socket(port)) as listener:
        bound: int = listener.getsockname()[1]
        admission = Admission(bound)
        app, house = make_app(admission)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                # It would write of a tab that goes while it is served as of an error.
                log_config=None,
                log_level=logging.CRITICAL + 1,
                access_log=False,
                server_header=False,
                lifespan="off",
                ws="websockets-sansio",
                timeout_graceful_shutdown=1,
            )
        )
        house.first = first
        house.end = lambda: setattr(server, "should_exit", True)
        place = locations.server_file()
        files.make_private_dir(place.parent)
        files.write_text(place, json.dumps({"port": bound, "key": admission.key}))
        ended = threading.Event()

        def run() -> None:
            try:
                server.run(sockets=[listener])
            finally:
                ended.set()

        # On a thread of its own, so that signals stay what they are in the rest of the program. Not
        # joined: a join that a signal interrupts can take a thread for ended that is not.
        threading.Thread(target=copy_context().run, args=(run,), name="mockint-page").start()
        try:
            opened(address(bound, admission.new_token()))
            _wait(ended, lambda: house.is_needed)
        finally:
            files.delete(place)
            house.sitting.stop()
            server.should_exit = True
            ended.wait()


def _wait(ended: threading.Event, is_needed: Callable[[], bool]) -> None:
    """Until the server has ended, or nobody has needed it for long."""
    needed_at = time.monotonic()
    while not ended.wait(LOOK_EVERY_S) and time.monotonic() - needed_at < ALONE_S:
        if is_needed():
            needed_at = time.monotonic()


def _socket(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there it would let another program take the port as well
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((LOOPBACK, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} cannot be used",
            cause="another program has it, or it needs more rights",
            next_step="mockint open",
        ) from error
    return listener


def write_door(url: str) -> Path:
    """A file that leads the browser to ``url``; only its owner can read it.

    The address itself would stand in the list of programs, where everybody on this machine can
    read it before the browser has used it up.
    """
    place = locations.door_file()
    files.make_private_dir(place.parent)
    goal = html.escape(url, quote=True)
    files.write_text(
        place,
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>mockint</title>'
        f'<meta http-equiv="refresh" content="0;url={goal}">'
        f'<p>Opening <a href="{goal}">mockint</a>.</p></html>',
    )
    return place
