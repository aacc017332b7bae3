"""How right the ear is: parts, signals and first probes on a file of labeled answers.

    python -m training evaluate training/answers/development.jsonl
    python -m training evaluate HELD_ASIDE.jsonl --no-train
    python -m training evaluate training/answers/development.jsonl --explain dev1-001
    python -m training evaluate training/registers/written-4.jsonl --gate

Cross-validated by story: all takes of one story are in one fold, and the weights that label a fold
were trained on the others and on the project's own answers of other stories. ``--no-train`` takes
the shipped weights as they are, for a file that they were not trained on. On answers that they were
trained on, such figures say nothing about quality, only whether something broke: that is what
``scripts/check`` can afford. The transcripts are written from the labeled text, with made times;
and for answers that ``python -m training hear`` kept, as Whisper wrote them.
Needs scikit-learn unless ``--no-train``.

``--gate`` evaluates only the gate: kinds of answers, and whether they answer the question.

``--keep FILE`` writes the figures, ``--compare FILE`` prints what changed since. Exit code 1 when a
headline figure dropped by more than a point, a share is under ``--require`` or a quote does not
stand in the transcript; 2 when there is nothing to evaluate or to compare with.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mockint.star.segmenter import crf
from training import baseline, signals_report
from training.answers import Answer, BadAnswers, read
from training.explain import explain
from training.folds import folds, pool_with
from training.heard import read_heard
from training.heard_report import heard_report, print_heard
from training.held_out import SHIPPED, Weights, judges_by_fold
from training.parts_report import REQUIRED_FORMS, parts_report, print_parts
from training.retellings import retellings


@dataclass(frozen=True, slots=True)
class Setting:
    """Which weights hear which answer."""

    fold_of: list[int]
    """One an answer."""
    by_fold: list[Weights]

    @property
    def each(self) -> list[Weights]:
        """One an answer."""
        return [self.by_fold[fold] for fold in self.fold_of]

    @property
    def parts(self) -> list[crf.Weights]:
        """One a fold."""
        return [one.parts or crf.packaged() for one in self.by_fold]


def setting(answers: Sequence[Answer], *, trained: bool) -> Setting:
    """The shipped weights, or where ``trained`` weights that never heard an answer's story."""
    if not trained:
        return Setting([0] * len(answers), [SHIPPED])
    from training.parts import train_folds

    pool = pool_with(answers)
    fold_of = folds(pool)
    retold_as = retellings(pool)
    judges = judges_by_fold(pool, fold_of, retold_as)
    parts = train_folds(pool, fold_of, retold_as)
    by_fold = [Weights(own, *judges[k]) for k, own in enumerate(parts)]
    return Setting(fold_of[: len(answers)], by_fold)


def report_on(answers: Sequence[Answer], heard: Setting) -> Any:
    """All figures."""
    report: dict[str, Any] = {
        "answers": len(answers),
        "parts": parts_report(answers, heard.fold_of, heard.parts),
        "heard": heard_report(answers, heard.each, read_heard()),
    }
    if any(answer.signals or answer.probes for answer in answers):
        judged = signals_report.judge(answers, heard.each, heard.fold_of)
        report["judged"] = judged.figures()
    return report


def show(asked: argparse.Namespace, report: Any) -> None:
    """For a person, or as JSON."""
    if asked.json:
        print(json.dumps(report, indent=1))
        return
    if asked.brief:
        return
    how = "the shipped weights" if asked.no_train else "weights cross-validated by story"
    print(f"{report['answers']} answers, heard with {how}")
    print_parts(report["parts"])
    print_heard(report["heard"])
    if "judged" in report:
        signals_report.print_judged(report["judged"])


def compared(asked: argparse.Namespace, report: Any) -> int:
    """Print what changed since the kept figures, keep these. 1 when something dropped."""
    way = "shipped weights" if asked.no_train else "cross-validated"
    option = " --no-train" if asked.no_train else ""
    command = f"python -m training evaluate {asked.path}{option}"
    now = baseline.worth_keeping(report, command, asked.path, date.today())
    failed = False
    if asked.compare:
        found = baseline.compare(now, baseline.read_kept(asked.compare, way))
        print("\n".join(found.lines), file=sys.stderr if asked.json else sys.stdout)
        failed = bool(found.dropped)
        for name in found.dropped:
            print(f"evaluate: dropped by more than a point: {name}", file=sys.stderr)
    if asked.keep:
        baseline.keep(asked.keep, way, now)
    return int(failed)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of ``run``."""
    parser.add_argument("path", type=Path, help="JSONL file of labeled answers")
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.add_argument("--brief", action="store_true", help="no tables, only what --compare says")
    parser.add_argument("--no-train", action="store_true", help="take the shipped weights")
    parser.add_argument("--require", type=float, default=0.80, help="least share, default 0.80")
    parser.add_argument("--explain", metavar="ID", help="one answer, unit by unit")
    parser.add_argument("--gate", action="store_true", help="only kinds and answers to questions")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="with the figures kept there")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep these figures there")


def run(asked: argparse.Namespace) -> int:
    """Evaluate as asked; the exit code."""
    try:
        if asked.gate:
            return _gate(asked)
        answers = read(asked.path)
        heard = setting(answers, trained=not asked.no_train)
        if asked.explain:
            return _explain_named(asked.explain, answers, heard.each)
        report = report_on(answers, heard)
        show(asked, report)
        dropped = compared(asked, report)
    except (OSError, BadAnswers, baseline.NothingKept) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    least = min(report["parts"][form]["share"] for form in REQUIRED_FORMS)
    if least < asked.require:
        print(f"\nshare {least:.3f} is under the required {asked.require:.2f}", file=sys.stderr)
    invented = bool(report.get("judged", {}).get("invented_quotes"))
    return int(least < asked.require or invented or dropped)


def _gate(asked: argparse.Namespace) -> int:
    from training.story_report import gate_report, print_gate

    report = gate_report(asked.path, trained=not asked.no_train)
    if asked.json:
        print(json.dumps(report, indent=1))
    else:
        print_gate(report)
    return 0


def _explain_named(name: str, answers: Sequence[Answer], weights: Sequence[Weights]) -> int:
    for answer, own in zip(answers, weights, strict=True):
        if answer.name == name:
            explain(answer, own)
            return 0
    print(f"evaluate: no answer {name} in the file", file=sys.stderr)
    return 2
