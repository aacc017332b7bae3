"""Whatever text from outside holds, no command lets it steer the terminal or a page, or fails."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mockint import locations
from mockint.commands.export import export
from mockint.content.candidates import load_candidate
from mockint.locations import content_dir
from mockint.text.printable import printable
from mockint.transcribe.interchange import to_json
from tests.support.on_terminal import OnTerminal
from tests.support.past_rounds import STRONG, WEAK, keep, transcript
from tests.support.talking_server import answer, says, serving

STEERS = "\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\u202etfel\u2066\u200f\u2028\r[bold]<b>&"
SHOWN = "<U+001B>]0;owned<U+0007><U+001B>[2J<U+009B>31m<U+007F><U+202E>tfel"
NAMES = {"engine", "voice", "word", "title", "about"}
"""Fields of free text that may be one word."""
NOT_FREE = {"leaning", "status", "answers_question", "strength"}
STYLING = re.compile(r"\x1b\[[0-9;]*m|\r(?=\n)|\r\x1b\[K")
"""Rich's colors, a terminal's line ends, and the line of progress that goes."""


def mockint(*typed: str, piped: str = "") -> tuple[int, str]:
    """Exit code, and what was written on either stream, in whatever encoding."""
    done = subprocess.run(
        [sys.executable, "-m", "mockint", *typed],
        input=piped.encode(),
        capture_output=True,
        env={**os.environ, "COLUMNS": "300"},
        timeout=120,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in said, said
    return done.returncode, said


def steering(said: str) -> set[str]:
    """Characters that a terminal obeys, that hide, or that turn the order."""
    return {
        c for c in said if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


def spoiled(value: Any, name: str = "") -> Any:
    """The same with what steers behind each text that is free: a name or several words."""
    if isinstance(value, dict):
        return {key: spoiled(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [spoiled(one, name) for one in value]
    is_free = isinstance(value, str) and (name in NAMES or " " in value) and name not in NOT_FREE
    return value + STEERS if is_free else value


@pytest.fixture
def rounds(tmp_path: Path) -> tuple[str, str]:
    """Two rounds, brought in from a zip whose every free text steers; their ids."""
    ids = keep(WEAK), keep(STRONG, days=1)
    for name in ("round.json", "*.transcript.json"):
        for path in locations.rounds_dir().rglob(name):
            path.write_text(json.dumps(spoiled(json.loads(path.read_text()))), encoding="utf-8")
    packed = tmp_path / "rounds.zip"
    export(None, packed)
    assert mockint("delete", "--all", "--yes")[0] == 0
    code, said = mockint("import", str(packed))
    assert (code, "Imported 2 rounds" in said) == (0, True), said
    with closing(sqlite3.connect(locations.history_file())) as db, db:
        db.execute("UPDATE rounds SET engine = engine || ?", (STEERS,))  # for the last guard
    return ids


def test_no_view_of_an_imported_round_is_steered(rounds: tuple[str, str]) -> None:
    first, last = rounds
    for typed in (
        ("history",),
        ("history", last),
        ("history", "--json"),
        ("history", last, "--json"),
        ("compare", first, last),
        ("compare", first, last, "--json"),
        ("progress",),
        ("progress", "--json"),
        ("next",),
        ("level", last, "--as", "senior"),
        ("correct", last, "--print"),
        ("correct", last, "--word", f"noticed{printable(STEERS)}", f"saw{STEERS}"),
        ("correct", last, "--undo"),
        ("report", last, "--no-open"),
        (),
    ):
        code, said = mockint(*typed)
        assert (code, steering(said)) == (0, set()), (typed, said)
    page = (locations.rounds_dir() / last / "debrief.html").read_text(encoding="utf-8")
    debrief = (locations.rounds_dir() / last / "debrief.txt").read_text(encoding="utf-8")
    assert steering(page) == steering(debrief) == set()
    assert "&lt;U+202E&gt;tfel" in page
    assert "<U+202E>tfel" in debrief
    assert "<U+202E>tfel" in mockint("history", last)[1]


def test_on_a_terminal_only_our_own_styling_is_sent(rounds: tuple[str, str]) -> None:
    for typed in (("history", "last"), ("compare", *rounds), ("history", STEERS)):
        shown = OnTerminal(["-m", "mockint", *typed], {})
        try:
            shown.end()
            sent = shown.all_sent()
        finally:
            shown.close()
        assert "\x1b[" in sent or typed[1] == STEERS
        assert steering(STYLING.sub("", sent)) == set(), sent


@pytest.fixture
def take(tmp_path: Path) -> Callable[[str], str]:
    """A transcript of the words in a file of that name; where it is."""

    def write(name: str) -> str:
        path = tmp_path / name
        value = to_json(transcript(STRONG))
        path.write_text(json.dumps(spoiled(value)), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize("form", [(), ("--json",)])
@pytest.mark.parametrize("name", [f"a{STEERS.replace('/', '')}.json", "caf\udce9.json"])
def test_a_transcript_and_its_name(take: Callable[[str], str], name: str, form: Any) -> None:
    code, said = mockint("review", "--asked", f"Why?{STEERS}", *form, take(name))
    assert (code, steering(said)) == (0, set()), said
    assert SHOWN in said.replace("\n", "") or form == ()
    code, said = mockint("review", *form, take(name) + "x")
    assert (code, steering(said)) == (2, set())
    assert "<0xE9>" in said or "<U+202E>" in said
    if form:
        assert json.loads(said.splitlines()[0])["source"].endswith(".jsonx")


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, {"error": {"message": f"no{STEERS}"}}, 1),
        (401, {"detail": STEERS}, 1),
        (200, {"text": f"I wrote{STEERS} the test.", "language": STEERS}, 0),
    ],
)
def test_what_a_server_says(status: int, body: dict[str, Any], code: int) -> None:
    sound = str(load_candidate(content_dir() / "candidates", "flawed").answer)
    with serving(says(answer(body, status))) as told:
        found = mockint("review", "--engine", told.url, "--model", f"m{STEERS}", sound)
    assert told.requests
    assert (found[0], steering(found[1])) == (code, set()), found[1]


def test_a_story_with_what_steers(home: Path) -> None:
    code, said = mockint("story", "add", "orders", "--from", "-", piped=STRONG + STEERS)
    assert (code, steering(said)) == (0, set()), said
    (file,) = home.rglob("orders.toml")
    assert steering(file.read_text(encoding="utf-8")) == set()
    file.write_text(
        file.read_text(encoding="utf-8").replace("Last spring", "Last \u202espring\u2066"),
        encoding="utf-8",
    )
    for typed in (("show", "orders"), ("show", "orders", "--json"), ("list",), ("coverage",)):
        code, said = mockint("story", *typed)
        assert (code, steering(said)) == (0, set()), said
    assert "Last <U+202E>spring<U+2066>" in mockint("story", "show", "orders")[1]


@pytest.mark.parametrize(
    "typed",
    [
        ("config", "set", "model", STEERS),
        ("config", "set", "device", f"usb{STEERS}"),
        ("config", "set", STEERS, "1"),
        ("questions", STEERS),
        ("--pack", f"/{STEERS}", "questions"),
        (STEERS,),
        ("history", "--question", STEERS),
        ("history", "\udce9"),
        ("devices", "--play", STEERS),
        ("report", "--output", f"/no/{STEERS}"),
        ("import", f"/no/{STEERS}\udce9"),
        ("delete", STEERS, "--yes"),
    ],
    ids=lambda typed: ascii(" ".join(typed))[:30],
)
def test_what_was_typed_is_said_back_as_it_can_be_shown(typed: tuple[str, ...]) -> None:
    _, said = mockint(*typed)
    assert said
    assert steering(said) == set()
    if typed[0] == "config":
        assert steering(mockint("config")[1]) == set()


@pytest.mark.parametrize(
    ("typed", "encodings"),
    [
        (("review", "--json"), ("ascii", "cp1252", "latin-1", "utf-8:strict")),
        (("review",), ("ascii", "cp1252")),
        (("questions",), ("ascii", "latin-1")),
        (("doctor",), ("ascii",)),
    ],
)
def test_every_encoding_of_the_streams_will_do(
    typed: tuple[str, ...], encodings: tuple[str, ...], take: Callable[[str], str]
) -> None:
    path = take("a\u2713\u00e9.json")
    typed = (*typed, path) if "review" in typed else typed
    at_utf8, _ = mockint(*typed)
    for encoding in encodings:
        done = subprocess.run(
            [sys.executable, "-m", "mockint", *typed],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": encoding},
            timeout=120,
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (at_utf8, False)
        said = done.stdout.decode(encoding.partition(":")[0])
        if "--json" in typed:
            assert json.loads(said)["source"] == path  # nothing of it is lost


@pytest.mark.skipif(sys.platform != "linux", reason="ALSA's devices can be named in a file")
def test_devices_whose_names_steer_or_are_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = b'pcm."%s" {\n type null\n hint { show on\n description "d" }\n}\n'
    (tmp_path / ".asoundrc").write_bytes(
        device % b"no\xe9text" + device % "\x1b[2J\u202emic".encode()
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("ALSA_CONFIG_PATH", raising=False)
    code, said = mockint("devices")
    if "PortAudio is not installed" in said:
        pytest.skip("no PortAudio here")
    assert (code, steering(said)) == (0, set()), said
    assert "<U+001B>[2J<U+202E>mic" in said
    assert "text" not in said


@pytest.mark.parametrize(
    "environ",
    [
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=lambda environ: " ".join(environ.values()),
)
def test_a_whole_round_is_kept_where_the_streams_have_few_signs(
    environ: dict[str, str],
    take: Callable[[str], str],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    words = take("words.json")
    code, said = mockint("demo", "--plain", "--voice", "none", "--engine", words)
    assert (code, steering(said)) == (0, set()), said
    for name in ("debrief.txt", "debrief.html"):
        (file,) = home.rglob(name)
        text = file.read_text(encoding="utf-8")
        assert "\u00b7" in text
        assert steering(text) == set()
    word = f"noticed{printable(STEERS)}"
    assert mockint("correct", "last", "--word", word, "caf\u00e9")[0] == 0
    (transcript,) = home.rglob("answer-1.transcript.json")
    assert '" caf\u00e9"' in transcript.read_text(encoding="utf-8")
