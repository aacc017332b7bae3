"""How the debrief looks: signs and colors. Color is never alone."""

from collections.abc import Mapping

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
"""A status in words -> its color."""

SIGN: Mapping[str, str] = {"on target": "✓", "short": "<", "long": ">", "missing": "✗"}
"""A timing's status -> its sign."""
