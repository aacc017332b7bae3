"""The page's server in this process, and what a browser does with it, without one."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from mockint.web import serving

LIMIT_S = 20.0


@contextmanager
def served(**options: Any) -> Iterator[str]:
    """The address of a server that is there meanwhile, with a token; it ends as by Ctrl-C."""
    begun = threading.Event()
    address, failed = [], []

    def opened(to: str) -> bool:
        address.append(to)
        begun.set()
        return False

    def run() -> None:
        try:
            serving.serve(opened, nobody_came=address.append, waits=lambda: None, **options)
        except BaseException as error:
            failed.append(error)
            begun.set()
            raise

    thread = threading.Thread(target=run)
    thread.start()
    assert begun.wait(LIMIT_S)
    try:
        if failed:
            raise failed[0]
        yield address[0]
    finally:
        running = serving.address_of_running()
        if running is not None:
            with Visitor(running) as visitor:
                visitor.post("/end", "sure=yes")
        thread.join(LIMIT_S)
        assert not thread.is_alive()


class Visitor:
    """A browser that came in with a token: a tab on the page of what is under way."""

    def __init__(self, address: str) -> None:
        self.host = address.split("/")[2]
        status, headers, _text = self._ask("GET", f"/enter?{address.partition('?')[2]}")
        assert status == 200
        self.cookie = headers["set-cookie"].partition(";")[0]
        self._leave = ExitStack()

    def __enter__(self) -> "Visitor":
        return self

    def __exit__(self, *about: object) -> None:
        self._leave.close()

    def _ask(
        self, method: str, path: str, body: str = "", cookie: str = ""
    ) -> tuple[int, Any, str]:
        connection = http.client.HTTPConnection(self.host, timeout=LIMIT_S)
        try:
            own = {"Cookie": cookie, "Origin": f"http://{self.host}"}
            connection.request(method, path, body=body, headers=own)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def get(self, path: str) -> tuple[int, str]:
        """(status, what the page is)."""
        status, _headers, text = self._ask("GET", path, cookie=self.cookie)
        return status, text

    def post(self, path: str, body: str) -> tuple[int, str]:
        """The same, of a form."""
        status, _headers, text = self._ask("POST", path, body, self.cookie)
        return status, text

    def tab(self) -> "Tab":
        """One more tab."""
        way = connect(
            f"ws://{self.host}/live",
            additional_headers={"Cookie": self.cookie},
            origin=Origin(f"http://{self.host}"),
            proxy=None,
        )
        socket = self._leave.enter_context(way)
        return Tab(socket)


class Tab:
    """What one tab shows."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.now: dict[str, Any] = {}

    def until(self, what: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The present, once it is so."""
        while not (self.now and what(self.now)):
            self.now |= json.loads(self.socket.recv(timeout=LIMIT_S))
        return self.now

    def say(self, message: object) -> None:
        """Send what the page's script would."""
        self.socket.send(json.dumps(message))
