#!/usr/bin/env python3
"""How well the ear works through real recognizers: labeled answers spoken, heard and judged.

    python -m benchmarks.spoken_ear [--engine base,base-live,tiny.en,tiny.en-live]
    python -m benchmarks.spoken_ear --engine pocketsphinx --answers 36 --kept FOLDER

Answers are spoken sentence by sentence with Piper's and flite's voices in turn, so the true times
are known, and heard as the program hears ("-live": phrase by phrase, as in a round). The weights
that judge an answer come from a fold of the training in which neither it nor another take of its
story stood. Without ``--answers`` it takes what ``python -m training hear`` kept, without sound.
With it, so many answers are spoken and heard now, except those that ``--kept`` holds; they are
drawn evenly over styles and levels, always the same. Needs scikit-learn for the folds; to hear
anew: flite, Piper's voice and the engine.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.answers import DEVELOPMENT, HEARD, read
from training.evaluate import setting
from training.hear import EARS, hear_all, in_turn
from training.heard import read_heard
from training.heard_report import heard_report
from training.parts_report import print_confusion


def show(ear: str, found: dict[str, Any]) -> None:
    """The figures for a person."""
    print(f"\n{ear}: {found['answers']} answers, {found['minutes']} minutes of speech")
    low, middle, high = found["answers_quartiles"]
    print(f"  share of speaking time labeled right   {found['share']:.3f}", end="")
    print(f"   (quartiles over answers {low:.3f}, {middle:.3f}, {high:.3f})")
    print(f"  mean error a part                      {found['error_s']:.2f} s")
    for name, of in (("the same answers word for word", "written"), ("the targets", "stopwatch")):
        print(f"  {name:<38} {found[of]['share']:.3f}   {found[of]['error_s']:.2f} s")
    print("  seconds wrong: ", end="")
    print(", ".join(f"{s} {e:.1f}" for s, e in found["error_by_part_s"].items()))
    print(f"  leaning as for the words that were said  {found['leaning_same']:.3f}")
    by_voice = ", ".join(f"{v} {r:.3f}" for v, r in found["word_error_rate_by_voice"].items())
    print(f"  word error rate                        {found['word_error_rate']:.3f}  ({by_voice})")
    print_confusion(found["taken_for"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--engine", default=",".join(EARS[:4]), metavar="EARS", help=", ".join(EARS)
    )
    parser.add_argument("--answers", type=int, help="speak and hear so many")
    parser.add_argument("--kept", type=Path, default=HEARD, metavar="FOLDER", help="what was heard")
    parser.add_argument("--json", action="store_true", help="write the figures as JSON")
    asked = parser.parse_args(arguments)
    ears = asked.engine.split(",")
    unknown = sorted(set(ears) - set(EARS))
    if unknown:
        print(f"spoken_ear: there is no {unknown[0]}; you can ask for {', '.join(EARS)}")
        return 2
    answers = in_turn(read(DEVELOPMENT))[: asked.answers]
    if asked.answers:
        hear_all(answers, lambda _place: ears, asked.kept)
    heard = {ear: every for ear, every in read_heard(asked.kept).items() if ear in ears}
    if not heard:
        print(f"spoken_ear: {asked.kept} holds nothing by {asked.engine}; try --answers 24")
        return 2
    found = heard_report(answers, setting(answers, trained=True).each, heard)
    if asked.json:
        print(json.dumps(found, indent=1))
        return 0
    for ear, figures in found.items():
        show(ear, figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
