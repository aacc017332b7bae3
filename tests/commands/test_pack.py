"""Practice for another company: with its pack, nothing of Amazon's is asked, said or kept."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mockint.cli import commands
from mockint.commands.round import hold_round
from mockint.content.candidates import load_candidate
from mockint.domain import Segment
from mockint.locations import content_dir, own_content_dir, rounds_dir
from mockint.transcribe.interchange import to_json
from mockint.transcribe.transcript_file import TranscriptFile
from mockint.voice.types import ShownVoice
from mockint.wiring import settings, stations
from mockint.wiring.interview import InterviewSetup
from tests.support import toy_pack
from tests.support.rehearsal import FRONT, Rehearsal, said
from tests.support.star_telling import STRONG, WEAK, told

FORBIDDEN = ("amazon", "bar raiser", "bar_raiser", "leadership principle", "sde")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def clean(text: str) -> str:
    for word in FORBIDDEN:
        assert word not in text.lower(), text[max(0, text.lower().index(word) - 80) :][:200]
    return text


def heard(folder: Path, story: Sequence[tuple[Segment, str]], name: str) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(to_json(told(story))), encoding="utf-8")
    return path


@pytest.fixture(params=["strong", "weak"])
def words(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    story = {"strong": STRONG, "weak": WEAK}[str(request.param)]
    return heard(tmp_path, story, str(request.param))


def sit(words: Path, tmp_path: Path, question: str, level: str) -> Path:
    """A whole round of the chosen pack, drawn as lines; the folder that it is kept in."""
    wanted = settings.settings()
    library = settings.library(wanted)
    rehearsal = Rehearsal(
        tmp_path,
        [said(tmp_path, "result", most_s=5.0)],
        voice=ShownVoice(),
        transcriber=TranscriptFile(words),
    )
    equipment = replace(rehearsal.equipment, screen=stations.screen(rehearsal.keys, plain=True))
    setup = InterviewSetup(
        library=library,
        questions=(library.questions[question],),
        level=settings.level(level, wanted, library),
        probes=2,
        real_time=False,
    )
    result = hold_round(setup, equipment, FRONT)
    assert result is not None
    FRONT.show(result)
    assert result.record.level == level
    return rounds_dir() / result.record.id


def test_a_round_with_the_general_pack_names_no_other_company(
    words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with settings.using_pack("general"):
        folder = sit(words, tmp_path, "problem-that-was-not-yours", "senior")
    output = clean(capsys.readouterr().out)
    assert "Interviewer's sheet" in output
    names = {path.name for path in folder.iterdir()}
    assert {"round.json", "debrief.txt", "debrief.html", "plan.json"} <= names
    for path in folder.iterdir():
        if path.suffix in (".json", ".txt", ".html"):
            clean(path.read_text(encoding="utf-8"))
    assert json.loads((folder / "round.json").read_text(encoding="utf-8"))["pack"] == "general"
    assert "Interviewer&#39;s sheet" in (folder / "debrief.html").read_text(encoding="utf-8")


EVERYWHERE = [
    ("questions",),
    ("questions", "problem-that-was-not-yours"),
    ("level", "problem-that-was-not-yours"),
    ("lens", "problem-that-was-not-yours"),
    ("config",),
    ("config", "check"),
    ("story", "list"),
    ("story", "coverage"),
    ("round", "--help"),
]


@pytest.mark.parametrize("typed", EVERYWHERE, ids=" ".join)
def test_what_the_general_pack_shows_names_no_other_company(typed: tuple[str, ...]) -> None:
    done = run("--pack", "general", *typed)
    assert done.exit_code == 0, done.output
    clean(done.output)


@pytest.mark.parametrize("more", [("--json",), ()])
def test_a_review_with_the_general_pack_names_no_other_company(
    words: Path, more: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    about = ("--question", "problem-that-was-not-yours", "--level", "senior")
    done = run("--pack", "general", "review", str(words), *about, *more)
    assert done.exit_code == 0, done.output
    clean(done.output.replace(str(words), "FILE"))


def test_old_rounds_keep_their_pack_and_are_shown_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = heard(tmp_path, STRONG, "strong")
    with settings.using_pack("general"):
        folder = sit(words, tmp_path, "problem-that-was-not-yours", "mid")
    capsys.readouterr()
    listed = run("history").output
    assert " Mid " in listed, "its level has its title, whatever pack is chosen now"
    again = run("level", folder.name, "--as", "senior").output
    assert "Senior" in again
    assert "there is no level 'sde2'" in str(run("level", folder.name, "--as", "sde2").exception)
    (folder / "debrief.html").unlink()
    assert run("report", folder.name, "--no-open").exit_code == 0
    clean((folder / "debrief.html").read_text(encoding="utf-8"))
    assert "mockint --pack general round problem-that-was-not-yours" in run("next").output


def test_a_toy_pack_works_without_any_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    toy_pack.make(own_content_dir() / "acme")
    assert run("config", "set", "pack", "acme").exit_code == 0
    assert run("config", "set", "level", "lead").exit_code == 0
    listed = run("questions").output
    assert "Kindness" in listed
    assert "Ownership" not in listed
    folder = sit(heard(tmp_path, STRONG, "strong"), tmp_path, "kind-to-a-stranger", "lead")
    output = clean(capsys.readouterr().out)
    assert "Notes of the hiring team" in output
    levels = " ".join(run("level", folder.name, "--as", "lead").output.split())
    assert "Leaning" in levels
    assert json.loads((folder / "round.json").read_text(encoding="utf-8"))["pack"] == "acme"


def test_a_pack_may_be_a_folder_anywhere(tmp_path: Path) -> None:
    folder = toy_pack.make(tmp_path / "packs" / "acme")
    assert "Kindness" in run("--pack", str(folder), "questions").output


def test_a_round_with_a_folder_anywhere_is_shown_with_it_later(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where one of ours has the same name."""
    pack = toy_pack.make(tmp_path / "my packs" / "general")
    with settings.using_pack(str(pack)):
        folder = sit(heard(tmp_path, STRONG, "strong"), tmp_path, "kind-to-a-stranger", "lead")
    capsys.readouterr()
    assert json.loads((folder / "round.json").read_text(encoding="utf-8"))["pack"] == str(pack)
    (folder / "debrief.html").unlink()
    assert run("report", folder.name, "--no-open").exit_code == 0
    clean((folder / "debrief.html").read_text(encoding="utf-8"))
    assert run("level", folder.name, "--as", "maker").exit_code == 0
    assert f"--pack '{pack}' round kind-to-a-stranger" in " ".join(run("next").output.split())


