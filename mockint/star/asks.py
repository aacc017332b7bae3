"""How likely it is, for each strength, that it was not said and that asking for it is fair.

One logistic regression a strength, over what the ear makes of the whole answer. The readers of
``training/readings.jsonl`` said for each answer what it shows, and which absent strengths it would
be silly to ask this speaker for: a number where the result is a person, whose job it was where
that is plain. The weights lie beside this file; ``python -m training train --only asks`` makes
them. A strength without weights cannot be asked for reliably, and is not.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mockint.domain import SEGMENTS, Field, Segment, SignalName
from mockint.star.logistic import chance

ASKS_FILE = "asks.json"

_FURTHEST = 4.0
"""Log-odds past this are the same: as good as sure."""
_LONG_PART_S, _LONG_ANSWER_S = 60.0, 180.0
"""More seconds count as these."""
_ONE_OF_MANY = 0.5
"""A principle or a field is a small thing to go by: forty answers each to learn it from."""

Clues = Mapping[str, float]
"""By name, each about -1..1."""


def clues(
    chances: Mapping[SignalName, float],
    principle: str | None,
    rank: float,
    by_part: Mapping[Segment, float],
    field: Field,
) -> Clues:
    """What the chances rest on.

    ``chances``: of every signal in the whole answer, 0..1. ``rank``: of the level, 0 for the lowest
    of its pack, 1 for the highest. ``by_part``: seconds of each part.
    """
    found = {f"signal:{name}": _log_odds(heard) / _FURTHEST for name, heard in chances.items()}
    for part in SEGMENTS:
        found[f"part:{part}"] = min(1.0, by_part.get(part, 0.0) / _LONG_PART_S)
    found["length"] = min(1.0, sum(by_part.values()) / _LONG_ANSWER_S)
    found["rank"] = rank
    found[f"principle:{principle}"] = found[f"field:{field}"] = _ONE_OF_MANY
    return found


def _log_odds(heard: float) -> float:
    """-``_FURTHEST`` to ``_FURTHEST``."""
    odds = min(max(heard, 1e-6), 1.0 - 1e-6)
    return min(max(math.log(odds / (1.0 - odds)), -_FURTHEST), _FURTHEST)


@dataclass(frozen=True, slots=True)
class AsksModel:
    """The weights, as they are used."""

    weights: Mapping[SignalName, Mapping[str, float]]
    """For each strength that can be asked for, by clue; "" is always there."""
    bar: float
    """From this chance on a strength is asked for."""
    source: str = ""
    """Hash of what it was trained on."""

    def sure(self, found: Clues, least: float | None = None) -> dict[SignalName, float]:
        """The strengths that can be asked for, each with its chance, ``least`` (``bar``)..1."""
        bar = self.bar if least is None else least
        every = {name: self.chance(name, found) for name in self.weights}
        return {name: sure for name, sure in every.items() if sure >= bar}

    def chance(self, name: SignalName, found: Clues) -> float:
        """That ``name`` was not said and is fair to ask for, 0..1."""
        return chance(self.weights[name].get("", 0.0), self.weights[name], found)


@cache
def asks_model() -> AsksModel:
    """The weights that come with the program."""
    raw = json.loads(files("mockint.star").joinpath(ASKS_FILE).read_text(encoding="utf-8"))
    return AsksModel(**raw)
