"""One answer, unit by unit: what was heard, how surely, why, and what the annotators marked."""

from collections.abc import Sequence

import numpy as np

from mockint import locations
from mockint.content import load
from mockint.star.segmenter import crf
from mockint.star.segmenter import label as parts
from mockint.star.segmenter.features import Features, features
from mockint.star.segmenter.sentences import cut
from mockint.star.types import Signal
from training.answers import Answer
from training.held_out import Weights
from training.signals_report import analysed, sentence_ends
from training.speech import say

REASONS = 5
"""Features shown a unit."""


def explain(answer: Answer, weights: Weights) -> None:
    """Print it. ``!`` stands where the part heard is not the one marked."""
    said = say(answer, punctuated=True, take=10)
    own = weights.parts or crf.packaged()
    units = cut(said.transcript, own)
    rows = features(units)
    chances = parts.probabilities(units, own)
    alone = crf.marginals(crf.scores(rows, own), own)
    found = analysed(answer, said, load.load(locations.content_dir()), weights)
    ends = sentence_ends(answer, said)
    print(f"{answer.name}: {answer.question} ({answer.level}, {answer.style})")
    at = sentence = 0
    for unit, row, chance, before in zip(units, rows, chances, alone, strict=True):
        heard, marked = crf.LABELS[int(chance.argmax())], said.labels[at]
        at += len(unit.words)
        flag = " " if marked == heard else "!"
        print(f"\n{flag} {unit.start:6.1f} s  heard {heard} {chance.max():.2f}", end="")
        print(f", marked {marked}\n           {unit.text}")
        if before.argmax() != chance.argmax():
            first_heard = crf.LABELS[int(before.argmax())]
            print(
                f"           first pass {first_heard} {before.max():.2f}; the whole answer decided"
            )
        print("           because " + ", ".join(spoke_most(row, heard, own)))
        inside = [s for s in found.signals if unit.start <= (s.start + s.end) / 2 <= unit.end]
        first = sentence
        while sentence < len(ends) and ends[sentence] <= unit.end:
            sentence += 1
        marks = [(m.name, m.quote) for m in answer.signals if first <= m.unit < sentence]
        print_signals(inside, marks)
    themes = ", ".join(probe.theme for probe in found.probes[:3])
    print(f"\nprobes heard   {themes}\nprobes marked  {', '.join(answer.probes) or 'none'}")
    print(f"leaning        {found.verdict.leaning}")


def spoke_most(row: Features, label: str, weights: crf.Weights) -> list[str]:
    """The first pass's features that spoke most for ``label``, against the mean over labels."""
    column = crf.LABELS.index(label)
    said: dict[str, float] = {}
    for name, amount in row.items():
        at = int(np.searchsorted(weights.keys, crf.key(name)))
        if at < len(weights.keys) and weights.keys[at] == crf.key(name):
            values = weights.values[at]
            said[name] = amount * float(values[column] - values.mean())
    best = sorted(said, key=lambda name: -said[name])[:REASONS]
    return [f"{name} {said[name]:+.2f}" for name in best if said[name] > 0]


def print_signals(heard: Sequence[Signal], marks: Sequence[tuple[str, str]]) -> None:
    """What was both heard and marked, what only one of the two."""
    left = list(marks)
    for signal in heard:
        mark = next((one for one in left if one[0] == signal.name), None)
        if mark is None:
            print(f"         + {signal.name}, heard only: “{signal.quote}”")
        else:
            left.remove(mark)
            print(f"         = {signal.name}: “{signal.quote}”; marked “{mark[1]}”")
    for name, quote in left:
        print(f"         - {name}, marked only: “{quote}”")
