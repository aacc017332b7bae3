"""What a follow-up should be after: themes ranked by what was heard and what was not.

A small linear model a theme (``themes.json``, made by ``python -m training train`` from the two or
three probes that annotators chose for each labelled answer): one weight for each signal heard or
not, for the principle and for the level.
"""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mockint.domain import FAULTS, STRENGTHS, THEMES, SignalName, Theme

WEIGHTS_FILE = "themes.json"
PRINCIPLE_SHARE = 1.5
"""How much louder the principle speaks than one signal, in training and here alike."""


@dataclass(frozen=True, slots=True)
class ThemeWeights:
    """One theme's weights by feature name, and its bias."""

    bias: float
    by_name: Mapping[str, float]


@cache
def weights() -> Mapping[Theme, ThemeWeights]:
    """The weights that come with the program."""
    kept = json.loads(
        files("mockint.star.probes").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8")
    )
    return {theme: ThemeWeights(kept["bias"][theme], kept["weights"][theme]) for theme in THEMES}


def theme_features(
    chances: Mapping[SignalName, float], principle: str | None, level: str
) -> dict[str, float]:
    """Features of one answer: for each signal from -1, surely not heard, to +1, surely heard.

    ``level``: a level's name; one that the weights do not know counts for nothing.
    """
    found: dict[str, float] = {
        name: _belief(chances.get(name, 0.0)) for name in (*STRENGTHS, *FAULTS)
    }
    found[f"level:{level}"] = 1.0
    if principle is not None:
        found[f"principle:{principle}"] = PRINCIPLE_SHARE
    return found


def _belief(chance: float) -> float:
    """Half-way at even odds, nearly full beyond ten to one."""
    kept = min(max(chance, 0.01), 0.99)
    return math.tanh(math.log(kept / (1.0 - kept)) / 1.5)


def rank(
    chances: Mapping[SignalName, float], principle: str | None, level: str
) -> tuple[Theme, ...]:
    """All themes, the one most worth asking first. ``chances``: see ``signals.Hearing``."""
    found = theme_features(chances, principle, level)
    score = {
        theme: learned.bias
        + sum(learned.by_name.get(name, 0.0) * value for name, value in found.items())
        for theme, learned in weights().items()
    }
    return tuple(sorted(THEMES, key=lambda theme: (-score[theme], THEMES.index(theme))))


_ANSWERED_BY: Mapping[Theme, tuple[Sequence[SignalName], Sequence[SignalName]]] = {
    "follow_through": (
        ("follow_through", "prevention", "second_order_effect"),
        ("handed_off", "waited", "assumed_not_verified"),
    ),
    "motivation": (
        ("decided_to_act", "nobody_asked", "customer_impact", "self_noticed"),
        ("assigned_by_manager", "waited"),
    ),
    "verification": (
        ("root_cause", "reproduced_or_tested", "metric_delta", "follow_through"),
        ("assumed_not_verified", "unquantified_result"),
    ),
    "impact": (
        ("metric_delta", "business_value", "second_order_effect", "customer_impact"),
        ("unquantified_result", "assumed_not_verified"),
    ),
    "disagreement": (("voiced_disagreement", "committed_after_decision"), ()),
    "scope": (("scope_boundary", "nobody_asked"), ("assigned_by_manager",)),
    "own_part": (
        ("first_person_action", "root_cause", "decided_to_act"),
        ("we_in_action", "collective_decision", "vague_action", "handed_off"),
    ),
    "retrospective": (("specific_lesson", "systemic_insight"), ("generic_reflection",)),
}
"""A theme is answered when all of the first was heard and none of the second. What was hard and
what was given up can always be asked: no answer says all of it."""


def answered(theme: Theme, heard: Collection[SignalName]) -> bool:
    """Whether the answer already said what this probe would ask."""
    if theme not in _ANSWERED_BY:
        return False
    said, against = _ANSWERED_BY[theme]
    return all(name in heard for name in said) and not any(name in heard for name in against)
