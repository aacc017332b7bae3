"""What a person types about rounds that were sat: history, delete, next, progress, compare."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from click.testing import CliRunner, Result

from mockint import locations
from mockint.cli import commands
from mockint.commands.delete import delete
from mockint.commands.next import next_
from mockint.errors import FileError, MockintError, UsageError
from mockint.history.catalogue import find_folder, history, load_round
from mockint.history.database import History
from mockint.history.trends import trend
from mockint.history.types import PastAnswer, Wanted
from mockint.pages.progress import render
from mockint.views.as_json.values import plain
from tests.support.amazon import SDE1
from tests.support.past_rounds import BEGAN, SLUG, STRONG, WEAK, keep, library

if TYPE_CHECKING:
    from mockint.commands.ports import Front

OTHER = "disagreed-but-committed"
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")

    def typed(*arguments: str) -> Result:
        done = CliRunner().invoke(commands, arguments)
        if isinstance(done.exception, MockintError):
            raise done.exception
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        lines = [line for line in done.output.splitlines() if "{" not in line]  # no JSON
        if done.exit_code == 0:
            assert all(len(line) <= 80 for line in lines if "Written:" not in line)
        return done

    return typed


def rows(done: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.output.splitlines()]


# ---------------------------------------------------------------- history


def test_of_few_answers_no_change_is_told(run: Run) -> None:
    for day in range(3):
        keep(WEAK if day else STRONG, days=day)
    took = sorted(one.seconds or 0.0 for one in history().answers())
    shown = " ".join(run("progress").output.split())
    assert "So far" in shown
    assert "What changed is shown from 6 answers on" in shown
    assert "At first" not in shown
    assert "Lately" not in shown
    [value] = rows(run("progress", "--json"))
    whole = value["whole"]
    assert isinstance(whole, dict)
    assert (whole["at_first"], whole["lately"]) == (None, took[1])


def test_a_narrow_terminal_still_shows_what_must_be_typed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_id = keep(WEAK, slug=OTHER)
    monkeypatch.setenv("COLUMNS", "40")
    listed = run("history").output
    assert round_id in listed
    assert OTHER in listed
    assert all(len(line) <= 40 for line in listed.splitlines())


def test_the_newest_comes_first_and_filters_hold(run: Run) -> None:
    first, second = keep(), keep(WEAK, days=1, slug=OTHER, level=SDE1)
    listed = run("history").output
    assert listed.index(second) < listed.index(first)
    assert [row["round"] for row in rows(run("history", "--json"))] == [second, first]
    for options, expected in (
        (("--question", SLUG), first),
        (("--question", "committed"), second),
        (("--principle", "ownership"), first),
        (("--level", "sde1"), second),
    ):
        assert [row["round"] for row in rows(run("history", *options, "--json"))] == [expected]
    with pytest.raises(UsageError, match=SLUG):
        run("history", "--question", "nothing-like-it")


def test_pages(run: Run) -> None:
    ids = [keep(WEAK, days=day) for day in range(3)]
    done = run("history", "--limit", "2")
    assert "1 to 2 of 3 answers" in done.output
    assert "--page 2" in done.output
    page = rows(run("history", "--limit", "2", "--page", "2", "--json"))
    assert [row["round"] for row in page] == [ids[0]]
    assert "no older answers" in run("history", "--page", "9").output


def test_one_round_shows_times_waits_and_files(run: Run) -> None:
    round_id = keep()
    shown = run("history", round_id).output
    for part in ("situation", "Which part was yours?", "last words", "1.5", "answer-1.flac"):
        assert part in shown
    (value,) = rows(run("history", round_id, "--json"))
    assert value["files"] == [
        "answer-1-probe-1.flac",
        "answer-1-probe-1.transcript.json",
        "answer-1.flac",
        "answer-1.transcript.json",
        "debrief.txt",
        "plan.json",
        "round.json",
    ]
    waits = value["waits"]
    assert isinstance(waits, list)
    assert [(wait["probe"], wait["total_s"]) for wait in waits] == [(0, 2.26), (1, 2.26)]
    with pytest.raises(UsageError, match="there is no round"):
        run("history", "20200101-000000")


def test_no_rounds(run: Run) -> None:
    assert "No rounds yet" in run("history").output
    assert "No judged answers yet" in run("next").output
    assert "No judged answers yet" in run("progress").output
    assert run("next", "--json").output == "null\n"
    assert "This is your first question." in run().output


def test_a_lost_history_is_read_from_the_folders_again(run: Run) -> None:
    keep()
    keep(WEAK, days=1)
    before = history().answers()
    locations.history_file().unlink()
    assert history().answers() == before
    assert len(before) == 2


def test_a_folder_that_cannot_be_read_is_left_out() -> None:
    keep()
    broken = locations.rounds_dir() / "20200101-000000"
    broken.mkdir()
    (broken / "round.json").write_text('{"id": "20200101-000000"}', encoding="utf-8")
    assert len(history().answers()) == 1


# ---------------------------------------------------------------- delete


def test_delete_leaves_no_byte_of_it(run: Run) -> None:
    gone, stays = keep(STRONG), keep(WEAK, days=1, slug=OTHER)
    texts = [
        path.read_bytes()
        for path in (locations.rounds_dir() / gone).iterdir()
        if path.suffix == ".flac"
    ]
    assert "Deleted 1 round." in run("delete", gone).output
    left = {path: path.read_bytes() for path in locations.data_dir().rglob("*") if path.is_file()}
    assert len(texts) == 2
    # Both rounds have the same sound in them, so by name; words and ids by content.
    assert not any(gone in str(path) for path in left)
    for bytes_ in left.values():
        assert gone.encode() not in bytes_
        assert SLUG.encode() not in bytes_
    assert [answer.round_id for answer in history().answers()] == [stays]


@pytest.mark.parametrize(
    ("says", "yes", "gone"), [(False, False, False), (True, False, True), (False, True, True)]
)
def test_one_round_is_deleted_only_when_the_person_says_so(
    says: bool, yes: bool, gone: bool
) -> None:
    round_id = keep()
    asked: list[str] = []
    front = SimpleNamespace(interactive=True, confirm=lambda text: asked.append(text) or says)
    done = delete("last", cast("Front", front), yes=yes)
    assert (done is not None) == gone
    assert bool(history().answers()) != gone
    assert [round_id in text for text in asked] == ([] if yes else [True])


def test_delete_all_leaves_no_file_but_an_empty_history(run: Run) -> None:
    ids = [keep(), keep(WEAK, days=1)]
    run("next")
    assert "Deleted 2 rounds." in run("delete", "--all", "--yes").output
    left = [path for path in locations.data_dir().rglob("*") if path.is_file()]
    assert [path.name for path in left] == ["history.sqlite3"]
    assert not any(round_id.encode() in left[0].read_bytes() for round_id in ids)
    assert SLUG.encode() not in left[0].read_bytes()
    assert not locations.voice_cache_dir().exists()


def test_delete_all_takes_along_what_a_broken_import_left(run: Run) -> None:
    keep()
    left = locations.data_dir() / "incoming-abc" / "20260101-000000"
    left.mkdir(parents=True)
    (left / "answer-1.flac").write_bytes(b"fLaC")
    run("delete", "--all", "--yes")
    assert not left.parent.exists()


# ---------------------------------------------------------------- next


def due(days: int) -> dict[str, object]:
    value = plain(next_(BEGAN + timedelta(days=days)))
    assert isinstance(value, dict)
    return value


def test_next_takes_the_worse_answer_first_and_says_why() -> None:
    keep(STRONG)
    weak = keep(WEAK, slug=OTHER, days=1)
    value = due(40)
    assert (value["question"], value["is_due"], value["rating"]) == (OTHER, True, "again")
    assert value["also_due"] == [SLUG]
    assert value["start"] == f"mockint round {OTHER} --level senior"
    last, why, parts = value["last"], value["why"], value["parts"]
    assert isinstance(last, dict)
    assert isinstance(why, list)
    assert isinstance(parts, list)
    assert last["round"] == weak
    apart = [abs(p["seconds"] - p["target"]) / max(p["seconds"], p["target"]) for p in parts]
    assert apart == sorted(apart, reverse=True)
    assert why[0].lower().startswith(f"practice the {parts[0]['segment']} first: ")


def test_the_candidate_may_overrule_the_debrief(run: Run) -> None:
    keep(STRONG)
    weak = keep(WEAK, slug=OTHER, days=1)
    before = due(3)
    run("next", "--rate", weak, "easy")
    after = due(3)
    assert (before["question"], before["is_due"]) == (OTHER, True)
    assert after["question"] == SLUG
    run("next", "--rate", weak, "auto")
    assert due(3) == before


def test_an_own_rating_outlives_a_new_judgement() -> None:
    weak = keep(WEAK)
    known = history()
    known.rate({(weak, 1): "easy"})
    (first,) = known.answers()
    known.add(load_round(find_folder(weak), library()))  # as `correct` does
    (again,) = known.answers()
    assert first.own_rating == "easy"
    assert again == first


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("20200101-000000", "good"), "there is no round"),
        (("{id}", "good"), "has 2 answers"),
        (("{id}", "good", "--answer", "3"), "has no answer 3"),
    ],
)
def test_what_cannot_be_rated_is_said(run: Run, typed: tuple[str, ...], said: str) -> None:
    round_id = keep(WEAK, STRONG)
    with pytest.raises(UsageError, match=said):
        run("next", "--rate", *(word.format(id=round_id) for word in typed))


def test_mockint_alone_says_what_is_next(run: Run) -> None:
    keep(WEAK)
    shown = run().output
    assert f"Start:  mockint round {SLUG} --level senior" in shown
    assert "mockint --help" in shown


def test_next_loads_nothing_heavy() -> None:
    keep(WEAK)
    program = (
        "import sys; sys.argv = ['mockint', 'next', '--json']\n"
        "from mockint.cli import commands\n"
        "commands(standalone_mode=False)\n"
        "print(sorted(set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "pydantic", "torch", "whisper", "soundfile", "rich"}
    assert not heavy & set(json.loads(done.stderr.strip().replace("'", '"')))
    assert json.loads(done.stdout)["question"] == SLUG


# ---------------------------------------------------------------- progress and compare


def test_progress_tells_first_from_last(run: Run) -> None:
    for day in range(3):
        keep(WEAK, days=day)
    for day in range(3, 9):
        keep(STRONG, days=day)
    shown = run("progress").output
    assert "9 judged answers, November 1, 2026 to November 9, 2026" in shown
    assert "Ownership" in shown
    (value,) = rows(run("progress", "--json"))
    action = next(part for part in value["parts"] if part["segment"] == "action")  # type: ignore[attr-defined]
    assert action["at_first"] < action["lately"]
    assert "problem_metric" in {one["name"] for one in value["missing"]}  # type: ignore[attr-defined]
    (other,) = rows(run("progress", "--level", "sde1", "--json"))
    assert other is None


def test_the_progress_page_is_one_private_file_that_runs_and_fetches_nothing(
    run: Run, tmp_path: Path
) -> None:
    keep(WEAK)
    keep(STRONG, days=1)
    page = tmp_path / "progress.html"
    assert "Written:" in run("progress", "--html", str(page)).output
    assert page.stat().st_mode & 0o777 == 0o600
    text = unescape(page.read_text(encoding="utf-8"))
    assert "default-src 'none'" in text
    assert not re.search(r"<script|<link|<img|@import|url\(|https?:", text)
    assert text.count("<polyline") == 9
    assert "at first" not in text, "two answers show no change"
    for told in (
        "2 judged answers",
        "so far",
        "Ownership",
        "A number for the problem",
        "target 90 s",
    ):
        assert told in text
    with pytest.raises(FileError, match="could not be written"):
        run("progress", "--html", str(tmp_path / "missing" / "progress.html"))


def test_titles_with_markup_stay_text() -> None:
    keep(WEAK)
    known = history()
    value = trend(known.measured(), known.signal_counts("missing"))
    assert value is not None
    text = render(value, {"metric_delta": "<b>x</b>"}, {"ownership": "<script>1</script>"})
    assert "<b>x" not in text
    assert "&lt;script&gt;" in text


def test_compare_shows_what_changed_with_its_words(run: Run) -> None:
    first = keep(STRONG)
    second = keep(STRONG.replace("saved forty thousand", "saved sixty thousand"), days=1)
    third = keep(WEAK, days=2)
    shown = run("compare", first, second).output
    assert "forty thousand dollars" in shown
    assert "sixty thousand dollars" in shown
    (value,) = rows(run("compare", third, first, "--json"))
    won = {signal["name"] for signal in value["won"]}  # type: ignore[attr-defined]
    assert "metric_delta" in won
    assert all(signal["quote"] in STRONG for signal in value["won"])  # type: ignore[attr-defined]
    assert all(signal["quote"] in WEAK for signal in value["mended"])  # type: ignore[attr-defined]
    (back,) = rows(run("compare", first, third, "--json"))
    assert back["lost"] == value["won"]
    assert back["slipped"] == value["mended"]


def test_rounds_without_a_common_question_are_not_compared(run: Run) -> None:
    one = keep(WEAK, STRONG)
    other = keep(WEAK, slug=OTHER, days=1)
    with pytest.raises(UsageError, match="no question in common"):
        run("compare", one, other)


def test_a_round_is_not_compared_with_itself(run: Run) -> None:
    one = keep(STRONG)
    with pytest.raises(UsageError, match="the same round"):
        run("compare", one, one)


def test_one_story_for_two_questions_is_compared(run: Run) -> None:
    shown = run("compare", keep(WEAK), keep(STRONG, slug=OTHER, days=1)).output
    assert "The first take answered" in shown


def test_a_past_answer_is_the_same_from_memory_and_from_disk() -> None:
    keep(STRONG)
    known = History(locations.history_file())
    kept = known.answers(Wanted(question=SLUG))
    assert isinstance(kept[0], PastAnswer)
    assert sum(kept[0].parts.values()) == pytest.approx(kept[0].seconds, abs=0.01)


# ---------------------------------------------------------------- taken along and put right


def test_export_and_import_as_typed(run: Run, tmp_path: Path) -> None:
    round_id = keep(WEAK)
    one, every = str(tmp_path / "one.zip"), str(tmp_path / "every.zip")
    assert "Exported 1 round, 7 files" in run("export", round_id, one).output
    assert "Exported 1 round, 7 files" in run("export", "--all", every).output
    assert "Nothing to import. Already here: 1 round." in run("import", one).output
    run("delete", round_id)
    assert "Imported 1 round." in run("import", every).output
    for wrong in (("export", one), ("export", "--all", round_id, one), ("export",)):
        assert run(*wrong).exit_code == 2


def test_correct_as_typed(run: Run) -> None:
    round_id = keep(WEAK)
    form = run("correct", round_id, "--print").output
    assert "[task]" in form
    done = CliRunner().invoke(
        commands, ["correct", round_id, "--text", "-"], input=form.replace("happy", "glad")
    )
    assert '"happy" is now "glad"' in done.output
    assert "Nothing was changed." in run("correct", round_id, "--word", "glad", "glad").output
    assert "Your corrections are removed." in run("correct", round_id, "--undo").output
    assert run("correct", round_id, "--part", "outcome", "we fixed").exit_code == 2


def test_last_is_the_newest_round_wherever_a_round_is_named(run: Run, tmp_path: Path) -> None:
    first, newest = keep(WEAK), keep(STRONG, days=1)
    assert newest in run("history", "last").output
    compared = rows(run("compare", first, "last", "--json"))
    assert compared == rows(run("compare", first, newest, "--json"))
    assert newest in run("correct", "last", "--print").output
    assert newest in run("report", "last", "--no-open").output
    assert run("level", "last", "--as", "senior").output
    run("next", "--rate", "last", "hard")
    rated = {one.round_id: one.own_rating for one in history().answers()}
    assert rated == {first: None, newest: "hard"}
    run("export", "last", str(tmp_path / "round.zip"))
    run("delete", "last")
    assert history().round_ids().keys() == {first}
    run("import", str(tmp_path / "round.zip"))
    assert history().round_ids().keys() == {first, newest}


def test_without_a_round_there_is_no_last_one(run: Run) -> None:
    for typed in (["history", "last"], ["delete", "last"], ["next", "--rate", "last", "hard"]):
        with pytest.raises(UsageError, match="there are no rounds yet"):
            run(*typed)
