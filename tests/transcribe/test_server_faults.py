"""A server that is busy, broken or hostile, and the key that it must not make us tell."""

import json
import os
import pickle
import subprocess
import sys
import time
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint import config, locations
from mockint.audio.types import RATE_HZ
from mockint.errors import MockintError, TranscribeError, UsageError
from mockint.servers.address import address
from mockint.servers.key import HIDDEN, KEY_VARIABLE, Key
from mockint.transcribe.engines.server import PAUSES_S, RemoteRecognizer, limit_s
from mockint.transcribe.engines.server_answer import recognition_in
from mockint.transcribe.process.parent import isolated
from tests.support.talking_server import Talk, Told, answer, drips, says, serving, silent

SOUND = np.zeros(2 * RATE_HZ, np.float32)
TEXT = answer({"text": "So, I fixed it."})
SAID = ["So,", "I", "fixed", "it."]
KEY = 'sk-Marker/7f"3a\\9c'
"""With what JSON writes in another way."""


def remote(told: Told, **more: Any) -> RemoteRecognizer:
    return RemoteRecognizer(told.url, "base.en", **{"pauses_s": (0.01, 0.01), **more})


def words(recognizer: RemoteRecognizer) -> list[str]:
    return [word.text for word in recognizer.recognize(SOUND).words]


# ---------------------------------------------------------------- again, and when


@pytest.mark.parametrize("status", [500, 502, 503, 504, 429])
def test_a_server_that_fails_is_asked_again_after_pauses_that_grow(status: int) -> None:
    pauses: list[float] = []
    with serving(says(answer({}, status), answer({}, status), TEXT)) as told:
        heard = words(remote(told, pauses_s=PAUSES_S, pause=pauses.append))

    assert heard == SAID
    assert pauses == list(PAUSES_S)
    assert pauses == sorted(pauses)
    assert told.connections == 1


@pytest.mark.parametrize("status", [500, 429])
def test_one_that_goes_on_failing_is_given_up(status: int) -> None:
    with (
        serving(says(answer({"error": "no room"}, status))) as told,
        pytest.raises(TranscribeError, match=rf"answered {status} \(no room\)"),
    ):
        remote(told).recognize(SOUND)

    assert len(told.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 413])
def test_one_that_refuses_is_not_asked_again(status: int) -> None:
    with serving(says(answer({}, status))) as told, pytest.raises(TranscribeError):
        remote(told).recognize(SOUND)

    sounds = [one for one in told.requests if one.startswith(b"POST")]
    assert len(sounds) == (2 if status == 400 else 1)  # 400: without the form that it may not know


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_is_asked_for_is_kept(status: int) -> None:
    waited: list[float] = []
    with serving(says(answer({}, status, "Retry-After: 7"), TEXT)) as told:
        heard = words(remote(told, pause=waited.append))

    assert heard == SAID
    assert sum(waited) == pytest.approx(7.0, abs=0.5)


def test_a_wait_that_is_too_long_is_kept_by_asking_no_more() -> None:
    waited: list[float] = []
    with serving(says(answer({}, 429, "Retry-After: 3600"), TEXT)) as told:
        hear = remote(told, pause=waited.append)
        for _ in range(3):
            with pytest.raises(TranscribeError, match=r"asked too often \(it wants .* 3[56]\d\d s"):
                hear.recognize(SOUND)

        assert len(told.requests) == 1
    assert sum(waited) < 1.0


def test_a_round_has_one_connection() -> None:
    with serving(says(TEXT)) as told:
        hear = remote(told)
        hear.warm()
        assert [words(hear) for _ in range(4)] == [SAID] * 4

    assert (told.connections, len(told.requests)) == (1, 5)


def test_all_tries_together_have_one_limit() -> None:
    def slow(told: Told, connection: Any) -> None:
        while told.request(connection):
            told.over.wait(0.2)
            connection.sendall(answer({}, 500))

    with serving(slow) as told:
        began = time.monotonic()
        with pytest.raises(TranscribeError):
            remote(told, limit_s=0.5, pauses_s=(0.01,) * 99).recognize(SOUND)
        assert time.monotonic() - began < 1.5


