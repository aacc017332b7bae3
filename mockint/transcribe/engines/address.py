"""Where a recognizer on another machine is reached. Pure."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from mockint.errors import UsageError

SOUND_LEAVES = "sound leaves this machine"
"""Part of the printed name of a server elsewhere."""
_PATH = "/audio/transcriptions"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A server that speaks OpenAI's transcription protocol."""

    scheme: str
    host: str
    port: int
    path: str
    """Of transcriptions, e.g. "/v1/audio/transcriptions"."""

    @property
    def here(self) -> bool:
        """The server runs on this very machine, so nothing leaves it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def readable_on_the_way(self) -> bool:
        """Whoever is between here and there can listen in."""
        return self.scheme == "http" and not self.here

    @property
    def shown(self) -> str:
        """As a person types it, without a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def is_address(request: str) -> bool:
    """Whether this asks for a server, and not for an engine or a file; right or wrong."""
    return "://" in request


def address(url: str) -> Address:
    """What ``url`` means: a server, its "/v1", or the very place where it transcribes.

    Raises UsageError for what is none, and for a password in it: it would be shown everywhere.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise _wrong(url, str(error)) from error
    if parts.scheme not in _PORTS:
        raise _wrong(url, f"it begins with {parts.scheme or '?'}://, not with http:// or https://")
    if not host:
        raise _wrong(url, "it contains no host name")
    if parts.username is not None or parts.password is not None:
        raise _wrong(
            f"{parts.scheme}://…@{host}",
            "it contains a user name or password, which mockint would show",
        )
    if parts.query or parts.fragment:
        raise _wrong(url, "it contains a ? or #")
    path = parts.path.rstrip("/")
    if path in ("", "/v1"):
        path = f"/v1{_PATH}"
    elif path.endswith("/v1"):
        path += _PATH
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], path)


def leaving_notice(url: str) -> str:
    """What to tell somebody whose sound is sent to ``url``; empty where it stays here."""
    to = address(url)
    if to.here:
        return ""
    notice = f"Sound leaves this machine: {to.shown} gets what you say."
    if to.readable_on_the_way:
        notice += " With http://, others on the network can listen; with https://, they cannot."
    return notice


def _wrong(shown: str, cause: str) -> UsageError:
    return UsageError(
        f"{shown} is not the address of a server",
        cause=cause,
        next_step="--engine http://localhost:8000, or a similar address",
    )
