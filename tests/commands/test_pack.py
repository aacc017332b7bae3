"""Practice for another company: with its pack, nothing of Amazon's is asked, said or kept."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mockint.cli import commands
from mockint.commands.round import Sitting, hold
from mockint.locations import rounds_dir
from mockint.transcribe.interchange import TranscriptFile, to_json
from mockint.voice.types import ShownVoice
from mockint.wiring import settings
from tests.support.practice_gear import Rehearsal, said
from tests.support.star_telling import STRONG, WEAK, told

FORBIDDEN = ("amazon", "bar raiser", "bar_raiser", "leadership principle", "sde")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands, arguments)


def clean(text: str) -> str:
    for word in FORBIDDEN:
        assert word not in text.lower(), text[max(0, text.lower().index(word) - 80) :][:200]
    return text


def heard(folder: Path, story: tuple[tuple[str, str], ...], name: str) -> Path:
    path = folder / f"{name}.json"
    path.write_text(json.dumps(to_json(told(story))), encoding="utf-8")
    return path


@pytest.fixture(params=["strong", "weak"])
def words(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    story = {"strong": STRONG, "weak": WEAK}[str(request.param)]
    return heard(tmp_path, story, str(request.param))


def sit(words: Path, tmp_path: Path, question: str, level: str) -> Path:
    """A whole round of the chosen pack; the folder that it is kept in."""
    wanted = settings.settings()
    library = settings.library(wanted)
    rehearsal = Rehearsal(tmp_path, [said(tmp_path, "result", most_s=5.0)])
    record = hold(
        Sitting(
            library=library,
            questions=(library.questions[question],),
            level=settings.level(level, wanted, library),
            probes=2,
            transcriber=TranscriptFile(words),
            voice=ShownVoice(),
            microphone="a test",
            open_microphone=rehearsal.gear.open_microphone,
            keys=rehearsal.keys,
            real_time=False,
        )
    )
    assert record is not None
    assert record.level == level
    return rounds_dir() / record.id


def test_a_round_with_the_general_pack_names_no_other_company(
    words: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with settings.using_pack("general"):
        folder = sit(words, tmp_path, "beyond-your-role", "senior")
    output = clean(capsys.readouterr().out)
    assert "Interviewer's sheet" in output
    names = {path.name for path in folder.iterdir()}
    assert {"round.json", "debrief.txt", "debrief.html", "plan.json"} <= names
    for path in folder.iterdir():
        if path.suffix in (".json", ".txt", ".html"):
            clean(path.read_text(encoding="utf-8"))
    assert json.loads((folder / "round.json").read_text(encoding="utf-8"))["pack"] == "general"
    assert "Interviewer&#39;s sheet" in (folder / "debrief.html").read_text(encoding="utf-8")
