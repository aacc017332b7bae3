"""``mockint story`` and ``mockint round --story``: told through real speech, written, put right."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mockint.cli import terminal
from mockint.commands import story as stories
from mockint.commands.history import history as past_answers
from mockint.commands.practice.session import PracticeOptions
from mockint.commands.round import hold_round
from mockint.commands.story import (
    coverage,
    edit,
    evidence,
    find_story,
    list_stories,
    questions_for,
    remove,
    show,
)
from mockint.commands.story.add import AddOptions, add_story
from mockint.content.candidates import load_candidate
from mockint.domain import SEGMENTS, Theme
from mockint.errors import ContentError, UsageError
from mockint.events import Choosing, Listening
from mockint.history.catalogue import history
from mockint.history.types import Wanted
from mockint.locations import content_dir
from mockint.screen.scripted import Press, shown
from mockint.star.analyse import analyse
from mockint.star.types import Analysis
from mockint.stories.files import load, path_of, write
from mockint.stories.types import Story
from mockint.views.as_json.values import lines, plain
from mockint.wiring.interview import InterviewSetup
from mockint.wiring.settings import own_folder, settings
from tests.support.amazon import SDE2
from tests.support.past_rounds import STRONG, WEAK, library, transcript
from tests.support.rehearsal import FRONT, Rehearsal, said

Capture = pytest.CaptureFixture[str]
NO_VOICE = PracticeOptions()


def kept(name: str) -> Story:
    """The story as it was kept."""
    return load(own_folder(settings()), library().principles)[name]


def add(name: str = "orders", *principles: str, **options: Any) -> None:
    options = {"name": name, "principles": principles, **options}
    FRONT.show(add_story(AddOptions(**options), NO_VOICE, FRONT))


@pytest.fixture
def notes(tmp_path: Path) -> str:
    path = tmp_path / "notes.txt"
    path.write_text(STRONG, encoding="utf-8")
    return str(path)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """An $EDITOR that is a line of Python about ``text``."""

    def use(line: str) -> None:
        program = tmp_path / "editor.py"
        program.write_text(
            "import pathlib, sys\n"
            "path = pathlib.Path(sys.argv[1])\n"
            f"text = path.read_text()\n{line}\npath.write_text(text)\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("EDITOR", f"{sys.executable} {program}")
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)

    return use


# ---------------------------------------------------------------- written


def test_notes_are_cut_into_parts_by_the_ear(notes: str, capsys: Capture) -> None:
    add("orders", "ownership", "Dive Deep", source=notes)
    story = kept("orders")
    assert story.text == STRONG
    assert story.principles == ("ownership", "dive-deep")
    assert story.parts["situation"].startswith("Last spring I noticed")
    assert "nobody had asked me" in story.parts["task"]
    assert "I traced it" in story.parts["action"]
    assert "forty thousand dollars" in story.parts["result"]
    assert story.parts["reflection"].startswith("I learned")
    assert "three percent" in story.numbers
    assert "mockint round --story orders" in capsys.readouterr().out
    with pytest.raises(UsageError, match="already have a story 'orders'"):
        add("Orders", source=notes)


@pytest.mark.parametrize("heading", ["## {}", "[{}]", "# {} of it"])
def test_headings_are_taken_as_they_are(heading: str) -> None:
    parts = {segment: f"Words of {segment}." for segment in SEGMENTS}
    text = "\n".join(f"{heading.format(name.capitalize())}\n{said}" for name, said in parts.items())
    add(text=text)
    assert kept("orders").parts == parts


def test_a_story_file_is_taken_under_the_new_name(tmp_path: Path) -> None:
    parts = dict.fromkeys(SEGMENTS, "I did it.")
    path = write(tmp_path, Story(name="old", principles=("frugality",), parts=parts))
    add("new", "dive-deep", source=str(path))
    assert kept("new").parts == parts
    assert kept("new").principles == ("frugality", "dive-deep")


def test_it_can_be_written_in_the_editor(editor: Callable[[str], None]) -> None:
    editor("text = text.replace('task = \"\"', 'task = \"It was mine.\"')")
    add("orders", "ownership", write=True)
    assert kept("orders").parts["task"] == "It was mine."


def test_an_unchanged_template_is_no_story(editor: Callable[[str], None], capsys: Capture) -> None:
    editor("pass")
    add("orders", write=True)
    assert "No story was saved" in capsys.readouterr().out
    assert list(path_of(own_folder(settings()), "orders").parent.iterdir()) == []


def test_what_was_typed_wrong_waits_and_is_not_lost(editor: Callable[[str], None]) -> None:
    editor("text = text.replace('task = \"\"', 'tusk = \"It was mine.\"')")
    with pytest.raises(ContentError, match=r"unknown 'tusk'.*story add orders --write"):
        add("orders", write=True)
    assert stories.shelf().stories == {}
    editor("text = text.replace('tusk', 'task')")
    add("orders", write=True)
    assert kept("orders").parts["task"] == "It was mine."


def test_a_text_that_cannot_be_a_file_of_ours_waits_as_well(editor: Callable[[str], None]) -> None:
    with pytest.raises(ContentError, match=r"U.FFFD.*mockint story add orders --write"):
        add("orders", text="I did it\ufffd myself.")
    assert stories.shelf().stories == {}
    editor("text = text.replace(chr(0xFFFD), '')")
    add("orders", write=True)
    assert kept("orders").text == "I did it myself."


def test_without_a_terminal_there_is_no_editor() -> None:
    with pytest.raises(UsageError, match="mockint story add orders --from FILE"):
        add("orders", write=True)


# ---------------------------------------------------------------- looked at


def test_one_broken_file_does_not_hide_the_others(notes: str, capsys: Capture) -> None:
    add("orders", "ownership", source=notes)
    broken = path_of(own_folder(settings()), "broken")
    broken.write_text('name = "broken"\ncolour = 1\n', encoding="utf-8")
    capsys.readouterr()
    listed = list_stories()
    assert [one.story.name for one in listed.stories] == ["orders"]
    terminal.show(listed)
    told = " ".join(capsys.readouterr().out.split())
    assert "orders" in told
    assert "! broken: broken.toml" in told
    assert "colour" in told
    assert [one["name"] for one in lines(listed)] == ["orders", "broken"]
    with pytest.raises(ContentError, match=r"broken\.toml"):
        show("broken")


def test_listed_shown_changed_removed(
    notes: str, editor: Callable[[str], None], capsys: Capture
) -> None:
    terminal.show(list_stories())
    assert "mockint story add NAME" in capsys.readouterr().out
    add("orders", "ownership", source=notes)
    capsys.readouterr()
    terminal.show(list_stories())
    assert "orders" in capsys.readouterr().out
    terminal.show(show("orders"))
    text = " ".join(capsys.readouterr().out.split())
    for wanted in ("For Ownership", "Action · about", "three percent", "mockint round --story"):
        assert wanted in text
    value = plain(show("Orders"))
    assert {"first_person_action", "metric_delta"} <= {
        signal["name"] for signal in value["signals"]
    }
    assert {one["principle"] for one in value["questions"]} >= {"ownership"}
    for signal in value["signals"]:
        assert signal["quote"] in STRONG

    editor("text = text.replace('Last spring', 'Last autumn')")
    edit("orders", FRONT)
    assert kept("orders").parts["situation"].startswith("Last autumn")
    editor("text = text.replace('[parts]', 'colour = 1')")
    with pytest.raises(ContentError, match=r"orders\.toml"):
        edit("orders", FRONT)
    remove("orders", FRONT, sure=True)
    assert stories.shelf().stories == {}
    with pytest.raises(UsageError, match="there is no story 'orders'"):
        remove("orders", FRONT, sure=True)


def test_a_wrong_name_gets_the_nearest(notes: str) -> None:
    add(source=notes)
    with pytest.raises(UsageError, match="nearest: orders"):
        find_story(stories.shelf().stories, "order")
    with pytest.raises(UsageError, match="--yes"):
        remove("orders", FRONT, sure=False)


def test_coverage_of_two_stories(notes: str, tmp_path: Path, capsys: Capture) -> None:
    add("orders", "ownership", source=notes)
    weak = tmp_path / "weak.txt"
    weak.write_text(WEAK, encoding="utf-8")
    add("meetings", "dive-deep", source=str(weak))
    capsys.readouterr()
    value = plain(coverage())
    rows = {row["principle"]: row["stories"] for row in value["principles"]}
    assert [(one["story"], one["covers"]) for one in rows["ownership"]] == [
        ("meetings", False),
        ("orders", True),
    ]
    gaps = {gap["principle"]: gap for gap in value["gaps"]}
    assert gaps["dive-deep"]["kind"] == "thin"
    assert "root_cause" in gaps["dive-deep"]["lacking"]
    assert gaps["earn-trust"]["kind"] == "no story"
    assert "ownership" not in gaps
    terminal.show(coverage())
    text = " ".join(capsys.readouterr().out.split())
    assert "meetings does not show: The root cause" in text


# ---------------------------------------------------------------- told


def test_a_story_is_told_shown_and_kept(tmp_path: Path) -> None:
    sound = said(tmp_path, "situation", "action", most_s=12.0)
    rehearsal = Rehearsal(
        tmp_path, [sound], Press("done", shown(Choosing), "\n"), Press("quit", shown(Choosing))
    )
    rehearsal.run(add_story, AddOptions(name="told", principles=["ownership"]), NO_VOICE)
    story = kept("told")
    assert len(story.text.split()) > 15
    assert "your story" in rehearsal.asked[0]
    (shown_part,) = [note for note in rehearsal.noted if note.startswith("Situation ")]
    first, last = shown_part.split(": ", 1)[1].split(" ... ")
    assert story.parts["situation"].startswith(first)
    assert story.parts["situation"].endswith(last)
    assert not (tmp_path / "mockint-home" / "data" / "history.sqlite3").exists(), "no round"


def test_what_was_told_can_be_put_right_or_left(
    tmp_path: Path, editor: Callable[[str], None], capsys: Capture
) -> None:
    sound = said(tmp_path, "situation", most_s=7.0)
    begun = path_of(own_folder(settings()), "told").with_name(".draft-told.toml")
    begun.parent.mkdir(parents=True)
    begun.write_text("an earlier try", encoding="utf-8")
    editor("text = text.replace('task = \"\"', 'task = \"It was mine.\"')")
    rehearsal = Rehearsal(
        tmp_path,
        [sound],
        Press("retake", shown(Choosing), "r"),
        Press("help", shown(Choosing), "e"),
    )
    rehearsal.run(add_story, AddOptions(name="told"), NO_VOICE)
    assert kept("told").parts["task"] == "It was mine."
    assert len(rehearsal.prompts) == 2, "told again"
    left = Rehearsal(tmp_path, [sound], Press("quit", shown(Choosing), "q"))
    left.run(add_story, AddOptions(name="left"), NO_VOICE)
    assert "No story was saved" in capsys.readouterr().out
    assert "left" not in stories.shelf().stories


def test_a_round_with_a_story_is_known_by_it(tmp_path: Path, notes: str, capsys: Capture) -> None:
    add("orders", "ownership", source=notes)
    story = replace(kept("orders"), names=("Zanzibar",))
    (question,) = questions_for(story, library(), SDE2, principle=None, count=1)
    assert question.principle == "ownership"
    rehearsal = Rehearsal(tmp_path, [said(tmp_path, "situation", most_s=7.0)])
    hinted: list[tuple[str, ...]] = []
    hear = rehearsal.equipment.transcriber

    class Hinted:
        name = hear.name
        engine_info = hear.engine_info
        warm = hear.warm

        def transcribe(self, samples, *, hints=(), progress):  # type: ignore[no-untyped-def]
            hinted.append(tuple(hints))
            return hear.transcribe(samples, hints=hints, progress=progress)

    result = hold_round(
        InterviewSetup(library=library(), questions=(question,), level=SDE2, story=story),
        replace(rehearsal.equipment, transcriber=Hinted()),
        FRONT,
    )
    assert result is not None
    record = result.record
    assert record.answers[0].story == "orders"
    assert hinted[0][0] == "Zanzibar", "the recognizer is told the story's own words first"
    assert [
        event.question for event in rehearsal.screen.events if isinstance(event, Listening)
    ] == [question]
    (past,) = history().answers(Wanted(story="orders"))
    assert (past.story, past.question) == ("orders", question.slug)
    capsys.readouterr()
    assert past_answers(story="order").answers == (past,)
    with pytest.raises(UsageError, match=r"no answer with the story 'x'.*your history has: orders"):
        past_answers(story="x")
    now = evidence(story, library(), SDE2, history())
    assert now.takes == 1
    assert now.told == {
        signal.name for signal in record.answers[0].analysis.signals if signal.kind == "strength"
    }
    assert now.told_for == ("ownership",)
    (following,) = questions_for(story, library(), SDE2, principle=None, count=1)
    assert following != question, "one that it was not told to yet"
    with pytest.raises(UsageError, match="can answer only 0 questions of frugality"):
        questions_for(story, library(), SDE2, principle="frugality", count=1)


# ---------------------------------------------------------------- probes about this story


STRONG_CANDIDATE = load_candidate(content_dir() / "candidates", "strong")


@pytest.mark.parametrize(
    ("told", "own"),
    [
        (STRONG, ("ten seconds", "billing service", "retry")),
        (" ".join(one.text for one in STRONG_CANDIDATE.spoken), ("planning code",)),
    ],
)
def test_probes_take_the_storys_own_words_and_stay_quotes(told: str, own: tuple[str, ...]) -> None:
    heard = transcript(told)

    def judged(*own: str) -> Analysis:
        return analyse(
            heard, question=None, principle="ownership", level=SDE2, library=library(), own=own
        )

    def with_own(found: Analysis) -> list[tuple[Theme, str]]:
        return [
            (probe.theme, probe.quote)
            for probe in found.probes
            if probe.quote in probe.ask and any(word in probe.quote for word in own)
        ]

    plain, story = judged(), judged(*own)
    assert [probe.theme for probe in story.probes] == [probe.theme for probe in plain.probes]
    assert plain.signals == story.signals
    themes = [theme for theme, _ in with_own(story)]
    order = [probe.theme for probe in story.probes]
    assert themes, "a follow-up about this story"
    assert order.index(themes[0]) <= order.index((with_own(plain) or [(order[-1], "")])[0][0])
    asked = [quote for _, quote in with_own(story)][: len(own)]
    assert len(set(asked)) == len(asked), "no sentence is repeated while there are others"
    for probe in story.probes:
        assert not probe.quote or probe.quote in told


def test_a_follow_up_with_a_name_goes_before_one_without() -> None:
    told = transcript(
        "The orders of twelve shops got lost in our old ordering sheet every week. I rebuilt the"
        " whole ordering sheet with a column for each of the shops. I called Maria and read every"
        " order back to her. We lost no order after that."
    )

    def step(*own: str) -> str:
        found = analyse(
            told, question=None, principle="ownership", level=SDE2, library=library(), own=own
        )
        return next(probe.quote for probe in found.probes if probe.theme == "own_part")

    assert "Maria" not in step(), "the other step tells more"
    assert "Maria" in step("Maria")
