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


def _what_was_measured(db: sqlite3.Connection) -> None:
    """Rounds kept before this have ``measured`` 0 until they are read again from their folders."""
    db.execute("ALTER TABLE rounds ADD COLUMN measured INTEGER NOT NULL DEFAULT 0")  # 0 or 1
    for column in (
        "ask TEXT NOT NULL DEFAULT ''",
        "thinking_s REAL",
        "words INTEGER",
        "words_per_minute REAL",
        "fillers INTEGER",
        "fillers_per_minute REAL",
        "budget TEXT",  # under, within, over
        "situation_s REAL",
        "task_s REAL",
        "action_s REAL",
        "result_s REAL",
        "reflection_s REAL",
        "own_rating TEXT",  # the candidate's, where it overrules ours
    ):
        db.execute(f"ALTER TABLE answers ADD COLUMN {column}")
    db.execute(
        """
        CREATE TABLE signals (
            round_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,           -- strength, fault, missing
            times INTEGER NOT NULL,       -- heard so often; 0 where missing
            PRIMARY KEY (round_id, number, name),
            FOREIGN KEY (round_id, number) REFERENCES answers(round_id, number) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE waits (
            round_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            probe INTEGER NOT NULL,       -- 0 after the answer, from 1 after a follow-up's reply
            drill INTEGER NOT NULL,       -- 1 after the drill-down's reply
            tail_s REAL NOT NULL,
            parts_s REAL NOT NULL,
            choice_s REAL NOT NULL,
            voice_s REAL,
            PRIMARY KEY (round_id, number, probe, drill),
            FOREIGN KEY (round_id, number) REFERENCES answers(round_id, number) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX rounds_by_began ON rounds(began, id)")
    db.execute("CREATE INDEX answers_by_principle ON answers(principle)")


def _cards(db: sqlite3.Connection) -> None:
    """What is known of a question's schedule; a row that is missing is worked out again."""
    db.execute(
        """
        CREATE TABLE cards (
            question TEXT PRIMARY KEY,    -- slug
            due TEXT NOT NULL,            -- ISO 8601, UTC
            card TEXT NOT NULL            -- fsrs's own JSON
        ) STRICT
        """
    )


def _stories_and_loops(db: sqlite3.Connection) -> None:
    """Which of the candidate's own stories an answer told, and which loop a round belongs to."""
    db.execute("ALTER TABLE answers ADD COLUMN story TEXT")  # its name; NULL where none was named
    db.execute("ALTER TABLE rounds ADD COLUMN loop TEXT")  # id of the loop's first round
    db.execute("CREATE INDEX answers_by_story ON answers(story)")


def _quiz(db: sqlite3.Connection) -> None:
    db.execute(
        """
        CREATE TABLE quiz_answers (
            at TEXT NOT NULL,             -- ISO 8601 with offset: when the sitting began
            walkthrough TEXT NOT NULL,    -- slug
            item TEXT NOT NULL,           -- stands for the question's wording
            correct INTEGER NOT NULL,     -- 0 or 1, the first time in this sitting
            PRIMARY KEY (at, walkthrough, item)
        ) STRICT, WITHOUT ROWID
        """
    )


def _recorded_candidates(db: sqlite3.Connection) -> None:
    """Who answered in a demo. Rounds kept before this have none: they cannot be told apart."""
    db.execute("ALTER TABLE rounds ADD COLUMN recorded TEXT")  # name; NULL where a person answered
    db.execute("CREATE INDEX rounds_by_recorded ON rounds(id) WHERE recorded IS NOT NULL")


def _instants(db: sqlite3.Connection) -> None:
    """When each round began on one clock: text with an offset does not sort by time.

    Cards were worked out in the order of that text.
    """
    db.execute(
        "ALTER TABLE rounds ADD COLUMN utc TEXT"  # for order only; ``began`` keeps the zone
        " AS (coalesce(strftime('%Y-%m-%dT%H:%M:%S', began), began))"
    )
    db.execute("DROP INDEX rounds_by_began")
    db.execute("CREATE INDEX rounds_by_utc ON rounds(utc, id)")
    db.execute("DELETE FROM cards")


def _settled(db: sqlite3.Connection) -> None:
    """Rounds whose file was read and has nothing left to judge: it need not be read each time."""
    db.execute("ALTER TABLE rounds ADD COLUMN settled TEXT")  # size and time of that file


MIGRATIONS: Sequence[tuple[str, Callable[[sqlite3.Connection], None]]] = (
    ("0001 rounds and answers", _rounds_and_answers),
    ("0002 what was measured", _what_was_measured),
    ("0003 cards", _cards),
    ("0004 stories and loops", _stories_and_loops),
    ("0005 quiz", _quiz),
    ("0006 recorded candidates", _recorded_candidates),
    ("0007 instants", _instants),
    ("0008 settled", _settled),
)


def migrate(db: sqlite3.Connection) -> None:
    """Bring ``db`` (in autocommit mode) up to date. Safe when two programs do so at once."""
    db.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) STRICT")
    done = {row[0] for row in db.execute("SELECT name FROM migrations")}
    for name, step in MIGRATIONS:
        if name not in done:  # so that a reader of an up-to-date file never waits for a writer
            _run(db, name, step)


def _run(db: sqlite3.Connection, name: str, step: Callable[[sqlite3.Connection], None]) -> None:
    db.execute("BEGIN IMMEDIATE")  # the second program waits here, then finds it done
    try:
        if not db.execute("SELECT 1 FROM migrations WHERE name = ?", (name,)).fetchone():
            step(db)
            db.execute("INSERT INTO migrations (name) VALUES (?)", (name,))
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
