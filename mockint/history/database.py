"""Rounds in SQLite, so that nothing is asked twice and a person finds them again."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mockint import files
from mockint.history.database_trouble import explained, is_of_the_disk
from mockint.history.migrations import migrate
from mockint.history.rows import drop_cards, write_round
from mockint.history.types import AHEAD, EVERY, Measured, PastAnswer, PastWait, Rating, Wanted

if TYPE_CHECKING:  # the types of a round load numpy, and `mockint next` is to answer at once
    from mockint.record import RoundRecord

SignalKind = Literal["strength", "fault", "missing"]

BUSY_TIMEOUT_S = 5.0
"""How long to wait for another mockint that is writing."""

_COLUMNS = ", ".join(PastAnswer._fields)
_JOINED = "answers JOIN rounds ON rounds.id = answers.round_id"
_OWN = "recorded IS NULL"
_OWN_ROUND = "round_id NOT IN (SELECT id FROM rounds WHERE recorded IS NOT NULL)"
"""The same without a join: demos are few, and have an index."""
_DATED = "utc <= ?"
"""Not in the future. A round that is was sat by a wrong clock: when is not known, so it is taken
for older than all the others."""
_OLDEST = f"{_DATED}, utc, round_id, number"


class History:
    """The SQLite file that knows every round. Opened for each call: nothing is held between.

    Rounds of recorded candidates are among ``past``, ``count`` and whatever is asked by a round's
    id; what counts practice leaves them out. ``clock`` tells what is in the future.
    """

    def __init__(
        self, file: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._file = file
        self._clock = clock

    def _now(self) -> str:
        """As ``rounds.utc`` is written."""
        return (self._clock().astimezone(UTC) + AHEAD).strftime("%Y-%m-%dT%H:%M:%S")

    # ------------------------------------------------------------ writing

    def add(self, record: "RoundRecord") -> None:
        """Keep what can be asked about later. A round saved again replaces itself."""
        self.add_all([record])

    def add_all(self, records: Iterable["RoundRecord"]) -> None:
        """Several rounds in one transaction; all of them or none."""
        with self._open(writing=True) as db:
            for record in records:
                write_round(db, record)

    def forget(self, round_id: str) -> None:
        """Remove one round's rows."""
        self.forget_all([round_id])

    def forget_all(self, round_ids: Iterable[str]) -> None:
        """Remove the rows of several rounds, all or none."""
        with self._open(writing=True) as db:
            for round_id in round_ids:
                drop_cards(db, round_id)
                db.execute("DELETE FROM rounds WHERE id = ?", (round_id,))

    def outdate(self, round_id: str) -> None:
        """The round is about to change on disk: until it is added again, it is to be read there."""
        with self._open(writing=True) as db:
            db.execute("UPDATE rounds SET measured = 0 WHERE id = ?", (round_id,))

    def leave_unmeasured(self, round_id: str) -> None:
        """The round's folder cannot be read: do not try again each time."""
        with self._open(writing=True) as db:
            db.execute("UPDATE rounds SET measured = 1 WHERE id = ?", (round_id,))

    def rate(self, ratings: Mapping[tuple[str, int], Rating | None]) -> None:
        """The candidate's own ratings by (round, number of the question); None takes one back."""
        with self._open(writing=True) as db:
            for (round_id, number), rating in ratings.items():
                db.execute(
                    "UPDATE answers SET own_rating = ? WHERE round_id = ? AND number = ?",
                    (rating, round_id, number),
                )
                drop_cards(db, round_id)

    # ------------------------------------------------------------ asking

    def asked(self) -> tuple[str, ...]:
        """Slugs of all questions the person was ever asked, the longest ago first."""
        with self._open() as db:
            rows = db.execute(
                f"SELECT question FROM {_JOINED} WHERE {_OWN} ORDER BY {_OLDEST}", (self._now(),)
            )
            return tuple(row[0] for row in rows)

    def answers(
        self, wanted: Wanted = EVERY, *, limit: int | None = None, offset: int = 0
    ) -> tuple[PastAnswer, ...]:
        """The answers that are wanted, the newest round first; all of them without ``limit``."""
        where, values = _where(wanted)
        with self._open() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM {_JOINED} {where}"
                f" ORDER BY {_DATED} DESC, utc DESC, round_id DESC, number LIMIT ? OFFSET ?",
                (*values, self._now(), -1 if limit is None else limit, offset),
            )
            return tuple(map(PastAnswer._make, rows))

    def measured(self, wanted: Wanted = EVERY) -> tuple[Measured, ...]:
        """The person's judged answers that are wanted, the oldest first."""
        where, values = _where(replace(wanted, own=True))
        with self._open() as db:
            rows = db.execute(
                f"SELECT {', '.join(Measured._fields)} FROM {_JOINED} {where}"
                f" AND seconds IS NOT NULL ORDER BY {_OLDEST}",
                (*values, self._now()),
            )
            return tuple(map(Measured._make, rows))

    def last_of_each_question(self) -> tuple[PastAnswer, ...]:
        """The person's newest answer to each question that was judged or rated."""
        with self._open() as db:
            rows = db.execute(  # with max() SQLite takes the other columns of the row that has it
                f"SELECT {_COLUMNS}, max(({_DATED}) || utc || round_id || printf('%09d', number))"
                f" FROM {_JOINED}"
                f" WHERE {_OWN} AND (leaning IS NOT NULL OR own_rating IS NOT NULL)"
                " GROUP BY question ORDER BY question",
                (self._now(),),
            )
            return tuple(PastAnswer(*row[:-1]) for row in rows)

    def count(self, wanted: Wanted = EVERY) -> int:
        """How many answers are wanted."""
        where, values = _where(wanted)
        with self._open() as db:
            (number,) = db.execute(f"SELECT count(*) FROM {_JOINED} {where}", values).fetchone()
            return int(number)

    def names(
        self, column: Literal["question", "principle", "story"], *, own: bool = True
    ) -> tuple[str, ...]:
        """Every slug or story there is an answer for, in order of the alphabet.

        ``own``: an answer of the person's, not of a recorded candidate.
        """
        only = _OWN_ROUND if own else "1"
        with self._open() as db:
            rows = db.execute(
                f"SELECT DISTINCT {column} FROM answers WHERE {column} IS NOT NULL AND {only}"
                f" ORDER BY {column}"
            )
            return tuple(row[0] for row in rows)

    def levels(self) -> tuple[str, ...]:
        """Every level that a round was held at, in order of the alphabet."""
        with self._open() as db:
            rows = db.execute("SELECT DISTINCT level FROM rounds ORDER BY level")
            return tuple(row[0] for row in rows)

    def own_ratings(self) -> Mapping[tuple[str, int], Rating]:
        """The candidate's own ratings by (round, number of the question)."""
        with self._open() as db:
            rows = db.execute(
                "SELECT round_id, number, own_rating FROM answers WHERE own_rating IS NOT NULL"
            )
            return {(round_id, number): rating for round_id, number, rating in rows}

    def round_ids(self) -> Mapping[str, bool]:
        """Every round, and whether its figures are here."""
        with self._open() as db:
            return {
                name: bool(done) for name, done in db.execute("SELECT id, measured FROM rounds")
            }

    def newest_first(self) -> tuple[str, ...]:
        """Every round's id."""
        with self._open() as db:
            rows = db.execute(
                f"SELECT id FROM rounds ORDER BY {_DATED} DESC, utc DESC, id DESC", (self._now(),)
            )
            return tuple(row[0] for row in rows)

    def ahead(self) -> tuple[str, ...]:
        """Rounds that are dated in the future: a clock was wrong then, or is now."""
        with self._open() as db:
            rows = db.execute("SELECT id FROM rounds WHERE utc > ? ORDER BY utc", (self._now(),))
            return tuple(row[0] for row in rows)

    def signal_counts(self, kind: SignalKind, wanted: Wanted = EVERY) -> Mapping[str, int]:
        """In how many of the person's answers that are wanted each signal was, the most often
        first."""
        source = f"{_JOINED} JOIN signals USING (round_id, number)"
        where, values = _where(replace(wanted, own=True))
        if not values:  # all of them: quicker without a join
            source, where = "signals", f"WHERE {_OWN_ROUND}"
        with self._open() as db:
            rows = db.execute(
                f"SELECT name, count(*) AS often FROM {source} {where}"
                " AND kind = ? GROUP BY name ORDER BY often DESC, name",
                (*values, kind),
            )
            return dict(rows)

    def answers_without(self, names: Iterable[str]) -> frozenset[tuple[str, int]]:
        """(round, number) of every answer of the person's in which one of ``names`` was missing, or
        a fault among them heard."""
        asked = tuple(names)
        marks = ", ".join("?" * len(asked))
        with self._open() as db:
            rows = db.execute(
                "SELECT DISTINCT round_id, number FROM signals"
                f" WHERE kind IN ('missing', 'fault') AND name IN ({marks}) AND {_OWN_ROUND}",
                asked,
            )
            return frozenset((row[0], row[1]) for row in rows)

    def signals(self, round_id: str, number: int, kind: SignalKind) -> tuple[str, ...]:
        """What was heard in one answer, or was expected and not heard."""
        with self._open() as db:
            rows = db.execute(
                "SELECT name FROM signals WHERE round_id = ? AND number = ? AND kind = ?"
                " ORDER BY name",
                (round_id, number, kind),
            )
            return tuple(row[0] for row in rows)

    def waits(self, round_id: str) -> tuple[PastWait, ...]:
        """What the candidate waited for in one round, in the order it happened."""
        with self._open() as db:
            rows = db.execute(
                "SELECT number, probe, drill, tail_s, parts_s, choice_s, voice_s FROM waits"
                " WHERE round_id = ? ORDER BY number, probe, drill",
                (round_id,),
            )
            return tuple(PastWait(row[0], row[1], bool(row[2]), *row[3:]) for row in rows)

    # ------------------------------------------------------------ cards

    def cards(self) -> Mapping[str, str]:
        """The cards that are up to date, by question."""
        with self._open() as db:
            return dict(db.execute("SELECT question, card FROM cards ORDER BY due, question"))

    def keep_cards(self, cards: Mapping[str, tuple[str, str]]) -> None:
        """Keep (due, card) by question until an answer to it comes, changes or goes."""
        with self._open(writing=True) as db:
            db.executemany(
                "INSERT OR REPLACE INTO cards (question, due, card) VALUES (?, ?, ?)",
                [(question, due, card) for question, (due, card) in cards.items()],
            )

    # ------------------------------------------------------------ the file

    @contextmanager
    def _open(self, *, writing: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction on an up-to-date file, readable by its owner only.

        A writer waits for its turn at the beginning: one that first reads cannot wait any more. On
        a disk that takes nothing the file is read as it is.
        """
        files.make_private_dir(self._file.parent)
        try:
            with closing(self._connected(writing=writing)) as db:
                yield db
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise explained(self._file, error) from error

    def _connected(self, *, writing: bool) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=BUSY_TIMEOUT_S, isolation_level=None)
        try:
            files.make_private(self._file)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")  # a deleted round leaves no words behind
            migrate(db)
            db.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            if not writing:
                db.execute("SELECT name FROM migrations").fetchone()
        except sqlite3.Error as error:
            db.close()
            if writing or not is_of_the_disk(error):
                raise
            as_it_is = f"{files.absolute(self._file).as_uri()}?mode=ro&immutable=1"
            db = sqlite3.connect(as_it_is, uri=True, isolation_level=None)
            db.execute("BEGIN")
        except BaseException:
            db.close()
            raise
        return db


def _where(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    """The SQL condition, if any, and its values."""
    asked = {
        "answers.question": wanted.question,
        "answers.principle": wanted.principle,
        "rounds.level": wanted.level,
        "answers.round_id": wanted.round_id,
        "answers.story": wanted.story,
        "rounds.loop": wanted.loop,
    }
    said = {column: value for column, value in asked.items() if value is not None}
    conditions = [f"{column} = ?" for column in said]
    if wanted.own:
        conditions.append(_OWN)
    if not conditions:
        return "", ()
    return "WHERE " + " AND ".join(conditions), tuple(said.values())
