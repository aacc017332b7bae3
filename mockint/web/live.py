"""What goes on now, as one value that every open tab is sent whenever it changes.

The commands run on a thread of their own and the connections on the server's loop: ``Live`` is the
one thing both touch, and holds the lock.
"""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from mockint.screen.state import ScreenState

NOTICES = 5
"""The last so many lines that a command said stay on the page."""


@dataclass(frozen=True, slots=True)
class Dialog:
    """A question that the command waits on; any tab that holds the keys may answer it."""

    number: int
    """Tells it from the one before: a late answer to that one counts for nothing."""
    kind: Literal["confirm", "ask", "edit", "choose"]
    text: str
    default: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """(what is answered, what is shown) of each thing that is offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """All that a tab needs to show the present, from nothing."""

    title: str = ""
    """What is going on; empty while nothing is."""
    screen: ScreenState | None = None
    dialog: Dialog | None = None
    work: tuple[str, float] | None = None
    """What takes long beside the round, and how far it is, 0 to 1."""
    notices: tuple[str, ...] = ()
    error: str = ""
    """Why what was begun has failed."""
    place: str = ""
    """The page where it is shown; empty before anything began."""
    can_cancel: bool = False
    """The person may end what takes long."""
    playing: bool = False
    """Something is heard that a key ends."""

    def told(self, text: str) -> "Now":
        """With one more line."""
        return replace(self, notices=(*self.notices, text)[-NOTICES:])


class Live:
    """The present, and who is told of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._now = Now()
        self._watchers: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    @property
    def now(self) -> Now:
        """As it is at this moment."""
        return self._now

    def change(self, changed: Callable[[Now], Now]) -> None:
        """Let ``changed`` make the next value of this one, and wake who watches. Any thread."""
        with self._lock:
            self._now = changed(self._now)
            watchers = tuple(self._watchers.items())
        for event, loop in watchers:
            loop.call_soon_threadsafe(event.set)

    def watch(self) -> asyncio.Event:
        """An event of the running loop that is set with each change. See :meth:`unwatch`."""
        event = asyncio.Event()
        event.set()
        with self._lock:
            self._watchers[event] = asyncio.get_running_loop()
        return event

    def unwatch(self, event: asyncio.Event) -> None:
        """Nobody waits for it any more."""
        with self._lock:
            self._watchers.pop(event, None)


class Holders:
    """Which of the open tabs holds the keys: the first, until it goes or another one takes them."""

    def __init__(self) -> None:
        self._tabs: list[int] = []

    def __len__(self) -> int:
        return len(self._tabs)

    def join(self, tab: int) -> None:
        """A tab was opened; it waits behind the others."""
        self._tabs.append(tab)

    def leave(self, tab: int) -> None:
        """A tab is gone; the one that has waited longest comes next."""
        if tab in self._tabs:
            self._tabs.remove(tab)

    def take(self, tab: int) -> None:
        """The person wants to go on in this one."""
        if tab in self._tabs:
            self._tabs.remove(tab)
            self._tabs.insert(0, tab)

    def holds(self, tab: int) -> bool:
        """Whether this tab's keys count."""
        return self._tabs[:1] == [tab]


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that a tab does not know yet: a clock that ticks does not send all words again."""
    return {name: value for name, value in after.items() if before.get(name, _NEVER) != value}


_NEVER = object()
