"""What can be typed for a round: last, prev, best, best:SLUG; and what completion offers."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from mockint.cli import commands
from mockint.commands.compare import compare
from mockint.commands.completion import round_names
from mockint.commands.correction.correct import CorrectOptions, correct
from mockint.commands.evening.debriefing import called
from mockint.commands.history import newer_practice, with_names
from mockint.commands.next import rate
from mockint.commands.recovery.recover import waiting
from mockint.errors import UsageError
from mockint.history.catalogue import find_folder, last_two_takes, meant_round
from mockint.history.folders import PRACTICE_TITLE
from mockint.history.keeper import kept_round
from tests.support.past_rounds import SLUG, STRONG, WEAK, keep, library
from tests.support.rehearsal import FRONT

OTHER = next(slug for slug in library().questions if slug != SLUG)


@pytest.fixture
def takes() -> list[str]:
    """Of one question, the best in the middle; then a demo of another."""
    kept = [keep(WEAK, days=1), keep(STRONG, days=2), keep(WEAK, days=3)]
    return [*kept, keep(WEAK, days=4, slug=OTHER, recorded="flawed")]


def test_names_stand_for_rounds(takes: list[str]) -> None:
    first, best, last, demo = takes
    assert meant_round("last") == demo, "a demo is a round that was shown last"
    assert (meant_round("prev"), meant_round("best")) == (best, best)
    assert meant_round(f"best:{SLUG}") == meant_round("best:job-desc") == best
    assert last_two_takes() == (best, last)
    assert meant_round(first) == first
    assert find_folder("best").id == best


@pytest.mark.parametrize("name", ["prev", "best", "best:nothing-of-this-name"])
def test_a_name_without_a_round_says_what_to_do(name: str) -> None:
    with pytest.raises(UsageError):
        meant_round(name)


def test_one_take_has_none_before_it() -> None:
    keep(WEAK)
    with pytest.raises(UsageError, match="only once") as refused:
        meant_round("prev")
    assert refused.value.next_step == f"mockint round {SLUG}"
    with pytest.raises(UsageError, match="twice"):
        compare()


def test_compare_needs_no_name(takes: list[str]) -> None:
    first, best, last, _demo = takes
    keep(STRONG, days=5, slug=OTHER)
    (alone,) = compare()
    assert alone.rounds == (best, last)
    (from_best,) = compare(f"best:{SLUG}", last)
    assert from_best.comparison == alone.comparison
    assert alone.made is None, "nothing big was to be changed"
    (better,) = compare(first, best)
    assert better.made is not None
    assert better.made.outcome == "done"


def test_compare_shows_no_fault_that_no_debrief_told(takes: list[str]) -> None:
    shown = CliRunner().invoke(commands, ["compare", takes[0], takes[1]], prog_name="mockint")
    assert shown.exit_code == 0, shown.output
    (value,) = compare(takes[0], takes[1])
    told = {one.name for one in (*value.comparison.before.told, *value.comparison.after.told)}
    named = (*value.comparison.faults_gone, *value.comparison.new_faults)
    assert {one.name for one in named} <= told


def test_what_is_typed_is_short_where_it_is_the_last(takes: list[str]) -> None:
    newest = takes[-1]
    assert (called(newest), called(takes[0])) == ("last", takes[0])
    step = f"mockint correct {newest} --text /rounds/{newest}/correction.txt"
    assert with_names(step) == f"mockint correct last --text /rounds/{newest}/correction.txt"
    assert with_names(f"mockint history {takes[0]}") == f"mockint history {takes[0]}"


def test_every_command_takes_a_name() -> None:
    before = keep(WEAK, days=1)
    keep(STRONG, days=2)
    assert rate("prev", "good").rating == "good"
    with pytest.raises(UsageError, match=f"nothing in {before}/answer-1 waits"):
        waiting("prev/answer-1")
    with pytest.raises(UsageError, match=f"round {before} has no corrections"):
        correct(CorrectOptions(round_id="prev", undo=True), FRONT)


def test_a_newer_drill_is_said_where_the_last_round_is_meant() -> None:
    keep(WEAK)
    assert newer_practice() == ""
    later = datetime.now(UTC) + timedelta(days=400)
    with kept_round(later, {PRACTICE_TITLE: "Drill: Result"}) as keeper:
        keeper.folder.write_practice({"drill": "part"})
        keeper.folder.take_path(1, None, 1).write_bytes(b"")
    notice = newer_practice()
    assert "Drill: Result" in notice
    shown = CliRunner().invoke(commands, ["history", "last"], prog_name="mockint")
    assert " ".join(notice.split()) in " ".join(shown.output.split())


def test_completion_offers_names_and_rounds_with_their_question(takes: list[str]) -> None:
    offered = dict(round_names(""))
    assert list(offered)[:3] == ["last", "prev", "best"]
    assert list(offered)[3:] == takes[::-1]
    assert offered[takes[0]].startswith(f"{SLUG}, November 2")
    assert round_names("best:") == ((f"best:{SLUG}", ""),)


def test_completion_costs_nothing_where_there_is_no_history() -> None:
    assert round_names("") == ()
