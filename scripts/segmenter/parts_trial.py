"""The parts on labelled answers: in which forms they are heard, by which weights, how right."""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mockint.domain import SEGMENTS
from mockint.star.segmenter import crf
from mockint.star.segmenter.features import code_hash
from segmenter.answers import Answer, folds, read, training_files
from segmenter.saying import Spoken, hurried, say
from segmenter.scoring import Tally, by_targets, heard

FORMS = (
    "with punctuation",
    "without punctuation",
    "without punctuation or pauses",
    "without punctuation, one word in seven misheard",
)
REQUIRED_FORMS = FORMS[:2]
TRAINING = ("chain", "gap_training", "retelling", "saying", "second_pass", "training")
"""Modules beside this one that decide what weights come out."""


def spoken(answer: Answer, form: str) -> Spoken:
    """One of ``FORMS``; takes that training does not use."""
    if form == FORMS[0]:
        return say(answer, punctuated=True, take=10)
    if form == FORMS[1]:
        return say(answer, punctuated=False, take=11)
    if form == FORMS[2]:
        return hurried(say(answer, punctuated=False, take=11))
    return say(answer, punctuated=False, take=12, loss=1 / 7)


def weights_by_fold(
    answers: Sequence[Answer], count: int, kept: Path | None = None
) -> tuple[list[int], list[Any]]:
    """Each answer's fold, and each fold's weights: trained on what is not in it.

    ``kept``: a folder that keeps weights for the next run with the same answers and code.
    """
    from segmenter.training import train_folds

    names = {answer.name for answer in answers}
    ours = [answer for path in training_files() for answer in read(path)]
    pool = [*answers, *(answer for answer in ours if answer.name not in names)]
    fold_of = folds(pool, count)
    made_from = _made_from(pool, count)
    paths = [kept / f"{made_from}-{k}.npz" for k in range(count)] if kept else []
    if paths and all(path.is_file() for path in paths):
        return fold_of[: len(answers)], [crf.load(path) for path in paths]
    print(f"training the parts, {count} folds", file=sys.stderr)
    fitted = train_folds(pool, fold_of)
    for path, weights in zip(paths, fitted, strict=False):
        path.parent.mkdir(parents=True, exist_ok=True)
        crf.save(weights, path)
    return fold_of[: len(answers)], fitted


def _made_from(answers: Sequence[Answer], count: int) -> str:
    """Names weights by all that decides them: the answers, the features, the training."""
    digest = hashlib.sha256(repr((code_hash(), count, answers)).encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem in TRAINING:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


def parts_report(
    answers: Sequence[Answer],
    fold_of: Sequence[int],
    weights: Sequence[crf.Weights],
    forms: Sequence[str] = FORMS,
) -> dict[str, Any]:
    """Figures by form, with the spread over folds; ``weights``: one a fold."""
    report: dict[str, Any] = {}
    for form in forms:
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
        print_confusion(one["taken_for"])


def print_confusion(taken_for: dict[str, float]) -> None:
    """Seconds by true and heard part, "other" as true only."""
    print("  seconds said as (down) heard as (across)")
    print("  " + " " * 12 + "".join(f"{s:>12}" for s in SEGMENTS))
    for true in crf.LABELS:
        row = [taken_for.get(f"{true} > {s}", 0.0) for s in SEGMENTS]
        print(f"  {true:<12}" + "".join(f"{seconds:12.0f}" for seconds in row))
