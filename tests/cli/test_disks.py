"""Commands on disks that take nothing more, and in places that are none: one line, never a
traceback."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

import mockint
from mockint import locations
from tests.support.past_rounds import STRONG, keep
from tests.support.small_disk import FILL, NO_MORE_FILES, READ_ONLY, SmallDisk

NOTES = "[situation]\nOur web hooks dropped.\n\n[action]\nI found the bug and fixed it.\n"
READING = ("mockint history", "mockint progress", "mockint story coverage", "mockint next")
WRITING = (
    "mockint config set level senior",
    "mockint story add hooks --from notes.txt",
)


@pytest.fixture
def disk(tmp_path: Path) -> SmallDisk:
    return SmallDisk(tmp_path / "disk")


def with_a_round(tmp_path: Path) -> str:
    """What to type to have a kept round on the disk, and a file of notes."""
    kept, data = keep(STRONG), locations.data_dir()
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    minute = f"{locations.rounds_dir()}/{kept}/answer-1-take-2.flac"
    Path(minute).write_bytes(bytes(1_000_000))
    return f"mkdir $MOCKINT_HOME && cp -r {data} $MOCKINT_HOME/data && cp {tmp_path}/notes.txt ."


def one_line(told: str) -> bool:
    return told.startswith("mockint: ") and told.count("\n") == 1 and "; try: " in told


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (FILL, "the disk is full"),
        (NO_MORE_FILES, "the disk has no room for more files"),
        (READ_ONLY, "the disk is read-only"),
    ],
    ids=["full", "no more files", "read-only"],
)
def test_a_disk_that_takes_nothing(disk: SmallDisk, tmp_path: Path, spoil: str, cause: str) -> None:
    begun, away = with_a_round(tmp_path), tmp_path / "rounds.zip"
    writing = (*WRITING, "mockint export last rounds.zip")
    _, _, *outputs = disk.run(begun, spoil, *READING, f"mockint export last {away}", *writing)
    read, written = outputs[: -len(writing)], outputs[-len(writing) :]
    assert [code for code, _ in read] == [0] * len(read), read
    assert "beyond-your-job-description" in read[0][1]
    assert away.exists(), "rounds can be taken off a disk that takes nothing"
    for code, told in written:
        assert one_line(told), told
        assert code == 1, told
        assert f"({cause})" in told
        assert "mv " not in told


def test_deleting_makes_room_on_a_full_disk(disk: SmallDisk, tmp_path: Path) -> None:
    begun = with_a_round(tmp_path)
    _, _, *outputs = disk.run(begun, FILL, "mockint delete last --yes", "mockint history")
    assert outputs == [(0, "Deleted 1 round.\n"), (0, "No rounds yet. Start one: mockint round\n")]


def printed(
    command: list[str], stdout: int | IO[str] = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess[str]:
    ours = {"COLUMNS": "1000", "PYTHONPATH": str(Path(mockint.__file__).parents[1])}
    return subprocess.run(
        command,
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **ours, **env},
        timeout=60,
        check=False,
    )


def run(*typed: str, **env: str) -> subprocess.CompletedProcess[str]:
    return printed([sys.executable, "-m", "mockint", *typed], **env)


@pytest.mark.parametrize(
    "typed",
    [("history",), ("next",), ("config", "set", "level", "senior"), ("story", "list"),
     ("export", "--all", "x.zip"), ("delete", "--all", "--yes"), ("round", "--plain")],
    ids=" ".join,
)  # fmt: skip
def test_a_home_that_is_a_file(tmp_path: Path, typed: tuple[str, ...]) -> None:
    (tmp_path / "home").write_text("a file")
    done = run(*typed, MOCKINT_HOME=str(tmp_path / "home"))
    assert one_line(done.stderr), done.stderr
    assert f"({tmp_path}/home is a file, not a folder); try: ls -l {tmp_path}/home" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize("letters", [240, 260, 300])
def test_a_name_that_is_too_long(tmp_path: Path, letters: int) -> None:
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    done = run("story", "add", "x" * letters, "--from", str(tmp_path / "notes.txt"))
    assert one_line(done.stderr), done.stderr
    assert "(the name is too long)" in done.stderr
    assert run("story", "show", "x" * letters).stderr.startswith("mockint: ")


def test_a_folder_that_was_deleted(tmp_path: Path) -> None:
    command = f"mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir {tmp_path}/gone; "
    command += f"{sys.executable} -m mockint history"
    done = printed(["sh", "-c", command])
    told = "mockint: the folder that you are in is gone (it was deleted or moved); try: cd\n"
    assert done.stderr.endswith(told)
    assert done.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux only")
@pytest.mark.parametrize("typed", ["questions", "--help", "history"])
def test_output_that_cannot_be_written(typed: str) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "mockint", typed]
        done = printed(command, stdout=full)
    assert done.stderr == (
        "mockint: could not read or write (the disk is full); try: mockint doctor\n"
    )
    assert done.returncode == 1


def test_the_doctor_does_not_wait_for_a_voice_that_has_no_room(disk: SmallDisk) -> None:
    """espeak-ng waits for its file until its time is up; that is then what was said."""
    *_, (code, said) = disk.run("mockint questions", FILL, "mockint doctor --engine pocketsphinx")
    assert code == 1
    assert "voice: could not save the interviewer's voice" in said
    assert "the disk is full" in said
    assert "too long" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed(closed: str) -> None:
    command = f"{sys.executable} -m mockint questions {closed}"
    done = printed(["sh", "-c", command])
    assert (done.returncode, done.stderr) == (0, "")


ESCAPES = """
import errno, sys
import mockint.cli
import mockint.commands.history
def fail(*_arguments, **_more):
    raise OSError(errno.EIO, "Input/output error", "/a/file")
mockint.commands.history.history = fail
sys.argv = ["mockint", "history"]
mockint.cli.main()
"""


def test_an_error_that_nobody_expected_is_one_line() -> None:
    done = printed([sys.executable, "-c", ESCAPES])
    told = "mockint: /a/file could not be used (the disk reported an error); try: mockint doctor\n"
    assert done.stderr == told
    assert done.returncode == 1
