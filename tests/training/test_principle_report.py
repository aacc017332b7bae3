"""How evidence of the principle is counted."""

import json
from pathlib import Path

import pytest

from training.principle_report import Tally, count, is_marked, report, side_of

ROW = {
    "id": "t-1",
    "principle": "learn-and-be-curious",
    "question": "What did you learn last year?",
    "level": "sde2",
    "kind": "story",
    "units": [
        {"text": "We graft forty trees every March.", "segment": "situation"},
        {
            "text": "I asked the old gardener to show me how he grafts his trees.",
            "segment": "action",
        },
    ],
    "principle_evidence": [{"unit": 1, "speaks": "for", "says": "asked to be taught"}],
}


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    path = tmp_path / "marked.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def test_a_sentence_counts_once_and_only_on_its_side() -> None:
    tally = Tally()
    count(tally, {(0, "for"), (2, "against")}, {(0, "for"), (1, "for"), (2, "for")})
    figures = tally.figures()
    assert figures["either"] == {"precision": 0.667, "recall": 1.0, "heard": 3, "marked": 2}
    assert figures["for"]["precision"] == 0.333
    assert figures["against"]["recall"] == 0.0


@pytest.mark.parametrize(
    ("mark", "side"),
    [
        ({"speaks": "against", "says": "asked for help"}, "against"),
        ({"says": "hid the fault from the owner"}, "against"),
        ({"says": "put her own name behind the new cook"}, "for"),
    ],
)
def test_the_side_is_the_mark_or_its_words(mark: dict[str, str], side: str) -> None:
    assert side_of(mark) == side


def test_a_file_is_reported_by_sentence(marked: Path) -> None:
    assert is_marked(marked)
    figures = report(marked)
    assert figures["answers"] == 1
    assert figures["stories"]["for"] == {"precision": 1.0, "recall": 1.0, "heard": 1, "marked": 1}


def test_a_plan_is_counted_apart(marked: Path) -> None:
    planned = {**ROW, "kind": "hypothetical"}
    marked.write_text(json.dumps(planned) + "\n", encoding="utf-8")
    assert report(marked)["stories"]["either"]["marked"] == 0
    assert report(marked)["others"]["either"]["marked"] == 1


def test_a_file_without_marks_has_no_report(tmp_path: Path) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text(json.dumps({**ROW, "principle_evidence": []}) + "\n", encoding="utf-8")
    assert not is_marked(path)
