"""Which user of this machine is at the other end of a loopback connection.

Linux says so in /proc/net/tcp and tcp6, a line a socket: the peer's socket is on this machine too,
and so in there. Nothing is asked elsewhere (macOS, Windows), nor in the Linux that Windows runs,
where a browser of Windows comes in through sockets that Linux does not list: there the token and
the session alone keep others out.
"""

import os
import platform
import sys
from collections.abc import Iterator
from ipaddress import IPv6Address, ip_address
from pathlib import Path

from mockint import files
from mockint.errors import FileError

Address = tuple[str, int]
"""(IP, port)."""

_TABLES = {4: Path("/proc/net/tcp"), 6: Path("/proc/net/tcp6")}
_LOCAL, _REMOTE, _OWNER, _INODE = 1, 2, 7, 9
"""Columns of a line."""
_ROOT = 0
"""Whoever reads all memory needs no page; proxies of the system run so."""


def is_another_user(ours: Address, theirs: Address) -> bool:
    """Whether the peer of a connection is somebody else on this machine: not who runs this program,
    and not root. A peer that is gone, or that cannot be found, is somebody else. False where it
    cannot be told.
    """
    return _is_listed_here() and _is_somebody_else(owner(theirs, ours))


def is_of_another_user(server: Address) -> bool:
    """Whether what listens at ``server`` is somebody else's, or is not there. False where it
    cannot be told."""
    return _is_listed_here() and _is_somebody_else(listener(server))


def can_be_told(own_server: Address) -> bool:
    """Whether this system says who is at the other end: it knows whose ``own_server`` is."""
    return _is_listed_here() and listener(own_server) == os.geteuid()


def listener(at: Address) -> int | None:
    """The user number of whoever listens at ``at``; None where nobody does."""
    return owner(at, ("::" if ":" in at[0] else "0.0.0.0", 0))


def owner(of: Address, connected_to: Address) -> int | None:
    """The user number of whoever has the socket at ``of`` that is connected to ``connected_to``;
    None where there is none."""
    for port, far_port, uid in _sockets(of[0], connected_to[0]):
        if (port, far_port) == (of[1], connected_to[1]):
            return uid
    return None


def _is_listed_here() -> bool:
    is_windows_own = "microsoft" in platform.release().lower()
    return sys.platform == "linux" and not is_windows_own


def _is_somebody_else(uid: int | None) -> bool:
    return uid not in (os.geteuid(), _ROOT)


def _sockets(host: str, far_host: str) -> Iterator[tuple[int, int, int]]:
    """(port, the other end's port, user) of each socket between the two IPs that a process has."""
    for version in (4, 6):
        hosts = _as_listed(host, version), _as_listed(far_host, version)
        for line in _lines(_TABLES[version]) if all(hosts) else ():
            columns = line.split()
            local, _, port = columns[_LOCAL].partition(":")
            remote, _, far_port = columns[_REMOTE].partition(":")
            # What no process has any more is listed as root's, without an inode.
            if (local, remote) == hosts and columns[_INODE] != "0":
                yield int(port, 16), int(far_port, 16), int(columns[_OWNER])


def _lines(table: Path) -> list[str]:
    try:
        return files.read_bytes(table).decode("ascii", "replace").splitlines()[1:]
    except FileError:  # there is no IPv6 here, or it may not be read
        return []


def _as_listed(host: str, version: int) -> str:
    """As the table of that version writes it: words of 32 bits in the machine's own order. Empty
    where the address cannot stand in it. A socket of IPv6 may speak to an address of IPv4."""
    address = ip_address(host)
    if version == 4 and address.version == 6:
        return ""
    if version == 6 and address.version == 4:
        address = IPv6Address(f"::ffff:{address}")
    packed = address.packed
    words = (packed[at : at + 4] for at in range(0, len(packed), 4))
    return "".join(f"{int.from_bytes(word, sys.byteorder):08X}" for word in words)
