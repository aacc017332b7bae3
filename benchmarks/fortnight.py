"""A candidate who follows a plan for two weeks and misses evenings: what the plan makes of it.

``python -m benchmarks.fortnight`` prints a line an evening. Nothing is recorded: answers go well or
not as a seed says, better the more often a question was told.
"""

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from mockint.history.types import Rating
from mockint.plan.schedule import plan
from mockint.plan.tonight import to_do
from mockint.plan.types import Drilled, Known, OwnStory, Plan, Step, Telling, Topic, Wishes

BEGINS = date(2026, 11, 19)
DAYS = 14
MISSED = (3, 4, 9)
"""Evenings that the candidate has no time, counted from 0."""
TITLES = ("Ownership", "Dive Deep", "Earn Trust", "Bias for Action", "Deliver Results")
QUESTIONS = 5
WELL: Sequence[float] = (0.4, 0.65, 0.85)
"""The chance that the first, the second and any later telling of a question goes well."""


def topics(titles: Sequence[str] = TITLES) -> tuple[Topic, ...]:
    """Principles with questions, made up."""
    slugs = ["-".join(title.lower().split()) for title in titles]
    return tuple(
        Topic(slug=slug, title=title, questions=tuple(f"{slug}-q{n}" for n in range(QUESTIONS)))
        for slug, title in zip(slugs, titles, strict=True)
    )


@dataclass(slots=True)
class Candidate:
    """Someone who does what the plan says on the evenings that they have time."""

    wishes: Wishes
    known: Known
    rng: random.Random = field(default_factory=lambda: random.Random(7))

    def plan(self, today: date) -> Plan:
        """As it stands."""
        return plan(self.wishes, self.known, today)

    def evening(self, today: date, most: int = 100) -> list[Step]:
        """Do tonight's steps one after the other, the plan made anew for each; at most ``most``."""
        done: list[Step] = []
        while len(done) < most:
            now = self.plan(today)
            if (step := now.tonight.next) is None:
                break
            assert to_do(now) == step.activity
            self.do(step, today)
            done.append(step)
        return done

    def do(self, step: Step, today: date) -> None:
        """One step, with what comes of it."""
        activity = step.activity
        if activity.kind == "panel":
            for slug in activity.principles:
                topic = next(one for one in self.known.topics if one.slug == slug)
                self.tell(self.rng.choice(topic.questions), slug, today, in_panel=True)
        elif activity.kind == "round":
            self.tell(activity.question or "", step.principle, today)
        elif activity.kind == "story":
            story = OwnStory(name=activity.story or "", principles=(step.principle,), since=today)
            self.known = replace(self.known, stories=(*self.known.stories, story))
        else:
            drilled = Drilled(today, activity.question or "")
            self.known = replace(self.known, drilled=(*self.known.drilled, drilled))

    def tell(self, question: str, principle: str, today: date, *, in_panel: bool = False) -> None:
        """Answer a question; how it goes is chance."""
        times = sum(one.question == question for one in self.known.tellings)
        well = self.rng.random() < WELL[min(times, len(WELL) - 1)]
        rating: Rating = "good" if well else "hard"
        telling = Telling(
            day=today,
            question=question,
            principle=principle,
            rating=rating,
            part="result",
            in_panel=in_panel,
        )
        self.known = replace(self.known, tellings=(*self.known.tellings, telling))


def candidate(days: int = DAYS, *, seed: int = 7, minutes: int = 40) -> Candidate:
    """One story of theirs is for two of five principles."""
    made = topics()
    wishes = Wishes(
        loop=BEGINS + timedelta(days=days),
        principles=tuple(one.slug for one in made),
        made=BEGINS,
        minutes=minutes,
    )
    story = OwnStory(
        name="web-hooks", principles=("ownership", "dive-deep"), since=BEGINS - timedelta(days=9)
    )
    return Candidate(wishes, Known(topics=made, stories=(story,)), random.Random(seed))


@dataclass(frozen=True, slots=True)
class Night:
    """What became of one day."""

    day: date
    missed: bool
    plan: Plan
    """In the morning."""
    done: tuple[Step, ...]


def follow(one: Candidate, missed: Collection[int] = MISSED) -> list[Night]:
    """Every day up to the loop's own."""
    nights = []
    for at in range((one.wishes.loop - BEGINS).days + 1):
        today = BEGINS + timedelta(days=at)
        before = one.plan(today)
        done: tuple[Step, ...] = () if at in missed else tuple(one.evening(today))
        nights.append(Night(today, at in missed, before, done))
    return nights


def told_again(one: Candidate) -> tuple[int, int]:
    """(told again on the next evening that there was, weak answers).

    Without those of the last evening and of panels, and those that were told on the evening before,
    too, which come an evening later.
    """
    told = [(telling.question, telling.day) for telling in one.known.tellings]
    evenings = sorted({day for _, day in told})
    following = dict(pairwise(evenings))
    before = {after: day for day, after in following.items()}
    weak = [
        (telling.question, telling.day)
        for telling in one.known.tellings
        if telling.rating == "hard" and not telling.in_panel and telling.day < evenings[-2]
        if (telling.question, before.get(telling.day)) not in told
    ]
    return sum((question, following[day]) in told for question, day in weak), len(weak)


def main() -> None:
    """Print it."""
    one = candidate()
    for night in follow(one):
        minutes = sum(step.activity.minutes for step in night.done)
        held = " ".join(
            f"{step.aim}:{step.principle or len(step.activity.principles)}" for step in night.done
        )
        print(f"{night.day:%a %b %d} {minutes:>3} min  {'missed' if night.missed else held}")
    counts = {
        topic.slug: sum(telling.principle == topic.slug for telling in one.known.tellings)
        for topic in one.known.topics
    }
    soon, weak = told_again(one)
    print(f"asked: {counts}")
    print(f"weak answers told again on the next evening: {soon} of {weak}")


if __name__ == "__main__":
    main()
