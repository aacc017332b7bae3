"""The parts on labelled answers: in which forms they are heard, and how right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mockint.domain import SEGMENTS
from mockint.star.segmenter import crf
from training.answers import Answer
from training.scoring import Tally, by_targets, heard, interval
from training.speech import Spoken, hurried, say

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


FEWEST_WORDS = 3
"""Of a part that is not there; fewer are a slip of a boundary."""


@dataclass(slots=True)
class Presence:
    """Whether the parts that may be missing are heard where they are, and only there."""

    invented: int = 0
    without_reflection: int = 0
    lost: int = 0
    with_result: int = 0

    def add(self, answer: Answer, labels: Sequence[str]) -> None:
        """Count one answer; ``labels``: the part of each word as it was heard."""
        if "reflection" not in answer.segments:
            self.without_reflection += 1
            self.invented += labels.count("reflection") >= FEWEST_WORDS
        if "result" in answer.segments:
            self.with_result += 1
            self.lost += "result" not in labels

    def figures(self) -> dict[str, list[int]]:
        """How many, of how many."""
        return {
            "reflections_invented": [self.invented, self.without_reflection],
            "results_not_heard": [self.lost, self.with_result],
        }


def parts_report(
    answers: Sequence[Answer],
    fold_of: Sequence[int],
    weights: Sequence[crf.Weights],
    forms: Sequence[str] = FORMS,
) -> dict[str, Any]:
    """Figures by form, with the spread over folds; ``weights``: one a fold."""
    report: dict[str, Any] = {}
    for form in forms:
        whole, stopwatch, presence = Tally(), Tally(), Presence()
        folded = [Tally() for _ in weights]
        each: list[Tally] = []
        for answer, fold in zip(answers, fold_of, strict=True):
            said = spoken(answer, form)
            labels = heard(said, weights[fold])
            each.append(Tally())
            for tally in (whole, folded[fold], each[-1]):
                tally.add(said, labels)
            stopwatch.add(said, by_targets(said))
            presence.add(answer, labels)
        report[form] = whole.figures() | {
            "folds": [t.figures()["share"] for t in folded if t.total],
            "interval": interval([(t.right, t.total) for t in each]),
            "recall": whole.recall(),
            **presence.figures(),
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
        (from_, to), (invented, of), (lost, results) = (
            one[name] for name in ("interval", "reflections_invented", "results_not_heard")
        )
        print(f"  of 95 in 100 samples of the answers    {from_:.3f} to {to:.3f}")
        print(f"  a Reflection heard where none was said {invented} of {of}", end="")
        print(f"; no Result heard where one was {lost} of {results}")
        print("  recall: ", end="")
        print(", ".join(f"{s} {r:.2f}" for s, r in one["recall"].items()))
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
