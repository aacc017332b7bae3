"""Where a server of OpenAI's protocol is reached, and what a person is told of it. Pure."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from mockint.errors import UsageError

SOUND_LEAVES = "sound leaves this machine"
"""Part of the printed name of a server elsewhere."""
TRANSCRIPTIONS = "/audio/transcriptions"
"""Where a recognizer is asked, after "/v1"."""
CHAT = "/chat/completions"
"""Where a language model is."""
_EXAMPLES = {
    TRANSCRIPTIONS: "--engine http://localhost:8000, or a similar address",
    CHAT: "--coach http://localhost:11434, or a similar address",
}
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?")
"""What stands between the dots of a host's name, as it is looked up."""
_LONGEST_HOST = 253


@dataclass(frozen=True, slots=True)
class Address:
    """A place at a server that speaks OpenAI's protocol."""

    scheme: str
    host: str
    port: int
    path: str
    """Of that place, e.g. "/v1/audio/transcriptions"."""

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


def address(url: str, at: str = TRANSCRIPTIONS) -> Address:
    """What ``url`` means: a server, its "/v1", or the very place of ``at``.

    Raises UsageError for what is none, and for a password in it: it would be shown everywhere.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:  # its text may have the password
        raise _wrong(url, at, "its host or its port cannot be read") from error
    if parts.scheme not in _PORTS:
        raise _wrong(
            url, at, f"it begins with {parts.scheme or '?'}://, not with http:// or https://"
        )
    if not host:
        raise _wrong(url, at, "it contains no host name")
    if "@" in parts.netloc:
        raise _wrong(url, at, "it contains a user name or password, which mockint would show")
    if not _is_host(host):
        raise _wrong(url, at, "no host can have that name")
    if port == 0:
        raise _wrong(url, at, "no server has the port 0")
    if not re.fullmatch(r"[!-~]*", parts.path):
        raise _wrong(
            url, at, "it contains a blank, or a character that is not ASCII, after the host"
        )
    if parts.query or parts.fragment:
        raise _wrong(url, at, "it contains a ? or #")
    path = parts.path.rstrip("/")
    if path in ("", "/v1"):
        path = f"/v1{at}"
    elif path.endswith("/v1"):
        path += at
    return Address(parts.scheme, host, port or _PORTS[parts.scheme], path)


def leaving_notice(url: str, at: str = TRANSCRIPTIONS) -> str:
    """What to tell somebody whose sound or words go to ``url``; empty where they stay here."""
    to = address(url, at)
    if to.here:
        return ""
    what = "Sound leaves" if at == TRANSCRIPTIONS else "Your words leave"
    notice = f"{what} this machine: {to.shown} gets what you say."
    if to.readable_on_the_way:
        notice += " With http://, others on the network can listen; with https://, they cannot."
    return notice


def masked(url: str) -> str:
    """``url`` as it may be shown: without a user name and password, where somebody wrote them."""
    return re.sub(r"//.*@", "//…@", url, flags=re.DOTALL)


def _is_host(host: str) -> bool:
    if len(host) > _LONGEST_HOST:
        return False
    try:
        ip_address(host)
    except ValueError:
        try:
            name = host.encode("idna").decode().removesuffix(".")
        except UnicodeError:  # nothing, or too much, between two dots; or letters of no name
            return False
        labels = name.split(".")
        return len(name) <= _LONGEST_HOST and all(_LABEL.fullmatch(one) for one in labels)
    return True


def _wrong(url: str, at: str, cause: str) -> UsageError:
    return UsageError(
        f"{masked(url)} is not the address of a server",
        cause=cause,
        next_step=_EXAMPLES[at],
    )
