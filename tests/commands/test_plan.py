"""The plan as a person uses it: made, shown, followed, missed, cleared; and how the loop went."""

import json
import os
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click
import pytest
from click.testing import CliRunner, Result

from mockint import locations
from mockint.cli import commands
from mockint.commands.config import set_
from mockint.commands.next import next_
from mockint.commands.planning import plan_file
from mockint.commands.planning.current import troubles
from mockint.commands.planning.done import done
from mockint.commands.planning.plan import PlanOptions, clear, plan
from mockint.commands.progress import progress
from mockint.commands.tonight import tonight
from mockint.commands.values.evening import Activity
from mockint.commands.values.history import Next, NothingToPractice
from mockint.commands.values.plan import LoopNoted, LoopOver, PlannedNow, PlanShown
from mockint.config import Settings
from mockint.content.types import Library
from mockint.errors import FileError, MockintError, UsageError
from mockint.history.catalogue import history
from mockint.plan.types import Kept, LoopResult, Went
from mockint.stories.files import write
from mockint.stories.types import Story
from mockint.views.as_json.values import plain
from mockint.views.render import as_text
from mockint.wiring import settings
from tests.support.past_rounds import STRONG, WEAK, keep, library

if TYPE_CHECKING:
    from mockint.commands.ports import Front

NOW = datetime(2026, 11, 30, 19, 0, tzinfo=UTC)
THREE = "ownership,dive-deep,earn-trust"
Run = Callable[..., Result]
REALLY = settings.library


class Answering:
    """A person who types what was written down for them."""

    interactive = True

    def __init__(self, *answers: str) -> None:
        self._answers: Iterator[str] = iter(answers)
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, question: str, *, default: str = "") -> str:
        self.asked.append(question)
        return next(self._answers) or default

    def confirm(self, question: str, *, default: bool = False) -> bool:
        self.asked.append(question)
        return next(self._answers) == "y"

    def tell(self, text: str) -> None:
        self.told.append(text)

    def show(self, value: object) -> None:
        self.told.append(as_text(value))


class Piped(Answering):
    interactive = False


def front(*answers: str, piped: bool = False) -> "Front":
    return cast("Front", Piped() if piped else Answering(*answers))


def typed(now: datetime = NOW, **options: object) -> PlanShown:
    value = plan(PlanOptions(**options), front(piped=True), now)  # type: ignore[arg-type]
    assert isinstance(value, PlanShown)
    return value


def test_a_clock_that_is_wrong_stops_nothing() -> None:
    typed(loop="2026-12-05", principles=THREE)
    for wrong in (datetime(1970, 1, 1, 10, tzinfo=UTC), datetime(2000, 6, 1, tzinfo=UTC)):
        assert not isinstance(next_(wrong), PlannedNow)
        assert "clock" in "".join(troubles(wrong))
        with pytest.raises(UsageError, match="more than a year away"):
            plan(PlanOptions(), front(piped=True), wrong)
    assert troubles(NOW) == ()


def question(principle: str, at: int = 0) -> str:
    return [one.slug for one in library().questions.values() if one.principle == principle][at]


