"""Where a candidate stands on one day: what was told, how it went, what comes again and when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mockint.domain import Segment
from mockint.history.types import RATINGS, Rating
from mockint.plan.types import Known, OwnStory, Topic, Wishes

NEAR_DAYS = 14
"""So close to the loop the schedule's own dates, made for years, give way to AGAIN_NEAR. Ours."""
AGAIN_NEAR: dict[Rating, int] = {"again": 1, "hard": 1, "good": 3, "easy": 5}
AGAIN_FAR: dict[Rating, int] = {"again": 1, "hard": 2, "good": 7, "easy": 14}
"""Days until it is told again. The far ones only for what is not told yet and so has no date."""
WEAK: tuple[Rating, ...] = ("again", "hard")
LEAST_WEIGHT = 0.25
"""What weighs less is still practiced, this seldom."""


@dataclass(slots=True)
class Question:
    """One question that was told, in fact or as the plan foresees it."""

    slug: str
    topic: Topic
    days: set[date]
    rating: Rating
    part: Segment | None = None
    due: date | None = None
    """By the schedule; None for what is only foreseen."""

    @property
    def last(self) -> date:
        """The day that it was told last."""
        return max(self.days)

    @property
    def is_weak(self) -> bool:
        """The last telling was no hire."""
        return self.rating in WEAK

    def is_due(self, day: date, loop: date) -> bool:
        """Whether it is told again on ``day``: never twice in one evening, nor three in a row."""
        before = {day - timedelta(days=1), day - timedelta(days=2)}
        if self.last >= day or before <= self.days:
            return False
        if (loop - day).days < NEAR_DAYS:
            return day >= self.last + timedelta(days=AGAIN_NEAR[self.rating])
        far = self.due or self.last + timedelta(days=AGAIN_FAR[self.rating])
        return day >= far

    @property
    def order(self) -> tuple[int, date, str]:
        """The one that needs it most first."""
        return RATINGS.index(self.rating), self.last, self.slug


@dataclass(slots=True)
class Standing:
    """All questions and stories of the plan, moved on as evenings are laid out."""

    wishes: Wishes
    topics: tuple[Topic, ...]
    questions: dict[str, Question] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    """How often each principle was asked, by slug."""
    stories: Mapping[str, str] = field(default_factory=dict)
    """Name of the story to tell for each principle, by slug; none for a gap."""
    taken: frozenset[str] = frozenset()
    """Names that a new story cannot have."""
    told_on: dict[str, date] = field(default_factory=dict)
    """Day on which the plan has a new story told, by principle."""
    panels: set[date] = field(default_factory=set)
    drilled: dict[str, date] = field(default_factory=dict)
    """The last day, by question."""

    def weight(self, topic: Topic) -> float:
        """How often it is asked, compared with others."""
        return max(LEAST_WEIGHT, self.wishes.weights.get(topic.slug, 1.0))

    def untold(self) -> list[Topic]:
        """Principles never asked about, the weightiest first."""
        return sorted(
            (one for one in self.topics if not self.times.get(one.slug)),
            key=lambda one: -self.weight(one),
        )

    def without_story(self) -> list[Topic]:
        """Principles never asked about that no story is for, the weightiest first."""
        return [one for one in self.untold() if one.slug not in self.stories]

    def told(self, topic: Topic) -> Iterator[Question]:
        """Its questions that were told."""
        return (one for one in self.questions.values() if one.topic == topic)

    def new_question(self, topic: Topic) -> str | None:
        """One that was never told."""
        return next((slug for slug in topic.questions if slug not in self.questions), None)

    def tell(self, topic: Topic, slug: str, day: date, rating: Rating = "good") -> Question:
        """The question is told on ``day``; foreseen ones go well."""
        one = self.questions.setdefault(slug, Question(slug, topic, set(), rating))
        one.days.add(day)
        one.rating, one.part, one.due = rating, None, None
        self.times[topic.slug] = self.times.get(topic.slug, 0) + 1
        return one


def standing(wishes: Wishes, known: Known, until: date) -> Standing:
    """After all that was done before ``until``; stories of that day are not there yet."""
    there = [one for one in known.stories if one.since < until]
    taken = frozenset((*known.other_stories, *(one.name for one in there)))
    made = Standing(wishes, known.topics, taken=taken)
    by_slug = {one.slug: one for one in known.topics}
    for telling in known.tellings:
        topic = by_slug.get(telling.principle)
        if telling.day >= until or topic is None:
            continue
        if telling.question in topic.questions:
            question = made.tell(topic, telling.question, telling.day, telling.rating)
            question.part = telling.part
            question.due = known.due.get(telling.question)
        else:
            made.times[topic.slug] = made.times.get(topic.slug, 0) + 1
        if telling.in_panel:
            made.panels.add(telling.day)
    for drilled in known.drilled:
        if drilled.day < until:
            made.drilled[drilled.question] = drilled.day
    made.stories = assigned(known.topics, there)
    return made


def assigned(topics: Iterable[Topic], stories: Sequence[OwnStory]) -> Mapping[str, str]:
    """Which story to tell for each principle: as many different ones as there are, since the
    interviewers of a loop compare notes. Principles with the least choice choose first.
    """
    fitting = {
        topic.slug: [one.name for one in stories if topic.slug in one.principles]
        for topic in topics
    }
    told: Counter[str] = Counter()
    chosen = {}
    for slug in sorted(fitting, key=lambda slug: len(fitting[slug])):
        if fitting[slug]:
            chosen[slug] = min(fitting[slug], key=lambda name: told[name])
            told[chosen[slug]] += 1
    return chosen
