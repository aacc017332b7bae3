"""The person's own stories, what they cover, and what comes of adding one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mockint.content.pack import Pack
from mockint.domain import SignalName
from mockint.star.types import Analysis
from mockint.stories.coverage import Coverage, Shown
from mockint.stories.matching import Match
from mockint.stories.types import Story


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story in the list."""

    story: Story
    takes: int
    """How often it was told in a round."""


@dataclass(frozen=True, slots=True)
class StoryList:
    """Every story of the person."""

    stories: Sequence[ListedStory]
    broken: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with the files that cannot be read, by the name of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryInFull:
    """One story, what it shows, and what it could answer."""

    story: Story
    shown: Shown
    analysis: Analysis
    """Of its text."""
    matches: Sequence[Match]
    """The best first."""
    file: Path
    signals: Mapping[str, str]
    """Titles of signals by name."""
    principles: Mapping[str, str]
    """Titles of principles by slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCoverage:
    """Which principles the stories cover."""

    coverage: Coverage
    level: str
    signals: Mapping[SignalName, str]
    """Titles of signals by name."""
    principles: Mapping[str, str]
    """Titles of principles by slug."""
    pack: Pack
    """What it calls a principle."""


@dataclass(frozen=True, slots=True)
class StoryEdited:
    """A story that was opened in an editor."""

    name: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class StoryRemoved:
    """A story's file that was to be deleted."""

    file: Path
    is_gone: bool
    """False where the person said no."""


@dataclass(frozen=True, slots=True)
class StoryAdded:
    """The story is kept."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class StoryNotAdded:
    """The person left it."""
