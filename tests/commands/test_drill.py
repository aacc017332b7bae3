"""Each drill through real speech: prompts spoken to files, replies from flite's voice through
PocketSphinx, keys by a script."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import numpy as np
import pytest
import soundfile

from mockint.audio.types import RATE_HZ
from mockint.cli import commands
from mockint.commands.practice.drill import ONLY, DrillOptions, run_drill
from mockint.commands.practice.drill_probes import follow_ups, last_signals
from mockint.commands.practice.drill_story import CUT_IN
from mockint.commands.values.practice import PartDrill
from mockint.commands.values.sentences import FILL, spoken_line
from mockint.domain import SEGMENTS, Segment
from mockint.errors import UsageError
from mockint.events import Choosing, Listening
from mockint.history.catalogue import load_round
from mockint.history.folders import PRACTICE
from mockint.history.retention import Keep
from mockint.history.trends import apart
from mockint.locations import own_content_dir, rounds_dir
from mockint.screen.scripted import Press, at_once, listening, shown
from mockint.star.drills import story as recovery
from mockint.star.drills.types import Asked, PartCheck, Point
from mockint.stories.files import write
from mockint.stories.types import Story
from mockint.voice.types import ShownVoice
from mockint.wiring import settings
from tests.support.rehearsal import FRONT, Rehearsal, said
from tests.support.told_round import keep_round

SLUG = "beyond-your-job-description"


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("sounds")
    return {
        "result": said(folder, "result", most_s=14.0),
        "flawed": said(folder, "result", candidate="flawed", most_s=6.0),
        "action": said(folder, "action", most_s=8.0),
        "most": said(folder, "situation", "result", most_s=14.0),
    }


def kept() -> dict[str, Any]:
    [path] = rounds_dir().glob(f"*/{PRACTICE}")
    value: dict[str, Any] = json.loads(path.read_text())
    return value


def test_one_part_again_and_again(
    tmp_path: Path, sounds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = Rehearsal(
        tmp_path,
        [sounds["flawed"], sounds["result"]],
        Press("done", shown(Choosing)),
    )
    options = DrillOptions(slug=SLUG, part="res", times=2, level="sde1")
    table.run(run_drill, options)

    assert table.asked[0].startswith("Describe a situation where you went beyond")
    assert ONLY["result"] in table.asked[0]
    assert "14 seconds" in table.asked[0], "20 s, scaled to the 120 of an SDE1"
    assert len(list(table.spoken_to.glob("*.wav"))) == len(table.asked) == 4
    heard = [event for event in table.screen.events if isinstance(event, Listening)]
    assert [
        (one.exercise.name, round(one.exercise.target_s or 0)) for one in heard if one.exercise
    ] == [
        ("Result", 14),
        ("Result", 14),
    ]
    first, second = kept()["tries"]
    assert not any(point["met"] for point in first["points"])
    assert second["points"][0]["met"], "three percent to a quarter of one percent"
    shown_at_end = capsys.readouterr().out
    assert "try 1" in shown_at_end
    assert "try 2" in shown_at_end
    row = next(line for line in shown_at_end.splitlines() if line.startswith("The number before"))
    assert row.split()[-2:] == ["no", "yes"]
    assert "Common mistake" in shown_at_end
    assert "Cue phrases: 0.3% drop rate went to zero" in shown_at_end
    assert (
        settings.library(settings.settings()).walkthroughs[SLUG].parts["result"].coaching
        in table.noted
    )
    [folder] = rounds_dir().iterdir()
    assert {"answer-1.flac", "answer-2.flac"} <= {path.name for path in folder.iterdir()}


@pytest.mark.parametrize("part", SEGMENTS)
def test_a_short_part_with_all_in_it_is_told_what_to_fill_it_with(part: Segment) -> None:
    there = Point(Asked("The problem first"), met=True, shown_by=())
    lacking = Point(Asked("How bad it was"), met=False, shown_by=())
    short = PartCheck(part, 28.0, 77.0, "short", (there,))
    line = spoken_line(short)
    assert line.startswith("28 of 77 seconds, short. What is asked for is there")
    assert FILL[part] in line
    assert "Missing: how bad it was." in spoken_line(replace(short, points=(there, lacking)))
    fine = replace(short, seconds=70.0, status="on target")
    assert spoken_line(fine).endswith("on target. Nothing was missing.")


def test_quit_after_a_try(
    tmp_path: Path, sounds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = Rehearsal(
        tmp_path, [sounds["flawed"]], Press("quit", shown(Choosing)), voice=ShownVoice()
    )
    table.run(run_drill, DrillOptions(slug=SLUG))
    assert len(kept()["tries"]) == 1
    assert kept()["part"] == "result", "nothing is known of this story yet"
    assert "1 of 3 tries" in capsys.readouterr().out


def test_a_question_of_ones_own(tmp_path: Path, sounds: dict[str, Path]) -> None:
    own_content_dir().mkdir(parents=True)
    (own_content_dir() / "questions.toml").write_text(
        '[[questions]]\nslug = "my-own"\nask = "Tell me about a time you cooked."\n'
        'principle = "frugality"\n'
    )
    table = Rehearsal(tmp_path, [sounds["flawed"]], voice=ShownVoice())
    table.run(run_drill, DrillOptions(slug="my-own", part="task", times=1))
    assert table.asked[0].startswith("Tell me about a time you cooked.")
    assert kept()["tries"][0]["target"] == round(20 * 150 / 175)


def test_a_story_of_ones_own(
    tmp_path: Path, sounds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    story = Story(
        name="cold-chain",
        principles=("ownership",),
        numbers=("three percent",),
        parts={"result": "It fell to a quarter of one percent."},
    )
    write(settings.own_folder(settings.settings()), story)
    table = Rehearsal(tmp_path, [sounds["flawed"]], voice=ShownVoice())
    table.run(run_drill, DrillOptions(slug="cold-chain", part="result", times=1))
    assert table.asked[0].startswith("Tell me your story about cold chain.")
    assert kept()["question"] == "cold-chain"
    told = " ".join(capsys.readouterr().out.split())
    assert "Your written version: It fell to a quarter of one percent." in told


def test_the_same_story_within_less(
    tmp_path: Path, sounds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = Rehearsal(
        tmp_path,
        [sounds["most"], sounds["action"]],
        Press("done", shown(Choosing)),
        voice=ShownVoice(),
    )
    table.run(run_drill, DrillOptions(slug=SLUG, compress=(20.0, 10.0)))
    assert "in 20 seconds" in table.asked[0]
    assert [one["limit_s"] for one in kept()["tellings"]] == [20.0, 10.0]
    [first, second] = [note for note in table.noted if note.startswith("Situation ")]
    assert "Action 0 of 10 s" in first
    assert "Situation 0 of 2 s" in second
    told = capsys.readouterr().out
    assert "within 20" in told
    assert "From 20 to 10 s" in told
    assert "left out" in told or "Strengths that you lost" in told


def test_the_interviewer_cuts_in_and_the_recovery_is_timed(
    tmp_path: Path,
    sounds: dict[str, Path],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recovery, "latest_s", lambda _level: 1.5)
    table = Rehearsal(tmp_path, [sounds["action"], sounds["result"]], voice=ShownVoice(), pace=8.0)
    table.run(run_drill, DrillOptions(slug=SLUG, interrupt=True))
    assert table.asked[1] == CUT_IN
    found = kept()
    assert found["cut_at_s"] >= 1.5
    assert found["first_word_s"] is not None
    assert found["result_s"] >= found["first_word_s"]
    assert "You started the result" in capsys.readouterr().out
    [folder] = rounds_dir().iterdir()
    assert (folder / "answer-1.flac").exists()
    assert (folder / "answer-2.transcript.json").exists()


def test_no_moment_to_cut_in(
    tmp_path: Path, sounds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = Rehearsal(tmp_path, [sounds["flawed"]], voice=ShownVoice())
    table.run(run_drill, DrillOptions(slug=SLUG, interrupt=True))
    assert table.asked[1:] == []
    assert "before the interviewer could interrupt" in capsys.readouterr().out


def test_only_the_follow_ups(
    tmp_path: Path, sounds: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    table = Rehearsal(
        tmp_path,
        [sounds["flawed"]],
        Press("done", shown(Choosing)),
        Press("skip", at_once),
        Press("quit", listening(probe=1)),
        voice=ShownVoice(),
    )
    table.run(run_drill, DrillOptions(slug=SLUG, probes=True))
    assert [prompt.theme for prompt in table.prompts] == ["follow_through", "motivation"]
    [first, *_] = kept()["replies"]
    assert first["finding"]["theme"] == "follow_through"
    assert first["seconds"] > 1
    told = capsys.readouterr().out
    assert "Follow-ups to beyond-your-job-description" in told
    assert "A strong reply:" in told


def test_follow_ups_of_any_question_and_of_the_walkthroughs_own_story() -> None:
    library = settings.library(settings.settings())
    study = library.walkthroughs[SLUG]
    any_story = follow_ups(library, study.question)
    assert [one.ask for one in any_story] == [one.ask for one in study.probes]
    own = follow_ups(library, study.question, reference=True)
    assert [one.ask for one in own] == [one.ask_reference for one in study.probes]
    other = next(one for one in library.questions.values() if one.slug not in library.walkthroughs)
    bank = {w.text: w for probe in library.probes.values() for w in probe.wordings}
    for one in follow_ups(library, other):
        assert not bank[one.ask].slot
        assert not bank[one.ask].digs_into, "nothing has been said that it could dig into"


@pytest.mark.parametrize("reference", [False, True])
def test_silence_is_told_no_more_than_that_nothing_was_heard(
    tmp_path: Path, *, reference: bool
) -> None:
    silence = tmp_path / "silence.wav"
    soundfile.write(silence, np.zeros(RATE_HZ, np.float32), RATE_HZ)
    table = Rehearsal(tmp_path, [silence], Press("quit", shown(Choosing)), voice=ShownVoice())
    table.run(run_drill, DrillOptions(slug=SLUG, probes=True, reference=reference))
    assert table.asked[1] == "I did not hear a reply."
    about = "the story of the walkthrough" if reference else "your answer to"
    assert about in table.noted[0]
    assert not [one for one in (*table.asked, *table.noted) if "You said" in one]


def test_the_last_answer_decides_what_is_asked_again() -> None:
    library = settings.library(settings.settings())
    question = library.questions["disagreed-but-committed"]
    assert last_signals(library, question) == ()
    record = load_round(keep_round(), library)
    [answer] = record.answers
    assert answer.analysis is not None
    assert last_signals(library, answer.question) == answer.analysis.signals
    assert answer.analysis.signals


def test_the_part_that_was_furthest_off_is_drilled(tmp_path: Path, sounds: dict[str, Path]) -> None:
    folder = keep_round()
    [answer] = load_round(folder, settings.library(settings.settings())).answers
    assert answer.analysis is not None
    off = {one.segment: apart(one.segment, one.seconds) for one in answer.analysis.timings}
    table = Rehearsal(tmp_path, [sounds["flawed"]], voice=ShownVoice())
    table.run(run_drill, DrillOptions(slug=answer.question.slug, times=1))
    assert kept()["part"] == max(off, key=lambda part: off[part])


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        (["--part", "task", "--times", "5"], {"part": "task", "times": 5}),
        (["--compress", "180,120,60"], {"compress": (180.0, 120.0, 60.0)}),
        (["--interrupt", "--voice", "none"], {"interrupt": True, "voice": "none"}),
        (["--probes", "--reference", "--plain"], {"probes": True, "reference": True}),
    ],
)
def test_what_is_typed(typed: list[str], made: dict[str, Any]) -> None:
    context = commands.commands["drill"].make_context("drill", [SLUG, *typed])
    options = DrillOptions(**context.params)
    assert options.slug == SLUG
    assert {name: getattr(options, name) for name in made} == made


@pytest.mark.parametrize("limits", ["60,120", "9", "a,b", ""])
def test_limits_that_cannot_be(limits: str) -> None:
    with pytest.raises(click.UsageError):
        commands.commands["drill"].make_context("drill", [SLUG, "--compress", limits])


@pytest.mark.parametrize(
    "wrong",
    [
        {"part": "result", "probes": True},
        {"compress": (60.0,), "interrupt": True},
        {"part": "middle"},
        {"part": ""},
    ],
)
def test_what_cannot_be_drilled(tmp_path: Path, wrong: dict[str, Any]) -> None:
    table = Rehearsal(tmp_path, [tmp_path], voice=ShownVoice())
    if wrong == {"part": ""}:
        wrong = {"slug": "no-such"}
    with pytest.raises(UsageError):
        table.run(run_drill, DrillOptions(**{"slug": SLUG, **wrong}))
    assert not rounds_dir().exists() or not list(rounds_dir().iterdir())


@pytest.mark.parametrize(("keep", "left"), [("nothing", []), ("figures", ["practice.json"])])
def test_it_leaves_what_the_round_leaves_that_it_is_for(
    tmp_path: Path, sounds: dict[str, Path], keep: Keep, left: list[str]
) -> None:
    table = Rehearsal(tmp_path, [sounds["flawed"]], voice=ShownVoice())
    options = DrillOptions(slug=SLUG, part="result", times=1, keep=keep)
    result = run_drill(options, FRONT, equipment=table.equipment)
    assert isinstance(result.drill, PartDrill)
    assert len(result.drill.tries) == 1
    kept = [path.name for path in rounds_dir().rglob("*") if path.is_file()]
    assert [name for name in kept if "answer" not in name and name != "plan.json"] == left
    assert [name for name in kept if name.endswith((".wav", ".flac"))] == []
    assert (result.recordings is None) == (keep == "nothing")
