"""The plan and the notes on real loops: exported, imported, deleted, and on the progress page."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from click.testing import CliRunner, Result

from mockint import locations
from mockint.cli import commands
from mockint.commands.delete import delete
from mockint.commands.export import export
from mockint.commands.import_ import import_
from mockint.commands.planning import plan_file
from mockint.commands.progress import progress, write_page
from mockint.commands.values.plan import PlanImported
from mockint.errors import UsageError
from mockint.history.import_choice import WhereDifferent
from mockint.plan.types import Kept, LoopResult, Went, Wishes
from tests.support.past_rounds import STRONG, WEAK, keep

if TYPE_CHECKING:
    from mockint.commands.ports import Front

MADE, LOOP, BEFORE = date(2026, 11, 30), date(2026, 12, 7), date(2026, 6, 1)
WISHES = Wishes(
    loop=LOOP,
    principles=("ownership", "dive-deep"),
    made=MADE,
    weights={"ownership": 1.25, "dive-deep": 0.75},
    pack="amazon",
)
OTHER = Wishes(loop=LOOP, principles=("earn-trust",), made=MADE)


def noted(day: date, went: int, question: str = "") -> LoopResult:
    return LoopResult(
        loop=day,
        offer="no",
        principles=(Went(principle="ownership", went=went, question=question),),
    )


def typed(*arguments: str | Path) -> Result:
    done = CliRunner().invoke(commands, [str(one) for one in arguments], env={"COLUMNS": "200"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All of a machine with a round, a plan and a note; after it, an empty machine."""
    keep(STRONG)
    plan_file.write_wishes(WISHES)
    plan_file.write_notes((noted(BEFORE, 4),))
    file = tmp_path / "all.zip"
    assert "and your plan and your notes on real loops." in typed("export", "--all", file).output
    monkeypatch.setenv("MOCKINT_HOME", str(tmp_path / "other"))
    return file


def came(file: Path, where: WhereDifferent = "keep mine") -> PlanImported:
    value = import_(file, where).beside
    assert isinstance(value, PlanImported)
    return value


# ---------------------------------------------------------------- taken along


def test_one_round_alone_takes_no_plan(tmp_path: Path) -> None:
    plan_file.write_wishes(WISHES)
    export(keep(STRONG), tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as opened:
        assert json.loads(opened.read("mockint.json"))["beside"] == {}


def test_a_plan_without_rounds_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="no rounds"):
        export(None, tmp_path / "all.zip")
    plan_file.write_wishes(WISHES)
    assert export(None, tmp_path / "all.zip").rounds == 0
    monkeypatch.setenv("MOCKINT_HOME", str(tmp_path / "other"))
    said = typed("import", tmp_path / "all.zip").output
    assert said == "Imported the plan for your loop on December 7, 2026. To see it: mockint plan\n"
    assert plan_file.read().wishes == WISHES


def test_a_damaged_plan_stays_and_is_told(tmp_path: Path) -> None:
    keep(STRONG)
    plan_file.write_notes((noted(BEFORE, 4),))
    locations.plan_file().write_text("{", encoding="utf-8")
    done = typed("export", "--all", tmp_path / "all.zip")
    assert "and your notes on real loops." in done.stdout
    assert "loop-plan.json is damaged" in done.stderr


# ---------------------------------------------------------------- brought in


def test_they_come_in_where_there_are_none(exported: Path) -> None:
    said = typed("import", exported).output
    assert "Imported 1 round." in said
    assert "Imported your notes on 1 real loop." in said
    assert plan_file.read() == Kept(WISHES, (noted(BEFORE, 4),))
    assert locations.plan_file().stat().st_mode & 0o777 == 0o600
    again = came(exported)
    assert (again.plan, again.new_notes, again.different_notes) == ("same", 0, 0)
    assert typed("import", exported).output == "Nothing to import. Already here: 1 round.\n"


