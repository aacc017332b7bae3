"""Two takes side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.content.types import Question
from mockint.history.comparison import Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One answer in two rounds."""

    question: Question
    """The question of the second take."""
    first_question: Question
    """The same one, unless one story was told for two questions."""
    rounds: tuple[str, str]
    """What the person called the two rounds."""
    comparison: Comparison
    signals: Mapping[str, str]
    """Titles of signals by name."""
