"""Lists and files from a model hub that drips, lies or sends nonsense: one error, in time."""

import json
import threading
import time
from pathlib import Path

import pytest

from mockint.deadline import within
from mockint.download import LIST_BYTES, Broken, answers, download, json_at
from tests.support.talking_server import answer, drips, says, serving, silent

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "it is empty"),
        (b"<html>", "not valid JSON"),
        (b"[" * 9999, "nested more than 50 deep"),
        (b'["\\ud800"]', "half a character"),
        (b"[" + b"9" * 999 + b"]", "a number that is too long"),
        (b"\xff", "not UTF-8"),
        (json.dumps("a" * LIST_BYTES).encode(), "larger than 5 MB"),
    ],
)
def test_a_list_that_is_none(body: bytes, said: str) -> None:
    with serving(says(answer(body=body), close=True)) as told, pytest.raises(Broken, match=said):
        json_at(told.url)


@pytest.mark.parametrize("first", [b"", OK, OK + b"Content-Length: 9999\r\n\r\n"])
def test_a_list_that_drips(first: bytes) -> None:
    began = time.monotonic()
    with (
        serving(drips(first, b"X-More: 1\r\n")) as told,
        pytest.raises(Broken, match="the connection was cut"),
    ):
        json_at(told.url, limit_s=0.3)

    assert time.monotonic() - began < 2.0


def test_a_hub_that_says_nothing_does_not_answer() -> None:
    with serving(silent) as told:
        assert answers(told.url, 0.2) is False
    with serving(says(b"220 mail ready\r\n\r\n", close=True)) as told:
        assert answers(told.url, 2.0) is False


@pytest.mark.parametrize(
    "url", ["", "nonsense", "http://a..b/", f"http://{'a' * 64}/", "http://[/"]
)
def test_an_endpoint_that_cannot_be(url: str, tmp_path: Path) -> None:
    assert answers(url, 2.0) is False
    for fetch in (
        lambda: json_at(url),
        lambda: download(url, tmp_path / "part", lambda _: None),
    ):
        with pytest.raises(Broken):
            fetch()


@pytest.mark.parametrize("length", ["abc", "-1", "9" * 400, "1e3"])
def test_a_file_of_no_sensible_length(length: str, tmp_path: Path) -> None:
    said = OK + f"Content-Length: {length}\r\n\r\nabc".encode()
    with serving(says(said, close=True)) as told:
        download(told.url, tmp_path / "part", lambda _: None)

    assert (tmp_path / "part").read_bytes() == b"abc"


def test_a_refusal_is_told_in_a_short_line(tmp_path: Path) -> None:
    said = b"HTTP/1.1 403 " + b"no " * 9999 + b"\r\nContent-Length: 0\r\n\r\n"
    with serving(says(said, close=True)) as told, pytest.raises(Broken) as refused:
        json_at(told.url)
    assert len(str(refused.value)) < 300


# ---------------------------------------------------------------- the limit itself


def test_work_that_is_done_in_time_gives_what_it_gave() -> None:
    assert within(5.0, lambda: 3) == 3
    with pytest.raises(KeyError):
        within(5.0, lambda: {}["a"])


def test_work_that_is_not_is_given_up() -> None:
    over = threading.Event()
    with pytest.raises(TimeoutError):
        within(0.05, lambda: over.wait(5.0), give_up=over.set)
    assert over.is_set()
