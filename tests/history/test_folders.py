"""A round's folder: private, locked while it lives, with names that only it knows."""

import json
import multiprocessing
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockint.errors import FileError
from mockint.history import folders, locks
from mockint.history.folders import RoundFolder
from mockint.history.takes import TakeName
from mockint.transcribe.types import Transcript, Word

ROUND_ID = "20261121-193005"
FIRST = Transcript((Word("Mantis.", 0.0, 0.4),), 1.0, "test")
RIGHT = Transcript((Word("Management.", 0.0, 0.4),), 1.0, "test")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_round_folder_is_private_and_never_shared(tmp_path: Path) -> None:
    first = folders.create(tmp_path / "rounds", ROUND_ID)
    second = folders.create(tmp_path / "rounds", ROUND_ID)
    assert first.path != second.path
    assert mode(first.path) == 0o700
    first.write_debrief("said")
    assert [mode(path) for path in first.files()] == [0o600]
    assert [folder.id for folder in folders.all_folders(tmp_path / "rounds")] == [
        ROUND_ID,
        f"{ROUND_ID}-2",
    ]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "rounds").write_text("a file", encoding="utf-8")
    with pytest.raises(FileError, match="could not be made"):
        folders.create(tmp_path / "rounds", ROUND_ID)


def test_a_rounds_id_is_when_it_began() -> None:
    assert folders.round_id(datetime(2026, 11, 21, 19, 30, 5, tzinfo=UTC)) == ROUND_ID


def test_half_written_json_is_no_json(tmp_path: Path) -> None:
    folder = RoundFolder(tmp_path)
    folder.write_plan({"level": "sde1"})
    assert folder.plan() == {"level": "sde1"}
    text = json.dumps({"level": "sde1"})
    (tmp_path / folders.PLAN).write_text(text[:-3], encoding="utf-8")
    assert folder.plan() == {}
    assert folder.round() is None


def test_what_is_in_it(tmp_path: Path) -> None:
    folder = RoundFolder(tmp_path / "gone")
    assert (folder.files(), folder.recordings(), folder.transcripts()) == ((), (), {})
    folder = folders.create(tmp_path, ROUND_ID)
    folder.write_plan({})
    assert (folder.is_begun, folder.is_kept, folder.is_locked) == (False, False, False)
    with locks.in_use(folder):
        assert (folder.is_begun, folder.is_locked) == (False, True)
    folder.write_round({"id": ROUND_ID})
    (folder.path / ".debrief.txt.x1.part").touch()  # a crash came while it was written
    assert (folder.is_begun, folder.is_kept, folder.is_locked) == (True, True, False)
    assert [path.name for path in folder.files()] == ["plan.json", "round.json"]


# ---------------------------------------------------------------- takes


TAKES = st.builds(
    TakeName,
    question=st.integers(1, 200),
    probe=st.none() | st.integers(1, 20),
    drill=st.booleans(),
    take=st.integers(1, 30),
    copy=st.integers(1, 30),
)


@given(TAKES)
def test_what_a_take_is_called_says_which_it_is(take: TakeName) -> None:
    assert TakeName.parse(str(take)) == take
    for end in (".wav", ".part.wav", ".flac", ".transcript.json", ".as-heard.json"):
        assert TakeName.of(Path("rounds") / f"{take}{end}") == take
    assert folders.is_kept_name(f"{take}.flac")


@given(TAKES, TAKES)
def test_no_two_takes_have_one_name(one: TakeName, other: TakeName) -> None:
    assert (str(one) == str(other)) == (one == other)


@given(st.text())
def test_what_is_no_take_is_none(name: str) -> None:
    found = TakeName.parse(name)
    assert found is None or TakeName.parse(str(found)) == found


@pytest.mark.parametrize(
    ("name", "take"),
    [
        ("answer-1", TakeName(1)),
        ("answer-2-probe-1-take-3", TakeName(2, 1, take=3)),
        ("answer-2-probe-1-drill-down", TakeName(2, 1, drill=True)),
        ("answer-2-probe-1-drill-down-take-2", TakeName(2, 1, drill=True, take=2)),
        ("answer-1-2", TakeName(1, copy=2)),
        ("answer-1-take-2-3", TakeName(1, take=2, copy=3)),
    ],
)
def test_takes_have_names_a_person_can_read(name: str, take: TakeName) -> None:
    assert str(take) == name
    assert TakeName.parse(name) == take


@pytest.mark.parametrize("name", ["", "answer", "answer-0", "answer-x", "answer-1-take", "debrief"])
def test_other_files_are_no_takes(name: str) -> None:
    assert TakeName.parse(name) is None


def test_where_a_take_is_recorded(tmp_path: Path) -> None:
    folder = RoundFolder(tmp_path)
    assert folder.take_path(1, None, 1) == tmp_path / "answer-1.wav"
    assert folder.take_path(2, 1, 3, drill=True).name == "answer-2-probe-1-drill-down-take-3.wav"


def test_one_transcript_counts_for_every_take_of_an_answer(tmp_path: Path) -> None:
    folder = RoundFolder(tmp_path)
    for name in ("answer-1.wav", "answer-1-take-2.flac", "answer-1-probe-1.wav", "mine.wav"):
        (tmp_path / name).touch()
    folder.write_transcript(tmp_path / "answer-1-take-2.flac", FIRST)
    assert [path.name for path in folder.untranscribed()] == ["answer-1-probe-1.wav", "mine.wav"]
    assert list(folder.transcripts()) == ["answer-1-take-2"]


def test_what_was_heard_is_kept_once(tmp_path: Path) -> None:
    folder, recording = RoundFolder(tmp_path), tmp_path / "answer-1.flac"

    def write(transcript: Transcript, value: str) -> None:
        folder.write_transcript(recording, transcript)
        folder.write_round({"id": value})

    assert folder.round_as_heard() is None
    write(FIRST, "first")
    folder.keep_as_heard(recording)
    for words, value in ((RIGHT, "right"), (FIRST, "first again")):
        write(words, value)
        folder.keep_as_heard(recording)
        assert folder.round_as_heard() == {"id": "first"}
        assert folder.transcripts()["answer-1"].text == words.text
        assert folder.transcripts(as_heard=True)["answer-1"].text == FIRST.text
    folder.drop_as_heard()
    assert folder.round_as_heard() is None
    assert [path.name for path in folder.files()] == ["answer-1.transcript.json", "round.json"]


# ---------------------------------------------------------------- its lock and its end


def _hold(path: Path, ready: object, release: object) -> None:
    with locks.in_use(RoundFolder(path)):
        ready.set()  # type: ignore[attr-defined]
        release.wait(30)  # type: ignore[attr-defined]


def test_a_living_rounds_folder_is_in_use_and_a_dead_ones_is_not(tmp_path: Path) -> None:
    folder = folders.create(tmp_path, ROUND_ID)
    assert not locks.is_in_use(folder)
    context = multiprocessing.get_context("spawn")
    ready, release = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(folder.path, ready, release))
    holder.start()
    assert ready.wait(30)
    assert locks.is_in_use(folder)
    holder.kill()
    holder.join(30)
    assert folder.is_locked
    assert not locks.is_in_use(folder)


def test_deleting_leaves_no_byte(tmp_path: Path) -> None:
    folder = folders.create(tmp_path, ROUND_ID)
    folder.take_path(1, None, 1).write_bytes(os.urandom(1000))
    folders.delete(folder)
    assert list(tmp_path.iterdir()) == []
    folders.delete(folder)  # once is enough
    folder.path.touch()
    with pytest.raises(FileError, match="could not be deleted"):
        folders.delete(folder)
