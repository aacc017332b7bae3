"""Rounds of recorded candidates: kept and shown like any other, never counted as practice."""

import json
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from mockint import locations
from mockint.cli import commands
from mockint.commands.story import evidence, shelf
from mockint.errors import UsageError
from mockint.history import record_json as debrief_json
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.database import History
from mockint.history.migrations import MIGRATIONS
from mockint.history.record_json import round_from
from mockint.history.schedule import practiced
from mockint.history.types import EVERY, Wanted
from mockint.stories.types import Story
from tests.history.test_database import schema
from tests.support.amazon import SENIOR
from tests.support.past_rounds import BEGAN, SLUG, STRONG, WEAK, keep, library

DEMO = "disagreed-but-committed"
SOON = BEGAN + timedelta(days=3)


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def typed(*arguments: str) -> str:
    done = CliRunner().invoke(commands, arguments)
    if isinstance(done.exception, UsageError):
        raise done.exception
    assert done.exit_code == 0 or not arguments, done.output
    return done.output


# ---------------------------------------------------------------- what counts


def test_a_demo_beside_an_own_round_counts_nowhere() -> None:
    keep(STRONG)
    known = history()
    asked, names = ("question", "principle"), ("metric_delta", "first_person_action")
    wanted = (EVERY, Wanted(level="senior"), Wanted(own=True))

    def counted() -> list[object]:
        return [
            known.asked(),
            known.last_of_each_question(),
            known.answers_without(names),
            practiced(known, SOON),
            [known.measured(one) for one in wanted],
            [known.signal_counts(kind, one) for kind in ("strength", "missing") for one in wanted],  # type: ignore[arg-type]
            [known.names(column) for column in asked],  # type: ignore[arg-type]
        ]

    before = counted()
    keep(WEAK, days=1, slug=DEMO, recorded="flawed")
    keep(WEAK, days=2, recorded="flawed")  # of the same question, and later
    assert counted() == before
    assert known.names("question", own=False) == (SLUG, DEMO)
    assert known.signal_counts("missing", Wanted(question=DEMO)) == {}
    keep(WEAK, days=2, slug=DEMO)
    assert counted() != before


def test_it_is_kept_and_listed() -> None:
    own, demo = keep(STRONG), keep(WEAK, days=1, recorded="flawed")
    known = history()
    assert [(one.round_id, one.recorded) for one in known.answers()] == [
        (demo, "flawed"),
        (own, None),
    ]
    assert [one.round_id for one in known.answers(Wanted(own=True))] == [own]
    assert (known.count(), known.count(Wanted(own=True))) == (2, 1)
    assert known.signals(demo, 1, "missing")
    assert known.waits(demo)
    assert set(known.round_ids()) == {own, demo}


def test_a_card_does_not_move_by_a_demo() -> None:
    keep(WEAK)
    (before,) = practiced(history(), SOON)
    keep(STRONG, days=1, recorded="strong")  # takes the kept card away
    assert practiced(history(), SOON) == (before,)


def test_a_story_is_not_covered_by_a_recorded_candidate() -> None:
    story = Story(name="retry", principles=(), parts={"action": "I wrote a test."})
    known, there = history(), shelf()
    record = load_round(find_folder(keep(STRONG, recorded="strong")), library())
    told = replace(record, answers=(replace(record.answers[0], story="retry"),))
    for recorded, takes in (("strong", 0), (None, 1)):
        known.add(replace(told, recorded=recorded))
        assert evidence(story, there.library, SENIOR, known).takes == takes


# ---------------------------------------------------------------- what a person sees


def test_after_only_a_demo_nothing_was_practiced() -> None:
    demo = keep(WEAK, recorded="flawed")
    assert "This is your first question." in typed()
    assert "No judged answers yet" in typed("next")
    assert typed("next", "--json") == "null\n"
    assert "No judged answers yet" in typed("progress")
    assert demo in typed("history", "--question", SLUG)
    with pytest.raises(UsageError, match=SLUG):
        typed("progress", "--question", SLUG)
    with pytest.raises(UsageError, match="is a demo"):
        typed("next", "--rate", demo, "easy")


def test_the_list_marks_it() -> None:
    own, demo = keep(STRONG, slug=DEMO), keep(WEAK, days=1, slug=DEMO, recorded="flawed")
    lines = {line.split()[0]: line for line in typed("history").splitlines() if line}
    assert f"{DEMO}  demo" in lines[demo]
    assert "demo" not in lines[own]
    assert max(map(len, lines.values())) <= 80
    listed = [json.loads(line) for line in typed("history", "--json").splitlines()]
    assert [(one["round"], one["demo"]) for one in listed] == [(demo, "flawed"), (own, None)]
    assert "· demo" in typed("history", demo)
    assert "demo" not in typed("history", own)
    assert json.loads(typed("history", demo, "--json"))["answers"][0]["demo"] == "flawed"


def test_compare_report_export_and_delete_work_as_ever(tmp_path: Path) -> None:
    own, demo = keep(STRONG), keep(WEAK, days=1, recorded="flawed")
    assert typed("compare", own, demo)
    assert typed("report", demo, "--no-open")
    file = str(tmp_path / "one.zip")
    typed("export", demo, file)
    typed("delete", demo)
    assert [one.round_id for one in history().answers()] == [own]
    typed("import", file)
    assert history().answers()[0].recorded == "flawed"
    assert history().asked() == (SLUG,)


# ---------------------------------------------------------------- round.json and the schema before


def test_round_json_keeps_it_and_an_older_one_has_none() -> None:
    folder = find_folder(keep(STRONG, recorded="flawed"))
    value = folder.round()
    assert value is not None
    assert value["recorded"] == "flawed"
    record = round_from(value, {}, folder=folder.path)
    assert record.recorded == "flawed"
    assert debrief_json.round_record(replace(record, recorded=None))["recorded"] is None
    del value["recorded"]
    assert round_from(value, {}, folder=folder.path).recorded is None


def test_a_lost_history_knows_it_again() -> None:
    keep(WEAK, recorded="flawed")
    before = history().answers()
    locations.history_file().unlink()
    assert history().answers() == before
    assert history().asked() == ()


def test_the_schema_before_grows_into_this_one(tmp_path: Path) -> None:
    old, new = tmp_path / "old.sqlite3", tmp_path / "new.sqlite3"
    db = sqlite3.connect(old, isolation_level=None)
    db.execute("CREATE TABLE migrations (name TEXT PRIMARY KEY) STRICT")
    for name, step in MIGRATIONS[:5]:
        step(db)
        db.execute("INSERT INTO migrations VALUES (?)", (name,))
    db.execute(
        "INSERT INTO rounds VALUES ('20261121-193005', '2026-11-21T19:30:05+00:00', 'senior',"
        " 'test', 'none', 0, 1, NULL)"
    )
    db.execute(
        "INSERT INTO answers (round_id, number, question, principle)"
        " VALUES ('20261121-193005', 1, 'one', 'ownership')"
    )
    db.close()
    assert "recorded" not in schema(old)["rounds"]
    assert History(old).asked() == ("one",)  # kept before this, so it counts as ever
    assert [one.recorded for one in History(old).answers()] == [None]
    assert History(new).asked() == ()
    assert schema(old) == schema(new)