def test_one_that_is_stuck_is_waited_for_half_as_long_each_time_until_it_answers() -> None:
    waited_s: list[float] = []
    with serving(silent, silent, silent, says(TEXT, close=True), silent) as told:
        hear = remote(told, limit_s=0.8)
        for answers in (False, False, False, True, False):
            if answers:
                assert words(hear) == SAID
                continue
            began = time.monotonic()
            with pytest.raises(TranscribeError, match="slow or stuck"):
                hear.recognize(SOUND)
            waited_s.append(time.monotonic() - began)
    assert all(one >= least for one, least in zip(waited_s, (0.8, 0.4, 0.2, 0.7), strict=True))
    assert sum(waited_s[:3]) < 2 * 0.8 + 0.5


@pytest.mark.parametrize("sound_s", [0.1, 1.0, 2.0, 5.0, 30.0])
def test_the_limit_is_below_that_of_the_process_in_which_it_runs(sound_s: float) -> None:
    from mockint.transcribe.process.parent import _limit_s

    assert limit_s(sound_s) < _limit_s(np.zeros(round(sound_s * RATE_HZ), np.float32))


# ---------------------------------------------------------------- what is answered

NONSENSE: dict[str, tuple[bytes, str]] = {
    "half a character": (b'{"text": "so \\ud800"}', "half a character"),
    "deep": (b'{"text": ' + b"[" * 100_000, "nested more than 50 deep"),
    "deep in an error": (b'{"error":' * 40 + b"1" + b"}" * 40, "answered 400"),
    "a number": (b'{"text": "a", "n": ' + b"9" * 400 + b"}", "a number that is too long"),
    "infinity": (b'{"text": "a", "n": 1e999}', "1e999 is not a number"),
    "an infinite time": (b'{"words": [{"word": "a", "start": -Infinity, "end": 1}]}', "Infinity"),
    "no time": (b'{"words": [{"word": "a", "start": NaN, "end": 1}]}', "a time that is no number"),
    "another encoding": ('{"text": "é"}'.encode("latin-1"), "not UTF-8 text"),
    "a million words": (json.dumps({"text": "so " * 600_000}).encode(), "more words than can be s"),
    "too large": (json.dumps({"text": "so " * 900_000}).encode(), "its answer is too long"),
    "many timed": (
        json.dumps({"words": [{"word": "a", "start": 0, "end": 1}] * 9_999}).encode(),
        "more words than can be said in 2 s",
    ),
    "many pieces": (
        json.dumps({"segments": [{"words": [{"word": "a", "start": 0, "end": 1}] * 999}]}).encode(),
        "more words than can be said in 2 s",
    ),
}


@pytest.mark.parametrize(("body", "said"), NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_one_error_that_does_not_end_a_round(body: bytes, said: str) -> None:
    status = 400 if "answered 400" in said else 200
    with serving(says(answer(status=status, body=body))) as told:
        began = time.process_time()
        with pytest.raises(TranscribeError) as refused:
            remote(told).recognize(SOUND)
        assert time.process_time() - began < 3.0

    assert said in str(refused.value)
    assert len(str(refused.value)) < 500
    assert str(refused.value).isprintable()


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["segments", "words", "word", "start", "end", "text", "probability"]),
            inside,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["segments", "words", "text"]), JSON), st.floats(0, 30))
def test_any_object_is_words_or_a_value_error(told: dict[str, Any], length_s: float) -> None:
    try:
        heard = recognition_in(told, length_s)
    except ValueError:
        return
    assert all(word.end - word.start >= 0.0 for word in heard.words if heard.estimated)


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    "url",
    [
        *("http://a..b", "http://.", "http://a b", "http://" + "a" * 64, "http://" + "a." * 200),
        *("http://a:0", "http://a:65536", "http://a:-1", "http://[::g]", "http://-a", "http://a%b"),
        *("http://\u2100.example", "http://a\u202eb", "http://a\x1b[31m", "http://a/é"),
        *("http://a/b c", "http://a\\b", "http://" + "\u00fc" * 100_000, "http://a_\ud800", "https://*"),
        "http://a,b",
    ],
)  # fmt: skip
def test_a_host_or_a_port_that_cannot_be_is_refused_as_an_address(url: str) -> None:
    began = time.process_time()
    with pytest.raises(UsageError, match="is not the address of a server"):
        address(url)
    assert time.process_time() - began < 1.0