def test_a_round_whose_pack_is_gone_is_shown_and_not_judged_by_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = toy_pack.make(own_content_dir() / "acme")
    with settings.using_pack("acme"):
        folder = sit(heard(tmp_path, STRONG, "strong"), tmp_path, "kind-to-a-stranger", "lead")
    capsys.readouterr()
    pack.rename(tmp_path / "acme")
    kept = (folder / "round.json").read_bytes()
    for typed in (
        ("history",), ("history", folder.name), ("history", "--level", "lead"), ("progress",),
        ("progress", "--level", "lead"), ("next",), ("report", "--no-open"),
        ("correct", folder.name, "--print"),
        ("export", folder.name, str(tmp_path / "round.zip")),
    ):  # fmt: skip
        assert run(*typed).exit_code == 0, typed
    word = json.loads(next(folder.glob("*.transcript.json")).read_text(encoding="utf-8"))
    first = word["segments"][0]["words"][0]["word"].strip()
    for typed in (("correct", folder.name, "--word", first, "xyz"), ("level", "last", "--as", "x")):
        assert "with the pack acme, which is not there" in str(run(*typed).exception)
    assert (folder / "round.json").read_bytes() == kept
    assert run("--pack", str(tmp_path / "acme"), "level", "last", "--as", "lead").exit_code == 0


