"""Whether a sentence shows what a pattern found in it: a second look, at all that is known of it.

One logistic regression with named weights: how the match was found, what sentence it stands in,
what else of the principle is told. Weights and bar lie beside this file; ``python -m training train
--only principle`` makes them from sentences that a reader marked, heard with ears that did not know
them. Training and the running program both call ``item_features``, so they cannot drift apart.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mockint.domain import SignalName
from mockint.star.logistic import chance
from mockint.star.matches import Chances, Match

Features = dict[str, float]

WEIGHTS_FILE = "second_look.json"
LEAST, MOST = 0.01, 0.99
"""Chances of signals are taken between these."""
_LOGIT_SHARE = 0.3
"""Log-odds of a signal, from -4.6 to 4.6, are made as large as the other features."""
_WORDS = 20.0
"""Of a usual sentence."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The weights, as they are used."""

    bias: float
    weights: Mapping[str, float]
    bar: float
    """The chance from which on a match is shown."""
    source: str = ""
    """Hash of what it was trained on."""

    def chance(self, found: Features) -> float:
        """That a match is right, 0..1."""
        return chance(self.bias, self.weights, found)


def item_features(found: Sequence[Match], chances: Chances) -> list[Features]:
    """For each match of one answer for one principle what it is judged by."""
    heard = {(match.run.at, match.item.name) for match in found}
    side = {match.item.name: match.item.speaks for match in found}
    made = []
    for match in found:
        at, item = match.run.at, match.item
        count = len(match.run.tokens)
        said: Features = {
            f"item:{item.name}": 1.0,
            item.speaks: 1.0,
            f"part:{match.run.one.segment}": 1.0,
            "more ways": min(max(len(match.spans) - 1, 0), 2) / 2,
            "signal": float(match.signal),
            "no pattern": float(not match.spans),
            "long": min(count / _WORDS, 3.0),
            "elsewhere": float(any(n == item.name and u != at for u, n in heard)),
        }
        if match.spans:
            said["share"] = max(last - first + 1 for first, last in match.spans) / count
        for name, speaks in side.items():
            if name != item.name:
                key = "own side" if speaks == item.speaks else "other side"
                if (at, name) in heard:
                    said[f"{key} here"] = 1.0
                else:
                    said[key] = min(said.get(key, 0.0) + 0.5, 1.0)
        said |= _signals(chances[at] if chances else {}, f"{item.speaks}&")
        made.append(said)
    return made


def _signals(chances: Mapping[SignalName, float], key: str) -> Features:
    found: Features = {}
    for name, heard in chances.items():
        sure = min(MOST, max(LEAST, heard))
        found[f"{key}{name}"] = _LOGIT_SHARE * math.log(sure / (1.0 - sure))
    return found


@cache
def second_look() -> SecondLook:
    """The weights that come with the program."""
    raw = json.loads(files("mockint.star").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8"))
    return SecondLook(**raw)
