"""The live connection of each open tab: what it is sent, and what it may say."""

import asyncio
import json
from contextlib import suppress
from itertools import count
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from mockint.decoding import Undecodable, json_value
from mockint.events import KeyPressed
from mockint.screen.typed import key_of
from mockint.web.live import Holders, Live, difference
from mockint.web.live_json import as_json
from mockint.web.sitting import Sitting

PER_SECOND = 15
"""A tab is sent the present at most so often."""
LONGEST_MESSAGE = 200_000
"""Characters; an edited story is the longest."""
KEYS = {"done": "\n"}


class Connections:
    """Every tab that is open. At most one holds the keys."""

    def __init__(self, live: Live, sitting: Sitting) -> None:
        self._live = live
        self._sitting = sitting
        self._numbers = count(1)
        self._holders = Holders()
        self.ever = False
        """Whether there was one at all."""

    @property
    def open(self) -> int:
        """How many tabs look on."""
        return len(self._holders)

    async def serve(self, socket: WebSocket) -> None:
        """Until the tab goes. What is under way goes on without it."""
        await socket.accept()
        self.ever = True
        tab = next(self._numbers)
        self._holders.join(tab)
        telling = asyncio.create_task(self._tell(socket, tab))
        try:
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    break
                self._heard(tab, message.get("text") or "")  # bytes are none of ours
        finally:
            self._holders.leave(tab)
            telling.cancel()
            with suppress(asyncio.CancelledError):
                await telling
            self._wake()

    async def _tell(self, socket: WebSocket, tab: int) -> None:
        changed = self._live.watch()
        known: dict[str, Any] = {}
        try:
            while True:
                await changed.wait()
                changed.clear()
                present = as_json(self._live.now, holds_keys=self._holders.holds(tab))
                news = difference(known, present)
                known = present
                if news:
                    await socket.send_text(json.dumps(news))
                await asyncio.sleep(1 / PER_SECOND)
        except (WebSocketDisconnect, RuntimeError):  # it has just gone
            return
        finally:
            self._live.unwatch(changed)

    def _heard(self, tab: int, text: str) -> None:
        """A message of a tab. One that makes no sense, or comes without the keys, is dropped."""
        if len(text) > LONGEST_MESSAGE:
            return
        try:
            message = json_value(text)
        except Undecodable:
            return
        if message == {"take": True}:
            self._holders.take(tab)
            self._wake()
            return
        if not self._holders.holds(tab):
            return
        match message:
            case {"key": str(key)} if key in KEYS:
                self._sitting.front.keys.press(KeyPressed("done", KEYS[key]))
            case {"key": str(key)} if len(key) == 1 and key.isprintable():
                self._sitting.front.keys.press(key_of(key))
            case {"line": str(line)} if line.isprintable():
                self._sitting.front.keys.press(KeyPressed("other", f"{line}\n"))
            case {"dialog": int(number), "value": str() | None as value}:
                self._sitting.answers.give(number, value)

    def _wake(self) -> None:
        """Who holds the keys may have changed."""
        self._live.change(lambda now: now)
