"""The plan for a loop, and how real loops went."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.commands.values.evening import Activity
from mockint.content.pack import Pack
from mockint.plan.types import OwnStory, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A plan, with the words to show it in."""

    plan: Plan
    titles: Mapping[str, str]
    """Of principles, by slug."""
    asks: Mapping[str, str]
    """The words of its questions, by slug."""
    stories: tuple[OwnStory, ...]
    pack: Pack


@dataclass(frozen=True, slots=True)
class PlannedNow:
    """What the plan has for now."""

    followed: Followed
    activity: Activity
