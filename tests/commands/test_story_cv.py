"""``mockint story add --from CV`` and ``mockint questions --job``, as they are typed."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mockint.cli import commands
from mockint.cli.front import TerminalFront
from mockint.commands.practice.session import PracticeOptions
from mockint.commands.story.from_cv import CvOptions, add_from_cv, proposals
from mockint.commands.values.stories import StoryAdded, StoryNotAdded
from mockint.domain import SEGMENTS
from mockint.errors import UsageError
from mockint.events import Choosing
from mockint.screen.scripted import Press, shown
from mockint.stories.files import load
from mockint.stories.types import Story
from mockint.wiring.settings import own_folder, settings
from tests.support.papers import pdf
from tests.support.past_rounds import library
from tests.support.rehearsal import Rehearsal, said

CV = """\
Anna Reyes

EXPERIENCE
Charge Nurse, Mercy Hospital, 2019 - Present
- Cut patient falls from 14 to 5 a quarter by introducing hourly rounds
- Trained 12 new nurses as preceptor
- Attended staff meetings every week
- Night shifts
EDUCATION
BSN, Tulsa, 2015
"""
POSTINGS = Path(__file__).parents[1] / "content" / "postings"


class Typist(TerminalFront):
    """A person at a terminal who types these lines; what they were asked and told is kept."""

    interactive = True

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._lines = list(lines)
        self.asked: list[str] = []
        self.told: list[str] = []

    def ask(self, question: str, *, default: str = "") -> str:
        self.asked.append(question)
        return self._lines.pop(0) or default

    def tell(self, text: str) -> None:
        self.told.append(text)


@pytest.fixture
def cv(tmp_path: Path) -> str:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf(CV))
    return str(path)


def typed(*words: str) -> Result:
    return CliRunner().invoke(commands, words, env={"COLUMNS": "500"})


def kept() -> dict[str, Story]:
    return dict(load(own_folder(settings()), library().principles))


def add(front: TerminalFront, **options: object) -> object:
    return add_from_cv(CvOptions(**options), PracticeOptions(), front)  # type: ignore[arg-type]


# ---------------------------------------------------------------- listed


def test_where_nobody_can_choose_it_lists(cv: str) -> None:
    for words in (("--from", cv), ("--from", cv, "--list")):
        done = typed("story", "add", *words)
        assert done.exit_code == 0, done.output
        assert " 1  Cut patient falls from 14 to 5 a quarter" in done.output
        assert " 2  Trained 12 new nurses" in done.output
        assert "1 line says what you did, but not what it changed" in done.output
        assert f"mockint story add --from {cv} --pick N" in done.output
        assert "Attended" not in done.output
    assert kept() == {}


def test_all_lines_that_were_not_read_are_shown(cv: str) -> None:
    done = typed("story", "add", "--from", cv, "--all")
    assert "- Attended staff meetings every week" in done.output


def test_the_list_as_json(cv: str) -> None:
    value = json.loads(typed("story", "add", "--from", cv, "--json").output)
    first = value["proposals"][0]
    assert first["parts"] == {
        "result": "Cut patient falls from 14 to 5 a quarter.",
        "action": "Introducing hourly rounds.",
    }
    assert first["where"] == "Charge Nurse, Mercy Hospital, 2019 - Present"
    assert [ask["part"] for ask in first["asks"]] == [
        "situation", "task", "action", "reflection",
    ]  # fmt: skip
    assert value["no_outcome"] == ["Attended staff meetings every week"]


def test_eight_are_listed_and_the_rest_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    lines = "\n".join(f"- Trained {number} new nurses" for number in range(2, 13))
    path.write_text(f"Experience\n{lines}", "utf-8")
    text = typed("story", "add", "--from", str(path), "--list").output
    assert " 8  Trained" in text
    assert "9  Trained" not in text
    assert "... and 3 more" in text
    assert "11  Trained" in typed("story", "add", "--from", str(path), "--all").output


def test_a_cv_through_a_pipe() -> None:
    done = CliRunner().invoke(commands, ["story", "add", "--from", "-", "--list"], input=CV)
    assert " 1  Cut patient falls" in done.output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Ich habe mit dem Team die Zahl der Fehler um 12% gesenkt. " * 9, "is not in English"),
        ("We are looking for you. You will lead. We offer pay.", "mockint questions --job"),
        ("", "it is empty"),
    ],
)
def test_what_is_no_cv_says_so(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "cv.txt"
    path.write_text(text, "utf-8")
    done = typed("story", "add", "--from", str(path))
    assert done.exit_code != 0
    with pytest.raises(UsageError, match=says):
        proposals(CvOptions(source=str(path)))


def test_a_cv_without_stories_says_what_a_story_needs(tmp_path: Path) -> None:
    path = tmp_path / "cv.txt"
    path.write_text("Experience\n- Attended meetings every week\n", "utf-8")
    done = typed("story", "add", "--from", str(path))
    assert done.exit_code == 0
    assert "No line of" in done.output
    assert "A line needs something you did, and a figure or what came of it." in done.output


@pytest.mark.parametrize(
    "words",
    [(), ("--list",), ("--pick", "1"), ("orders", "--all"), ("orders", "--json")],
    ids=" ".join,
)
def test_without_a_cv_nothing_can_be_listed_or_picked(words: Iterable[str]) -> None:
    done = typed("story", "add", *words)
    assert isinstance(done.exception, UsageError)
    assert "mockint story add --from cv.pdf" in done.exception.next_step


# ---------------------------------------------------------------- made


def test_picked_by_number_it_is_a_draft_of_the_cvs_words(cv: str) -> None:
    done = typed("story", "add", "falls", "--from", cv, "--pick", "1")
    assert done.exit_code == 0, done.output
    assert "Still to add (situation, task, action, reflection)" in done.output
    story = kept()["falls"]
    assert story.parts == {
        "situation": "Charge Nurse, Mercy Hospital, 2019 - Present.",
        "task": "",
        "action": "Introducing hourly rounds.",
        "result": "Cut patient falls from 14 to 5 a quarter.",
        "reflection": "",
    }
    assert story.principles == ("customer-obsession",)
    again = typed("story", "add", "falls", "--from", cv, "--pick", "2")
    assert "already have a story 'falls'" in str(again.exception)
    beyond = typed("story", "add", "more", "--from", cv, "--pick", "3")
    assert "there is no proposal 3" in str(beyond.exception)


def test_the_missing_parts_are_written_one_by_one(cv: str) -> None:
    front = Typist(
        *("7", "2", "", "Hire and Develop the Best, frugalty", "hire-and-develop-the-best", "w"),
        *("Half of them left.", "", "I wrote a plan for each.", "Nine stayed.", "Begin sooner."),
    )
    added = add(front, source=cv)
    assert isinstance(added, StoryAdded)
    assert added.missing == ("task",)
    story = kept()[added.name]
    assert story.principles == ("hire-and-develop-the-best",)
    assert story.parts == {
        "situation": "Charge Nurse, Mercy Hospital, 2019 - Present. Half of them left.",
        "task": "",
        "action": "Trained 12 new nurses as preceptor. I wrote a plan for each.",
        "result": "Nine stayed.",
        "reflection": "Begin sooner.",
    }
    assert "What did you do first, yourself?" in front.asked
    assert any("no proposal 7" in line for line in front.told)
    assert any("frugalty" in line for line in front.told)


@pytest.mark.parametrize("lines", [("",), ("q",), ("1", "falls", "-", "q")])
def test_leaving_keeps_nothing(cv: str, lines: tuple[str, ...]) -> None:
    assert isinstance(add(Typist(*lines), source=cv), StoryNotAdded)
    assert kept() == {}


def test_a_name_that_is_taken_is_asked_again(cv: str) -> None:
    typed("story", "add", "falls", "--from", cv, "--pick", "1")
    front = Typist("2", "Falls", "nurses", "-", "s")
    assert add(front, source=cv) == StoryAdded(
        "nurses", own_folder(settings()) / "stories" / "nurses.toml", SEGMENTS
    )
    assert kept()["nurses"].principles == ()


def test_the_missing_parts_are_told_aloud(cv: str, tmp_path: Path) -> None:
    """Through the real recorder and recognizer: said again, kept, and ended."""
    sound = said(tmp_path, "situation", most_s=7.0)
    script = [
        Press("retake", shown(Choosing), "r"),
        Press("done", shown(Choosing), "\n"),
        Press("quit", shown(Choosing), "q"),
    ]
    rehearsal = Rehearsal(tmp_path, [sound], *script)
    front = Typist("1", "falls", "-", "t")
    added = add_from_cv(
        CvOptions(source=cv), PracticeOptions(), front, equipment=rehearsal.equipment
    )
    assert isinstance(added, StoryAdded)
    assert rehearsal.asked == [
        *["What was going on before that?"] * 2,
        "What was yours to do in it?",
    ]
    story = kept()["falls"]
    assert len(story.parts["situation"].split()) > 8
    assert story.parts["situation"].startswith("Charge Nurse, Mercy Hospital, 2019 - Present. ")
    assert story.parts["task"] == ""
    assert added.missing == ("task", "action", "reflection")


def test_a_story_itself_may_be_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf("## Action\nI moved the vials apart.\n## Result\nNo mix-up since."))
    assert typed("story", "add", "vials", "--from", str(path)).exit_code == 0
    assert kept()["vials"].parts["action"] == "I moved the vials apart."


# ---------------------------------------------------------------- a posting


def test_questions_come_in_the_order_of_a_posting() -> None:
    done = typed("questions", "--job", str(POSTINGS / "qa-engineer.txt"))
    assert done.exit_code == 0, done.output
    text = done.output
    assert '"Raise the bar for accuracy: zero defects leave the building"' in text
    order = [text.rindex(f"\n{title}\n") for title in (
        "Insist on the Highest Standards", "Have Backbone; Disagree and Commit", "Frugality",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "named no Leadership Principle that mockint could tell" in text
    assert "Not counted: 2 lines on pay, benefits, the law or applying." in text


def test_the_pack_decides_what_a_posting_can_stress() -> None:
    path = str(POSTINGS / "teacher.txt")
    text = typed("--pack", "general", "questions", "--job", path).output
    assert "Teamwork and Conflict" in text.split("The questions come")[0]
    assert "Amazon" not in text
    one = typed("--pack", "general", "questions", "--job", path, "--principle", "ownership").output
    assert "\nOwnership\n" in one.split("The questions come")[1]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Wir suchen eine Pflegekraft mit Erfahrung f\u00fcr die Station und das Team. " * 5,
         "is not in English"),
        ("Nurse wanted.\n\nBenefits\nDental", "says too little about the work"),
    ],
)  # fmt: skip
def test_what_is_no_posting_says_so(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "job.txt"
    path.write_text(text, "utf-8")
    done = typed("questions", "--job", str(path))
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)


def test_a_posting_without_a_word_that_is_known_says_so(tmp_path: Path) -> None:
    path = tmp_path / "job.txt"
    path.write_text("Fold shirts.\n\nSweep floors.\n\nLock doors.\n", "utf-8")
    done = typed("questions", "--job", str(path))
    assert "names no Leadership Principle in words that mockint knows" in done.output
    assert "Of 3 lines about the work, 3 named no" in done.output


def test_one_question_has_no_order() -> None:
    done = typed("questions", "own-story", "--job", "job.txt")
    assert isinstance(done.exception, UsageError)
