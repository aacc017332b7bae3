"""The same story for another principle, through real speech: alone, and in a round."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mockint.commands.practice.lens import LensOptions, all_through, run_lens
from mockint.commands.round import hold_round
from mockint.content.find import find_lens
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.folders import PRACTICE
from mockint.locations import rounds_dir
from mockint.voice.types import ShownVoice
from mockint.wiring import settings
from mockint.wiring.interview import InterviewSetup
from tests.support.amazon import SDE1
from tests.support.rehearsal import FRONT, Rehearsal, said

SLUG = "beyond-your-job-description"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Who was hurt comes second; then the result."""
    return said(tmp_path_factory.mktemp("sound"), "situation", "result", most_s=18.0)


def test_a_story_told_for_another_principle(
    tmp_path: Path, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = Rehearsal(tmp_path, [story])
    table.run(run_lens, LensOptions(slug=SLUG, principle="customer-obsession"))
    assert table.asked[0].startswith("Start with this.")
    assert table.asked[1].endswith("Tell it so that it shows Customer Obsession.")
    assert any(note.startswith("Keep short:") for note in table.noted)
    assert len(list(table.spoken_to.glob("*.wav"))) == 3
    [path] = rounds_dir().glob(f"*/{PRACTICE}")
    found = json.loads(path.read_text())
    assert found["lens"] == "customer-obsession"
    assert found["led"], "about three percent of our customers"
    told = capsys.readouterr().out
    assert "Your first two sentences started with the right thing." in told
    assert "on what should be short" in told


def test_a_round_through_a_lens(
    tmp_path: Path, story: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = settings.library(settings.settings())
    table = Rehearsal(tmp_path, [story])
    result = hold_round(
        InterviewSetup(
            library=library,
            questions=all_through([library.questions[SLUG]], "deliver-results", library),
            level=SDE1,
        ),
        replace(table.equipment, voice=ShownVoice()),
        FRONT,
        through_lens=True,
    )
    assert result is not None
    record = result.record
    FRONT.show(result)
    [answer] = record.answers
    assert answer.principle is not None
    assert answer.principle.slug == "deliver-results"
    assert answer.analysis is not None
    assert answer.analysis.principle == "deliver-results"
    told = capsys.readouterr().out
    assert "Told for Deliver Results" in told
    assert "did not lead with it" in told or "was not heard at all" in told
    kept = folders.RoundFolder(rounds_dir() / record.id)
    assert "Told for Deliver Results" in (kept.path / folders.DEBRIEF).read_text()


def test_the_lenses_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    FRONT.show(run_lens(LensOptions(slug=SLUG), FRONT))
    told = " ".join(capsys.readouterr().out.split())
    assert "Told for Dive Deep Lead with: The detail: the logs you read" in told
    assert "Also available for any story: customer-obsession" in told
    assert not rounds_dir().exists()


def test_any_question_has_a_lens_of_every_principle(capsys: pytest.CaptureFixture[str]) -> None:
    library = settings.library(settings.settings())
    other = next(one for one in library.questions.values() if one.slug not in library.walkthroughs)
    for slug in library.principles:
        [asked] = all_through([other], slug, library)
        assert find_lens(library, asked, slug) is library.lenses[slug]
        assert (asked.ask == other.ask) == (slug == other.principle)
    FRONT.show(run_lens(LensOptions(slug=other.slug), FRONT))
    assert "This question has no walkthrough" in capsys.readouterr().out


def test_a_principle_there_is_not() -> None:
    library = settings.library(settings.settings())
    with pytest.raises(UsageError):
        all_through([library.questions[SLUG]], "kindness", library)
