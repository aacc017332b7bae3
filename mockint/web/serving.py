"""One server of one person: its socket, its address, its end."""

import contextlib
import html
import json
import logging
import re
import threading
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path

from mockint import files, locations
from mockint.decoding import Undecodable, json_value
from mockint.errors import FileError
from mockint.web import peers
from mockint.web.admission import ANOTHER, ENTRANCE, Admission

LOOPBACK = "127.0.0.1"
ALONE_S = 600.0
"""The server ends when no tab has been open for so long and nothing runs."""
LOOK_EVERY_S = 1.0
ANSWER_WITHIN_S = 3.0
NOBODY_CAME_S = 10.0
"""No browser takes longer to open a page; then it will most likely never."""
LONGEST_MESSAGE_BYTES = 1_000_000
"""Of a tab. A longer one ends its connection before it is held in memory."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")


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
    if running is None or peers.is_of_another_user((LOOPBACK, running.port)):
        return None  # it has died, and its port may be somebody else's now
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
    is_ours = answer.status == 200 and _TOKEN.fullmatch(token)
    return address(running.port, token) if is_ours else None


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
    opened: Callable[[str], bool],
    *,
    nobody_came: Callable[[str], None],
    waits: Callable[[], None],
    port: int = 0,
    first: Mapping[str, str] | None = None,
) -> None:
    """Serve until the person ends it, or nobody has looked for :data:`ALONE_S`.

    ``opened`` is told the address once the server listens, and says whether a browser should come.
    Where none does for :data:`NOBODY_CAME_S`, ``nobody_came`` is told another address. ``waits`` is
    called where something is under way at the end, and is waited for. ``port`` 0: any that is free.
    ``first``: the fields of what begins when the person comes in. Raises UsageError where the port
    is taken, FileError.
    """
    import uvicorn

    from mockint.web.app import make_app
    from mockint.web.listening import connection_type, listeners

    with contextlib.ExitStack() as leave:
        sockets = [leave.enter_context(one) for one in listeners(port)]
        bound: int = sockets[0].getsockname()[1]
        admission = Admission(bound)
        app, house = make_app(admission)
        tells = peers.can_be_told((LOOPBACK, bound))
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                # It would write of a tab that goes while it is served as of an error.
                log_config=None,
                log_level=logging.CRITICAL + 1,
                access_log=False,
                server_header=False,
                lifespan="off",
                http=connection_type(peers.is_another_user if tells else _nobody_else),
                ws="websockets-sansio",
                ws_max_size=LONGEST_MESSAGE_BYTES,
                timeout_graceful_shutdown=1,
            )
        )
        house.first = first
        house.end = lambda: setattr(server, "should_exit", True)
        place = locations.server_file()
        files.make_private_dir(place.parent)
        mine = Running(bound, admission.key)
        files.write_text(place, json.dumps({"port": mine.port, "key": mine.key}))
        ended = threading.Event()

        def run() -> None:
            try:
                server.run(sockets=sockets)
            finally:
                ended.set()

        # On a thread of its own, so that signals stay what they are in the rest of the program. Not
        # joined: a join that a signal interrupts can take a thread for ended that is not.
        threading.Thread(target=copy_context().run, args=(run,), name="mockint-page").start()
        try:
            is_coming = opened(address(bound, admission.new_token()))
            if is_coming and not came(ended, lambda: house.connections.ever):
                nobody_came(address(bound, admission.new_token()))
            stay(ended, lambda: house.is_needed)
        finally:
            try:
                if _running() == mine:  # not where another one began at the same moment
                    files.delete(place)
                if house.sitting.busy:
                    waits()
                house.sitting.stop()
            finally:
                server.should_exit = True
                ended.wait()


def _nobody_else(_ours: peers.Address, _theirs: peers.Address) -> bool:
    """Where it cannot be told."""
    return False


def came(ended: threading.Event, somebody: Callable[[], bool]) -> bool:
    """Whether somebody opens the page before :data:`NOBODY_CAME_S`, or it ends."""
    looks = int(NOBODY_CAME_S / LOOK_EVERY_S)
    return any(somebody() or ended.wait(LOOK_EVERY_S) for _ in range(looks)) or somebody()


def stay(ended: threading.Event, is_needed: Callable[[], bool]) -> None:
    """Until the server has ended, or nobody has needed it for :data:`ALONE_S`.

    Looks are counted, not the time between them: a machine that sleeps does not look.
    """
    alone = 0
    while alone < ALONE_S / LOOK_EVERY_S and not ended.wait(LOOK_EVERY_S):
        alone = 0 if is_needed() else alone + 1


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