def test_settings_keep_the_whole_path_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = toy_pack.make(tmp_path / "acme")
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("config", "set", "pack", "./acme").exit_code == 0
    assert run("config", "set", "own_content", "mine").exit_code == 0
    monkeypatch.chdir("/")
    assert settings.settings().pack == str(pack)
    assert settings.settings().own_content == str(tmp_path / "mine")
    assert "Kindness" in run("questions").output
    pack.rename(tmp_path / "gone")
    for typed in (("history",), ("config", "set", "level", "lead")):
        said = str(run(*typed).exception)
        assert "your settings name it" in said
        assert said.endswith("try: mockint config set pack amazon")
    assert run("--pack", "general", "history").exit_code == 0
    assert run("config", "set", "pack", "amazon").exit_code == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (
            ("--pack", "amzon", "questions"),
            "no pack 'amzon' (available packs: amazon, g",
        ),
        (("--pack", "amzon", "history"), "no pack 'amzon'"),
        (("--pack", "general", "level", "x", "--as", "sde2"), "no round x"),
        (
            ("--pack", "general", "questions", "ownership-at-work"),
            "try: mockint --pack general questions",
        ),
        (
            ("--pack", "general", "lens", "promised"),
            "try: mockint --pack general questions, or mockint --pack general story list",
        ),
        (
            ("--pack", "general", "learn", "problem-that-was-not-yours"),
            "(the pack general has no walkthroughs); "
            "try: mockint --pack general round problem-that-was-not-yours",
        ),
        (("--pack", "general", "quiz", "--all"), "(the pack general has no walkthroughs)"),
        (("--pack", "general", "report"), "try: mockint --pack general round"),
        (
            ("--pack", "general", "story", "coverage", "--level", "sde2"),
            "there is no level 'sde2' (the pack general has entry, mid, senior); try: --level mid",
        ),
        (("config", "set", "pack", "amzon"), "no pack 'amzon'"),
        (
            ("config", "set", "level", "mid"),
            "the pack amazon has sde1, sde2, senior); try: mockint config set level sde2",
        ),
        (("--pack", "", "questions"), "there is no pack ''"),
        (("--pack", "a" * 300, "questions"), "there is no pack 'aaa"),
    ],
)
def test_a_wrong_name_is_said_with_the_known_ones(typed: tuple[str, ...], said: str) -> None:
    assert said in str(run(*typed).exception)


def test_coverage_calls_a_principle_what_the_pack_calls_it(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("I saw that one order in ten was late, so I called the driver.")
    assert run("story", "add", "late-orders", "--from", str(notes)).exit_code == 0
    covered = clean(run("--pack", "general", "story", "coverage").output)
    assert "No story for 12 of 12 competencies" in covered
    assert "things that the competency asks for" in covered
    assert "principle" not in covered


def test_only_a_pack_with_walkthroughs_explains_their_star() -> None:
    assert "* has a walkthrough" in run("questions").output
    assert "has a walkthrough" not in run("--pack", "general", "questions").output


def test_a_level_of_another_pack_in_the_settings_gives_way() -> None:
    assert run("config", "set", "level", "sde1").exit_code == 0
    with settings.using_pack("general"):
        wanted = settings.settings()
        assert settings.level(None, wanted, settings.library(wanted)).name == "mid"


def test_the_demo_is_held_with_the_pack_of_its_candidate() -> None:
    for name in ("flawed", "strong"):
        assert load_candidate(content_dir() / "candidates", name).pack == "amazon"


@pytest.mark.parametrize(
    ("arguments", "typed", "names"),
    [
        ("mockint --pack ", "", {"amazon", "general"}),
        ("mockint --pack general round --level ", "", {"entry", "mid", "senior"}),
        ("mockint round --level ", "s", {"sde1", "sde2", "senior"}),
        ("mockint --pack general questions --principle ", "own", {"ownership"}),
    ],
)
def test_a_shell_completes_packs_and_their_levels(
    arguments: str, typed: str, names: set[str]
) -> None:
    from click.shell_completion import ShellComplete

    complete = ShellComplete(commands, {}, "mockint", "_MOCKINT_COMPLETE")
    found = complete.get_completions(arguments.split()[1:], typed)
    assert {one.value for one in found} == names
