"""A lesson through real speech: told to files at the pace of its targets, what is wrong with the
weak answer said by flite's voice through PocketSphinx, a part rehearsed, keys by a script."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
from click.testing import CliRunner

from mockint.cli import commands
from mockint.commands.practice.learn import LearnOptions, run_learn
from mockint.errors import NoDevice, UsageError
from mockint.events import Choosing, KeysNow, Listening, Outward, Typing
from mockint.history.folders import PRACTICE
from mockint.interview import keys
from mockint.interview.stations import NO_MICROPHONE
from mockint.locations import rounds_dir
from mockint.screen.scripted import Press, When, shown
from mockint.voice.types import ShownVoice
from mockint.wiring import settings
from tests.support.flite_says import say
from tests.support.rehearsal import FRONT, Rehearsal, said

SLUG = "disagreed-but-committed"


def choosing(part: str) -> When:
    """When keys are offered with these words, and nothing is being said."""

    def when(event: Outward) -> bool:
        if isinstance(event, KeysNow) and keys.SKIP not in event.keys:
            return part in [f"{hint.named()} {hint.what}" for hint in event.keys]
        return isinstance(event, Choosing) and part in event.text

    return when


class Place:
    """Knows which section was told last."""

    table: Rehearsal | None = None

    def at(self, section: str) -> When:
        """When that one has been told."""
        return lambda event: isinstance(event, Choosing) and section in self.titles[-1]

    @property
    def titles(self) -> list[str]:
        """Sections in the order told."""
        assert self.table is not None
        return [line for line in self.table.noted if line.startswith("\N{EM DASH} ")]


def test_a_part_is_told_at_its_pace_and_rehearsed(tmp_path: Path) -> None:
    table = Rehearsal(
        tmp_path,
        [said(tmp_path, "result", most_s=9.0)],
        Press("other", choosing("t try it yourself"), "t"),
        Press("done", choosing("t try it yourself")),
    )
    table.run(run_learn, LearnOptions(slug=SLUG, part="result"))
    part = settings.library(settings.settings()).walkthroughs[SLUG].parts["result"]
    assert table.asked[1] == part.example
    told_s = soundfile.info(table.spoken_to / "002.wav").duration
    assert told_s == pytest.approx(part.target_s, rel=0.12)
    assert [cue for cue in part.cues if cue not in table.asked[2]] == []
    assert table.asked[3:5] == [f"Coaching: {part.coaching}", f"The common mistake: {part.mistake}"]
    [heard] = [event for event in table.screen.events if isinstance(event, Listening)]
    assert heard.exercise is not None
    assert (heard.exercise.name, round(heard.exercise.target_s or 0)) == ("Result", 17), (
        "scaled to 150 s"
    )
    assert "of 17 seconds" in table.asked[5]
    assert any(
        line.startswith(("+ The number before", "- The number before")) for line in table.noted
    )
    [kept] = rounds_dir().glob(f"*/{PRACTICE}")
    assert json.loads(kept.read_text())["tries"][0]["part"] == "result"
    assert {"answer-1.flac"} <= {path.name for path in kept.parent.iterdir()}


def test_what_is_wrong_is_said_before_it_is_told(tmp_path: Path) -> None:
    table = Rehearsal(
        tmp_path,
        [say(tmp_path, "There is no metric. Nobody disagreed, and it hides who did the work.")],
        Press("other", choosing("j jump"), "j"),
        Press("other", choosing("Jump to"), "c"),
        Press("done", choosing("k type it")),
        Press("other", choosing("j jump"), "r"),
        Press("other", choosing("k type it"), "k"),
        Press("other", shown(Typing), "no number\n"),
        Press("quit", choosing("j jump")),
        voice=ShownVoice(),
    )
    table.run(run_learn, LearnOptions(slug=SLUG))
    counts = [text for text in table.asked if text.startswith("You found")]
    assert counts[0] in ("You found 2 of 6 mistakes.", "You found 3 of 6 mistakes.")
    assert counts[1] == "You found 1 of 6 mistakes.", "again, and typed"
    [first, again] = [text for text in table.asked if "What is wrong (1)" in text]
    ticked = [line[:3] for line in first.splitlines()[:-1]]
    assert [ticked[3], ticked[1], ticked[5]] == ["[x]", "[ ]", "[x]"]
    assert again.splitlines()[-1].startswith("The bar raiser thinks")


def test_back_again_skip_and_a_reply(tmp_path: Path) -> None:
    place = Place()
    table = Rehearsal(
        tmp_path,
        [say(tmp_path, "We looked at the delivery logs for two weeks after the release.")],
        Press("done", place.at("Scenario")),
        Press("other", place.at("Situation"), "b"),
        Press("other", place.at("Scenario"), "n"),
        Press("other", place.at("Situation"), "j"),
        Press("other", choosing("Jump to"), "8"),
        Press("other", place.at("Follow-up 1"), "t"),
        Press("other", place.at("Follow-up 1"), "b"),
        Press("quit", place.at("Reflection by level")),
        voice=ShownVoice(),
    )
    place.table = table
    table.run(run_learn, LearnOptions(slug=SLUG, level="senior"))
    titles = [title.split(" ", 2)[2] for title in place.titles]
    assert titles[:4] == [
        f"{name} \N{EM DASH}" for name in ("Scenario", "Situation", "Scenario", "Situation")
    ]
    assert titles[4].startswith("Follow-up 1 of 4")
    assert titles[5].startswith("Reflection by level")
    assert table.prompts[0].theme == "follow_through"
    judged = ("Strong", "Weak", "Partly", "That didn't answer it yet.")
    assert any(line.startswith(judged) for line in table.noted)
    assert table.asked[-1].startswith("A senior engineer says")
    assert "For an SDE1" in table.asked[-1], "shown together where nobody speaks"


def test_a_rehearsal_without_a_microphone_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_all: object) -> None:
        raise NoDevice("no microphone was found")

    monkeypatch.setattr("mockint.wiring.stations.recorder", none)
    table = Rehearsal(
        tmp_path,
        [],
        Press("other", choosing("t try it yourself"), "t"),
        Press("done", choosing("t try it yourself")),
        voice=ShownVoice(),
    )
    table.equipment = replace(table.equipment, microphone=NO_MICROPHONE)
    table.run(run_learn, LearnOptions(slug=SLUG, part="task"))
    assert "no microphone was found" in table.noted[-1]


def test_into_a_pipe_it_is_a_text() -> None:
    told = CliRunner().invoke(commands, ["learn", SLUG, "--voice", "none"])
    assert told.exit_code == 0, told.output
    assert "Model answer, 90 s" in told.output
    assert "What is wrong (6)" in told.output
    assert max(map(len, told.output.splitlines())) <= 80


def test_what_cannot_be_taught() -> None:
    with pytest.raises(UsageError, match="no part 'hello'"):
        FRONT.show(run_learn(LearnOptions(slug=SLUG, part="hello"), FRONT))
    library = settings.library(settings.settings())
    bare = next(slug for slug in library.questions if slug not in library.walkthroughs)
    with pytest.raises(UsageError, match="has no walkthrough"):
        FRONT.show(run_learn(LearnOptions(slug=bare), FRONT))
