"""Who may come in: only the person who started the server, only from its own pages. Pure.

The server listens on this machine alone, and everybody on this machine can reach it, and so can
any site that is open in the browser. What keeps them out:

- Who is at the other end, where the system tells (``web.peers``): a cookie goes to every port of
  127.0.0.1, so to a server of somebody else's, and a token may be seen on its way.
- Host: a name that was rebound to 127.0.0.1 is not ours. (DNS rebinding; WebSockets have no
  same-origin rule at all, RFC 6455, 10.2.)
- Origin, and Sec-Fetch-Site where the browser sends it: what changes something, and the live
  connection, comes from our own pages.
- A session cookie, SameSite=Strict and not for scripts. It is given for a token that works once.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Literal

COOKIE = "mockint"
"""Begins the cookie's name; the port ends it, since cookies do not tell ports apart."""
ENTRANCE = "/enter"
"""Where a token becomes a session: it needs none."""
ANOTHER = "/another"
"""Where another mockint of the same person asks for a token, with the key from their own disk."""
OPEN = frozenset({"/static/page.css", "/static/app.css", "/static/icon.svg"})
"""What a page wears that turns somebody away. Nothing of it is personal."""
SAFE = frozenset({"GET", "HEAD"})
METHODS = SAFE | {"POST"}
TOKENS = 32
"""So many may wait to be used; the oldest goes first."""
OWN_SITES = frozenset({"same-origin", "none"})
"""What Sec-Fetch-Site says of our own pages, and of an address that was typed."""
LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request goes no further; the words are for the person."""

    status: int
    why: str
    next_step: str = "To open your own: mockint open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is looked at. Header names are in small letters; one that came twice is not here."""

    method: str
    path: str
    headers: Mapping[str, str]
    kind: Literal["http", "websocket"] = "http"
    by_another_user: bool = False
    """Of this machine."""


STRANGER = Refused(403, "This page belongs to somebody else, or its session has ended.")
CLOSED = Refused(503, "mockint is closed.", "To open it again: mockint open")
_ANOTHER_USER = Refused(403, "This page belongs to another user of this machine.")
_WRONG_HOST = Refused(403, "This address is not the page's own.")
_WRONG_ORIGIN = Refused(403, "This was asked from another site.")
_WRONG_METHOD = Refused(405, "This cannot be done in this way.")


@dataclass(slots=True)
class Admission:
    """The keys of one server: its session, and the tokens that were handed out."""

    port: int
    _session: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    _tokens: list[str] = field(default_factory=list)
    key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """For :data:`ANOTHER`."""

    def new_token(self) -> str:
        """A token that lets one browser in, once."""
        token = secrets.token_urlsafe(32)
        self._tokens = [*self._tokens[1 - TOKENS :], token]
        return token

    def redeem(self, token: str) -> str | None:
        """The Set-Cookie header for ``token``, which is used up then; None where it is not ours."""
        for known in self._tokens:
            if _same(token, known):
                self._tokens.remove(known)
                return f"{self._cookie}={self._session}; Path=/; HttpOnly; SameSite=Strict"
        return None

    def refusal(self, request: Request) -> Refused | None:
        """Why this request is refused; None where it may go on."""
        for is_so, refused in (
            (request.by_another_user, _ANOTHER_USER),
            (request.headers.get("host", "").lower() not in self.hosts, _WRONG_HOST),
            (request.method not in METHODS, _WRONG_METHOD),
        ):
            if is_so:
                return refused
        if request.path == ANOTHER and request.kind == "http":
            return None if self._is_same_person(request) else STRANGER
        if not self._is_our_site(request):
            return _WRONG_ORIGIN
        needs_none = request.path == ENTRANCE or request.path in OPEN
        if needs_none and request.kind == "http" and request.method == "GET":
            return None
        return None if self._is_known(request.headers.get("cookie", "")) else STRANGER

    @property
    def _cookie(self) -> str:
        return f"{COOKIE}-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What the Host header may say."""
        return frozenset(f"{name}:{self.port}" for name in LOCAL_NAMES)

    def _is_our_site(self, request: Request) -> bool:
        headers = request.headers
        origin, came_from = headers.get("origin"), headers.get("sec-fetch-site", "none")
        changes = request.method not in SAFE or request.kind == "websocket"
        if origin is None and changes:
            return False
        # A form of a page without referrer says "null" (Fetch, "append a request Origin header");
        # where it was sent from is then what the browser itself says.
        is_form = origin == "null" and came_from == "same-origin" and request.kind == "http"
        own = f"http://{headers['host'].lower()}"
        if origin is not None and not is_form and origin.lower() != own:
            return False
        # The entrance is reached from a file on the disk, which counts as another site.
        return came_from in OWN_SITES or request.path == ENTRANCE

    def _is_same_person(self, request: Request) -> bool:
        """It can read what only this person can, and is no page in a browser."""
        shown = request.headers.get("authorization", "").removeprefix("Bearer ")
        is_program = request.method == "POST" and "origin" not in request.headers
        return is_program and _same(shown, self.key)

    def _is_known(self, cookies: str) -> bool:
        try:
            morsel = SimpleCookie(cookies).get(self._cookie)
        except CookieError:
            return False
        return morsel is not None and _same(morsel.value, self._session)


def _same(shown: str, known: str) -> bool:
    """In the same time, however much of it is right."""
    return secrets.compare_digest(shown.encode("utf-8", "replace"), known.encode())
