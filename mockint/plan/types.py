"""What a plan is made from, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from mockint.commands.values.evening import Activity
from mockint.domain import Segment
from mockint.history.types import Rating

Aim = Literal["story", "first", "again", "keep", "new", "drill", "mock", "panel", "warm-up"]
"""What a step is for: adding a story, the first telling for a principle, telling a weak answer
again, keeping a good one, another question, one part, a short panel, the full one, the morning."""
Offer = Literal["yes", "no", "waiting"]
WORST, BEST = 1, 5
"""How a principle can have gone."""
FARTHEST_DAYS = 366
"""A loop further away is no plan yet, or the clock of this machine is wrong."""
LEAST_MINUTES, USUAL_MINUTES, MOST_MINUTES = 10, 40, 240
"""Of an evening."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the person asked for: all that is kept of a plan."""

    loop: date
    principles: tuple[str, ...]
    """Slugs, at least one, each once."""
    made: date
    """When this loop was first planned for: evenings before it were not missed."""
    minutes: int = USUAL_MINUTES
    """An evening, LEAST_MINUTES to MOST_MINUTES."""
    stories: tuple[str, ...] = ()
    """Names of those to use beside new ones; none for all."""
    days_off: tuple[int, ...] = ()
    """Weekdays without practice, Monday is 0."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """How often a principle is asked, compared with the others: by slug, 0 and above; 1 where
    nothing is said. With 0 it is still asked once."""
    pack: str = ""
    """The pack of the principles; empty for the one of the settings."""
    level: str | None = None
    """None for the one of the settings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A principle that is asked about in the loop."""

    slug: str
    title: str
    questions: tuple[str, ...]
    """Slugs, the one to begin with first; at least one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnStory:
    """One of the person's stories."""

    name: str
    principles: tuple[str, ...]
    """Slugs of those that it is for."""
    since: date
    """When it was last written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One judged answer."""

    day: date
    question: str
    principle: str
    rating: Rating
    part: Segment | None
    """The one furthest from its target."""
    in_panel: bool = False


@dataclass(frozen=True, slots=True)
class Drilled:
    """One thing practiced outside a round."""

    day: date
    question: str
    """Of the question, or the name of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What there is to plan with, and what was done."""

    topics: tuple[Topic, ...]
    """In the order of the wishes."""
    stories: tuple[OwnStory, ...] = ()
    """Those that the plan uses."""
    other_stories: tuple[str, ...] = ()
    """Names of those that it does not use."""
    tellings: tuple[Telling, ...] = ()
    """The oldest first."""
    drilled: tuple[Drilled, ...] = ()
    due: Mapping[str, date] = field(default_factory=dict)
    """When the schedule would ask a question again, by slug."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing of an evening."""

    aim: Aim
    activity: Activity
    principle: str = ""
    """Slug of the one it is for; empty for a panel."""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Evening:
    """What one day holds; no steps on a day off."""

    day: date
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """All of its steps together."""
        return sum(step.activity.minutes for step in self.steps)

    @property
    def next(self) -> Step | None:
        """The first that is not done."""
        return next((step for step in self.steps if not step.done), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """From today to the loop."""

    wishes: Wishes
    today: date
    tonight: Evening
    """Today's; on the day of the loop its morning. Empty on a day off, and after the loop."""
    evenings: tuple[Evening, ...]
    """The days after today on which something is practiced."""
    missed: int
    """So many evenings just before today had no practice; 0 where the last one had."""
    gaps: tuple[str, ...]
    """Slugs of principles that no story is for."""
    untold: tuple[str, ...]
    """Slugs of those that there is no time to ask about, whatever is left out."""
    without_story: tuple[str, ...]
    """Slugs of gaps that there is no time to add a story for first."""

    one_more: str
    """Slug of the principle for one more question, when tonight's are done."""

    @property
    def days_left(self) -> int:
        """Until the loop; below 0 after it."""
        return (self.wishes.loop - self.today).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How one principle went in the real loop."""

    principle: str
    went: int
    """WORST (badly) to BEST (very well)."""
    question: str = ""
    """What was asked, in the person's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopResult:
    """How a real loop went, as the person says."""

    loop: date
    offer: Offer
    principles: tuple[Went, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept of a plan and of real loops."""

    wishes: Wishes | None = None
    results: tuple[LoopResult, ...] = ()
    """The oldest first; one a loop."""

    def is_over(self, today: date) -> bool:
        """Whether the loop of the plan is: it is past, or the person said how it went."""
        wishes = self.wishes
        return wishes is None or wishes.loop < today or self.result_of(wishes.loop) is not None

    def result_of(self, loop: date) -> LoopResult | None:
        """Of the loop on that day."""
        return next((one for one in self.results if one.loop == loop), None)
