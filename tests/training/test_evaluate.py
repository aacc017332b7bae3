"""``python -m training evaluate`` as a person runs it, and as scripts/check does."""

import contextlib
import dataclasses
import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from mockint.domain import SEGMENTS
from mockint.star.signals.model import signal_model
from training import baseline
from training.__main__ import main
from training.answers import DEVELOPMENT, Answer, answers_hash, read
from training.evaluate import SETS
from training.held_out import SHIPPED, Weights
from training.signals_report import analyses, judge
from training.speech import bare, say

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = DEVELOPMENT
KEPT = ROOT / "benchmarks" / "ear.json"
AS_CHECK_DOES = ("--no-train", "--brief", "--compare")


def evaluate(*arguments: str) -> subprocess.CompletedProcess[str]:
    """In this process, which has the weights already."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["evaluate", *arguments])
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def as_typed(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "training", "evaluate", *arguments],
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
    report = json.loads(done.stdout)["few"]
    assert report["answers"] == 6
    for form in ("with punctuation", "without punctuation"):
        one = report["parts"][form]
        assert one["stopwatch"]["share"] < 0.9 < one["share"] <= 1.0
        assert set(one["error_by_part_s"]) == set(SEGMENTS)
    assert done.returncode == (
        1
        if any(report.get("judged", {}).get(name) for name in ("invented_quotes", "contradictions"))
        else 0
    )


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


def test_explain_shows_unit_by_unit_what_was_heard_and_why(tmp_path: Path) -> None:
    done = evaluate(str(few(tmp_path, 2)), "--no-train", "--explain", "dev1-001")
    assert done.returncode == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    at = lines.index("Finance put the recovered orders at around $8,000 a week.")
    assert "heard result" in lines[at - 1]
    assert "marked result" in lines[at - 1]
    assert lines[at + 1].startswith("because ")
    assert lines[at + 1].count("+") >= 3
    assert any(line.startswith("= business_value: ") for line in lines[at + 2 : at + 4])
    assert "probes marked  obstacles, impact" in done.stdout


def test_an_answer_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = as_typed(str(few(tmp_path, 1)), "--no-train", "--explain", "dev9-999")
    assert done.returncode == 2
    assert "dev9-999" in done.stderr


def test_kept_figures_compare_equal_and_a_drop_of_more_than_a_point_fails(tmp_path: Path) -> None:
    answers, file = str(few(tmp_path, 3)), tmp_path / "ear.json"
    assert evaluate(answers, "--no-train", "--brief", "--keep", str(file)).returncode == 0
    same = evaluate(answers, *AS_CHECK_DOES, str(file))
    assert (same.returncode, same.stderr) == (0, "")
    (now,) = json.loads(file.read_text())["shipped weights"].values()
    for name, was in now["headline"].items():
        for better, code in ((0.009, 0), (0.011, 1)):
            doctored = json.loads(file.read_text())
            (before,) = doctored["shipped weights"].values()
            before["headline"][name] = was + better
            assert bool(baseline.compare("few", now, before).dropped) == bool(code)
    (tmp_path / "doctored.json").write_text(json.dumps(doctored))
    done = evaluate(answers, *AS_CHECK_DOES, str(tmp_path / "doctored.json"))
    assert done.returncode == 1
    assert f"dropped by more than a point: few, {name}" in done.stderr


def test_a_figure_that_is_no_longer_measured_has_dropped() -> None:
    before, now = (json.loads(KEPT.read_text())["shipped weights"]["aside"] for _ in range(2))
    gone, _ = now["headline"].popitem()
    assert baseline.compare("aside", now, before).dropped == [f"aside, {gone}"]


def test_a_set_of_which_nothing_is_kept_is_named() -> None:
    now = json.loads(KEPT.read_text())["shipped weights"]["aside"]
    with pytest.raises(baseline.NothingKept, match="strangers"):
        baseline.compare("strangers", now, None)


def test_without_kept_figures_nothing_is_compared(tmp_path: Path) -> None:
    done = evaluate(str(few(tmp_path, 1)), *AS_CHECK_DOES, str(tmp_path / "none.json"))
    assert done.returncode == 2
    assert "none.json holds no figures" in done.stderr


def test_check_compares_with_figures_kept_for_the_answers_as_they_are() -> None:
    check = (ROOT / "scripts" / "check").read_text()
    assert "set -euo pipefail" in check
    assert f"evaluate {' '.join(AS_CHECK_DOES)} {KEPT.relative_to(ROOT)}" in check
    figures = json.loads(KEPT.read_text())
    assert "shipped weights" in figures
    for way, sets in figures.items():
        for path in SETS:
            assert sets[path.stem]["data"] == answers_hash([path]), (way, path)


def test_an_answer_is_judged_with_the_weights_given_for_it() -> None:
    answers = read(ANSWERS)[:2]
    shipped = signal_model()
    deaf = dataclasses.replace(shipped, threshold=np.full_like(shipped.threshold, 2.0))
    judged = judge(answers, analyses(answers, [Weights(), Weights(ear=deaf)]), [0, 1])
    assert judged.by_fold[0].f1() > 0.5 > judged.by_fold[1].f1()
    assert judge(answers[:1], analyses(answers[:1], [SHIPPED])).answer == judged.by_fold[0]


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
