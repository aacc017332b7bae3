"""What is on the disk may be anything: it is read, or refused in one line, and stops nothing else.

Each file that mockint reads is changed in every way; the command that reads it answers, or fails
with our own error.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockint import locations
from mockint.cli import commands
from mockint.errors import MockintError
from mockint.history.catalogue import folder_of
from mockint.history.folders import PLAN, ROUND
from mockint.history.panel import IN_PLAN
from tests.support.mutations import mutated
from tests.support.past_rounds import STRONG, WEAK, keep

pytestmark = pytest.mark.skipif(os.name != "posix", reason="no alarms or pipes with a name")
TRANSCRIPT = "answer-1.transcript.json"
LONGEST_S = 20
"""What waits for a pipe waits for ever."""


@pytest.fixture(autouse=True)
def _never_for_ever() -> Iterator[None]:
    def stopped(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stopped)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def run(*typed: str) -> Result:
    """What came of it: an output, or our own error, soon."""
    signal.alarm(LONGEST_S)
    done = CliRunner().invoke(commands, typed)
    signal.alarm(0)
    error = done.exception
    assert error is None or isinstance(error, MockintError | SystemExit), repr(error)
    if isinstance(error, MockintError):
        assert "\n" not in str(error)
        assert len(str(error)) < 3_000
    return done


class Home:
    """Two rounds, of which one is to be broken."""

    def __init__(self) -> None:
        self.good, self.bad = keep(STRONG), keep(WEAK, days=1)
        self.folder = folder_of(self.bad).path
        self.round = json.loads((self.folder / ROUND).read_text("utf-8"))
        self.transcript = json.loads((self.folder / TRANSCRIPT).read_text("utf-8"))

    def put(self, name: str, value: Any) -> None:
        text = json.dumps(value)
        (self.folder / name).write_text(text, encoding="utf-8")

    def forget(self) -> None:
        """The rounds are read again: as after an import, or with a lost history."""
        for path in locations.history_file().parent.glob(f"{locations.history_file().name}*"):
            path.unlink()


@pytest.fixture
def there() -> Home:
    return Home()


def looks(there: Home) -> tuple[tuple[str, ...], ...]:
    """Every way to look at a round."""
    bad, good = there.bad, there.good
    return (
        ("history",),
        ("history", bad),
        ("history", bad, "--json"),
        ("report", bad),
        ("compare", good, bad),
        ("progress",),
        ("next",),
        ("correct", bad, "--print"),
        ("export", "--all", str(there.folder.parent / "all.zip")),
        ("loop", "--debrief", "last"),
        ("level", bad),
    )


FEW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@FEW
@given(data=st.data())
def test_any_round_is_read_or_refused(there: Home, data: st.DataObject) -> None:
    there.put(TRANSCRIPT, there.transcript)
    there.put(ROUND, data.draw(mutated(there.round)))
    if data.draw(st.booleans()):
        there.forget()
    run(*data.draw(st.sampled_from(looks(there))))
    listed = run("history", "--json")
    assert listed.exit_code == 0
    assert there.good in listed.stdout


@FEW
@given(data=st.data())
def test_any_transcript_is_read_or_refused(
    there: Home, tmp_path: Path, data: st.DataObject
) -> None:
    value = data.draw(mutated(there.transcript))
    there.put(ROUND, there.round)
    there.put(TRANSCRIPT, value)
    run(*data.draw(st.sampled_from(looks(there))))
    alone = tmp_path / "said.json"
    alone.write_text(json.dumps(value), encoding="utf-8")
    done = run("review", str(alone), "--json")
    [line] = done.stdout.splitlines()
    assert done.exit_code == (2 if "error" in json.loads(line) else 0) or done.exit_code == 1


@FEW
@given(data=st.data())
def test_any_plan_is_read_or_passed_over(there: Home, data: st.DataObject) -> None:
    part = {"id": "x", "minutes": 45, "number": 1, "of": 2, "share_s": 1350.0}
    plan = {"questions": ["a"], "level": "senior", "pack": "amazon", "keep": "all", IN_PLAN: part}
    there.put(ROUND, {**there.round, "loop": there.good})
    there.put(PLAN, data.draw(mutated(plan)))
    there.forget()
    run("loop", "--debrief", there.good)
    assert run("history").exit_code == 0


def test_a_round_that_cannot_be_read_is_one_line_in_every_list(there: Home) -> None:
    there.put(ROUND, {**there.round, "answers": None})
    for typed in (("history",), ("progress",), ("next",)):
        there.forget()
        done = run(*typed)
        assert done.exit_code == 0
        said = [line for line in done.stderr.split("\nthe round") if there.bad in line]
        assert len(said) == 1
        assert "expected a list" in " ".join(done.stderr.split())
    with pytest.raises(MockintError, match="expected a list"):
        raise run("history", there.bad).exception or AssertionError


SETTINGS = {"pack": "amazon", "level": "senior", "probes": 2, "speech_rate": 1.0, "voice": ""}
STORY = {
    "name": "mine",
    "principles": ["ownership"],
    "names": ["Ann"],
    "numbers": ["3"],
    "parts": {"situation": "It broke.", "action": "I fixed it."},
}
QUESTION = {"questions": [{"slug": "mine", "principle": "frugality", "ask": "Tell me of it."}]}


def toml(value: dict[str, Any]) -> str:
    """As TOML, or nearly: what it has no word for stands as JSON."""
    lines = []
    for name, one in value.items():
        if isinstance(one, dict):
            inside = [f"{json.dumps(key)} = {json.dumps(inner)}" for key, inner in one.items()]
            lines.append(f"{json.dumps(name)} = {{ {', '.join(inside)} }}")
        else:
            written = json.dumps(one).replace("Infinity", "inf").replace("NaN", "nan")
            lines.append(f"{json.dumps(name)} = {written}")
    return "\n".join(lines).replace('": ', '" = ') + "\n"


@FEW
@given(data=st.data())
@pytest.mark.parametrize(
    ("value", "name", "typed"),
    [
        (SETTINGS, "config.toml", ["config", "questions", "history", "next"]),
        (STORY, "content/stories/mine.toml", ["story", "next", "questions"]),
        (QUESTION, "content/questions.toml", ["questions", "next", "history"]),
    ],
)
def test_any_file_of_a_persons_is_read_or_refused(
    home: Path, data: st.DataObject, value: dict[str, Any], name: str, typed: list[str]
) -> None:
    path = locations.config_file().parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml(data.draw(mutated(value))), encoding="utf-8")
    run(data.draw(st.sampled_from(typed)))


def test_figures_of_a_round_that_broke_later_stay(there: Home) -> None:
    (there.folder / ROUND).write_text("[", encoding="utf-8")
    done = run("history", there.bad)
    assert done.exit_code == 0
    assert "Only these numbers are left" in done.stdout


# ---------------------------------------------------------------- no files


def _huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10_000_000_000)


NO_FILES: dict[str, Callable[[Path], None]] = {
    "pipe": lambda path: os.mkfifo(path),  # noqa: PLW0108 (not there on Windows)
    "device": lambda path: path.symlink_to("/dev/zero"),
    "folder": Path.mkdir,
    "loop": lambda path: path.symlink_to(path),
    "huge": _huge,
    "nested": lambda path: path.write_text("a" + ".a" * 900 + " = 1\n") and None,
    "deep": lambda path: path.write_text("a = " + "[" * 9_000) and None,
    "binary": lambda path: path.write_bytes(bytes(range(256))) and None,
}


@pytest.mark.parametrize("kind", NO_FILES)
@pytest.mark.parametrize("what", ["config", "questions", "story", "transcript", "round", "plan"])
def test_what_is_no_file_is_refused_at_once(
    there: Home, home: Path, tmp_path: Path, what: str, kind: str
) -> None:
    content = locations.own_content_dir()
    path, typed = {
        "config": (locations.config_file(), ("config",)),
        "questions": (content / "questions.toml", ("questions",)),
        "story": (content / "stories" / "mine.toml", ("story",)),
        "transcript": (tmp_path / "a.json", ("review", str(tmp_path / "a.json"))),
        "round": (there.folder / ROUND, ("report", there.bad)),
        "plan": (there.folder / PLAN, ("history", there.bad)),
    }[what]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    NO_FILES[kind](path)
    done = run(*typed)
    assert (done.exit_code != 0) == (what != "plan")
    assert run("history").exit_code == (what == "config" or 0)
