#!/usr/bin/env python
"""How well the ear hears: parts, signals and first probes on a file of labelled answers.

    python scripts/evaluate.py benchmarks/answers/development.jsonl
    python scripts/evaluate.py HELD_ASIDE.jsonl --no-train

Cross-validated by answer: all takes of one story are in one fold, and the weights that label a fold
were trained on the others (and on the project's own answers of other stories). ``--no-train`` takes
the shipped weights as they are, for a file that they were not trained on. The transcripts are
written from the labelled text, with made times. Needs scikit-learn unless ``--no-train``.
Exit code 1 when a share is under ``--require`` or a quote does not stand in the transcript.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from segmenter import judging
from segmenter.answers import Answer, BadAnswers, folds, read, training_files
from segmenter.saying import Spoken, hurried, say
from segmenter.scoring import Tally, by_targets, heard

from mockint.questions.base import SEGMENTS
from mockint.star import decoder, parts
from mockint.star.units import cut

FORMS = (
    "with punctuation",
    "without punctuation",
    "without punctuation or pauses",
    "without punctuation, one word in seven misheard",
)
REQUIRED_FORMS = FORMS[:2]


def spoken(answer: Answer, form: str) -> Spoken:
    """One of ``FORMS``; takes that training does not use."""
    if form == FORMS[0]:
        return say(answer, punctuated=True, take=10)
    if form == FORMS[1]:
        return say(answer, punctuated=False, take=11)
    if form == FORMS[2]:
        return hurried(say(answer, punctuated=False, take=11))
    return say(answer, punctuated=False, take=12, loss=1 / 7)


def weights_by_fold(answers: Sequence[Answer], count: int) -> tuple[list[int], list[Any]]:
    """Each answer's fold, and each fold's weights."""
    from segmenter.training import train

    names = {answer.name for answer in answers}
    ours = [answer for path in training_files() for answer in read(path)]
    pool = [*answers, *(answer for answer in ours if answer.name not in names)]
    fold_of = folds(pool, count)
    fitted = []
    for k in range(count):
        print(f"training, fold {k + 1} of {count}", file=sys.stderr)
        fitted.append(train([a for a, fold in zip(pool, fold_of, strict=True) if fold != k]))
    return fold_of[: len(answers)], fitted


def parts_report(
    answers: Sequence[Answer], fold_of: Sequence[int], weights: Sequence[decoder.Weights]
) -> dict[str, Any]:
    """Figures by form, with the spread over folds."""
    report: dict[str, Any] = {}
    for form in FORMS:
        whole, stopwatch = Tally(), Tally()
        folded = [Tally() for _ in weights]
        for answer, fold in zip(answers, fold_of, strict=True):
            said = spoken(answer, form)
            labels = heard(said, weights[fold])
            whole.add(said, labels)
            folded[fold].add(said, labels)
            stopwatch.add(said, by_targets(said))
        report[form] = whole.figures() | {
            "folds": [t.figures()["share"] for t in folded if t.total],
            "stopwatch": {k: stopwatch.figures()[k] for k in ("share", "error_s")},
            "taken_for": {
                f"{a} > {b}": round(s, 1) for (a, b), s in sorted(whole.taken_for.items())
            },
        }
    return report


def print_parts(report: dict[str, Any]) -> None:
    """The figures for a person."""
    for form, one in report.items():
        low, high = min(one["folds"]), max(one["folds"])
        print(f"\n{form}")
        print(f"  share of speaking time labelled right  {one['share']:.3f}", end="")
        print(f"   (folds {low:.3f} to {high:.3f}; 'other' with its neighbour", end="")
        print(f" {one['share_with_other']:.3f})")
        print(f"  mean error a part                      {one['error_s']:.2f} s", end="")
        print(f"  ('other' with its neighbour {one['error_with_other_s']:.2f} s)")
        watch = one["stopwatch"]
        print(f"  cutting by the targets alone           {watch['share']:.3f}", end="")
        print(f"   {watch['error_s']:.2f} s")
        print("  seconds wrong: ", end="")
        print(", ".join(f"{s} {e:.1f}" for s, e in one["error_by_part_s"].items()))
        print("  seconds said as (down) heard as (across)")
        print("  " + " " * 12 + "".join(f"{s:>12}" for s in SEGMENTS))
        for true in decoder.LABELS:
            row = [one["taken_for"].get(f"{true} > {s}", 0.0) for s in SEGMENTS]
            print(f"  {true:<12}" + "".join(f"{seconds:12.0f}" for seconds in row))


def print_judged(figures: dict[str, Any]) -> None:
    """Signals and probes for a person."""
    print(f"\nsignals, micro F1  {figures['signals_f1']:.3f}", end="")
    print("   (same name, in the sentence that was marked; shipped weights)")
    for name, one in figures["signals"].items():
        print(f"  {name:<26} {one['f1']:.2f}  marked {one['marked']:>4}  heard {one['heard']:>4}")
    print(f"first probe is one of the annotators'  {figures['first_probe']:.3f}")
    print(f"quotes that do not stand in the transcript  {len(figures['invented_quotes'])}")
    for line in figures["invented_quotes"][:10]:
        print(f"  {line}")


def explain(answer: Answer, weights: decoder.Weights) -> None:
    """Unit by unit: what was heard, how surely, and what was marked."""
    said = spoken(answer, FORMS[0])
    units = cut(said.transcript, weights)
    chances = parts.probabilities(units, weights)
    at = 0
    for one, row in zip(parts.label(units, weights), chances, strict=True):
        marked = said.labels[at]
        at += len(one.unit.words)
        name = decoder.LABELS[int(row.argmax())]
        flag = " " if marked == name else "!"
        print(f"{flag} {one.unit.start:6.1f}  {name:<10} {row.max():.2f}  {marked:<10}  ", end="")
        print(one.unit.text)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    parser.add_argument("--no-train", action="store_true", help="take the shipped weights")
    parser.add_argument("--require", type=float, default=0.80, help="least share, default 0.80")
    parser.add_argument("--explain", metavar="ID", help="one answer, unit by unit")
    asked = parser.parse_args(arguments)
    try:
        answers = read(asked.path)
    except (OSError, BadAnswers) as error:
        print(f"evaluate: {error}", file=sys.stderr)
        return 2
    if asked.no_train:
        fold_of, weights = [0] * len(answers), [decoder.packaged()]
    else:
        fold_of, weights = weights_by_fold(answers, min(asked.folds, len(answers)))
    if asked.explain:
        return _explain_named(asked.explain, answers, fold_of, weights)
    report: dict[str, Any] = {
        "answers": len(answers),
        "parts": parts_report(answers, fold_of, weights),
    }
    if judging.available():
        report["judged"] = judging.judge(answers).figures()
    if asked.json:
        print(json.dumps(report, indent=1))
    else:
        print(f"{len(answers)} answers, ", end="")
        print("shipped weights" if asked.no_train else f"{len(weights)} folds by story")
        print_parts(report["parts"])
        if "judged" in report:
            print_judged(report["judged"])
    least = min(report["parts"][form]["share"] for form in REQUIRED_FORMS)
    if least < asked.require:
        print(f"\nshare {least:.3f} is under the required {asked.require:.2f}", file=sys.stderr)
    return int(least < asked.require or bool(report.get("judged", {}).get("invented_quotes")))


def _explain_named(
    name: str, answers: Sequence[Answer], fold_of: Sequence[int], weights: Sequence[Any]
) -> int:
    for answer, fold in zip(answers, fold_of, strict=True):
        if answer.name == name:
            explain(answer, weights[fold])
            return 0
    print(f"evaluate: no answer {name} in the file", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
