"""The leanings against those that readers gave, and what cutting an answer does to them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from mockint import locations
from mockint.content import load
from mockint.content.types import Library
from mockint.star.leaning import LEANINGS
from mockint.star.types import Analysis
from training.answers import Answer
from training.held_out import Weights
from training.readings import readings
from training.scoring import interval
from training.signals_report import analysed
from training.speech import say

ALL = (*LEANINGS, "not enough evidence")


def _kept(answer: Answer, keep: Callable[[int, str], bool]) -> Answer:
    places = [at for at, segment in enumerate(answer.segments) if keep(at, segment)]
    return replace(
        answer,
        sentences=tuple(answer.sentences[at] for at in places),
        segments=tuple(answer.segments[at] for at in places),
        signals=(),
    )


CUTS: dict[str, Callable[[int, str], bool]] = {
    "every second sentence": lambda at, _: at % 2 == 0,
    "only the Action": lambda _, segment: segment == "action",
    "without the Result": lambda _, segment: segment not in ("result", "reflection"),
}
"""What is left of an answer: none of them should lean higher than the whole."""


def report(
    answers: Sequence[Answer],
    weights: Sequence[Weights],
    found: Sequence[Analysis],
    *,
    with_cuts: bool = True,
) -> dict[str, Any]:
    """Agreement on the answers that readers gave a leaning to; ``weights`` and ``found``, which
    ``signals_report.analyses`` made: one an answer. What cutting does is not compared with what was
    kept, and costs three more analyses an answer: without ``with_cuts`` it is left out."""
    library = load.load(locations.content_dir())
    cuts = CUTS if with_cuts else {}
    pairs: list[tuple[str, str]] = []
    readers: list[tuple[str, str]] = []
    raised: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for answer, own, analysis in zip(answers, weights, found, strict=True):
        if answer.leaning not in ALL:
            continue
        heard = analysis.verdict.leaning
        pairs.append((answer.leaning, heard))
        second = readings().get(answer.name)
        if second:
            readers.append((answer.leaning, second.leaning))
        for name, keep in cuts.items():
            part = _kept(answer, keep)
            if part.sentences and heard in LEANINGS:
                told[name] += 1
                raised[name] += _steps(_leaning(part, library, own), heard) > 0
    exact = [(float(was == got), 1.0) for was, got in pairs]
    return {
        "answers": len(pairs),
        "exact": round(sum(hit for hit, _ in exact) / len(pairs), 4),
        "exact_interval": interval(exact),
        "within_one": _within_one(pairs),
        "readers_exact": round(sum(a == b for a, b in readers) / max(1, len(readers)), 4),
        "readers_within_one": _within_one(readers),
        "strong_where_no": sum(got == "strong hire" and was in LEANINGS[:2] for was, got in pairs),
        "said_as": {f"{was} > {got}": n for (was, got), n in sorted(Counter(pairs).items())},
        "raised_by_cutting": {name: [raised[name], told[name]] for name in cuts},
    }


def _within_one(pairs: Sequence[tuple[str, str]]) -> float:
    """The share at most one step apart, of those where both lean somewhere."""
    both = [(one, other) for one, other in pairs if one in LEANINGS and other in LEANINGS]
    return round(sum(abs(_steps(one, other)) <= 1 for one, other in both) / max(1, len(both)), 4)


def _leaning(answer: Answer, library: Library, own: Weights) -> str:
    return analysed(answer, say(answer, punctuated=True, take=10), library, own).verdict.leaning


def _steps(one: str, other: str) -> int:
    if one not in LEANINGS or other not in LEANINGS:
        return 0
    return LEANINGS.index(one) - LEANINGS.index(other)


def print_leaning(figures: dict[str, Any]) -> None:
    """The figures for a person."""
    low, high = figures["exact_interval"]
    print(f"\nleaning, {figures['answers']} answers that a reader gave one to")
    print(f"  the same                               {figures['exact']:.3f}", end="")
    print(f"   (95 in 100 samples: {low:.3f} to {high:.3f})")
    print(f"  within one step                        {figures['within_one']:.3f}")
    print(f"  two readers: the same, within one step {figures['readers_exact']:.3f}", end="")
    print(f", {figures['readers_within_one']:.3f}")
    print(f"  strong hire where the reader says no   {figures['strong_where_no']}")
    for name, (count, of) in figures["raised_by_cutting"].items():
        print(f"  leans higher with {name:<21} {count} of {of}")
    print("  reader (down), program (across)")
    print("  " + " " * 20 + "".join(f"{name:>20}" for name in ALL))
    for was in ALL:
        row = [figures["said_as"].get(f"{was} > {got}", 0) for got in ALL]
        print(f"  {was:<20}" + "".join(f"{count:20}" for count in row))
