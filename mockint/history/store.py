"""Rounds in SQLite, so that nothing is asked twice and a person finds them again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mockint.debrief.base import RoundRecord
from mockint.errors import HistoryError
from mockint.history.migrations import migrate
from mockint.locations import PRIVATE_FILE_MODE, make_private_dir

BUSY_TIMEOUT_S = 5.0
"""How long to wait for another mockint that is writing."""


@dataclass(frozen=True, slots=True)
class PastAnswer:
    """One line of the history."""

    round_id: str
    began: str
    level: str
    engine: str
    question: str
    seconds: float | None
    leaning: str | None


class History:
    """The SQLite file that knows every round. Opened for each call: nothing is held between."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, record: RoundRecord) -> None:
        """Keep what can be asked about later. A round saved again replaces itself."""
        with self._open() as db:
            db.execute("DELETE FROM rounds WHERE id = ?", (record.id,))
            db.execute(
                "INSERT INTO rounds (id, began, level, engine, voice, ended_early)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    record.id,
                    record.began.isoformat(timespec="seconds"),
                    record.level,
                    record.engine,
                    record.voice,
                    int(record.ended_early),
                ),
            )
            db.executemany(
                "INSERT INTO answers (round_id, number, question, principle, seconds, leaning)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [
                    (
                        record.id,
                        number,
                        answer.question.slug,
                        answer.question.principle,
                        answer.analysis.budget.seconds if answer.analysis else None,
                        answer.analysis.verdict.leaning if answer.analysis else None,
                    )
                    for number, answer in enumerate(record.answers, 1)
                ],
            )

    def asked(self) -> tuple[str, ...]:
        """Slugs of all questions ever asked, the longest ago first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT question FROM answers JOIN rounds ON rounds.id = round_id"
                " ORDER BY began, number"
            )
            return tuple(row[0] for row in rows)

    def past(self) -> tuple[PastAnswer, ...]:
        """Every answer, the newest round first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT round_id, began, level, engine, question, seconds, leaning"
                " FROM answers JOIN rounds ON rounds.id = round_id ORDER BY began DESC, number"
            )
            return tuple(PastAnswer(*row) for row in rows)

    def forget(self, round_id: str) -> None:
        """Remove one round's rows."""
        with self._open() as db:
            db.execute("DELETE FROM rounds WHERE id = ?", (round_id,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One transaction on an up-to-date file, readable by its owner only."""
        make_private_dir(self._file.parent)
        try:
            with closing(sqlite3.connect(self._file, timeout=BUSY_TIMEOUT_S)) as db:
                self._file.chmod(PRIVATE_FILE_MODE)
                db.isolation_level = None
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA foreign_keys = ON")
                db.execute("PRAGMA secure_delete = ON")  # a deleted round leaves no words behind
                migrate(db)
                db.execute("BEGIN")
                yield db
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise HistoryError(
                f"the history {self._file} cannot be used",
                cause=str(error),
                next_step=f"mv {self._file} {self._file}.broken",
            ) from error
