"""Of what a debrief asks for: how much was not said, and is fair to ask for, by the readers.

    python -m training.asks_report [FILE...] [--no-train]

Cross-validated by story as in ``evaluate`` (parts are heard with the shipped weights); of the
answers aside, or with ``--no-train``, the shipped weights hear every one. Some strengths the reader
never once called unfair: whether it is fair to ask for these is not known, so that the others are
counted apart. Needs scikit-learn unless ``--no-train``.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from mockint import locations
from mockint.content import load
from training.answers import ASIDE, DEVELOPMENT, REGISTERS, Answer, files, read
from training.asks import Asking, asking
from training.evaluate import stories_of
from training.folds import folds, pool_with
from training.held_out import SHIPPED, Weights, judges_by_fold
from training.readings import readings
from training.retellings import retellings
from training.signals_report import analysed
from training.speech import say

KINDS: tuple[Asking, ...] = ("good", "said", "unfair")
Counts = Counter[tuple[str, Asking]]
"""Name of a strength, and what asking for it was."""


def counted(answers: Sequence[Answer], weights: Sequence[Weights]) -> Counts:
    """What was asked for; ``weights``: one an answer."""
    library = load.load(locations.content_dir())
    counts: Counts = Counter()
    for answer, own in zip(answers, weights, strict=True):
        heard = analysed(answer, say(answer, punctuated=True, take=10), library, own)
        kinds = asking(answer)
        counts.update((name, kinds[name]) for name in heard.missing)
    return counts


def held_out(answers: Sequence[Answer]) -> list[Weights]:
    """For each answer weights that never heard its story."""
    pool = pool_with(answers)
    fold_of = folds(pool)
    judges = judges_by_fold(pool, fold_of, retellings(pool))
    return [judges[fold] for fold in fold_of[: len(answers)]]


@cache
def judged() -> frozenset[str]:
    """The strengths that the reader called unfair of one answer or another."""
    names = [answer.name for path in files() for answer in read(path)]
    return frozenset(name for one in names for name in readings()[one].unfair)


def show(title: str, answers: int, counts: Counts, *, by_name: bool) -> None:
    """For a person."""
    print(f"\n==== {title}: {answers} stories")
    _line("asked for", counts, {name for name, _ in counts})
    _line("of these where some were called unfair", counts, set(judged()))
    for name in sorted({name for name, _ in counts}) if by_name else ():
        _line(name, counts, {name})


def _line(title: str, counts: Counts, names: Collection[str]) -> None:
    own = [(of, number) for (name, of), number in counts.items() if name in names]
    each = [sum(number for of, number in own if of == one) for one in KINDS]
    share = f"{each[0] / sum(each):.3f}" if sum(each) else "-"
    good, said, unfair = each
    print(f"  {title:<42}{sum(each):5}   good {good} ({share}), said {said}, unfair {unfair}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures of each file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=(DEVELOPMENT, *REGISTERS))
    parser.add_argument("--no-train", action="store_true", help="take the shipped weights")
    asked = parser.parse_args(arguments)
    sets = {path: stories_of(read(path)) for path in asked.paths}
    learned = [path for path in sets if path != ASIDE and not asked.no_train]
    weights = iter(held_out([one for path in learned for one in sets[path]]) if learned else ())
    whole: Counts = Counter()
    for path, answers in sets.items():
        own = [next(weights) if path in learned else SHIPPED for _ in answers]
        counts = counted(answers, own)
        show(path.stem, len(answers), counts, by_name=False)
        whole += counts
    show("all", sum(map(len, sets.values())), whole, by_name=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
