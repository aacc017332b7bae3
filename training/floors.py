"""What a least chance for showing a signal costs and gains, cross-validated by story.

    python -m training floors
    python -m training floors training/answers/development.jsonl training/answers/written-4.jsonl

Each line is one pair of floors (with one of the signal's patterns in the sentence, and without):
how many sentences are shown, how many of them are marked with that name, how many of the marks are
shown, and of what it adds to the line above how many are right. The ear never heard the answers'
stories. Needs scikit-learn.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

from mockint import locations
from mockint.content import load
from mockint.star.segmenter.label import label
from mockint.star.segmenter.sentences import cut
from mockint.star.signals import detect
from mockint.star.types import LabelledUnit
from training.answers import ASIDE, Answer, BadAnswers, files
from training.evaluate import read_sets, settings, stories_of
from training.held_out import Weights, hearing_with
from training.signals_report import Counts, count_in_sentence
from training.speech import Spoken, say

GRID = ((0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0.4, 0.5), (0.3, 0.4), (0.2, 0.4), (0.1, 0.2))
"""From strict to loose."""

Told = tuple[Answer, Spoken, Sequence[LabelledUnit], Weights]


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of ``run``."""
    parser.add_argument("paths", type=Path, nargs="*", help="labeled answers; default: all marked")


def run(asked: argparse.Namespace) -> int:
    """Print a line for each pair of floors and set; the exit code."""
    try:
        sets = read_sets(asked.paths or files())
    except (OSError, BadAnswers) as error:
        print(f"floors: {error}", file=sys.stderr)
        return 2
    sets = {name: answers for name, answers in sets.items() if any(one.signals for one in answers)}
    sets.pop(ASIDE.stem, None)
    if not sets:
        print("floors: no marked answers to choose a floor on", file=sys.stderr)
        return 2
    for name, heard in settings(sets, trained=True).items():
        told = []
        for answer, weights in zip(stories_of(sets[name]), heard.each, strict=True):
            spoken = say(answer, punctuated=True, take=10)
            with hearing_with(weights):
                told.append((answer, spoken, label(cut(spoken.transcript)), weights))
        _print(name, told)
    return 0


def _print(name: str, told: Sequence[Told]) -> None:
    print(f"{name}\nfloors        shown  right   found    F1   right of those added")
    before = Counts()
    for floors in GRID:
        now = _counted(told, floors)
        hit, shown = now.hit.total(), now.heard.total()
        added = shown - before.heard.total()
        right = (hit - before.hit.total()) / added if added else 0.0
        print(f"{floors[0]:.2f}, {floors[1]:.2f} {shown:8} {hit / max(1, shown):6.3f}", end="")
        print(
            f"  {hit / max(1, now.marked.total()):6.3f} {now.f1():6.3f}   {right:6.3f}", flush=True
        )
        before = now


def _counted(told: Sequence[Told], floors: tuple[float, float]) -> Counts:
    """Each mark in its sentence, heard with these floors."""
    cues = load.load(locations.content_dir()).cues
    counts = Counts()
    with patch.object(detect, "FLOOR", floors):
        for answer, spoken, labelled, weights in told:
            with hearing_with(weights):
                found = detect.find(labelled, cues)
            count_in_sentence(counts, answer, spoken, found)
    return counts
