"""A round as the rows that the history keeps of it: figures and names, never what was said."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mockint.domain import SEGMENTS
from mockint.text.format import DECIMALS

if TYPE_CHECKING:
    from mockint.record import Answer, RoundRecord, Wait

ANSWER_COLUMNS = (
    "round_id", "number", "question", "principle", "ask", "story", "seconds", "leaning",
    "thinking_s",
    "words", "words_per_minute", "fillers", "fillers_per_minute", "budget",
    "situation_s", "task_s", "action_s", "result_s", "reflection_s",
)  # fmt: skip
"""In the order of :func:`answer_row`; the five parts in the order of SEGMENTS."""


def answer_row(round_id: str, number: int, answer: "Answer") -> tuple[Any, ...]:
    """One answer; NULL for every figure where it was not judged, or no word was said in it: that
    is no review, and in no average."""
    question, found = answer.question, answer.analysis
    asked = (question.slug, question.principle, question.ask)
    known = (round_id, number, *asked, answer.story)
    if found is None or answer.is_silent:
        return (*known, *[None] * (len(ANSWER_COLUMNS) - len(known)))
    said = found.delivery
    taken = {timing.segment: timing.seconds for timing in found.timings if found.spans}
    return (
        *known,
        _ms(found.budget.seconds),
        found.verdict.leaning,
        _ms(found.thinking),
        said.words,
        _ms(said.words_per_minute),
        len(said.fillers),
        _ms(said.fillers_per_minute),
        found.budget.status,
        *(_ms(taken.get(segment)) for segment in SEGMENTS),
    )


def _ms(value: float | None) -> float | None:
    """As ``round.json`` has it, so that a round read back gives the same rows."""
    return None if value is None else round(value, DECIMALS)


def signal_rows(record: "RoundRecord") -> Iterator[tuple[Any, ...]]:
    """(round_id, number, name, kind, times) of what was heard and what was missing."""
    for number, answer in enumerate(record.answers, 1):
        if answer.analysis is None or answer.is_silent:
            continue
        heard = Counter((signal.name, signal.kind) for signal in answer.analysis.signals)
        for (name, kind), times in heard.items():
            yield record.id, number, name, kind, times
        for name in answer.analysis.missing:
            yield record.id, number, name, "missing", 0


def wait_rows(record: "RoundRecord") -> Iterator[tuple[Any, ...]]:
    """(round_id, number, probe, drill, tail_s, parts_s, choice_s, voice_s)."""
    for number, answer in enumerate(record.answers, 1):
        for probe, drill, wait in _waits(answer):
            if wait is not None:
                stages = (wait.tail_s, wait.parts_s, wait.choice_s, wait.voice_s)
                yield record.id, number, probe, drill, *map(_ms, stages)


def _waits(answer: "Answer") -> Iterator[tuple[int, int, "Wait | None"]]:
    yield 0, 0, answer.wait
    for probe, exchange in enumerate(answer.exchanges, 1):
        yield probe, 0, exchange.wait
        if exchange.drill is not None:
            yield probe, 1, exchange.drill.wait


def write_round(db: sqlite3.Connection, record: "RoundRecord") -> None:
    """Put the round in the place of the one with its id; ratings of the same questions stay."""
    rated = db.execute(
        "SELECT own_rating, round_id, number, question FROM answers"
        " WHERE round_id = ? AND own_rating IS NOT NULL",
        (record.id,),
    ).fetchall()
    drop_cards(db, record.id)
    db.execute("DELETE FROM rounds WHERE id = ?", (record.id,))
    db.execute(
        "INSERT INTO rounds"
        " (id, began, level, engine, voice, ended_early, loop, recorded, measured)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (
            record.id,
            record.began.isoformat(timespec="seconds"),
            record.level,
            record.engine,
            record.voice,
            int(record.ended_early),
            record.loop,
            record.recorded,
        ),
    )
    marks = ", ".join("?" * len(ANSWER_COLUMNS))
    db.executemany(
        f"INSERT INTO answers ({', '.join(ANSWER_COLUMNS)}) VALUES ({marks})",
        [answer_row(record.id, number, one) for number, one in enumerate(record.answers, 1)],
    )
    db.executemany("INSERT INTO signals VALUES (?, ?, ?, ?, ?)", signal_rows(record))
    db.executemany("INSERT INTO waits VALUES (?, ?, ?, ?, ?, ?, ?, ?)", wait_rows(record))
    db.executemany(
        "UPDATE answers SET own_rating = ? WHERE round_id = ? AND number = ? AND question = ?",
        rated,
    )
    drop_cards(db, record.id)


def drop_cards(db: sqlite3.Connection, round_id: str) -> None:
    """The cards of this round's questions are to be worked out again."""
    db.execute(
        "DELETE FROM cards WHERE question IN (SELECT question FROM answers WHERE round_id = ?)",
        (round_id,),
    )
