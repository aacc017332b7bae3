"""What goes wrong round the page: nothing is lost, and all of it is said in plain words."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.websockets import WebSocket

from mockint import locations
from mockint.audio.files import read
from mockint.errors import UsageError
from mockint.web import app, peers, serving
from mockint.web.connection import Connections
from mockint.web.front import PageFront
from mockint.web.listening import listeners
from mockint.web.live import Live
from mockint.web.sitting import Sitting
from tests.interview.test_on_card import FLAWED, alike
from tests.support.browser import Page, needs_chromium
from tests.support.page_server import Visitor, served
from tests.support.sound_card import Card, wait_for
from tests.web.test_in_browser import Start, begin_round, enter, press, start, until

__all__ = ["start"]  # a fixture
NOBODY = 65534
"""A user number that owns nothing."""
has_users = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0,
    reason="only root on Linux can be another user for a moment",
)


@pytest.fixture
def visitor(home: object) -> Iterator[Visitor]:
    with served() as address, Visitor(address) as one:
        yield one


@pytest.fixture
def asks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What is begun on the page asks whether it is sure; its answers."""
    answered: list[bool] = []

    def run(front: PageFront) -> str:
        answered.append(front.confirm("Sure?"))
        return "/rounds"

    monkeypatch.setattr(app, "activity", lambda _given: ("Your question", run, "/now"))
    return answered


# ---------------------------------------------------------------- who is at the other end

AS_ANOTHER = """
import encodings.idna, http.client, os, sys
host, path, cookie, uid = sys.argv[1:]
os.setuid(int(uid))
for more in ({}, {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
                  "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}):
    line = http.client.HTTPConnection(host)
    line.request("GET", path, headers={"Cookie": cookie, "Origin": f"http://{host}", **more})
    answer = line.getresponse()
    print(answer.status, answer.read().decode())
    path = "/live"
"""


@has_users
@pytest.mark.parametrize("name", ["127.0.0.1", "[::1]"])
def test_another_user_gets_nothing_with_everything_in_hand(visitor: Visitor, name: str) -> None:
    host = f"{name}:{visitor.host.partition(':')[2]}"

    def asked(user: int) -> str:
        command = [sys.executable, "-c", AS_ANOTHER, host, "/now", visitor.cookie, str(user)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    theirs = asked(NOBODY)
    assert theirs.startswith("403")
    assert "This page belongs to another user of this machine." in theirs
    assert theirs.count("403") == 2
    assert "101" not in theirs
    own = asked(os.geteuid())
    assert own.startswith("200")
    assert "101" in own


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says so")
@pytest.mark.parametrize(
    ("family", "there", "from_"),
    [
        (socket.AF_INET, "127.0.0.1", "127.0.0.1"),
        (socket.AF_INET6, "::1", "::1"),
        (socket.AF_INET, "127.0.0.1", "::ffff:127.0.0.1"),
    ],
)
def test_whose_a_connection_is(family: socket.AddressFamily, there: str, from_: str) -> None:
    with socket.create_server((there, 0), family=family) as listener:
        at = listener.getsockname()[:2]
        assert peers.listener(at) == os.geteuid()
        kind = socket.AF_INET6 if ":" in from_ else socket.AF_INET
        with socket.socket(kind) as client:
            client.connect((from_ if ":" in from_ else there, at[1]))
            ours, _ = listener.accept()
            theirs = ours.getpeername()[:2]
            assert peers.owner(theirs, at) == os.geteuid()
            assert not peers.is_another_user(at, theirs)
        with ours:
            assert peers.owner(theirs, at) is None, "what is closed is listed as root's"
            assert peers.is_another_user(at, theirs)
    assert peers.is_of_another_user(at), "nobody listens there any more"


# ---------------------------------------------------------------- the sockets


def test_both_loopbacks_and_no_other_address() -> None:
    made = listeners(0)
    try:
        ports = {one.getsockname()[1] for one in made}
        assert len(ports) == 1
        hosts = [one.getsockname()[0] for one in made]
        assert hosts in (["127.0.0.1", "::1"], ["127.0.0.1"])
        with pytest.raises(UsageError, match=r"another program has it.*mockint open"):
            listeners(ports.pop())
    finally:
        for one in made:
            one.close()


def test_a_port_that_somebody_has_at_the_other_loopback_is_taken() -> None:
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} cannot be used"):
            listeners(port)
        return
    pytest.skip("this machine has no ::1")


def told(port: int, key: str = "key") -> None:
    place = locations.server_file()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"port": port, "key": key}))


