"""A server on loopback that has files, and one list of them, as a model hub does."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hub:
    """What the server has, and how it behaves."""

    place: str
    """What is before the name of a file in its address."""
    list_at: str
    files: dict[str, bytes]
    made: "Callable[[Hub], bytes]"
    """Makes the list."""
    listing: bytes | None = None
    """Said in place of it."""
    sums: dict[str, str] = field(default_factory=dict)
    """Said in place of the true ones, by file."""
    cut_after: int | None = None
    """Bytes of a file after which the line is cut, each time."""
    asked: list[str] = field(default_factory=list)

    def listed(self) -> bytes:
        return self.made(self) if self.listing is None else self.listing


class _Handler(BaseHTTPRequestHandler):
    hub: Hub

    def do_HEAD(self) -> None:
        known = self.path.rpartition("/")[2] in self.hub.files
        self.send_response(200 if known else 404)
        self.end_headers()

    def do_GET(self) -> None:
        hub = self.hub
        hub.asked.append(self.path)
        is_list = self.path == hub.list_at
        content = hub.listed() if is_list else hub.files.get(self.path.removeprefix(hub.place))
        if content is None:
            self.send_error(404)
            return
        first = int(re.sub(r"\D", "", self.headers.get("Range", "0")))
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(content) - first))
        if first:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if hub.cut_after is not None and not is_list and len(content) - first > hub.cut_after:
            content = content[: first + hub.cut_after]
            self.close_connection = True
        self.wfile.write(content[first:])

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def running(hub: Hub) -> Iterator[str]:
    """The address of the server, until the end of the test."""
    handler = type("Handler", (_Handler,), {"hub": hub})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
