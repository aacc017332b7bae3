"""What a second reader noted in every sentence of the labelled answers.

The writers of the answers marked what they had written them for; another reader, who did not see
those marks, then marked each sentence for all that it shows by itself, judged the whole, and said
which other questions the story would answer. Nothing here may be learned of the answers aside.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

READINGS = Path(__file__).with_name("readings.jsonl")
OF_ASIDE = READINGS.with_name("readings-aside.jsonl")


class Item(NamedTuple):
    """A sentence that shows an item of a principle."""

    unit: int
    principle: str
    """Slug."""
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer, read."""

    signals: Mapping[str, tuple[int, ...]]
    """For each signal the sentences that show it."""
    read_for: tuple[str, ...]
    """Slugs of the principles whose items were looked for: the one asked about, and one more."""
    items: tuple[Item, ...]
    conduct: tuple[int, ...]
    """Sentences that tell harm or deceit as the speaker's own deed."""
    unfair: frozenset[str]
    """Strengths that are not shown and that it would be unfair or silly to ask this speaker for."""
    answers_question: str
    """"yes", "partly" or "no"."""
    other_questions: tuple[tuple[str, str], ...]
    """Questions that were not asked, and whether the story would answer them."""
    leaning: str


@cache
def readings() -> Mapping[str, Reading]:
    """By the name of the answer."""
    lines = [
        line
        for path in (READINGS, OF_ASIDE)
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return {row["id"]: _reading(row) for row in map(json.loads, lines)}


def _reading(row: Mapping[str, Any]) -> Reading:
    return Reading(
        {name: tuple(units) for name, units in row["signals"].items()},
        tuple(row["read_for"]),
        tuple(Item(*one) for one in row["items"]),
        tuple(row["conduct"]),
        frozenset(row["unfair"]),
        row["answers_question"],
        tuple((ask, answers) for ask, answers in row["other_questions"]),
        row["leaning"],
    )
