"""scripts/soak: a short one, and that it notices what it is there to notice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.soak.checks import Ledger
from benchmarks.soak.program import ROOT, Outcome, run
from benchmarks.soak.steps import KEY, Step, World

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


def test_a_short_one_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.soak", "--no-card", "--steps", "12", "--seed", "12"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=600,  # a busy machine
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "VIOLATION" not in done.stdout
    assert [line.split()[:4] for line in done.stdout.splitlines()[:12]] == [
        ["--seed", "12", "--first", f"{number}:"] for number in range(1, 13)
    ]
    assert done.stdout.splitlines()[-1].split() == ["|", "all", "|", "12", "|", "0", "|"]


WELL = Outcome(code=0, out="", err="", seconds=0.1, is_hung=False)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, Ledger]:
    """A home with one round."""
    world = World(tmp_path_factory.mktemp("soak"), card=None, has_disk=False)
    ledger = Ledger(world)
    step = demo(world)
    assert ledger.check(step, run(world, step)) == []
    return world, ledger


def demo(world: World) -> Step:
    spoken = str(world.spoken)
    return Step(["demo", "--voice", "none", "--probes", "0", "--engine", spoken], records=True)


@pytest.mark.parametrize(
    ("done", "wrong"),
    [
        (Outcome(1, "", "no", 0.1, is_hung=False), "exit code 1"),
        (Outcome(-9, "", "", 150, is_hung=True), "does not end"),
        (Outcome(0, "", "Traceback (most recent call last):", 0.1, is_hung=False), "Traceback"),
        (Outcome(0, "\x1b[2J", "", 0.1, is_hung=False), "x1b"),
        (Outcome(0, KEY, "", 0.1, is_hung=False), KEY),
        (Outcome(0, "", "", 0.1, is_hung=False, growth="1 to 9 MB"), "memory grew"),
        (Outcome(0, "Recorded 0:05.", "", 0.1, is_hung=False), "found 0"),
    ],
)
def test_what_a_program_does_wrong_is_noticed(
    kept: tuple[World, Ledger], done: Outcome, wrong: str
) -> None:
    [found] = kept[1].check(Step(["history"]), done)
    assert wrong in found


@pytest.fixture
def stray(kept: tuple[World, Ledger], request: pytest.FixtureRequest) -> Iterator[None]:
    place = kept[0].root / request.param
    place.write_text(f"so I decided {KEY}", encoding="utf-8")
    place.chmod(0o644)
    yield
    place.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("stray", "wrong"),
    [
        ("temporary/voice.txt", ["stray file temporary/voice.txt"]),
        ("person/.notes", ["stray file person/.notes"]),
        ("home/data/notes", ["the key is in home/data/notes", "data/notes has mode 644"]),
    ],
    indirect=["stray"],
)
def test_a_file_in_the_wrong_place_is_noticed(
    kept: tuple[World, Ledger], stray: None, wrong: list[str]
) -> None:
    del stray
    assert kept[1].check(Step(["history"]), WELL) == wrong


def test_a_process_that_is_left_is_noticed_and_ended(kept: tuple[World, Ledger]) -> None:
    world, ledger = kept
    sleeper = subprocess.Popen(["sleep", "60"], env={**os.environ, "MOCKINT_HOME": str(world.home)})
    [found] = ledger.check(Step(["history"]), WELL)
    assert found == f"still running: {sleeper.pid} sleep 60 "
    assert sleeper.wait(5) == -9


def test_a_take_that_is_gone_is_noticed_and_one_without_words_must_be_offered(
    tmp_path: Path,
) -> None:
    world = World(tmp_path, card=None, has_disk=False)
    ledger, step = Ledger(world), demo(world)
    ledger.check(step, run(world, step))
    [folder] = world.rounds
    words = folder.path / "answer-1.transcript.json"
    kept = words.read_bytes()
    words.unlink()
    assert ledger.check(Step(["history"]), WELL) == [], "of a recorded candidate"
    fresh = Ledger(world)
    [found] = fresh.check(Step(["history"]), WELL)
    assert found == f"{folder.id}/answer-1.flac is neither judged nor offered"
    words.write_bytes(kept)
    (folder.path / "round.json").unlink()
    (folder.path / "answer-1.flac").unlink()
    words.unlink()
    assert f"LOST {folder.id}/answer-1" in ledger.check(Step(["history"]), WELL)
