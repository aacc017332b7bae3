"""How the debrief looks: signs, colours and clock. Colour is never alone."""

from collections.abc import Mapping

from mockint.domain import Level

LEVEL_NAMES: Mapping[Level, str] = {"sde1": "SDE1", "sde2": "SDE2", "senior": "Senior"}

STYLE: Mapping[str, str] = {
    "on target": "green",
    "short": "yellow",
    "long": "yellow",
    "missing": "red",
    "within": "green",
    "under": "yellow",
    "over": "yellow",
    "strong": "green",
    "partly": "yellow",
    "weak": "red",
}
"""A status in words -> its colour."""

SIGN: Mapping[str, str] = {"on target": "✓", "short": "<", "long": ">", "missing": "✗"}
"""A timing's status -> its sign."""


def level_name(level: str) -> str:
    """ "SDE2" for "sde2"; a level that a later version kept, as it is."""
    return next((name for known, name in LEVEL_NAMES.items() if known == level), level)
