"""The history: real SQLite, two programs at once, migrations from nothing, private files."""

import multiprocessing
import sqlite3
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mockint import locations
from mockint.content.types import Question
from mockint.errors import HistoryError
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.database import History
from mockint.history.migrations import MIGRATIONS, migrate
from mockint.history.schedule import practiced
from mockint.history.types import Wanted
from mockint.record import Answer, RoundRecord
from tests.support.past_rounds import BEGAN, STRONG, WEAK, keep, library


def record(round_id: str = "20261121-193005", *slugs: str) -> RoundRecord:
    answers = [
        Answer(question=Question(slug=slug, ask="Tell me.", principle="ownership"), principle=None)
        for slug in slugs or ("one",)
    ]
    return RoundRecord(
        id=round_id,
        began=datetime.strptime(round_id, "%Y%m%d-%H%M%S").replace(tzinfo=UTC),
        level="senior",
        engine="test",
        voice="none",
        answers=tuple(answers),
    )


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_round_comes_back(tmp_path: Path) -> None:
    history = History(tmp_path / "data" / "history.sqlite3")
    history.add(record("20261121-193005", "b", "a"))
    history.add(record("20261120-193005", "c"))
    assert history.asked() == ("c", "b", "a")
    assert [answer.question for answer in history.answers()] == ["b", "a", "c"]
    assert history.answers()[0].seconds is None


def test_a_round_saved_again_replaces_itself(tmp_path: Path) -> None:
    history = History(tmp_path / "h.sqlite3")
    history.add(record("20261121-193005", "a", "b"))
    history.add(replace(record("20261121-193005", "a"), ended_early=True))
    assert history.asked() == ("a",)


