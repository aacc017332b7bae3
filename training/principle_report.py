"""What is heard for and against the principle, against what the annotators marked, by sentence.

    python -m training.principle_report FILE.jsonl ...

The evidence is heard by patterns in ``content/`` and by signals, with the shipped weights; nothing
of it is trained. Counted in answers that tell an event: what is only planned or done as a habit is
no evidence here, and those answers are given beside them. An annotator's free text tells the side
by its words (``side_of``).
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mockint import locations
from mockint.content import load
from mockint.content.types import Library, Question
from mockint.star.analyse import analyse
from mockint.star.types import PrincipleEvidence
from training.answers import Answer, read
from training.signals_report import sentence_ends
from training.speech import say

STORIES = ("story", "two_stories")
_AGAINST = re.compile(
    r"\b(?:(?:runs|worked|was) against|hid|kept (?:it )?back|held .* back|never|not carry"
    r"|(?:does|has|will|had|is) not|did not (?:exist|outlive|carry|tell|look)|hadn't|isn't clear"
    r"|not (?:for the|clear|said|back|made by)"
    r"|without (?:a|one|regret|asking)|waited|late\b|rescue|shamed|humiliation|gave no|losing the"
    r"|nothing|false|misled|quiet$|behind (?:a|his|her) .*back|silence|damage|coincidence"
    r"|slide alone"
    r"|turned away|refused,|waves|brushed|dropping|guess|left out those|on paper|others paid"
    r"|threatened|a treat|fainted|leaned|weaken|hollow|voted|in private|only (?:after|once)"
    r"|let it drop|only imagines|clear himself|cause on others|leaves it|technically|deadline"
    r"|shipped with|ate three|moved the cost|counts only|plays down|by the team|the group"
    r"|names nobody|claims|no trouble|turned to|found out by|no proof|through others"
    r"|one own step|overturn|opposite|takes the delay|no decision|in secret)\b"
)
"""Words of ``says`` where no side was marked; read against 208 such texts by eye."""


@dataclass(slots=True)
class Tally:
    """Sentences of one set of answers."""

    hit: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    marked: Counter[str] = field(default_factory=Counter)

    def figures(self) -> dict[str, Any]:
        """Precision and recall, of either side and of each."""
        return {
            side: {
                "precision": round(self.hit[side] / max(1, self.heard[side]), 3),
                "recall": round(self.hit[side] / max(1, self.marked[side]), 3),
                "heard": self.heard[side],
                "marked": self.marked[side],
            }
            for side in ("either", "for", "against")
        }


def side_of(mark: Mapping[str, Any]) -> str:
    """``for`` or ``against``: as it was marked, else as the words of ``says`` tell."""
    if "speaks" in mark:
        return str(mark["speaks"])
    return "against" if _AGAINST.search(str(mark["says"])) else "for"


def marks_of(row: Mapping[str, Any]) -> set[tuple[int, str]]:
    """Sentence and side of each mark."""
    return {(int(mark["unit"]), side_of(mark)) for mark in row.get("principle_evidence", ())}


def count(tally: Tally, marked: set[tuple[int, str]], heard: set[tuple[int, str]]) -> None:
    """Add one answer; ``either`` counts a sentence once, whatever its side."""
    for side in ("either", "for", "against"):
        wanted = {unit for unit, one in marked if side in ("either", one)}
        found = {unit for unit, one in heard if side in ("either", one)}
        tally.marked[side] += len(wanted)
        tally.heard[side] += len(found)
        tally.hit[side] += len(wanted & found)


def heard_in(answer: Answer) -> tuple[tuple[int, PrincipleEvidence], ...]:
    """Each line with the sentence that its quote stands in."""
    library = library_for(answer.principle)
    levels = library.pack.levels
    level = library.pack.level(answer.level) or levels[min(len(levels), 2) - 1]
    spoken = say(answer, punctuated=True, take=10)
    found = analyse(
        spoken.transcript,
        question=Question(slug=answer.name, ask=answer.question, principle=answer.principle),
        principle=answer.principle or None,
        level=level,
        library=library,
    )
    ends = sentence_ends(answer, spoken)
    return tuple(
        (next((at for at, end in enumerate(ends) if one.start < end), len(ends) - 1), one)
        for one in found.principle_evidence
    )


@cache
def _library(pack: str) -> Library:
    content = locations.content_dir()
    return load.load(content, pack=content / pack)


def library_for(principle: str) -> Library:
    """The pack that knows it; Amazon's first."""
    amazon = _library("amazon")
    return amazon if principle in amazon.principles else _library("general")


def report(path: Path) -> dict[str, Any]:
    """All figures of one file."""
    stories, rest = Tally(), Tally()
    items: dict[tuple[str, str], Counter[str]] = {}
    for row, answer in zip(_rows(path), read(path), strict=True):
        marked = marks_of(row)
        lines = heard_in(answer)
        tally = stories if row.get("kind", "story") in STORIES else rest
        count(tally, marked, {(unit, one.speaks) for unit, one in lines})
        for unit, one in lines if tally is stories else ():
            right = "hit" if (unit, one.speaks) in marked else "miss"
            items.setdefault((answer.principle, one.item), Counter())[right] += 1
    return {
        "answers": len(_rows(path)),
        "stories": stories.figures(),
        "others": rest.figures(),
        "items": {f"{slug} {item}": dict(n) for (slug, item), n in sorted(items.items())},
    }


def is_marked(path: Path) -> bool:
    """Whether anybody marked evidence of a principle in this file."""
    return any(row.get("principle_evidence") for row in _rows(path))


def _rows(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def print_principle(name: str, figures: Mapping[str, Any], *, items: bool = False) -> None:
    """For a person."""
    print(f"\nprinciple evidence in {name}: {figures['answers']} answers, by sentence")
    for kind in ("stories", "others"):
        for side, one in figures[kind].items():
            print(
                f"  {kind:<8}{side:<8} precision {one['precision']:.2f}  recall {one['recall']:.2f}"
                f"   heard {one['heard']:4}  marked {one['marked']:4}"
            )
    for item, counts in figures["items"].items() if items else ():
        print(f"    {item:<66}{counts.get('hit', 0):4}{counts.get('miss', 0):4}")


def main(paths: Iterable[str]) -> int:
    """Print the figures of each file."""
    named = [Path(path) for path in paths if not path.startswith("-")]
    for path in named:
        print_principle(path.name, report(path), items="--items" in sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
