"""An evening: what is offered after each thing, and the way from one to the next by keys."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from mockint import locations
from mockint.cli.front import TerminalFront
from mockint.commands.delete import delete as remove
from mockint.commands.demo import DemoOptions
from mockint.commands.evening.evening import evening
from mockint.commands.evening.naming import what_is_next
from mockint.commands.evening.opening import _meant, open_evening, opening
from mockint.commands.evening.places import Place, offers, place_after
from mockint.commands.evening.steps import Panel, Step, Telling, step_of
from mockint.commands.loop import PanelOptions
from mockint.commands.planning import plan_file
from mockint.commands.ports import Front
from mockint.commands.practice.drill import DrillOptions
from mockint.commands.practice.learn import LearnOptions
from mockint.commands.practice.lens import LensOptions
from mockint.commands.practice.quiz import QuizOptions
from mockint.commands.practice.session import PracticeOptions
from mockint.commands.round import RoundOptions
from mockint.commands.story.add import AddOptions
from mockint.commands.values.evening import (
    ENTER,
    Activity,
    EveningOver,
    ModelPart,
    Offers,
    Opening,
    OwnStory,
)
from mockint.commands.values.history import SideBySide
from mockint.commands.values.practice import (
    DrillResult,
    LensResult,
    LessonTaught,
    PartDrill,
    QuizResult,
)
from mockint.commands.values.round import Debrief, PanelHeld, RoundDebrief, RoundResult
from mockint.commands.values.stories import StoryAdded, StoryNotAdded
from mockint.domain import target_of
from mockint.errors import DiskFull, HistoryBusy, Interrupted, NoDevice
from mockint.history.catalogue import find_folder, load_round
from mockint.history.panel import PanelDebrief
from mockint.plan.types import Wishes
from mockint.stories.files import write
from mockint.stories.types import Story
from mockint.wiring import settings
from tests.support.past_rounds import SLUG, STRONG, WEAK, keep, library

NOW = datetime(2026, 11, 20, 19, 30, tzinfo=UTC)
SAME_EVENING = datetime(2026, 11, 2, 20, 30, tzinfo=UTC)
NO_WALKTHROUGH = next(slug for slug in library().questions if slug not in library().walkthroughs)


class Pressed(TerminalFront):
    """A person who presses these keys one after the other, and what they saw."""

    def __init__(self, *keys: str) -> None:
        super().__init__(quiet=True)
        self.keys = list(keys)
        self.shown: list[object] = []
        self.told: list[str] = []
        self.offered: list[Offers] = []
        self.opened: list[Path] = []
        self.asked = ""

    @property
    def interactive(self) -> bool:
        return True

    @property
    def offers_keys(self) -> bool:
        return bool(self.keys)

    def choose(self, offers: Offers) -> str:
        self.offered.append(offers)
        return self.keys.pop(0)

    def show(self, value: object) -> None:
        self.shown.append(value)

    def tell(self, text: str) -> None:
        self.told.append(text)

    def ask(self, question: str, *, default: str = "") -> str:
        return self.asked or default

    def open_page(self, page: Path) -> None:
        self.opened.append(page)

    @contextmanager
    def stoppable(self) -> Iterator[Event]:
        yield Event()


class Held:
    """What each step comes to, in order; an error is raised."""

    def __init__(self, *results: object) -> None:
        self.results = list(results)
        self.steps: list[Step] = []

    def __call__(self, step: Step, _front: Front) -> object | None:
        self.steps.append(step)
        result = self.results.pop(0)
        if isinstance(result, BaseException):
            raise result
        return result


def result(text: str = WEAK, **more: object) -> RoundResult:
    """A round that was kept."""
    given = {one: more.pop(one) for one in ("recorded", "slug", "days") if one in more}
    folder = find_folder(keep(text, **given))  # type: ignore[arg-type]
    record = load_round(folder, library())
    (folder.path / "debrief.html").write_text("a page")
    kept = RoundResult(
        shown=RoundDebrief(debrief=Debrief(record, library().pack)),
        is_kept=True,
        keeps_recordings=True,
        called="last",
    )
    return replace(kept, **more)  # type: ignore[arg-type]


def keys_of(offered: Offers) -> str:
    return "".join("E" if one.key == ENTER else one.key for one in offered.offers)


def after(step: Step, held: object) -> Place:
    place = place_after(step, held, library())
    assert place is not None
    return place


# ---------------------------------------------------------------- what is offered


def test_after_a_round_there_is_all_that_it_allows() -> None:
    place = after(RoundOptions(), result())
    offered = offers(place)
    assert keys_of(offered) == "Ewhmnoq"
    part = offered.chosen("w")
    assert part is not None
    assert place.part is not None
    assert part.what == f"only the {str(place.part.part).capitalize()} ({place.part_s:.0f} s)"


@pytest.mark.parametrize(
    ("more", "keys"),
    [
        ({"keeps_recordings": False}, "Ewmnoq"),
        ({"keeps_recordings": False, "is_kept": False}, "Ewmnq"),
        ({"slug": NO_WALKTHROUGH}, "Ewhnoq"),
        ({"recorded": "flawed"}, "Ehmoq"),
    ],
)
def test_only_what_makes_sense_is_offered(more: dict[str, object], keys: str) -> None:
    step = DemoOptions() if "recorded" in more else RoundOptions()
    assert keys_of(offers(after(step, result(**more)))) == keys


def test_a_demo_leads_to_ones_own_answer_of_its_question() -> None:
    place = after(DemoOptions(engine="pocketsphinx"), result(recorded="flawed"))
    assert isinstance(place.yourself, RoundOptions)
    assert (place.yourself.slug, place.yourself.engine) == (SLUG, "pocketsphinx")
    assert place.again is None
    assert place.pack == "amazon"


def test_again_is_the_same_with_all_that_was_typed() -> None:
    step = RoundOptions(
        principle="ownership", level="senior", probes=1, private=True, engine="pocketsphinx",
        voice="none", questions=3,
    )  # fmt: skip
    place = after(step, result())
    assert place.again == replace(step, slug=SLUG, principle=None, questions=1)
    assert place.part is not None
    assert (place.part.slug, place.part.level, place.part.keep) == (SLUG, "senior", "nothing")
    assert (place.part.engine, place.part.voice) == ("pocketsphinx", "none")
    model = offers(place).chosen("m")
    assert model is not None
    assert model.what == "read a model answer", "there is no voice"


def test_the_seconds_of_the_weak_part_are_those_of_its_drill() -> None:
    place = after(RoundOptions(level="sde1"), result())
    assert place.part is not None
    level = settings.level("senior", settings.settings(), library())  # of the round itself
    part = place.part.part
    assert part is not None
    study = library().walkthroughs[SLUG].parts[part]  # type: ignore[index]
    assert place.part_s == target_of(level, part, study.target_s)[0]  # type: ignore[arg-type]


def test_an_own_story_is_read_in_place_of_a_model_answer() -> None:
    held = result()
    told = tuple(replace(one, story="hooks") for one in held.record.answers)
    record = replace(held.record, answers=told)
    shown = RoundDebrief(debrief=Debrief(record, library().pack))
    place = after(RoundOptions(story="hooks"), replace(held, shown=shown))
    model = offers(place).chosen("m")
    assert model is not None
    assert model.choice == "story"
    assert isinstance(place.again, RoundOptions)
    assert place.again.story == "hooks"


PART = PartDrill(
    question=SLUG, ask="Why?", part="result", planned=3, tries=(), study=None, written=""
)
EMPTY = PanelDebrief(
    id="20261120-193000", began=NOW, level="Senior", minutes=30, planned=2,
    interviews=(), stories=(), unreadable=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("step", "held", "keys"),
    [
        (DrillOptions(slug=SLUG, part="res"), DrillResult(PART, None), "Ewnq"),
        (DrillOptions(slug=SLUG), DrillResult(PART, None), "Ewnq"),
        (QuizOptions(slug=SLUG), QuizResult(()), "Enq"),
        (LearnOptions(slug=SLUG), LessonTaught(SLUG), "Enq"),
        (LensOptions(slug=SLUG, principle="dive-deep"), LensResult(None, None), "Enq"),
        (
            Telling(AddOptions(name="hooks"), PracticeOptions()),
            StoryAdded("hooks", Path("hooks.toml")),
            "Enq",
        ),
        (Panel(PanelOptions(principles=("ownership",)), PracticeOptions()), PanelHeld(EMPTY), "nq"),
    ],
    ids=["drill", "drill of the weakest part", "quiz", "learn", "lens", "story add", "loop"],
)
def test_each_practice_ends_with_choices_of_its_own(step: Step, held: object, keys: str) -> None:
    assert keys_of(offers(after(step, held))) == keys


def test_what_was_left_leads_nowhere() -> None:
    step = Telling(AddOptions(name="hooks"), PracticeOptions())
    assert place_after(step, StoryNotAdded(), library()) is None


# ---------------------------------------------------------------- from one thing to the next


def test_an_evening_of_five_things() -> None:
    first, second = result(WEAK), result(STRONG, days=1)
    held = Held(first, DrillResult(PART, None), second, None, NoDevice("no microphone"))
    front = Pressed("w", ENTER, "o", "n", "n", "q")
    over = evening(RoundOptions(slug=SLUG), front, holding=held, clock=lambda: SAME_EVENING)
    assert over == EveningOver()
    part, again, new, another = held.steps[1:]
    assert again == RoundOptions(slug=SLUG, level="senior")
    assert isinstance(part, DrillOptions)
    assert isinstance(new, RoundOptions)
    assert (new.slug, another) == (None, new), "nothing is due, so it is a new question"
    shown = [type(one) for one in front.shown]
    assert shown[-2:] == [RoundResult, SideBySide]
    side = front.shown[-1]
    assert isinstance(side, SideBySide)
    assert side.compared.made is not None
    assert side.compared.made.outcome == "done"
    assert front.opened == [find_folder(second.record.id).page]
    told = [line for line in front.told if "no microphone" in line]
    assert len(told) == 1, "what cannot be begun is said, and the choices stand"
    assert len({keys_of(one) for one in front.offered[:2]}) == 1, "a drill is a step aside"
    assert len({keys_of(one) for one in front.offered[2:]}) == 1


def test_a_question_of_another_evening_is_compared_with_the_take_then() -> None:
    before, now = result(WEAK), result(STRONG, days=9)
    front = Pressed("q")
    evening(RoundOptions(slug=SLUG), front, holding=Held(now))
    side = front.shown[-1]
    assert isinstance(side, SideBySide)
    assert side.compared.rounds == ("Nov 1", "Now")
    assert side.compared.made is not None
    alone = Pressed("q")
    only = replace(now.record, began=now.record.began.replace(microsecond=900))
    fresh = replace(now, shown=RoundDebrief(debrief=Debrief(only, library().pack)))
    remove(before.record.id, alone, yes=True)
    evening(RoundOptions(slug=SLUG), alone, holding=Held(fresh))
    assert [type(one) for one in alone.shown] == [RoundResult], "it is not compared with itself"
    silent = Pressed()
    evening(RoundOptions(slug=SLUG), silent, holding=Held(now))
    assert [type(one) for one in silent.shown] == [RoundResult], "as it was where nobody is"


def test_where_nobody_can_press_a_key_it_is_over_after_the_first_thing() -> None:
    front, held = Pressed(), Held(result())
    assert evening(RoundOptions(), front, holding=held) == EveningOver()
    (shown,) = front.shown
    assert isinstance(shown, RoundResult)
    assert not shown.goes_on
    assert front.offered == []


def test_ctrl_c_ends_it_and_asks_nothing() -> None:
    front = Pressed("q")
    over = evening(RoundOptions(), front, holding=Held(result(interrupted=True)))
    assert over.interrupted
    assert front.offered == []
    with pytest.raises(Interrupted):
        evening(RoundOptions(), Pressed(ENTER, "q"), holding=Held(result(), Interrupted("stopped")))
    over = evening(
        LearnOptions(slug=SLUG), Pressed("q"), holding=Held(LessonTaught(SLUG, interrupted=True))
    )
    assert over.interrupted


def test_the_first_thing_fails_as_it_always_did() -> None:
    with pytest.raises(NoDevice):
        evening(RoundOptions(), Pressed("q"), holding=Held(NoDevice("none")))
    assert evening(RoundOptions(), Pressed("q"), holding=Held(None)) == EveningOver()


def test_what_could_not_be_kept_is_a_failure_but_for_the_history() -> None:
    for problem, failed in ((DiskFull("full"), True), (HistoryBusy("busy"), False)):
        front = Pressed("q")
        over = evening(RoundOptions(), front, holding=Held(result(problems=(problem,))))
        assert over.failed == failed
        assert any(str(problem) in line for line in front.told)


def test_nobody_is_asked_in_a_pipe_after_a_recording() -> None:
    class Piped(Pressed):
        @property
        def interactive(self) -> bool:
            return False

    front = Piped("q")
    evening(DemoOptions(), front, holding=Held(result(recorded="flawed")))
    assert front.offered == []


def test_ones_own_story_is_shown_and_the_same_choices_stand() -> None:
    story = Story(name="hooks", principles=(), parts={"action": "I found the bug."})
    write(settings.own_folder(settings.settings()), story)
    held = result()
    told = tuple(replace(one, story="hooks") for one in held.record.answers)
    shown = RoundDebrief(debrief=Debrief(replace(held.record, answers=told), library().pack))
    front = Pressed("m", "q")
    evening(RoundOptions(), front, holding=Held(replace(held, shown=shown)))
    assert front.shown[-1] == OwnStory("hooks", (("action", "I found the bug."),))
    assert len(front.offered) == 2


# ---------------------------------------------------------------- mockint alone


def test_the_first_evening_begins_with_a_question_or_a_demo() -> None:
    first = opening(NOW)
    assert first.is_first
    front = Pressed("?", "q")
    assert open_evening(first, front, "the help") == EveningOver()
    assert front.shown == [first, "the help"]
    assert keys_of(front.offered[0]) == "Edl?q"


def test_a_history_of_demos_is_nobodys_practice() -> None:
    keep(WEAK, recorded="flawed")
    first = opening(NOW)
    assert first.activity.question is None
    assert first.activity.why


def test_what_is_due_is_named_by_its_words() -> None:
    keep(WEAK)
    first = opening(NOW)
    assert first.activity.question == SLUG
    assert first.about == f'"{library().questions[SLUG].ask}"'
    assert not first.is_first


def test_a_question_that_is_not_there_is_said() -> None:
    front = Pressed("l", "q")
    front.asked = "no-such-question"
    first = Opening(activity=Activity(kind="round", why="So.", minutes=8), about="a question")
    assert open_evening(first, front, "") == EveningOver()
    (line,) = front.told
    assert "no-such-question" in line
    assert len(front.offered) == 2


def test_a_principle_is_chosen_by_its_name_and_those_of_the_plan_come_first() -> None:
    library_ = library()
    plan_file.write_wishes(Wishes(loop=NOW.date(), principles=("dive-deep",), made=NOW.date()))
    front = Pressed("l", "q")
    front.asked = "dive dep"
    first = Opening(activity=Activity(kind="round", why="So.", minutes=8), about="a question")
    open_evening(first, front, "")
    titles = next(one for one in front.shown if isinstance(one, str))
    assert titles.startswith("Dive Deep · ")
    assert len(titles.split(" · ")) == len(library_.principles)
    assert "nearest: dive-deep" in front.told[0]
    for typed in ("dive deep", "Dive-Deep"):
        assert _meant(typed, library_).principle == "dive-deep"
    assert _meant(SLUG, library_).question == SLUG


def test_the_key_of_the_next_thing_names_it() -> None:
    wishes = Wishes(
        loop=NOW.date() + timedelta(days=5), principles=("earn-trust",), made=NOW.date()
    )
    plan_file.write_wishes(wishes)
    assert opening(NOW).about == "a new story for Earn Trust"
    front = Pressed("q")
    evening(RoundOptions(slug=SLUG), front, holding=Held(result()), clock=lambda: NOW)
    (offered,) = front.offered
    named = offered.chosen("n")
    assert named is not None
    assert named.what == "next: tell a story for Earn Trust"


@pytest.mark.parametrize(
    ("activity", "what"),
    [
        (Activity(kind="round", why="", minutes=8), "next question"),
        (
            Activity(kind="round", why="", minutes=8, principle="dive-deep"),
            "next: a question about Dive Deep",
        ),
        (
            Activity(kind="drill", why="", minutes=5, question=SLUG, part="action"),
            "next: only the Action",
        ),
        (
            Activity(kind="panel", why="", minutes=24, principles=("dive-deep",)),
            "next: several interviewers",
        ),
    ],
)
def test_what_is_next_in_a_few_words(activity: Activity, what: str) -> None:
    assert what_is_next(activity) == what


def test_what_holds_for_an_evening_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    front = TerminalFront()
    for _ in range(3):
        front.tell_once("base.en is not here")
    assert capsys.readouterr().err.count("base.en") == 1
    TerminalFront().tell_once("base.en is not here")
    assert "base.en" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["round", "drill", "learn", "lens", "panel"])
def test_an_activity_begins_what_its_command_would(kind: str) -> None:
    activity = Activity(
        kind=kind,  # type: ignore[arg-type]
        why="",
        minutes=30,
        question=SLUG if kind != "panel" else None,
        principles=("ownership", "dive-deep") if kind == "panel" else (),
        principle="dive-deep" if kind == "lens" else None,
        part="result" if kind == "drill" else None,
        level="senior",
    )
    step = step_of(activity, RoundOptions(engine="pocketsphinx", private=True))
    used = step.practice if isinstance(step, Panel) else step
    assert (used.engine, used.level) == ("pocketsphinx", "senior")  # type: ignore[union-attr]
    if isinstance(step, RoundOptions):
        assert step.private


def test_without_a_terminal_it_says_what_to_type() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mockint"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=True,
        env={**os.environ, "COLUMNS": "80"},
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Now: ")
    assert "Start:  mockint round" in lines
    assert len(lines) <= 5
    assert done.stderr == ""


# ---------------------------------------------------------------- keys in a pipe


@contextmanager
def piped(monkeypatch: pytest.MonkeyPatch, sent: bytes) -> Iterator[int]:
    """Standard input is a pipe with this in it; where more can be written."""
    reader, writer = os.pipe()
    os.write(writer, sent)
    with os.fdopen(reader) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield writer


def test_a_line_of_a_pipe_is_a_key_and_what_follows_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with piped(monkeypatch, b"x\nN\nleft\n") as writer:
        front = TerminalFront()
        assert front.offers_keys
        assert front.offers_keys, "looking twice takes nothing more"
        assert front.choose(offers(Place())) == "n"
        assert os.read(sys.stdin.fileno(), 100) == b"left\n"
        assert capsys.readouterr().out.count("q stop") == 2, (
            "shown again after what it does not know"
        )
        assert front.offers_keys, "open, and silent"
        os.close(writer)
        assert not front.offers_keys
        assert front.choose(offers(Place())) == ""


def test_nothing_to_read_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull, encoding="ascii") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        assert not TerminalFront().offers_keys
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    assert not TerminalFront().offers_keys, "no file behind it"


def lines_of(value: object) -> Sequence[str]:
    return TerminalFront().as_text(value).splitlines()


@pytest.mark.parametrize("columns", [40, 80])
def test_the_choices_take_two_lines_and_break_no_offer(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    TerminalFront().show(offers(after(RoundOptions(), result())))
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == ""
    assert len(shown) == (3 if columns == 80 else 6)
    assert all(len(line) <= columns for line in shown)
    assert "h hear yourself" in "\n".join(shown)


def test_debrief_and_choices_stand_on_one_screen() -> None:
    held = replace(result(), goes_on=True)
    shown = lines_of(held)
    at = next(n for n, line in enumerate(shown) if "Your next take" in line)
    assert len(shown[at:]) + 3 < 24, "and the line of the cursor"
    assert shown[-1] == "To delete this round: mockint delete last"
    assert locations.rounds_dir().name not in "".join(shown[at:])


def test_a_model_answer_is_shown_whole_where_there_is_no_voice() -> None:
    front = Pressed("m", "q")
    evening(RoundOptions(voice="none"), front, holding=Held(result()))
    parts = [one for one in front.shown if isinstance(one, ModelPart)]
    study = library().walkthroughs[SLUG]
    assert [one.text for one in parts] == [part.example for part in study.parts.values()]
    assert not any(one.is_spoken for one in parts)
