"""How often a first follow-up asks for what was said, by either reader, or what is unfair to ask.

    python -m training.followups_report [FILE...]

Heard with an ear that was trained on the other folds. Without files: the sets of other registers.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from mockint.content import load
from mockint.content.types import Library
from mockint.locations import content_dir
from mockint.star.types import ProbeChoice
from training.agree import inserted_in
from training.answers import REGISTERS, Answer, read, read_all
from training.folds import folds
from training.held_out import Weights, judges_by_fold
from training.readings import readings
from training.signals_report import analysed
from training.speech import say


def asks_for(probe: ProbeChoice, library: Library) -> set[str]:
    """The strengths that the probe's wording asks for, by the bank."""
    bank = library.probes[probe.theme].wordings
    return {n for one in bank if inserted_in(one, probe.ask) is not None for n in one.asks_for}


def count(answers: Sequence[Answer], weights: Sequence[Weights], library: Library) -> Counter[str]:
    """Stories, first follow-ups that ask for a strength, and of these what was said or unfair."""
    counts: Counter[str] = Counter()
    for answer, own in zip(answers, weights, strict=True):
        found = analysed(answer, say(answer, punctuated=True, take=10), library, own)
        reading = readings()[answer.name]
        said = {mark.name for mark in answer.signals} | set(reading.signals)
        asked = asks_for(found.probes[0], library) if found.probes else set()
        counts["stories"] += 1
        counts["ask for a strength"] += bool(asked)
        counts["that was said"] += bool(asked & said)
        counts["unfair to ask"] += bool(asked & reading.unfair)
    return counts


def main(paths: Sequence[Path]) -> None:
    """Print the counts of each file."""
    library = load.load(content_dir())
    pool = read_all()
    fold_of = folds(pool)
    judges = judges_by_fold(pool, fold_of)
    own = {answer.name: judges[fold] for answer, fold in zip(pool, fold_of, strict=True)}
    for path in paths:
        answers = [answer for answer in read(path) if answer.is_story]
        print(path.stem, dict(count(answers, [own[one.name] for one in answers], library)))


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]] or REGISTERS)
