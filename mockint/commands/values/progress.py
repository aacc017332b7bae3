"""Whether practice works."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.history.trends import Trend


@dataclass(frozen=True, slots=True)
class Progress:
    """What changed from the first answers to the last."""

    trend: Trend | None
    """None where no answer was judged yet."""
    signals: Mapping[str, str]
    """Titles of signals by name."""
    principles: Mapping[str, str]
    """Titles of principles by slug."""
