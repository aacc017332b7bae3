"""The local page in this process, so that a test says what goes on now: no microphone, no round."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from mockint.web.admission import Admission
from mockint.web.app import House, make_app
from mockint.web.live import Now
from mockint.web.live_json import as_json
from mockint.web.serving import LOOPBACK, address
from tests.support.browser import Page

STAGE = "/now"
ELSEWHERE = -1
"""The number of a tab that is not there, and may hold the keys."""


@dataclass(frozen=True)
class OpenPage:
    """A server, and the browser that looks at it."""

    house: House
    port: int
    page: Page

    def enter(self) -> None:
        """Come in, as the person does."""
        self.page.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        self.page.driver.get(address(self.port, self.house.admission.new_token()))
        self.page.until("location.pathname === '/' && document.querySelector('main')")

    def address(self, path: str) -> str:
        """Where the browser finds ``path``."""
        return f"http://{LOOPBACK}:{self.port}{path}"

    def show(self, path: str, now: Now, *, yours: bool = True) -> None:
        """Make that the present, and wait until the tab shows it at ``path``.

        ``yours``: it has the keys. A page that shows the round as it goes is not loaded again.
        """
        holders = self.house.connections._holders  # as if another tab were open
        holders.leave(ELSEWHERE)
        if not yours:
            holders.join(ELSEWHERE)
            holders.take(ELSEWHERE)
        self.house.live.change(lambda _before: now)
        if path != STAGE or self.page.js("location.pathname") != STAGE:
            self.page.driver.get(self.address(path))
        wanted = as_json(now, holds_keys=yours)
        until = time.monotonic() + 10
        while self.page.js("typeof now === 'object' && now") != wanted:
            assert time.monotonic() < until, "the page never showed the present"
            time.sleep(0.01)


@contextmanager
def open_page(page: Page) -> Iterator[OpenPage]:
    """A server of its own on a free port, for as long as the block lasts."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        port = listener.getsockname()[1]
        app, house = make_app(Admission(port))
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_config=None,
                lifespan="off",
                ws="websockets-sansio",
                timeout_graceful_shutdown=1,
            )
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield OpenPage(house, port, page)
        finally:
            page.driver.get("about:blank")  # no tab holds the server up
            server.should_exit = True
            thread.join()
