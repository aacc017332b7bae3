"""A request to a server that answers as it likes: an answer or an error, in time, of a size."""

import http.client
import socket
import threading
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint.servers.address import address
from mockint.servers.exchange import LONGEST_WAIT_S, Line, asked_wait
from tests.support.talking_server import Talk, Told, answer, drips, says, serving, silent

LIMIT_S = 0.3
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def line_to(told: Told, scheme: str = "http") -> Line:
    return Line(address(f"{scheme}://127.0.0.1:{told.port}"), most_bytes=10_000)


DRIPPING: dict[str, Talk] = {
    "nothing": silent,
    "status": drips(b"HTTP/1.1 200 ", b"O"),
    "headers": drips(OK, b"X-More: 1\r\n"),
    "a header": drips(OK + b"X-More: ", b"1"),
    "to continue": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": drips(OK + b"Content-Length: 9000\r\n\r\n", b" "),
    "body without an end": drips(OK + b"\r\n", b" "),
    "chunks": drips(CHUNKED, b"1\r\n \r\n"),
    "the size of a chunk": drips(CHUNKED, b"0"),
    "what stands after the chunks": drips(CHUNKED + b"0\r\n", b"X-More: 1\r\n"),
}


@pytest.mark.parametrize("talk", DRIPPING.values(), ids=DRIPPING.keys())
def test_an_answer_that_does_not_come_to_its_end_in_time(talk: Talk) -> None:
    with serving(talk) as told:
        began = time.monotonic()
        with pytest.raises((TimeoutError, http.client.HTTPException)):
            line_to(told).ask("/", {}, LIMIT_S, b"sound")
        assert time.monotonic() - began < LIMIT_S + 1.0


def test_a_server_that_does_not_read() -> None:
    with serving(silent) as told:
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            line_to(told).ask("/", {}, LIMIT_S, bytes(20_000_000))
        assert time.monotonic() - began < LIMIT_S + 1.0


def test_encryption_that_never_begins() -> None:
    with serving(silent) as told, pytest.raises(TimeoutError):
        line_to(told, "https").ask("/", {}, LIMIT_S)


def test_a_name_that_is_looked_up_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: over.wait(5.0))
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        Line(address("http://somewhere.example")).ask("/", {}, LIMIT_S)

    assert time.monotonic() - began < LIMIT_S + 1.0
    over.set()


def test_what_was_given_up_sends_nothing_later() -> None:
    """Nor does a thread stay behind: its connection is cut."""
    with serving(silent) as told:
        before = threading.active_count()
        with pytest.raises(TimeoutError):
            line_to(told).ask("/", {}, LIMIT_S)
        until = time.monotonic() + 2.0
        while threading.active_count() > before + 1 and time.monotonic() < until:
            time.sleep(0.01)  # one more is the server's own
        assert threading.active_count() <= before + 1


LONG: dict[str, bytes] = {
    "told before": OK + b"Content-Length: 99999\r\n\r\n" + b" " * 99_999,
    "until it closes": OK + b"\r\n" + b" " * 99_999,
    "chunks": CHUNKED + b"1869f\r\n" + b" " * 0x1869F + b"\r\n0\r\n\r\n",
    "a header": OK + b"X-More: " + b"1" * 99_999 + b"\r\n\r\n",
    "headers": OK + b"X-More: 1\r\n" * 9_999 + b"\r\n",
    "status": b"HTTP/1.1 200 " + b"O" * 99_999 + b"\r\n\r\n",
}


@pytest.mark.parametrize("said", LONG.values(), ids=LONG.keys())
def test_an_answer_that_is_too_long(said: bytes) -> None:
    with serving(says(said, close=True)) as told, pytest.raises(http.client.HTTPException):
        line_to(told).ask("/", {}, 5.0)