@given(
    st.text(max_size=20) | st.text(st.sampled_from("ab.:/@[]%-0129\u00fc?#\\ \x00"), max_size=20)
)
def test_any_address_is_one_or_a_usage_error(rest: str) -> None:
    try:
        to = address(f"http://{rest}")
    except UsageError:
        return
    assert 0 < to.port < 65536
    to.host.encode("idna")
    assert to.path.isascii()
    assert to.path.isprintable()


@pytest.mark.parametrize(
    "url",
    [
        "http://me:hunter2@host:99999",
        "http://me:hunter2@a\u2100b",
        "ftp://me:hunter2@host",
        "http://me:hunter2@",
        "http://me:hunter2@host?x",
        "http://me:hun/ter2@host",
        "http://hunter2@host/v1",
    ],
)
def test_a_password_in_an_address_is_never_shown(url: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'engine = "{url}"', encoding="utf-8")

    for refused in (lambda: address(url), lambda: config.load(file)):
        with pytest.raises(UsageError) as told:
            refused()
        assert "hunter2" not in str(told.value)
        assert "ter2" not in str(told.value)


# ---------------------------------------------------------------- the key


@pytest.mark.parametrize("around", ["{}", " {}", "{}\r\n", "\t{}\n", "\u00a0{}\u00a0"])
def test_blanks_around_the_key_are_no_part_of_it(
    around: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, around.format(KEY))
    with serving(says(TEXT)) as told:
        remote(told).recognize(SOUND)

    assert f"Authorization: Bearer {KEY}\r\n".encode() in told.requests[0]


@pytest.mark.parametrize("blank", ["", " ", "\r\n"])
def test_a_key_of_blanks_is_none(blank: str) -> None:
    assert Key({KEY_VARIABLE: blank}).headers() == Key({}).headers() == {}


ODD = [
    f"Bearer {KEY}",
    f"{KEY}\r\nX-More: 1",
    f"{KEY}\u0430",
    f"\u200b{KEY}",
    f"{KEY}\x7f",
    f"“{KEY}”",
]


@pytest.mark.parametrize("key", [*ODD, f"{KEY}\udc80"])
def test_a_key_that_cannot_be_one_is_not_sent_and_not_shown(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, key)
    with serving(says(TEXT)) as told:
        for ask in (lambda: remote(told).warm(), lambda: remote(told).recognize(SOUND)):
            with pytest.raises(TranscribeError, match=f"the key in {KEY_VARIABLE} cannot") as odd:
                ask()
            assert_hidden(odd.value)

    assert told.requests == []


@given(st.text())
def test_any_key_is_read_or_refused_without_a_sign_of_it(text: str) -> None:
    marked = f"{text}Marker7f3a9c{text}"
    try:
        sent = Key({KEY_VARIABLE: marked}).headers()["Authorization"]
    except TranscribeError as error:
        sent = str(error)
        assert "Marker" not in sent
    else:
        assert sent == f"Bearer {marked.strip()}"
    assert sent.replace("…", "").isascii()
    assert sent.isprintable()


ECHO = {"error": {"message": f"the key {KEY} is wrong", "detail": [KEY]}}
RAW = f"Bearer {KEY} said the server {KEY}".encode()


def redirects(told: Told, connection: Any) -> None:
    told.request(connection)
    connection.sendall(
        answer({}, 307, f"Location: {told.url}/stolen?key={KEY}", "Connection: close")
    )


