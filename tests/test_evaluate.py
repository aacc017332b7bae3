"""scripts/evaluate.py as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import segmenter_on_path
from segmenter.answers import Answer
from segmenter.saying import bare, say

from mockint.questions.base import SEGMENTS

ROOT = segmenter_on_path.ROOT
ANSWERS = ROOT / "benchmarks" / "answers" / "development.jsonl"


def evaluate(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "evaluate.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def few(tmp_path: Path, count: int) -> Path:
    file = tmp_path / "few.jsonl"
    file.write_text("".join(ANSWERS.read_text().splitlines(keepends=True)[:count]))
    return file


def test_it_reports_figures_for_any_file_of_the_format(tmp_path: Path) -> None:
    done = evaluate(str(few(tmp_path, 6)), "--no-train", "--json")
    report = json.loads(done.stdout)
    assert report["answers"] == 6
    for form in ("with punctuation", "without punctuation"):
        one = report["parts"][form]
        assert one["stopwatch"]["share"] < 0.9 < one["share"] <= 1.0
        assert set(one["error_by_part_s"]) == set(SEGMENTS)
    assert done.returncode == (1 if report.get("judged", {}).get("invented_quotes") else 0)


def test_a_share_under_the_required_one_fails(tmp_path: Path) -> None:
    done = evaluate(str(few(tmp_path, 2)), "--no-train", "--require", "1.01")
    assert done.returncode == 1
    assert "under the required 1.01" in done.stderr


def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text("not json\n")
    for path, said in ((file, "line 1"), (tmp_path / "none.jsonl", "none.jsonl")):
        done = evaluate(str(path), "--no-train")
        assert done.returncode == 2
        assert said in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_explain_shows_unit_by_unit(tmp_path: Path) -> None:
    done = evaluate(str(few(tmp_path, 2)), "--no-train", "--explain", "dev1-001")
    assert done.returncode == 0
    assert "Finance put the recovered orders at around $8,000 a week." in done.stdout


def test_figures_are_spelt_as_an_engine_without_digits_hears_them() -> None:
    said = [word for text in ("$8,000", "0.3%,", "p99", "1,250", "don't.") for word in bare(text)]
    expected = (
        "eight thousand dollars zero point three percent p ninety nine one thousand two hundred"
    )
    assert " ".join(said) == f"{expected} fifty don't"


def test_the_same_answer_is_said_alike_in_every_run_and_words_keep_their_labels() -> None:
    answer = Answer(
        "x", "", "", "sde2", "", ("I saw 3% of it.", "I fixed it."), ("situation", "action")
    )
    first, again = say(answer, punctuated=False), say(answer, punctuated=False)
    assert first == again
    assert first.transcript.text == "i saw three percent of it i fixed it"
    assert first.labels == ("situation",) * 6 + ("action",) * 3
    starts = [word.start for word in first.transcript.words]
    assert starts == sorted(starts)
    assert say(answer, punctuated=False, take=1) != first
