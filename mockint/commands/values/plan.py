"""The plan for a loop, and how real loops went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from mockint.commands.values.evening import Activity
from mockint.commands.values.posting import PostingRead
from mockint.content.pack import Pack
from mockint.content.types import Library
from mockint.plan.types import LoopResult, OwnStory, Plan, Wishes
from mockint.stories.coverage import Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A plan, with the words to show it in."""

    plan: Plan
    library: Library
    """Its principles and questions."""
    stories: tuple[OwnStory, ...]
    """Those that it uses."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Of principles, by slug."""
        return {slug: one.title for slug, one in self.library.principles.items()}

    def ask(self, question: str) -> str:
        """The words of a question; its slug where it is gone."""
        known = self.library.questions.get(question)
        return known.ask if known else question


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanShown:
    """The whole plan."""

    followed: Followed
    coverage: Coverage
    """Of the plan's principles by its stories."""
    note: str = ""
    """What was just done to it."""
    posting: PostingRead | None = None
    """The one that it was just weighted by; what it stresses was shown on the way."""


@dataclass(frozen=True, slots=True)
class LoopOver:
    """The plan's loop is over."""

    loop: date
    result: LoopResult | None
    """None where the person did not say yet how it went."""
    titles: Mapping[str, str]
    """Of principles, by slug."""
    principles: tuple[str, ...] = ()
    """Slugs of those that it was planned for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoices:
    """What can be wished for, in one pack."""

    pack: Pack
    packs: Mapping[str, str]
    """How every pack is called, by what is typed to choose it."""
    principles: Mapping[str, str]
    """Titles of those that there is a question for, by slug."""
    stories: tuple[str, ...]
    """Names of the person's own."""
    level: str
    """Name of the one that counts where nothing is said."""
    wishes: Wishes | None
    """What is wished for now; None where there is no plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopNoted:
    """How a real loop went was noted."""

    result: LoopResult
    titles: Mapping[str, str]
    """Of principles, by slug."""


@dataclass(frozen=True, slots=True)
class PlanCleared:
    """The plan was to be deleted."""

    there: bool
    """False where there was none."""
    is_gone: bool = True
    """False where the person said no."""


@dataclass(frozen=True, slots=True)
class PlanRepaired:
    """What was damaged of the plan and the notes was moved aside."""

    moved: tuple[tuple[Path, Path], ...]
    """(before, now) of each file; none where nothing was damaged."""


Came = Literal["none", "same", "new", "replaced", "different"]
"""What became of the plan in an export: there is none, or it is the same as the one here, came in
where there was none or in place of another, or was left out since another is here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanImported:
    """What came of the plan and the notes on real loops in an export."""

    plan: Came
    loop: date | None
    """The day of the loop of the plan in the export."""
    new_notes: int
    """Loops whose notes came in."""
    different_notes: int
    """Loops with other notes here, which stayed."""
    unreadable: tuple[str, ...]
    """A line for each of the two that cannot be read."""


@dataclass(frozen=True, slots=True)
class PlannedNow:
    """What the plan has for now."""

    followed: Followed
    activity: Activity