@pytest.mark.parametrize(
    "said",
    [OK + b"Content-Length: 9\r\n\r\nab", CHUNKED + b"9\r\nab", b"", b"220 mail ready\r\n"],
)
def test_an_answer_that_is_cut(said: bytes) -> None:
    with (
        serving(says(said, close=True)) as told,
        pytest.raises((http.client.HTTPException, ConnectionError)),
    ):
        line_to(told).ask("/", {}, 5.0)


PIECES = st.sampled_from(
    [
        *(OK, b"HTTP/1.1 ", b"\r\n", b"\r\n\r\n", b": ", b"0", b"9" * 30, b"-1", b"zz", b"{}"),
        *(b"Content-Length: ", b"Transfer-Encoding: chunked", b"Retry-After: ", b"204 ", b"100 "),
        *(b"\x00", b"\xff"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(said=st.lists(PIECES, max_size=12).map(b"".join) | st.binary(max_size=60))
def test_any_bytes_are_an_answer_or_an_error(said: bytes) -> None:
    with serving(says(said, close=True)) as told:
        try:
            found = line_to(told).ask("/", {}, 2.0)
        except (OSError, http.client.HTTPException, ValueError):
            return
    assert found.body in said


# ---------------------------------------------------------------- one connection


def test_one_connection_serves_a_round() -> None:
    with serving(says(answer({"n": 1}), answer({"n": 2}, 500), answer({"n": 3}))) as told:
        line = line_to(told)
        found = [line.ask("/", {}, 5.0, b"sound") for _ in range(3)]
        line.close()

    assert [(one.status, one.body) for one in found] == [
        (200, b'{"n": 1}'),
        (500, b'{"n": 2}'),
        (200, b'{"n": 3}'),
    ]
    assert told.connections == 1


def test_each_request_has_its_own_limit() -> None:
    def slow_at_second(told: Told, connection: socket.socket) -> None:
        while told.request(connection):
            told.over.wait(2 * LIMIT_S * (len(told.requests) - 1))
            connection.sendall(answer({}))

    with serving(slow_at_second) as told:
        line = line_to(told)
        assert [line.ask("/", {}, limit_s).status for limit_s in (LIMIT_S, 9.0)] == [200, 200]
        line.close()

    assert told.connections == 1


def test_a_connection_that_was_closed_meanwhile_is_made_anew() -> None:
    with serving(says(answer({}), close=True)) as told:
        line = line_to(told)
        assert [line.ask("/", {}, 5.0).status for _ in range(3)] == [200] * 3
        line.close()

    assert told.connections == 3


def test_one_that_says_close_is_closed() -> None:
    with serving(says(answer({}, 200, "Connection: close"))) as told:
        line = line_to(told)
        assert [line.ask("/", {}, 5.0).status for _ in range(2)] == [200] * 2

    assert told.connections == 2


def test_after_a_time_out_the_next_request_has_a_connection_of_its_own() -> None:
    with serving(silent, says(answer({}))) as told:
        line = line_to(told)
        with pytest.raises(TimeoutError):
            line.ask("/", {}, LIMIT_S)
        assert line.ask("/", {}, 5.0).status == 200
        line.close()


# ---------------------------------------------------------------- Retry-After

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "wait_s"),
    [
        (None, None),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("9" * 30, LONGEST_WAIT_S),
        ("9" * 5000, None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("soon", None),
        ("", None),
        ("Mon, 30 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 30 Nov 2026 12:00:30", 30.0),
        ("Mon, 30 Nov 2026 11:59:30 GMT", 0.0),
        ("Mon, 30 Nov 9999 11:59:30 GMT", LONGEST_WAIT_S),
        ("Mon, 99 Nov 2026 12:00:30 GMT", None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(header: str | None, wait_s: float | None) -> None:
    assert asked_wait(header, NOW) == wait_s


@given(st.text() | st.text(st.sampled_from("0123456789 :,GMTNov+-")))
def test_any_header_is_a_wait_or_none(header: str) -> None:
    wait_s = asked_wait(header)
    assert wait_s is None or 0.0 <= wait_s <= LONGEST_WAIT_S