@pytest.mark.parametrize("where", ["keep mine", "keep both"])
def test_what_is_here_stays_and_is_told(exported: Path, where: WhereDifferent) -> None:
    plan_file.write_wishes(OTHER)
    plan_file.write_notes((noted(BEFORE, 1), noted(MADE, 2)))
    before = plan_file.read()
    value = came(exported, where)
    assert (value.plan, value.new_notes, value.different_notes) == ("different", 0, 1)
    assert plan_file.read() == before
    said = typed("import", exported).output
    assert "since you have others here: your plan and your notes on real loops." in said
    assert "mockint import --replace" in said


def test_replaced_only_when_asked_to_and_other_notes_stay(exported: Path) -> None:
    plan_file.write_wishes(OTHER)
    plan_file.write_notes((noted(BEFORE, 1), noted(MADE, 2)))
    said = typed("import", "--replace", exported).output
    assert "Replaced your plan with the one for your loop on December 7, 2026." in said
    assert plan_file.read() == Kept(WISHES, (noted(BEFORE, 4), noted(MADE, 2)))


def test_one_that_is_damaged_here_is_moved_aside_first(exported: Path) -> None:
    locations.data_dir().mkdir(parents=True)
    locations.plan_file().write_text("mine", encoding="utf-8")
    assert came(exported).plan == "new"
    aside = locations.data_dir() / "loop-plan.damaged-1.json"
    assert aside.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "change",
    [
        lambda beside: beside | {"loop-plan": 3},
        lambda beside: beside | {"loop-plan": {**beside["loop-plan"], "format": 2}},
        lambda beside: beside | {"loop-plan": {"format": 1, "plan": {"loop": "soon"}}},
    ],
)
def test_a_plan_that_cannot_be_read_stops_nothing_else(
    exported: Path, change: Callable[[dict[str, object]], dict[str, object]]
) -> None:
    with zipfile.ZipFile(exported) as opened:
        held = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(held["mockint.json"])
    held["mockint.json"] = json.dumps({**manifest, "beside": change(manifest["beside"])}).encode()
    with zipfile.ZipFile(exported, "w") as made:
        for name, content in held.items():
            made.writestr(name, content)
    said = typed("import", exported).output
    assert "Imported 1 round." in said
    assert "cannot be read: your plan (" in said
    assert plan_file.read() == Kept(None, (noted(BEFORE, 4),))


# ---------------------------------------------------------------- deleted


@pytest.mark.parametrize("has_plan", [True, False])
def test_delete_all_asks_about_the_plan_and_takes_it(*, has_plan: bool) -> None:
    keep(WEAK)
    if has_plan:
        plan_file.write_wishes(WISHES)
        plan_file.write_notes((noted(BEFORE, 4),))
    asked: list[str] = []

    def front(*, says: bool) -> "Front":
        def confirm(text: str) -> bool:
            asked.append(text)
            return says

        return cast("Front", SimpleNamespace(interactive=True, confirm=confirm))

    assert delete(None, front(says=False)) is None
    assert plan_file.is_there() == has_plan
    assert ("your plan and loop notes?" in asked[0]) == has_plan
    done = delete(None, front(says=True))
    assert done is not None
    assert (done.rounds, done.plan) == (1, has_plan)
    assert not list(locations.data_dir().glob("loop-*"))


def test_one_round_deleted_leaves_the_plan() -> None:
    plan_file.write_wishes(WISHES)
    typed("delete", keep(WEAK), "--yes")
    assert plan_file.read().wishes == WISHES


# ---------------------------------------------------------------- on the page


def test_the_page_has_real_loops_beside_practice(tmp_path: Path) -> None:
    keep(STRONG)
    page = tmp_path / "progress.html"
    assert write_page(progress(), page)
    assert "Your loop" not in page.read_text(encoding="utf-8")
    plan_file.write_notes((noted(BEFORE, 2, "<b>Why & when?</b>"), noted(LOOP, 4)))
    assert write_page(progress(), page)
    text = page.read_text(encoding="utf-8")
    assert text.index("Your loop on December 7, 2026: no offer") < text.index("on June 1, 2026")
    assert "<td>2 of 5</td><td>100% of 1</td>" in text
    assert "&lt;b&gt;Why &amp; when?&lt;/b&gt;" in text