def test_forgetting_a_round_leaves_no_row(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    history = History(file)
    history.add(record("20261121-193005", "a"))
    history.forget("20261121-193005")
    with sqlite3.connect(file) as db:
        assert db.execute("SELECT count(*) FROM answers").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM rounds").fetchone() == (0,)
    db.close()


def test_the_file_is_private(tmp_path: Path) -> None:
    file = tmp_path / "data" / "h.sqlite3"
    History(file).add(record())
    assert mode(file) == 0o600
    assert mode(file.parent) == 0o700


def test_something_else_in_the_files_place_is_said(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    file.write_bytes(b"this is not a database, however long one looks at it" * 100)
    with pytest.raises(HistoryError, match="cannot be used"):
        History(file).asked()


def test_migrations_run_once_and_each_is_recorded(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / "h.sqlite3", isolation_level=None)
    migrate(db)
    migrate(db)
    names = [row[0] for row in db.execute("SELECT name FROM migrations ORDER BY name")]
    assert names == sorted(name for name, _ in MIGRATIONS)
    db.close()


def test_a_step_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (x INTEGER) STRICT")
        raise sqlite3.OperationalError("no")

    monkeypatch.setattr("mockint.history.migrations.MIGRATIONS", (("0009 broken", broken),))
    db = sqlite3.connect(tmp_path / "h.sqlite3", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(db)
    tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert "half" not in tables
    assert db.execute("SELECT count(*) FROM migrations").fetchone() == (0,)
    db.close()


def _add_many(file: Path, minute: int) -> None:
    for second in range(15):
        History(file).add(record(f"20261121-19{minute:02d}{second:02d}"))


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_many, args=(file, minute)) for minute in (1, 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert len(History(file).asked()) == 30


# ---------------------------------------------------------------- from the first schema


def first_schema(file: Path, *round_ids: str) -> None:
    """The file as the first version left it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT")
    name, step = MIGRATIONS[0]
    step(db)
    db.execute("INSERT INTO migrations VALUES (?)", (name,))
    for round_id in round_ids:
        began = datetime.strptime(round_id, "%Y%m%d-%H%M%S").replace(tzinfo=UTC).isoformat()
        db.execute(
            "INSERT INTO rounds VALUES (?, ?, 'senior', 'test', 'none', 0)", (round_id, began)
        )
        db.execute(
            "INSERT INTO answers VALUES (?, 1, 'one', 'ownership', 171.5, 'hire')", (round_id,)
        )
    db.close()


def schema(file: Path) -> dict[str, list[str]]:
    with sqlite3.connect(file) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        columns = {
            table: [row[1] for row in db.execute(f"SELECT * FROM pragma_table_info('{table}')")]
            for table in tables
        }
    db.close()
    return columns


def test_the_first_schema_grows_into_the_one_from_nothing(tmp_path: Path) -> None:
    old, new = tmp_path / "old.sqlite3", tmp_path / "new.sqlite3"
    first_schema(old, "20261121-193005")
    assert History(old).asked() == ("one",)
    History(new).asked()
    assert schema(old) == schema(new)
    (kept,) = History(old).answers()
    assert (kept.seconds, kept.leaning, kept.words, dict(kept.parts)) == (171.5, "hire", None, {})
    assert History(old).round_ids() == {"20261121-193005": False}


def _open(file: Path, ready: object) -> None:
    ready.wait(30)  # type: ignore[attr-defined]
    for _ in range(5):
        assert History(file).asked() == ("one",)


def test_two_programs_migrate_at_once(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    first_schema(file, "20261121-193005")
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    both = [context.Process(target=_open, args=(file, ready)) for _ in range(2)]
    for one in both:
        one.start()
    ready.set()
    for one in both:
        one.join(60)
    assert [one.exitcode for one in both] == [0, 0]


def test_a_reader_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    file = tmp_path / "h.sqlite3"
    History(file).add(record())
    with sqlite3.connect(file, isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM rounds")
        assert History(file).asked() == ("one",)
        writer.execute("ROLLBACK")
    writer.close()


def test_an_early_round_gets_its_figures_from_its_folder() -> None:
    round_id = keep(STRONG)
    (whole,) = history().answers()
    waits = history().waits(round_id)
    locations.history_file().unlink()
    first_schema(locations.history_file(), round_id)
    assert history().answers() == (whole,)
    assert history().waits(round_id) == waits
    assert whole.words_per_minute is not None
    assert len(waits) == 2


def test_an_early_round_whose_folder_is_gone_stays_as_it_is() -> None:
    first_schema(locations.history_file(), "20261121-193005")
    for _ in range(2):
        (kept,) = history().answers()
        assert (kept.seconds, kept.words) == (171.5, None)
    assert all(history().round_ids().values())


# ---------------------------------------------------------------- what is kept of an answer


def test_figures_and_signals_are_those_of_the_analysis() -> None:
    round_id = keep(WEAK)
    analysis = load_round(find_folder(round_id), library()).answers[0].analysis
    assert analysis is not None
    known = history()
    (kept,) = known.answers()
    assert kept.leaning == analysis.verdict.leaning
    assert kept.budget == analysis.budget.status == "under"
    assert kept.fillers == len(analysis.delivery.fillers)
    for timing in analysis.timings:
        assert kept.parts[timing.segment] == pytest.approx(timing.seconds, abs=0.001)
    for kind in ("strength", "fault"):
        names = {signal.name for signal in analysis.signals if signal.kind == kind}
        assert set(known.signal_counts(kind)) == names
    assert known.signals(round_id, 1, "missing") == tuple(sorted(analysis.missing))
    assert set(known.signal_counts("missing", Wanted(level="senior"))) == set(analysis.missing)
    assert known.signal_counts("missing", Wanted(level="sde1")) == {}
    assert known.answers_without(["unquantified_result"]) == {(round_id, 1)}
    assert known.answers_without(analysis.missing[:1]) == {(round_id, 1)}
    assert known.answers_without(["nobody_asked"]) == frozenset()
    assert known.answers_without([]) == frozenset()


def test_nothing_that_was_said_is_in_the_file() -> None:
    keep(WEAK)
    history().answers()
    data = locations.history_file().read_bytes()
    for words in WEAK.split(". "):
        assert words.encode() not in data


def test_a_card_lives_until_an_answer_to_its_question_comes_or_goes(tmp_path: Path) -> None:
    known = History(tmp_path / "h.sqlite3")
    changes = (
        lambda: known.add(record("20261122-193005", "a")),
        lambda: known.rate({("20261122-193005", 1): "easy"}),
        lambda: known.forget("20261122-193005"),
    )
    known.add(record("20261121-193005", "a", "b"))
    for change in changes:
        known.keep_cards({"a": ("2026-12-01", "{}"), "b": ("2026-12-01", "{}")})
        change()
        assert set(known.cards()) == {"b"}
    known.forget("20261121-193005")
    assert known.cards() == {}


def test_an_answer_without_a_word_is_no_review_and_in_no_average(home: Path) -> None:
    """Enter right after recording began, or a muted microphone."""
    keep(STRONG)
    known, now = history(), BEGAN + timedelta(days=3)
    before = (known.measured(), practiced(known, now))
    assert len(before[1]) == 1
    keep("um", days=1)
    assert (known.measured(), practiced(known, now)) == before
    assert len(known.answers()) == 2, "it is listed"