def add_story(name: str, *principles: str, since: datetime = NOW - timedelta(days=9)) -> Path:
    parts = {"action": "I pulled two months of logs.", "result": "Failures fell by three percent."}
    path = write(
        locations.own_content_dir(),
        Story(name=name, principles=principles, parts=parts),  # type: ignore[arg-type]
    )
    os.utime(path, (since.timestamp(), since.timestamp()))
    return path


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody changes the packs here, and reading them takes half a second."""
    monkeypatch.setattr(settings, "library", lambda wanted: _library(wanted.pack))


@cache
def _library(pack: str) -> Library:
    return REALLY(Settings(pack=pack))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "80")

    def typed(*arguments: str) -> Result:
        done = CliRunner().invoke(commands, arguments)
        if isinstance(done.exception, MockintError):
            raise done.exception
        assert done.exception is None, done.exception
        return done

    return typed


# ---------------------------------------------------------------- made


def test_it_asks_for_what_it_needs_and_again_for_what_it_does_not_understand() -> None:
    wrong = ["ownership, 12, ownrship"] * 5
    person = Answering("soon", "", "Dec 7", *wrong, "2, dive-deep", "", "captain", "3")
    value = plan(PlanOptions(), cast("Front", person), NOW)
    assert isinstance(value, PlanShown)
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert wishes.loop.isoformat() == "2026-12-07"
    assert wishes.principles == ("ownership", "dive-deep")
    assert (wishes.minutes, wishes.made) == (40, NOW.date())
    assert "2 Ownership" in " ".join(person.told)
    assert any("'soon' is not a day" in line for line in person.told)
    assert sum("(nearest: ownership)" in line for line in person.told) == len(wrong)
    assert "try: mockint" not in " ".join(person.told)
    assert "Which level? 1 SDE1" in person.asked[-1]
    assert wishes.level == "senior"


def test_a_level_of_the_settings_is_not_asked_again() -> None:
    set_("level", "sde1")
    person = Answering("Dec 7", "", "")
    plan(PlanOptions(), cast("Front", person), NOW)
    assert "level" not in " ".join(person.asked).lower()
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert wishes.level is None


def test_without_a_terminal_it_says_what_to_type() -> None:
    with pytest.raises(UsageError, match="no plan yet") as found:
        typed()
    assert "mockint plan --loop" in found.value.next_step
    assert not plan_file.is_there()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"loop": "2026-11-29"}, "is past"),
        ({"loop": "Nov 31"}, "is not a day"),
        ({"loop": "in 500 days"}, "more than a year"),
        ({"principles": "ownrship"}, "there is no principle"),
        ({"principles": " , "}, "no Leadership Principle"),
        ({"stories": "nothing"}, "there is no story"),
        ({"off": "sometimes"}, "is not a weekday"),
        ({"off": "mon,tue,wed,thu,fri,sat,sun"}, "needs an evening"),
        ({"level": "captain"}, "there is no level"),
    ],
)
def test_what_cannot_be_planned_is_said_and_the_plan_stays(
    options: dict[str, str], said: str
) -> None:
    typed(loop="in 7 days", principles=THREE)
    before = plan_file.read()
    with pytest.raises(UsageError, match=said):
        typed(**options)
    assert plan_file.read() == before


def test_one_wish_changes_and_the_others_stay() -> None:
    add_story("web-hooks", "ownership")
    typed(loop="in 7 days", principles=THREE)
    value = typed(minutes=30, off="sat,sun", stories="web-hooks")
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert (wishes.minutes, wishes.days_off, wishes.stories) == (30, (5, 6), ("web-hooks",))
    assert wishes.principles == tuple(THREE.split(","))
    assert value.note == "Your plan is changed."
    later = typed(NOW + timedelta(days=2), loop="in 20 days")
    assert later.followed.plan.wishes.made == (NOW + timedelta(days=2)).date()
    typed(off="none", stories="all")
    again = plan_file.read().wishes
    assert again is not None
    assert (again.days_off, again.stories) == ((), ())


def test_the_files_are_their_owner_s_alone() -> None:
    typed(loop="today", principles="ownership")
    note("4", "", "", days=0)
    for path in (locations.plan_file(), locations.loop_notes_file()):
        assert path.stat().st_mode & 0o777 == 0o600


def test_it_is_cleared_only_when_the_person_says_so() -> None:
    assert not clear(front()).there
    typed(loop="in 7 days", principles=THREE)
    with pytest.raises(UsageError, match="no terminal"):
        clear(front(piped=True))
    assert not clear(front("n")).is_gone
    assert plan_file.is_there()
    assert clear(front("y")).is_gone
    assert not plan_file.is_there()


# ---------------------------------------------------------------- followed


def test_tonight_and_next_follow_it_and_go_back_to_the_schedule_after_it() -> None:
    add_story("web-hooks", *THREE.split(","))
    keep(WEAK, slug=question("ownership"), began=NOW - timedelta(hours=1))
    typed(loop="in 3 days", principles=THREE)
    value = next_(NOW)
    assert isinstance(value, PlannedNow)
    assert value.activity == tonight(NOW)
    assert value.activity.question != question("ownership")
    assert not value.activity.is_extra
    shown = as_text(value)
    assert "Your loop is in 3 days" in shown
    assert "due" not in shown
    tomorrow = NOW + timedelta(days=1)
    assert "again" in {step.aim for step in _planned(tomorrow).followed.plan.tonight.steps}
    after = next_(NOW + timedelta(days=4))
    assert isinstance(after, Next)
    assert not tonight(NOW + timedelta(days=4)).is_extra


def _planned(now: datetime) -> PlannedNow:
    value = next_(now)
    assert isinstance(value, PlannedNow)
    return value


def test_after_a_weak_answer_near_the_loop_nothing_is_only_due_tomorrow(run: Run) -> None:
    now = datetime.now().astimezone()
    run("plan", "--loop", "in 5 days", "--principles", THREE)
    keep(WEAK, slug=question("ownership"), began=now - timedelta(minutes=20))
    for arguments in (("next",), ()):
        shown = run(*arguments).output
        assert "Start:  mockint" in shown
        assert "due" not in shown


def test_when_tonight_is_done_it_says_so_and_offers_one_more() -> None:
    add_story("web-hooks", "ownership")
    typed(loop="in 4 days", principles="ownership", minutes=10)
    first = tonight(NOW)
    assert (first.kind, first.story) == ("round", "web-hooks")
    keep(STRONG, slug=first.question or "", began=NOW - timedelta(minutes=5))
    extra = tonight(NOW)
    assert extra.is_extra
    assert extra.why.startswith("Tonight's plan is done.")
    assert "mockint round --principle ownership" in extra.command
    morning = tonight(NOW + timedelta(days=4))
    assert (morning.kind, morning.part) == ("drill", "situation")
    assert tonight(NOW + timedelta(days=3)).command.startswith(
        "mockint loop --principles ownership"
    )


def test_it_keeps_to_its_pack_whatever_is_chosen_later(run: Run) -> None:
    run("--pack", "general", "plan", "--loop", "in 7 days", "--principles", "all")
    shown = run("plan").output
    assert "Amazon" not in shown
    assert "Leadership Principle" not in shown
    assert "Start:  mockint --pack general" in shown
    assert "--pack" not in run("--pack", "general", "plan").output
    run("plan", "--loop", "in 5 days", "--principles", THREE)
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert wishes.pack == "amazon"


def test_nothing_of_another_company_is_said_while_it_asks(run: Run) -> None:
    run("config", "set", "pack", "general")
    person = Answering("tomorrow", "", "", "")
    plan(PlanOptions(), cast("Front", person), datetime.now().astimezone())
    assert not any("rinciple" in line for line in (*person.asked, *person.told))
    assert any("competencies" in line for line in person.asked)


def test_missed_evenings_are_told_calmly() -> None:
    typed(loop="in 9 days", principles=THREE)
    for days, said in ((1, "The last evening was free."), (3, "The last 3 evenings were free.")):
        shown = as_text(typed(NOW + timedelta(days=days)))
        assert f"{said} Nothing is lost" in shown
    keep(STRONG, slug=question("ownership"), began=NOW + timedelta(days=2))
    assert "free" not in as_text(typed(NOW + timedelta(days=3)))


def test_drills_count_as_practice_and_as_the_drill_of_the_evening() -> None:
    keep(WEAK, slug=question("ownership"), began=NOW - timedelta(days=1))
    typed(loop="in 7 days", principles=THREE)
    folder = locations.rounds_dir() / f"{NOW.astimezone():%Y%m%d}-180000"
    folder.mkdir(parents=True)
    title = {"practice": "Drill: Action", "questions": [question("ownership")]}
    (folder / "plan.json").write_text(json.dumps(title), encoding="utf-8")
    assert not _drill_is_done()
    (folder / "practice.json").write_text("{}", encoding="utf-8")
    assert _drill_is_done()


def _drill_is_done() -> bool:
    steps = typed().followed.plan.tonight.steps
    return all(step.done for step in steps if step.aim == "drill")


def do(activity: Activity, at: datetime, text: str) -> None:
    """What came of it, as the program keeps it."""
    if activity.kind == "story":
        add_story(activity.story or "", activity.principle or "", since=at)
    elif activity.kind == "round":
        keep(text, slug=activity.question or "", began=at)
    else:
        folder = locations.rounds_dir() / f"{at.astimezone():%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True)
        title = {"practice": "Drill", "questions": [activity.question]}
        (folder / "plan.json").write_text(json.dumps(title), encoding="utf-8")
        (folder / "practice.json").write_text("{}", encoding="utf-8")


def test_evenings_followed_through_the_real_history_with_one_missed() -> None:
    typed(loop="in 5 days", principles="ownership,dive-deep", minutes=25)
    done: dict[int, list[str]] = {}
    for day in (0, 2, 3):  # the evening of 1 is missed
        at, steps = NOW + timedelta(days=day), []
        while not (activity := tonight(at)).is_extra:
            do(activity, at, WEAK if day == 0 or activity.kind != "round" else STRONG)
            steps.append(activity.question or activity.principle or "")
            at += timedelta(minutes=activity.minutes)
        done[day] = steps
    assert done[0][:2] == ["ownership", "dive-deep"]
    weak = {one.question for one in history().answers() if one.began < done_on(1)}
    told_again = {one.question for one in history().answers() if one.began > done_on(2)}
    assert weak <= told_again
    assert tonight(NOW + timedelta(days=4)).kind == "panel"
    assert as_text(typed(NOW + timedelta(days=2))).count("The last evening was free.") == 1


def done_on(day: int) -> str:
    return (NOW + timedelta(days=day)).date().isoformat()


@pytest.mark.parametrize("pack", ["amazon", "general"])
def test_all_that_a_plan_says_to_type_can_be_typed(run: Run, pack: str) -> None:
    keep(WEAK, slug=question("ownership"), began=datetime.now(UTC) - timedelta(days=1))
    principles = THREE if pack == "amazon" else "all"
    value = json.loads(
        run(
            *("--pack", pack, "plan", "--loop", "in 9 days", "--principles", principles),
            *("--level", "senior", "--json"),
        ).output
    )
    steps = [step for one in (value["tonight"], *value["evenings"]) for step in one["steps"]]
    assert {step["aim"] for step in steps} >= {"story", "first", "panel"}
    for step in steps:
        _, *words = shlex.split(step["start"])
        words = words[2:] if words[0] == "--pack" else words
        group: click.Command = commands
        while isinstance(group, click.Group):
            group, words = group.commands[words[0]], words[1:]
        group.make_context(step["aim"], words)


def test_a_story_that_was_told_since_counts_although_it_was_not_named() -> None:
    add_story("web-hooks", "ownership")
    add_story("audit", "dive-deep")
    assert typed(loop="in 7 days", principles=THREE, stories="web-hooks").followed.plan.gaps == (
        "dive-deep",
        "earn-trust",
    )
    add_story("new", "dive-deep", since=NOW)
    assert typed().followed.plan.gaps == ("earn-trust",)


# ---------------------------------------------------------------- damaged

DAMAGED = ("{", "[]", '{"format": 9}', '{"format": 1}', '{"format": 1, "plan": 3, "loops": 3}')


@pytest.mark.parametrize("broken", DAMAGED)
def test_a_damaged_plan_stops_nothing_and_loses_no_notes(run: Run, broken: str) -> None:
    keep(WEAK, slug=question("ownership"), began=NOW - timedelta(days=1))
    typed(loop="today", principles="ownership")
    note("4", "Who knows", "", days=0)
    path = locations.plan_file()
    path.write_text(broken, encoding="utf-8")
    assert isinstance(next_(NOW), Next)
    assert tonight(NOW).kind == "round"
    for arguments in (("next",), ("progress",), ()):
        done = run(*arguments)
        assert "loop-plan.json is damaged" in " ".join(done.stderr.split())
        assert "mockint plan --repair" in " ".join(done.stderr.split())
        assert "damaged" not in done.stdout
    assert "Who knows" in run("progress").stdout
    assert path.read_text(encoding="utf-8") == broken
    assert "loop-plan.damaged-1.json" in run("plan", "--repair").stdout
    assert "damaged" not in run("next").stderr
    assert path.with_name("loop-plan.damaged-1.json").read_text(encoding="utf-8") == broken
    assert run("plan", "--repair").stdout == "Nothing is damaged.\n"
    assert len(plan_file.read().results) == 1


@pytest.mark.parametrize("broken", DAMAGED)
def test_damaged_notes_stop_nothing_and_lose_no_plan(run: Run, broken: str) -> None:
    typed(loop="in 7 days", principles=THREE)
    path = locations.loop_notes_file()
    path.write_text(broken, encoding="utf-8")
    assert isinstance(next_(NOW), PlannedNow)
    done = run("progress")
    assert "notes on real loops" in " ".join(done.stderr.split())
    note("4", "", "", "", "", "", days=7)
    assert path.with_name("loop-notes.damaged-1.json").read_text(encoding="utf-8") == broken
    assert [one.principle for one in plan_file.read().results[0].principles] == ["ownership"]


def test_a_new_plan_moves_the_damaged_one_aside_and_clear_takes_all() -> None:
    path = locations.plan_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    for broken in ("one", "two"):
        path.write_text(broken, encoding="utf-8")
        typed(loop="in 7 days", principles=THREE)
    aside = [path.with_name(f"loop-plan.damaged-{number}.json") for number in (1, 2)]
    assert [one.read_text(encoding="utf-8") for one in aside] == ["one", "two"]
    assert clear(front(piped=True), sure=True).is_gone
    assert not list(path.parent.glob("loop-*"))


def test_a_plan_whose_pack_is_gone_stops_nothing(run: Run) -> None:
    typed(loop="in 7 days", principles=THREE)
    path = locations.plan_file()
    path.write_text(path.read_text("utf-8").replace('"amazon"', '"/gone"'), encoding="utf-8")
    assert isinstance(next_(NOW), NothingToPractice)
    assert "its pack /gone is not there" in " ".join(run("next").stderr.split())


# ---------------------------------------------------------------- a job posting

POSTING = Path(__file__).parents[1] / "content" / "postings" / "startup-backend.txt"


def test_a_posting_proposes_the_principles_and_weights_them() -> None:
    person = Answering("in 7 days", "", "", "")
    value = plan(PlanOptions(job=str(POSTING)), cast("Front", person), NOW)
    assert isinstance(value, PlanShown)
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert wishes.principles[:2] == ("ownership", "bias-for-action")
    assert list(wishes.weights) == list(wishes.principles)
    assert wishes.weights["ownership"] == max(wishes.weights.values()) > 1.0
    assert any("Take ownership of the whole backend" in line for line in person.told)
    assert any("named no Leadership Principle" in line for line in person.told)
    kept = locations.plan_file().read_text(encoding="utf-8")
    assert "backend" not in kept
    assert "startup" not in kept
    assert "mockint plan" in as_text(value)
    json.dumps(plain(value))
    other = Answering("in 7 days", "dive-deep", "", "")
    clear(front(piped=True), sure=True)
    plan(PlanOptions(job=str(POSTING)), cast("Front", other), NOW)
    again = plan_file.read().wishes
    assert again is not None
    assert (again.principles, again.weights) == (("dive-deep",), {})


def test_a_posting_of_the_same_loop_weights_what_is_planned(run: Run) -> None:
    run("plan", "--loop", "in 7 days", "--principles", "ownership,dive-deep")
    shown = run("plan", "--job", str(POSTING)).stdout
    assert shown.index("What ") < shown.index("Your plan is changed.")
    assert "Not in your plan: Bias for Action" in shown
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert wishes.principles == ("ownership", "dive-deep")
    assert wishes.weights["ownership"] > wishes.weights["dive-deep"]
    value = json.loads(run("plan", "--job", str(POSTING), "--json").stdout)
    assert value["weights"] == wishes.weights
    assert value["posting"]["principles"][0]["principle"] == "ownership"
    assert value["posting"]["not_understood"]
    run("plan", "--job", "none")
    assert '"weights": {}' in locations.plan_file().read_text(encoding="utf-8")


def test_without_a_terminal_the_proposal_is_taken_for_a_new_loop(run: Run) -> None:
    run("plan", "--loop", "in 7 days", "--principles", "dive-deep")
    shown = run("plan", "--loop", "in 9 days", "--job", str(POSTING)).stdout
    assert len(shown.splitlines()) <= 24
    wishes = plan_file.read().wishes
    assert wishes is not None
    assert wishes.principles[0] == "ownership"
    assert 1 < len(wishes.principles) <= 5


def test_a_posting_that_names_nothing_leaves_the_plan_as_it_is(run: Run, tmp_path: Path) -> None:
    run("plan", "--loop", "in 7 days", "--principles", "dive-deep")
    bare = tmp_path / "bare.txt"
    bare.write_text("You sit in the room.\nYou watch the clock.\nYou write with a pen.\n" * 2)
    shown = run("plan", "--job", str(bare)).stdout
    shown = " ".join(shown.split())
    assert "names no Leadership Principle" in shown
    assert "all of it is asked alike" in shown
    before = plan_file.read()
    with pytest.raises(UsageError, match="you gave no"):
        run("plan", "--loop", "in 9 days", "--job", str(bare))
    with pytest.raises(FileError):
        run("plan", "--job", str(tmp_path / "nothing.txt"))
    assert plan_file.read() == before


# ---------------------------------------------------------------- shown


@pytest.mark.parametrize("principles", [THREE, "all"])
@pytest.mark.parametrize("days", [0, 1, 7, 40])
def test_it_fits_a_screen_of_24_lines(days: int, principles: str) -> None:
    add_story("web-hooks", "ownership", "dive-deep")
    add_story("a-story-with-a-name-that-is-long-enough", "earn-trust")
    for number in range(3):
        add_story(f"more-{number}", "earn-trust")
    keep(WEAK, slug=question("ownership"), began=NOW - timedelta(hours=30))
    value = typed(loop=f"in {days} days", principles=principles, minutes=240)
    shown = as_text(value).rstrip("\n").splitlines()
    assert len(shown) <= 22
    assert all(len(line) <= 80 for line in shown if "Start:" not in line)


def test_it_shows_the_countdown_tonight_the_gaps_and_each_evening() -> None:
    add_story("web-hooks", "ownership", "dive-deep")
    typed(loop="2026-12-07", principles=THREE)
    shown = as_text(typed())
    assert shown.startswith("Your loop is in 7 days, on Monday, December 7.")
    for part in (
        "Tonight: ",
        "Earn Trust: new story",
        "Start:  mockint",
        "Sun Dec  6",
        "full panel of 3, one interviewer after another",
    ):
        assert part in shown
    assert "No story yet: Earn Trust" in shown
    assert "web-hooks: " in shown
    value = plain(typed())
    assert [one["day"] for one in value["evenings"]] == [f"2026-12-0{day}" for day in range(1, 7)]
    assert value["evenings"][-1]["steps"][0]["aim"] == "panel"
    assert value["gaps"][-1] == {"principle": "earn-trust", "kind": "no story"}
    json.dumps(value)


@pytest.mark.parametrize("principles", [THREE, "all"])
def test_a_weak_answer_again_comes_first_in_its_evening_and_is_named(principles: str) -> None:
    keep(WEAK, slug=question("ownership"), began=NOW - timedelta(hours=1))
    shown = as_text(typed(loop="in 10 days", principles=principles, minutes=120))
    evenings = [line for line in shown.splitlines() if "again: " in line and "min" in line[:25]]
    assert evenings
    assert all("min  again: Ownership" in line for line in evenings)


def test_a_narrow_terminal_cuts_lines_and_wraps_no_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("plan", "--loop", "in 7 days", "--principles", THREE)
    monkeypatch.setenv("COLUMNS", "40")
    lines = run("plan").output.splitlines()
    assert "  1  12 min  Ownership: new story" in lines
    assert "Start:  mockint story add ownership-1 --principle ownership" in lines
    assert all(len(line) <= 40 for line in lines if "Start:" not in line)


def test_json_of_all_that_can_come_of_it(run: Run) -> None:
    for arguments in (
        ("plan", "--loop", "today", "--principles", THREE),
        ("plan",),
        ("next",),
        ("plan", "--clear", "--yes"),
    ):
        json.loads(run(*arguments, "--json").output)
    typed(loop="in 3 days", principles=THREE)
    note("3", "", "", "", "", days=3)
    value = plain(plan(PlanOptions(), front(piped=True), NOW + timedelta(days=4)))
    assert value["result"]["principles"][0] == {"principle": "ownership", "went": 3, "question": ""}
    kept = LoopNoted(result=plan_file.read().results[0], titles={})
    assert plain(kept) == value["result"]


def test_after_the_loop_it_asks_how_it_went() -> None:
    typed(loop="in 2 days", principles=THREE)
    value = plan(PlanOptions(), front(piped=True), NOW + timedelta(days=3))
    assert isinstance(value, LoopOver)
    assert "mockint plan --done" in as_text(value)
    with pytest.raises(UsageError, match="your loop was on"):
        typed(NOW + timedelta(days=3), minutes=30)
    keep(WEAK, slug=question("ownership"), began=NOW)
    assert isinstance(next_(NOW + timedelta(days=2)), PlannedNow)
    note("3", "", "", "", "", days=2)
    told = plan(PlanOptions(), front(piped=True), NOW + timedelta(days=2))
    assert "3 of 5" in as_text(told)
    assert isinstance(next_(NOW + timedelta(days=2)), Next)


# ---------------------------------------------------------------- how it went


def note(*answers: str, days: int = 3) -> Answering:
    person = Answering(*answers)
    done(cast("Front", person), (NOW + timedelta(days=days)).date())
    return person


def test_how_the_loop_went_stands_beside_the_practice(run: Run) -> None:
    keep(STRONG, slug=question("ownership"), began=NOW - timedelta(days=1))
    typed(loop="in 3 days", principles=THREE)
    note("6", "4", "A time you took over", "", "2", "", "perhaps", "w")
    results = plan_file.read().results
    assert results == (
        LoopResult(
            loop=(NOW + timedelta(days=3)).date(),
            offer="waiting",
            principles=(
                Went(principle="ownership", went=4, question="A time you took over"),
                Went(principle="earn-trust", went=2),
            ),
        ),
    )
    shown = run("progress").output
    assert "Your loop on December 3, 2026: no answer yet" in shown
    assert "4 of 5" in shown
    assert "100% of 1" in shown
    (of_one,) = progress(principle="ownership").loops
    assert [went.principle for went in of_one.principles] == ["ownership"]
    assert progress(question=question("ownership")).loops == ()


def test_said_again_it_takes_the_place_of_what_was_said_before_and_a_new_plan_keeps_it() -> None:
    typed(loop="in 3 days", principles="ownership")
    note("4", "A time you took over", "")
    note("", "", "yes")
    (result,) = plan_file.read().results
    assert (result.offer, result.principles[0].went) == ("yes", 4)
    assert result.principles[0].question == "A time you took over"
    typed(NOW + timedelta(days=4), loop="in 9 days")
    assert plan_file.read().results == (result,)


def test_nothing_is_noted_before_the_loop_or_without_anybody_to_answer() -> None:
    with pytest.raises(UsageError, match="no plan"):
        done(front(), NOW.date())
    typed(loop="in 3 days", principles=THREE)
    with pytest.raises(UsageError, match="3 days away"):
        done(front(), NOW.date())
    with pytest.raises(UsageError, match="no terminal"):
        done(front(piped=True), (NOW + timedelta(days=3)).date())
    assert plan_file.read().results == ()


@contextmanager
def watching(paths: Iterable[Path]) -> Iterator[None]:
    before = {path: path.read_bytes() for path in paths}
    yield
    assert {path: path.read_bytes() for path in before} == before


def test_looking_at_the_plan_changes_nothing() -> None:
    typed(loop="in 7 days", principles=THREE)
    with watching([locations.plan_file()]):
        typed()
        tonight(NOW)
        next_(NOW)


def test_an_empty_file_has_nothing() -> None:
    assert plan_file.read() == Kept()
