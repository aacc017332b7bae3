"""The person's own stories, what they cover, and what comes of adding one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mockint.content.pack import Pack
from mockint.domain import Segment, SignalName
from mockint.star.types import Analysis
from mockint.stories.coverage import Coverage, Shown
from mockint.stories.cv.types import Draft
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


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryForm:
    """A story as a form holds it, before it is checked."""

    name: str
    principles: Sequence[str]
    """Slugs."""
    parts: Mapping[Segment, str]
    names: Sequence[str] = ()
    numbers: Sequence[str] = ()
    version: str = ""
    """Of the file that it was made from; empty for a story that is not kept yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryInForm:
    """A form with all that it shows."""

    form: StoryForm
    principles: Mapping[str, str]
    """Titles of all that can be chosen, by slug."""
    pack: Pack
    """What it calls a principle."""
    word_s: float
    """Seconds that a word takes to tell."""
    wrong: Mapping[str, str] = field(default_factory=dict)
    """What is wrong with it by field: "name", "principles", "names", "text" or a part; "": with
    all of it."""
    saved: StoryForm | None = None
    """What the file holds by now, where it was changed since the form was made."""
    asks: Mapping[Segment, str] = field(default_factory=dict)
    """What a part lacks, as a question."""
    text: str = ""
    """What was given to be cut into parts, and could not be."""


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
    missing: Sequence[Segment] = ()
    """Parts that have no words of the person's own yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedStory:
    """A story that a line of a CV hides."""

    draft: Draft
    name: str
    """What it could be called."""
    principles: Sequence[str]
    """Slugs of those that its words speak of, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryProposals:
    """The stories that a CV hides, and what was not read as one."""

    source: str
    """The file, as it was typed."""
    proposals: Sequence[ProposedStory]
    """The best first; a proposal's number is its place, from 1."""
    shown: int
    """How many of them are to be shown, from ``first`` (0 for the best) on."""
    bare: Sequence[str]
    """Lines that say what the person did and not what it changed."""
    not_deeds: Sequence[str]
    """Lines about work that were not read as something done."""
    aside: int
    """Lines that were passed over: employers, education, skills and the like."""
    titles: Mapping[str, str]
    """Of principles, by slug."""
    everything: bool = False
    """The lines that were not read as stories are to be shown, too."""
    first: int = 0
    is_asked: bool = False
    """The person is asked next which one they want."""


@dataclass(frozen=True, slots=True)
class StoryNotAdded:
    """The person left it."""

    interrupted: bool = False
    """Ended by Ctrl-C."""
