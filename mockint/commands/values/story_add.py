"""What comes of adding a story."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StoryAdded:
    """The story is kept."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class StoryNotAdded:
    """The person left it."""