@pytest.mark.parametrize("left", ["nothing", "nonsense", "a dead port", "a liar"])
def test_what_a_dead_server_left_behind_leads_nowhere(left: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        if left == "nonsense":
            told(-1)
        elif left == "a liar":
            told(port)

            def lie() -> None:
                line, _ = other.accept()
                with line:
                    line.recv(1000)
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx&y=<b>zz")

            threading.Thread(target=lie).start()
        elif left == "a dead port":
            other.close()
            told(port)
        assert serving.address_of_running() is None
    with served() as address:
        assert (serving.address_of_running() or "").partition("=")[0] == address.partition("=")[0]
    assert not locations.server_file().exists()


@has_users
def test_a_key_is_not_told_to_another_user_who_has_the_port_now() -> None:
    program = (
        "import os, socket; os.setuid(65534); one = socket.create_server(('127.0.0.1', 0));"
        "print(one.getsockname()[1], flush=True); one.settimeout(5); one.accept()"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        told(int(other.stdout.readline()))
        assert serving.address_of_running() is None
        assert other.poll() is None, "nobody has knocked"
        other.kill()


def test_the_end_of_one_server_leaves_the_door_of_another() -> None:
    with served() as address, Visitor(address) as visitor:
        told(1, "of another")
        visitor.post("/end", "sure=yes")
    assert "of another" in locations.server_file().read_text()


# ---------------------------------------------------------------- until when it stays


class Looks:
    """Stands for the event that it has ended; counts how often somebody looked."""

    def __init__(self, ends_after: int = 10**6) -> None:
        self.count = 0
        self._ends_after = ends_after

    def wait(self, _timeout: float) -> bool:
        self.count += 1
        return self.count > self._ends_after


ALONE = int(serving.ALONE_S / serving.LOOK_EVERY_S)


@pytest.mark.parametrize(
    ("needed", "looks"),
    [
        (lambda _look: False, ALONE),
        (lambda look: look <= 5, 5 + ALONE),
        (lambda look: look == ALONE - 1, 2 * ALONE - 1),
    ],
    ids=["nobody ever", "the first five looks", "a visit just before the end"],
)
def test_it_ends_ten_minutes_after_the_last_tab(needed: Callable[[int], bool], looks: int) -> None:
    ended = Looks()
    serving.stay(ended, lambda: needed(ended.count))  # type: ignore[arg-type]
    assert ended.count == looks
    assert serving.ALONE_S == 600


def test_it_stays_while_it_is_needed_and_ends_when_it_is_told_to() -> None:
    ended = Looks(ends_after=5 * ALONE)
    serving.stay(ended, lambda: True)  # type: ignore[arg-type]
    assert ended.count == 5 * ALONE + 1


@pytest.mark.parametrize(("look", "comes"), [(0, True), (3, True), (10**6, False)])
def test_a_browser_that_never_comes_is_noticed(look: int, comes: bool) -> None:
    ended = Looks()
    assert serving.came(ended, lambda: ended.count >= look) is comes  # type: ignore[arg-type]
    assert ended.count == min(look, serving.NOBODY_CAME_S / serving.LOOK_EVERY_S)


# ---------------------------------------------------------------- the live connection

MADE_UP = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
HUGE = ("much of x", "much of [")
"""Stands for so much of its last letter."""
SAID = st.one_of(
    st.text(max_size=30),
    st.binary(max_size=30),
    MADE_UP.map(json.dumps),
    st.fixed_dictionaries({"dialog": MADE_UP, "value": st.sampled_from(["yes", None, 1])}).map(
        json.dumps
    ),
    st.fixed_dictionaries({"key": MADE_UP}).map(json.dumps),
    st.sampled_from(HUGE),
    st.sampled_from(['{"take": true}', '{"key": "q"}', "\ud800", '{"dialog": 1e999, "value": ""}']),
)


class FakeTab:
    """One end of a WebSocket: says ``said``, then goes; reads only while ``reads``."""

    def __init__(self, said: list[str | bytes], *, reads: bool = True) -> None:
        self.sent: list[dict[str, Any]] = []
        self.may_send = asyncio.Event()
        self.goes = asyncio.Event()
        if reads:
            self.may_send.set()
            self.goes.set()
        self._says = iter(said)
        self._began = False

    async def receive(self) -> dict[str, Any]:
        if not self._began:
            self._began = True
            return {"type": "websocket.connect"}
        for one in self._says:
            return {"type": "websocket.receive", "text" if isinstance(one, str) else "bytes": one}
        await self.goes.wait()
        return {"type": "websocket.disconnect", "code": 1006}

    async def send(self, message: Any) -> None:
        await self.may_send.wait()
        if "text" in message:
            self.sent.append(json.loads(message["text"]))

    def socket(self) -> WebSocket:
        return WebSocket({"type": "websocket"}, self.receive, self.send)


@settings(deadline=None, max_examples=60)
@given(st.lists(SAID, max_size=12))
def test_whatever_a_tab_says_nothing_breaks_and_nothing_is_answered(said: list[Any]) -> None:
    sitting = Sitting(Live())
    connections = Connections(sitting.live, sitting)
    number = sitting.answers.expect()
    real = json.dumps({"dialog": number, "value": "yes"})
    said = [one[-1] * 300_000 if one in HUGE else one for one in said if one != real]

    async def one_tab() -> None:
        await connections.serve(FakeTab(said).socket())

    asyncio.run(one_tab())
    assert connections.open == 0
    waits = threading.Thread(target=sitting.answers.wait, daemon=True)
    waits.start()
    waits.join(0.005)
    is_hit = any(_is_answer(one, number) for one in said)
    assert waits.is_alive() or is_hit
    sitting.answers.close()


def _is_answer(said: object, number: int) -> bool:
    with suppress(ValueError, TypeError, RecursionError):
        match json.loads(said):  # type: ignore[arg-type]
            case {"dialog": about, "value": str() | None}:
                return bool(about == number)
    return False


def test_a_tab_that_does_not_read_is_sent_the_last_present_alone() -> None:
    live = Live()
    connections = Connections(live, Sitting(live))

    async def asleep_and_awake() -> list[dict[str, Any]]:
        tab = FakeTab([], reads=False)
        serving_it = asyncio.create_task(connections.serve(tab.socket()))
        tab.may_send.set()
        await asyncio.sleep(0.02)
        tab.may_send.clear()
        for number in range(2_000):
            live.change(lambda now, number=number: now.told(f"line {number}"))  # type: ignore[misc]
            if number % 50 == 0:
                await asyncio.sleep(0.005)
        tab.may_send.set()
        await asyncio.sleep(0.3)
        tab.goes.set()
        await serving_it
        return tab.sent

    sent = asyncio.run(asleep_and_awake())
    assert len(sent) <= 4
    assert sent[-1]["notices"][-1] == "line 1999"


def test_a_browser_that_is_killed_leaves_the_keys_to_the_next_tab(visitor: Visitor) -> None:
    first, second = visitor.tab(), visitor.tab()
    first.until(lambda now: now["yours"])
    second.until(lambda now: now["yours"] is False)
    raw = first.socket.socket
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    raw.shutdown(socket.SHUT_RDWR)
    second.until(lambda now: now["yours"])


# ---------------------------------------------------------------- one thing at a time, and its end


def test_a_second_round_waits_and_closing_asks_first(visitor: Visitor, asks: list[bool]) -> None:
    tab = visitor.tab()
    assert visitor.post("/begin", "kind=any")[0] == 303
    dialog = tab.until(lambda now: now["dialog"])["dialog"]
    assert visitor.post("/begin", "kind=any")[0] == 303
    said = tab.until(lambda now: now["notices"])["notices"]
    assert said == ["Something is under way already. End it first."]

    status, page = visitor.post("/end", "")
    assert status == 200
    assert "Your question is still under way." in page
    assert "is not saved" in page
    assert tab.now["dialog"] == dialog, "nothing has ended yet"
    tab.say({"dialog": dialog["number"], "value": "yes"})
    tab.until(lambda now: not now["title"])
    assert asks == [True]
    status, page = visitor.post("/end", "")
    assert "mockint is closed" in page


def test_closing_all_the_same_ends_what_asks_without_an_answer(asks: list[bool]) -> None:
    with served() as address, Visitor(address) as visitor:
        visitor.post("/begin", "kind=any")
        visitor.tab().until(lambda now: now["dialog"])
        assert "mockint is closed" in visitor.post("/end", "sure=yes")[1]
        wait_for(lambda: asks, 10)
    assert asks == [False]


def test_what_is_asked_for_too_late_is_told_that_mockint_is_closed(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow() -> str:
        time.sleep(3)
        return "late"

    monkeypatch.setattr("mockint.web.showing.evening.now", slow)
    answers: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: answers.append(visitor.get("/now")))
    asking.start()
    time.sleep(0.2)
    visitor.post("/end", "sure=yes")
    asking.join()
    [(status, page)] = answers
    assert status == 503
    assert "mockint is closed. To open it again: mockint open" in page


# ---------------------------------------------------------------- in a real browser


@needs_chromium
@pytest.mark.sound
def test_device_lost_machine_asleep_and_closed_in_the_middle(
    start: Start,
    page: Page,
    virtual_card: Card,
) -> None:
    server = start()
    enter(page, server)
    begin_round(page, server)
    notes = "document.getElementById('notes').textContent"
    began = time.monotonic()
    virtual_card.do("unplug")
    until(page, f"{notes}.includes('disconnected')")
    assert time.monotonic() - began < 2.0
    virtual_card.do("plug")
    until(page, f"{notes}.includes('back')")
    os.kill(server.process.pid, signal.SIGSTOP)
    time.sleep(2.5)
    os.kill(server.process.pid, signal.SIGCONT)
    assert "Recording" in page.find("#doing").text
    virtual_card.do("play", str(FLAWED / "follow_through.ogg"))

    page.driver.get(server.root)
    press(page, "Close mockint")
    until(page, "document.querySelector('h1').textContent === 'Close mockint?'")
    assert "kept and judged" in page.find("main").text
    press(page, "Go back")
    until(page, "document.getElementById('doing')?.textContent.startsWith('Recording')")
    page.driver.get(server.root)
    press(page, "Close mockint")
    until(page, "document.querySelector('h1').textContent === 'Close mockint?'")
    press(page, "Close mockint")
    until(page, "document.querySelector('h1')?.textContent !== 'Close mockint?'")
    assert "mockint is closed" in page.find("main").text
    code = server.process.wait(60)
    assert code == 0
    (answer,) = (server.home / "data" / "rounds").rglob("answer-1.flac")
    assert alike(read(answer), read(FLAWED / "follow_through.ogg")) > 0.95
    assert (answer.parent / "debrief.html").exists()
