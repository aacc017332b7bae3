#!/usr/bin/env python
"""How well the ear hears: parts, signals and first probes on a file of labelled answers.

    python scripts/evaluate.py benchmarks/answers/development.jsonl
    python scripts/evaluate.py HELD_ASIDE.jsonl --no-train
    python scripts/evaluate.py benchmarks/answers/development.jsonl --explain dev1-001

Cross-validated by answer: all takes of one story are in one fold, and the weights that label a fold
were trained on the others (and, for the parts, on the project's own answers of other stories).
``--no-train`` takes the shipped weights as they are, for a file that they were not trained on.
On answers that they were trained on, such figures say nothing about quality, only whether
something broke: that is what ``scripts/check`` can afford. The transcripts are written from the
labelled text, with made times. Needs scikit-learn unless ``--no-train``.

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

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from segmenter import held_out, judging, kept
from segmenter.answers import Answer, BadAnswers, read
from segmenter.explaining import explain
from segmenter.held_out import SHIPPED, Weights
from segmenter.parts_trial import REQUIRED_FORMS, parts_report, print_parts, weights_by_fold

from mockint.star.segmenter import crf


@dataclass(frozen=True, slots=True)
class Setting:
    """Who hears which answer."""

    parts_fold: list[int]
    parts: list[crf.Weights]
    """One a fold."""
    signals_fold: list[int]
    whole: list[Weights]
    """One an answer: all that the program hears it with."""
    how: str
    """For a person: how signals and probes were heard."""


def setting(asked: argparse.Namespace, answers: Sequence[Answer]) -> Setting:
    """As the options say."""
    none = [0] * len(answers)
    if asked.no_train:
        how = "shipped weights (trained on development.jsonl)"
        return Setting(none, [crf.packaged()], none, [SHIPPED] * len(answers), how)
    parts_fold, fitted = weights_by_fold(answers, min(asked.folds, len(answers)), asked.weights)
    own = [fitted[fold] for fold in parts_fold]
    if not held_out.can_judge(answers):
        how = "shipped weights (too few of them are marked in the file to learn from)"
        return Setting(parts_fold, fitted, none, [Weights(parts=one) for one in own], how)
    signals_fold, ears = held_out.ears(asked.path)
    whole = [Weights(one, *ears[fold]) for one, fold in zip(own, signals_fold, strict=True)]
    return Setting(parts_fold, fitted, signals_fold, whole, "cross-validated by story")


def report_on(answers: Sequence[Answer], heard: Setting) -> Any:
    """All figures."""
    report: dict[str, Any] = {
        "answers": len(answers),
        "parts": parts_report(answers, heard.parts_fold, heard.parts),
    }
    if any(answer.signals or answer.probes for answer in answers):
        judged = judging.judge(answers, heard.whole, heard.signals_fold)
        report["judged"] = judged.figures()
    return report


def show(asked: argparse.Namespace, report: Any, heard: Setting) -> None:
    """For a person, or as JSON."""
    if asked.json:
        print(json.dumps(report, indent=1))
        return
    if asked.brief:
        return
    print(f"{report['answers']} answers; parts with ", end="")
    print(
        "the shipped weights" if asked.no_train else f"weights of {len(heard.parts)} folds by story"
    )
    print_parts(report["parts"])
    if "judged" in report:
        judging.print_judged(report["judged"], heard.how)


def compared(asked: argparse.Namespace, report: Any) -> int:
    """Print what changed since the kept figures, keep these. 1 when something dropped."""
    way = "shipped weights" if asked.no_train else "cross-validated"
    option = " --no-train" if asked.no_train else ""
    command = f"python scripts/evaluate.py {asked.path}{option}"
    now = kept.worth_keeping(report, command, asked.path, date.today())
    failed = False
    if asked.compare:
        found = kept.compare(now, kept.read_kept(asked.compare, way))
        print("\n".join(found.lines), file=sys.stderr if asked.json else sys.stdout)
        failed = bool(found.dropped)
        for name in found.dropped:
            print(f"evaluate: dropped by more than a point: {name}", file=sys.stderr)
    if asked.keep:
        kept.keep(asked.keep, way, now)
    return int(failed)


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--folds", type=int, default=5, help="for the parts, default 5")
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.add_argument("--brief", action="store_true", help="no tables, only what --compare says")
    parser.add_argument("--no-train", action="store_true", help="take the shipped weights")
    parser.add_argument("--weights", type=Path, help="folder that keeps the folds' weights")
    parser.add_argument("--require", type=float, default=0.80, help="least share, default 0.80")
    parser.add_argument("--explain", metavar="ID", help="one answer, unit by unit")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="with the figures kept there")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep these figures there")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    asked = options().parse_args(arguments)
    try:
        answers = read(asked.path)
        heard = setting(asked, answers)
        if asked.explain:
            return _explain_named(asked.explain, answers, heard.whole)
        report = report_on(answers, heard)
        show(asked, report, heard)
        dropped = compared(asked, report)
    except (OSError, BadAnswers, kept.NothingKept) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    least = min(report["parts"][form]["share"] for form in REQUIRED_FORMS)
    if least < asked.require:
        print(f"\nshare {least:.3f} is under the required {asked.require:.2f}", file=sys.stderr)
    invented = bool(report.get("judged", {}).get("invented_quotes"))
    return int(least < asked.require or invented or dropped)


def _explain_named(name: str, answers: Sequence[Answer], weights: Sequence[Weights]) -> int:
    for answer, own in zip(answers, weights, strict=True):
        if answer.name == name:
            explain(answer, own)
            return 0
    print(f"evaluate: no answer {name} in the file", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