FAILING: dict[str, Talk] = {
    **{f"{n} as JSON": says(answer(ECHO, n)) for n in (200, 400, 401, 403, 404, 422, 429, 500)},
    **{f"{n} as text": says(answer(status=n, body=RAW)) for n in (200, 400, 401, 404, 500)},
    "400 escaped": says(answer(status=400, body=json.dumps(ECHO).replace("/", "\\/").encode())),
    "400 in code": says(
        answer(status=400, body=b'"' + b"".join(b"\\u%04x" % ord(one) for one in KEY) + b'"')
    ),
    "a list of it": says(answer([KEY], 400)),
    "as a status in the body": says(answer({"status_code": 500, "detail": KEY})),
    "as a time": says(answer({"words": [{"word": "a", "start": KEY, "end": 1}]})),
    "as no words": says(answer({"segments": KEY})),
    "as a model": says(answer({}, 404), answer({"data": [{"id": KEY}]})),
    "as a status line": says(f"HTTP/1.1 {KEY} {KEY}\r\n\r\n".encode(), close=True),
    "as no HTTP": says(RAW + b"\r\n\r\n", close=True),
    "as the size of a chunk": says(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + RAW + b"\r\n", close=True
    ),
    "as a length": says(f"HTTP/1.1 200 OK\r\nContent-Length: {KEY}\r\n\r\n".encode(), close=True),
    "as a wait": says(answer({}, 429, f"Retry-After: {KEY}")),
    "a long wait": says(answer(ECHO, 429, "Retry-After: 3600")),
    "a redirect": redirects,
    "closed at once": lambda told, connection: None,
    "never": silent,
    "dripped": drips(b"HTTP/1.1 200 OK\r\n\r\n", RAW),
}  # fmt: skip


