"""The gate as a client of the server meets it: real requests to the real application."""

import asyncio
from typing import Any

import pytest

from mockint.web.admission import ANOTHER, Admission
from mockint.web.app import House, make_app
from mockint.web.guard import HEADERS, LONGEST_BODY, Guard

HOST = b"127.0.0.1:4321"


class Client:
    """Speaks ASGI to the application, as a server does."""

    def __init__(self) -> None:
        self.admission = Admission(4321)
        self.app: Guard
        self.house: House
        self.app, self.house = make_app(self.admission)
        cookie = self.admission.redeem(self.admission.new_token())
        assert cookie is not None
        self.cookie = cookie.partition(";")[0].encode()

    def ask(
        self, path: str, method: str = "GET", *, body: bytes = b"", **headers: bytes
    ) -> tuple[int, dict[bytes, bytes], bytes]:
        given = {"host": HOST, "cookie": self.cookie, **headers}
        if method == "POST":
            given.setdefault("origin", b"http://" + HOST)
        raw, _, query = path.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"},
            "method": method, "path": raw, "raw_path": raw.encode(),
            "query_string": query.encode(), "http_version": "1.1", "scheme": "http",
            "server": ("127.0.0.1", 4321), "client": ("127.0.0.1", 1), "root_path": "",
            "headers": [
                (name.replace("_", "-").encode(), value)
                for name, value in given.items() if value
            ],
        }  # fmt: skip
        sent: list[Any] = []
        waiting = [body[at : at + 65536] for at in range(0, len(body), 65536)] or [b""]

        async def receive() -> dict[str, Any]:
            if not waiting:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.app(scope, receive, send))
        whole = b"".join(one.get("body", b"") for one in sent)
        return sent[0]["status"], dict(sent[0]["headers"]), whole


@pytest.fixture
def client(home: object) -> Client:
    return Client()


@pytest.mark.parametrize("path", ["/", "/now", "/questions", "/rounds", "/progress", "/shown"])
def test_every_page_wears_the_headers_and_is_small(client: Client, path: str) -> None:
    status, headers, body = client.ask(path)
    assert status == 200
    for name, value in HEADERS:
        assert headers[name] == value, name
    assert b"<script>" not in body
    assert b"style=" not in body
    assert b"http://" not in body
    assert len(body) < 150_000


def test_a_stranger_gets_403_and_the_way_to_their_own(client: Client) -> None:
    status, headers, body = client.ask("/", cookie=b"")
    assert status == 403
    assert dict(HEADERS).items() <= headers.items()
    assert b"mockint open" in body
    assert b"<script" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/static/../admission.py",
        "/static/%2e%2e%2fadmission.py",
        "/static/debrief.py",
        "/rounds/..",
        "/rounds/../../../etc/passwd",
        "/rounds/%2e%2e",
        "/rounds/2026-01-01-000000",
        "/rounds/last/sound/1",
        "/rounds/last/sound/-1",
        "/rounds/last/sound/999999999999999999999",
        "/rounds/x/sound/../../y",
        "/nothing",
    ],
)
def test_what_is_not_there_is_said_and_touches_no_path(client: Client, path: str) -> None:
    status, _headers, body = client.ask(path)
    assert status == 404
    assert b"Traceback" not in body
    assert b"root:" not in body


def test_a_form_that_is_too_long_is_refused(client: Client) -> None:
    status, _headers, _body = client.ask("/begin", "POST", body=b"x" * (LONGEST_BODY + 1))
    assert status == 413
    assert not client.house.sitting.busy


def test_what_is_no_activity_begins_nothing(client: Client) -> None:
    status, _headers, body = client.ask("/begin", "POST", body=b"kind=%3Cscript%3E")
    assert status == 404
    assert b"<script>" not in body
    assert not client.house.sitting.busy


def test_a_token_leads_in_once(client: Client) -> None:
    token = client.admission.new_token()
    status, headers, _body = client.ask(f"/enter?token={token}", cookie=b"")
    assert status == 200
    assert b"HttpOnly" in headers[b"set-cookie"]
    assert client.ask(f"/enter?token={token}", cookie=b"")[0] == 403


def test_another_mockint_gets_a_token_of_its_own(client: Client) -> None:
    key = f"Bearer {client.admission.key}".encode()
    status, _headers, token = client.ask(ANOTHER, "POST", cookie=b"", origin=b"", authorization=key)
    assert status == 200
    assert client.admission.redeem(token.decode()) is not None
