"""Rounds in order of time: whatever the zone they were sat in, and when a clock was wrong."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mockint import locations
from mockint.cli import commands
from mockint.commands.next import next_
from mockint.commands.values.history import Next
from mockint.history.catalogue import find_folder, history
from mockint.history.database import History
from mockint.history.migrations import MIGRATIONS, migrate
from mockint.history.quiz_scores import QuizScores
from mockint.history.schedule import LONGEST_DAYS, practiced
from tests.history.test_database import record
from tests.support.past_rounds import SLUG, STRONG, WEAK, keep


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def typed(*arguments: str) -> str:
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


TWO_SITTINGS = [
    pytest.param(
        at("2026-11-20T20:00:00+00:00"), at("2026-11-20T19:00:00-08:00"), id="london-seattle"
    ),
    pytest.param(
        at("2026-10-25T02:50:00+02:00"), at("2026-10-25T02:10:00+01:00"), id="repeated-hour"
    ),
    pytest.param(
        at("2131-01-05T20:00:00+00:00"), at("2026-11-20T20:00:00+00:00"), id="clock-was-ahead"
    ),
]


@pytest.mark.parametrize(("first", "second"), TWO_SITTINGS)
def test_what_was_sat_last_is_last_everywhere(first: datetime, second: datetime) -> None:
    old, new = keep(WEAK, began=first), keep(STRONG, began=second)
    known = history()
    assert [one.round_id for one in known.answers()] == [new, old]
    assert known.newest_first() == (new, old)
    assert known.last_of_each_question()[0].round_id == new
    assert known.measured()[-1].began == second.isoformat()
    assert find_folder(None).id == new
    assert typed("history", "last").startswith(f"Round {new}")
    value = next_(second + timedelta(days=1))
    assert isinstance(value, Next)
    assert value.first.last.round_id == new


def test_the_last_round_is_found_without_the_history() -> None:
    keep(WEAK)
    last = keep(STRONG, days=1)
    locations.history_file().write_bytes(b"this is not a database" * 100)
    assert find_folder(None).id == last


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.integers(-12 * 60, 14 * 60)), min_size=2, max_size=8
    )
)
@settings(max_examples=20, deadline=None)
def test_the_order_is_that_of_the_instants(
    tmp_path_factory: pytest.TempPathFactory, sittings: list[tuple[int, int]]
) -> None:
    known = History(tmp_path_factory.mktemp("order") / "h.sqlite3")
    began = {}
    for number, (seconds, offset) in enumerate(sittings):
        zone = timezone(timedelta(minutes=offset))
        instant = (at("2020-01-01T00:00:00+00:00") + timedelta(seconds=seconds)).astimezone(zone)
        made = record(f"20200101-{number:06d}", f"q{number}")
        known.add(replace(made, began=instant))
        began[f"q{number}"] = instant
    asked = known.asked()
    assert sorted(asked) == sorted(began)
    assert [began[one] for one in asked] == sorted(began.values())
    assert [at(one.began) for one in known.answers()] == sorted(began.values(), reverse=True)


def test_the_zone_is_kept_for_showing() -> None:
    began = at("2026-11-20T19:00:00-08:00")
    round_id = keep(began=began)
    assert history().answers()[0].began == began.isoformat()
    assert "November 20, 2026, 19:00" in typed("history", round_id)


def test_a_clock_that_was_wrong_is_named_and_does_not_move_what_is_due() -> None:
    ahead = keep(WEAK, began=at("2131-01-05T20:00:00+00:00"))
    now = datetime.now(UTC)
    (alone,) = practiced(history(), now)
    assert timedelta(0) < alone.when.due - now <= timedelta(days=LONGEST_DAYS)
    assert f"{ahead}: the date is in the future" in typed("history")
    assert f"Round {ahead} is dated in the future" in typed("next")
    good = keep(STRONG)
    (both,) = practiced(history(), now)
    assert both.last.round_id == good
    assert both.when.due - at(both.last.began) <= timedelta(days=LONGEST_DAYS)
    assert f"{ahead}: the date is in the future" in typed("history")
    assert "in the future" not in typed("next")


def test_what_is_due_is_worked_out_again_when_the_clock_is_put_right() -> None:
    wrong = at("2131-01-05T20:00:00+00:00")
    keep(WEAK, began=wrong)
    practiced(history(), wrong + timedelta(minutes=5))  # its card is kept, with the wrong date
    now = datetime.now(UTC)
    (one,) = practiced(history(), now)
    assert one.when.due - now <= timedelta(days=LONGEST_DAYS)


def test_rounds_kept_before_are_put_in_order(home: object) -> None:
    file = locations.history_file()
    file.parent.mkdir(parents=True)
    db = sqlite3.connect(file, isolation_level=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mockint.history.migrations.MIGRATIONS", MIGRATIONS[:6])
        migrate(db)
    for round_id, began in (
        ("20261120-200000", "2026-11-20T20:00:00+00:00"),
        ("20261120-190000", "2026-11-20T19:00:00-08:00"),
    ):
        db.execute(
            "INSERT INTO rounds (id, began, level, engine, voice, ended_early, measured)"
            " VALUES (?, ?, 'senior', 'test', 'none', 0, 1)",
            (round_id, began),
        )
    db.execute("INSERT INTO cards VALUES (?, '2031-01-01', '{}')", (SLUG,))
    db.close()
    assert History(file).newest_first() == ("20261120-190000", "20261120-200000")
    assert History(file).cards() == {}


def test_the_last_sitting_of_a_quiz_is_the_last_in_time() -> None:
    scores = QuizScores(locations.history_file())
    scores.keep(at("2131-01-05T20:00:00+00:00"), [("a", "1", False)])
    scores.keep(at("2026-11-20T20:00:00+00:00"), [("a", "1", False)])
    scores.keep(at("2026-11-20T19:00:00-08:00"), [("a", "1", True)])
    found = scores.scores()["a"]
    assert found.last == "2026-11-20T19:00:00-08:00"
    assert (found.sittings, found.last_right, found.known) == (3, 1, frozenset({"1"}))
