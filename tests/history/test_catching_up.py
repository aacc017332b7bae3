"""A round's folder is the truth: whatever keeps the history away, it has the round later."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from mockint import locations
from mockint.errors import HistoryBusy, HistoryError
from mockint.history import database, locks
from mockint.history.catalogue import folder_of, history
from mockint.history.database import History
from mockint.history.deletion import delete_rounds
from mockint.history.keeper import kept_round
from tests.history.test_retention import BEGAN, sat
from tests.support.past_rounds import STRONG, keep


@contextmanager
def busy() -> Iterator[None]:
    """Another program writes in the history meanwhile."""
    with closing(sqlite3.connect(locations.history_file(), isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
        db.execute("ROLLBACK")


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_S", 0.05)


def test_a_busy_history_costs_a_round_nothing() -> None:
    history()
    with busy(), kept_round(BEGAN, {}) as keeper:
        record = keeper.pack(sat(keeper))
    [problem] = keeper.problems
    assert isinstance(problem, HistoryBusy)
    assert "your round is kept, but it is not in the history yet" in str(problem)
    assert "mv " not in str(problem)
    assert History(locations.history_file()).asked() == ()
    assert history().asked() == ("q",)
    assert record.answers[0].recording is not None
    assert record.answers[0].recording.path.suffix == ".flac"


def test_a_round_that_is_stopped_is_in_the_history_later() -> None:
    def stopped() -> None:
        with kept_round(BEGAN, {}) as keeper:
            sat(keeper)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert history().asked() == ("q",)


def test_a_round_that_runs_is_not_read_yet() -> None:
    with kept_round(BEGAN, {}) as keeper:
        sat(keeper)
        assert history().asked() == ()
    assert history().asked() == ("q",)


def test_a_round_about_to_change_is_read_again() -> None:
    """Of a correction that was stopped, or whose history was busy, nothing is forgotten."""
    kept = keep(STRONG)
    known = history()
    known.rate({(kept, 1): "good"})
    known.outdate(kept)
    with locks.in_use(folder_of(kept)):
        assert history().round_ids() == {kept: False}
    assert history().round_ids() == {kept: True}
    assert history().answers()[0].own_rating == "good"


def test_deleting_with_a_busy_history_names_the_round() -> None:
    first, second = keep(STRONG), keep(STRONG, days=1)
    with busy(), pytest.raises(HistoryBusy) as told:
        delete_rounds(second)
    assert told.value.next_step == f"wait a minute, then mockint delete {second}"
    assert not folder_of(second).path.exists()
    assert delete_rounds(second) == 1
    assert history().round_ids().keys() == {first}


@pytest.mark.parametrize("name", ["history.sqlite3", "my history.sqlite3"])
def test_only_a_damaged_file_is_to_be_moved(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"this is no database, however long one looks at it" * 100)
    with pytest.raises(HistoryError, match="file is not a database") as told:
        History(file).asked()
    quoted = f"'{file}' '{file}.broken'" if " " in name else f"{file} {file}.broken"
    assert told.value.next_step == f"mv {quoted}"
    assert "your own ratings" in told.value.cause


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "h.sqlite3").mkdir()
    with pytest.raises(HistoryError, match="it is a folder") as told:
        History(tmp_path / "h.sqlite3").asked()
    assert "mv " not in told.value.next_step
