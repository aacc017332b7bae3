"""What is heard for and against the principle, against what a reader marked, by sentence.

    python -m training.principle_report [--no-train]

Cross-validated by plot: ears and second looks that never heard an answer's story. ``--no-train``:
the shipped weights, on ``aside.jsonl``, which nothing is learned from. The parts are the
annotators'. Before: every match of a pattern. After: what a second look lets through.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mockint.star.second_look import SecondLook, second_look
from mockint.star.signals.model import signal_model
from training.answers import ASIDE, files, read, read_all
from training.principle import Known, Row, by_fold, known, known_of, shown_of


@dataclass(frozen=True, slots=True)
class Counted:
    """Lines of one set of answers."""

    shown: int
    right: int
    marked: int
    """Sentences with items that the reader marked."""

    def line(self) -> str:
        """For a person."""
        precision, recall = self.right / max(1, self.shown), self.right / max(1, self.marked)
        return (
            f"{self.right:4} of {self.shown:4} right, {precision:.2f};"
            f" {recall:.2f} of {self.marked} marked"
        )


def counted(rows: Sequence[Row], looks: Mapping[int, SecondLook]) -> list[Row]:
    """The lines that are shown."""
    chances = np.array([looks[row.fold].chance(row.found) for row in rows])
    bars = np.array([looks[row.fold].bar for row in rows])
    return shown_of(rows, np.where(chances >= bars, chances, -1.0), 0.0)


def by_set(found: Known, looks: Mapping[int, SecondLook]) -> dict[str, dict[str, Counted]]:
    """Figures by the name of the file and by what is counted."""
    set_of = {one.name: path.stem for path in (*files(), ASIDE) for one in read(path)}
    ones = np.ones(len(found.items))
    lines: dict[str, Sequence[Row]] = {
        "before": shown_of(found.items, ones, 0.0),
        "after": counted(found.items, looks),
    }
    report: dict[str, dict[str, Counted]] = {}
    for name in sorted({set_of[answer] for answer in found.marked}):
        for what, rows in lines.items():
            own = [row for row in rows if set_of[row.answer] == name]
            total = sum(n for answer, n in found.marked.items() if set_of[answer] == name)
            right = sum(row.right for row in own)
            report.setdefault(name, {})[what] = Counted(len(own), right, total)
    return report


def print_report(found: Known, looks: Mapping[int, SecondLook]) -> None:
    """For a person."""
    for name, figures in by_set(found, looks).items():
        print(name)
        for what, one in figures.items():
            print(f"  {what:<13}{one.line()}")


def main(arguments: Sequence[str]) -> int:
    """Print the figures of every set."""
    if "--no-train" in arguments:
        answers = [one for one in read(ASIDE) if one.is_story]
        found = known(answers, [0] * len(answers), {0: signal_model()})
        print_report(found, {0: second_look()})
    else:
        found = known_of(read_all())
        print_report(found, by_fold(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
