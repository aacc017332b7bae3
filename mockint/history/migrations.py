"""The history's schema, as ordered, named steps. Each runs once, in one transaction
with its record.

A step is never changed after it has been released; a new one is added at the end.
"""

import sqlite3
from collections.abc import Callable, Sequence


def _rounds_and_answers(db: sqlite3.Connection) -> None:
    db.execute(
        """
        CREATE TABLE rounds (
            id TEXT PRIMARY KEY,
            began TEXT NOT NULL,          -- ISO 8601 with offset
            level TEXT NOT NULL,
            engine TEXT NOT NULL,
            voice TEXT NOT NULL,
            ended_early INTEGER NOT NULL  -- 0 or 1
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE answers (
            round_id TEXT NOT NULL REFERENCES rounds(id) ON DELETE CASCADE,
            number INTEGER NOT NULL,      -- from 1, in the order asked
            question TEXT NOT NULL,       -- slug
            principle TEXT NOT NULL,      -- slug
            seconds REAL,                 -- first word to last; NULL where not judged
            leaning TEXT,
            PRIMARY KEY (round_id, number)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX answers_by_question ON answers(question)")


MIGRATIONS: Sequence[tuple[str, Callable[[sqlite3.Connection], None]]] = (
    ("0001 rounds and answers", _rounds_and_answers),
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring ``db`` (in autocommit mode) up to date. Safe when two programs do so at once."""
    db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT")
    for name, step in MIGRATIONS:
        db.execute("BEGIN IMMEDIATE")  # the second program waits here, then finds it done
        try:
            done = db.execute("SELECT 1 FROM migrations WHERE name = ?", (name,)).fetchone()
            if not done:
                step(db)
                db.execute("INSERT INTO migrations (name) VALUES (?)", (name,))
            db.execute("COMMIT")
        except BaseException:
            db.execute("ROLLBACK")
            raise