@pytest.mark.parametrize("talk", FAILING.values(), ids=FAILING.keys())
def test_no_failure_tells_the_key(
    talk: Talk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with serving(talk) as told:
        hear = remote(told, limit_s=0.5)
        for _ in range(2):
            with pytest.raises(TranscribeError) as failed:
                hear.recognize(SOUND)
            assert_hidden(failed.value)
        assert KEY not in hear.name + repr(vars(hear))
        assert not any(b"/stolen" in one for one in told.requests)
        assert all(KEY.encode() in one for one in told.requests), "it was sent, as it should be"

    printed = capfd.readouterr()
    assert "Marker" not in caplog.text + printed.out + printed.err


@pytest.mark.parametrize(
    "url",
    ["https://{}", "http://nowhere.invalid:{0.port}", "http://127.0.0.1:1"],
    ids=["encryption", "no such host", "nobody there"],
)
def test_no_connection_tells_no_key(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with serving(says(RAW, close=True)) as told:
        where = f"https://127.0.0.1:{told.port}" if "{}" in url else url.format(told)
        with pytest.raises(TranscribeError, match=r"cannot be reached|did not answer") as failed:
            RemoteRecognizer(where, "base.en", limit_s=1.0, pauses_s=()).recognize(SOUND)

    assert_hidden(failed.value)
    assert not any(KEY.encode() in one for one in told.requests)


def assert_hidden(error: MockintError) -> None:
    """No part of the key is in what is shown or kept of ``error``, nor in what goes over a pipe."""
    told = str(error) + repr(error) + repr(error.args) + repr(pickle.dumps(error))
    assert "Marker" not in told
    assert "7f" + '"' not in told


ECHOED_WORDS = [
    {"text": f"so {KEY} it"},
    {"segments": [{"start": 0, "end": 1, "text": f"so {KEY} it"}]},
    {"words": [{"word": one, "start": 0, "end": 1} for one in ("so", KEY, "it")]},
]


@pytest.mark.parametrize("told_words", ECHOED_WORDS, ids=["text", "segments", "words"])
def test_a_key_that_comes_back_as_words_is_not_kept(
    told_words: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with serving(says(answer(told_words))) as told:
        assert [one for one in words(remote(told)) if one != HIDDEN] in (
            ["so", "it"],
            ["so", "[key]", "it"],
        )


WRITTEN = {
    "in an address": quote(KEY, safe=""),
    "in an address, in small letters": quote(KEY, safe="").lower().replace("marker", "Marker"),
    "in an address, every letter": "".join(f"%{one:02x}" for one in KEY.encode()),
    "base64": b64encode(KEY.encode()).decode(),
    "base64 of the header": b64encode(f"Bearer {KEY}".encode()).decode(),
    "base64, for addresses": urlsafe_b64encode(f"x{KEY}".encode()).decode(),
    "hexadecimal": KEY.encode().hex(),
    "its beginning": f"{KEY[:9]}…",
    "its end": f"…{KEY[-9:]}",
    "with blanks": " ".join(KEY),
    "in lines": f"{KEY[:5]}\n{KEY[5:11]}\r\n{KEY[11:]}",
    "in two texts": [KEY[:9], KEY[9:]],
    "as a name": {KEY: 1},
}


@pytest.mark.parametrize("way", WRITTEN)
def test_a_key_is_hidden_however_it_is_written(way: str) -> None:
    told = Key({KEY_VARIABLE: KEY}).hidden_in({"error": ["the key", WRITTEN[way], "is wrong"]})
    shown = json.dumps(told, ensure_ascii=False)
    assert HIDDEN in shown
    assert "the key" in shown
    assert "is wrong" in shown
    dense = "".join(shown.split())
    written = "".join(json.dumps(WRITTEN[way], ensure_ascii=False).split())
    runs = {dense[at : at + 12] for at in range(len(dense) - 11)}
    assert not [run for run in runs if run in written]
    assert "Marker" not in dense


@given(st.text(alphabet="abcdefghij klmno.", max_size=60))
def test_what_is_no_key_is_shown_as_it_was(text: str) -> None:
    assert Key({KEY_VARIABLE: KEY}).hidden_in([text, {"a": text}]) == [text, {"a": text}]


def test_a_placeholder_for_a_key_is_a_word_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "fixed")
    with serving(says(TEXT)) as told:
        assert words(remote(told)) == SAID


def test_a_child_process_sends_it_and_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with serving(says(answer(ECHO, 401))) as told:
        hear = isolated(Make(told.url))
        try:
            with pytest.raises(TranscribeError, match="needs a key") as failed:
                hear.warm()
        finally:
            hear.close()

    assert_hidden(failed.value)
    assert KEY.encode() in told.requests[0]


class Make:
    """Makes a recognizer in another process."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self) -> RemoteRecognizer:
        return RemoteRecognizer(self._url, "base.en", pauses_s=())


# ---------------------------------------------------------------- as a person meets it


@pytest.mark.parametrize(
    ("key", "talk", "rc"),
    [
        (KEY, says(answer(ECHO, 401)), 1),
        (KEY, says(answer(ECHO, 400)), 1),
        (KEY, redirects, 1),
        (KEY, says(answer({"text": f"I was asked for {KEY} and I fixed it myself."})), 0),
        (f"{KEY}\r", says(answer({"text": "I fixed it myself."})), 0),
        (ODD[2], says(TEXT), 1),
    ],
    ids=["refused", "told", "redirected", "as words", "a stray return", "a stray letter"],
)
def test_a_review_prints_and_writes_no_key(key: str, talk: Talk, rc: int, home: Path) -> None:
    recording = locations.content_dir() / "candidates" / "flawed" / "answer.ogg"
    with serving(talk) as told:
        done = subprocess.run(
            [sys.executable, "-m", "mockint", "review", str(recording), "--engine", told.url],
            env=os.environ | {KEY_VARIABLE: key},
            capture_output=True,
            timeout=120,
            check=False,
        )

    written = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    for text in (done.stdout, done.stderr, *written):
        assert b"Marker" not in text
    assert done.returncode == rc, done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_a_round_keeps_its_take_and_no_key(home: Path) -> None:
    """A server that is well at first, and then says nonsense with the key in it."""
    nonsense = b'{"segments": "' + KEY.encode() + b'\\ud800"}'
    with serving(says(TEXT, answer(body=nonsense))) as told:
        typed = f"demo --plain --voice none --probes 1 --engine {told.url}"
        done = subprocess.run(
            [sys.executable, "-m", "mockint", *typed.split()],
            env=os.environ | {KEY_VARIABLE: f"{KEY}\r\n"},
            capture_output=True,
            timeout=200,
            check=False,
        )

    written = {path.name: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert done.returncode == 0, done.stderr.decode()
    assert b"Recorded, but not transcribed" in done.stdout + done.stderr
    assert {"answer-1.flac", "round.json", "debrief.txt", "debrief.html"} <= written.keys()
    for name, text in (written | {"printed": done.stdout + done.stderr}).items():
        assert b"Marker" not in text, name
        assert b"Traceback" not in text, name
