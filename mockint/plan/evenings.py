"""What each evening until the loop holds: laid out one after the other, as a coach would.

Laid out anew each time from what was done, so an evening that was missed needs no bookkeeping: what
it held is still to be done, and comes in its turn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mockint.history.types import RATINGS
from mockint.plan import days, steps
from mockint.plan.standing import Question, Standing
from mockint.plan.steps import DRILL_MIN, ROUND_MIN, SHARE_MIN, STORY_MIN
from mockint.plan.types import Evening, Step, Topic

MOST_DRILLS = 2
MOST_OF_ONE = 2
"""Rounds for one principle on an evening."""
OPENINGS = 3


def lay_out(now: Standing, evenings: Sequence[date]) -> Iterator[Evening]:
    """Each evening in turn, the last one with the full panel; ``now`` moves on with them."""
    for at, day in enumerate(evenings):
        from_end = len(evenings) - 1 - at
        if from_end == 0:
            made = _panel_night(now, day)
        else:
            night = _Night(now, day, evenings_left=from_end)
            made = Evening(day, night.steps(days.is_mock(now.wishes, day, from_end, now.panels)))
        yield made


def morning(now: Standing) -> Evening:
    """The day of the loop: some openings, those first that went best."""
    best = {topic.slug: (topic, topic.questions[0]) for topic in now.topics}
    rank = dict.fromkeys(best, -1)
    for one in sorted(now.questions.values(), key=lambda one: one.order):
        best[one.topic.slug] = one.topic, one.slug
        rank[one.topic.slug] = RATINGS.index(one.rating)
    chosen = sorted(best, key=lambda slug: -rank[slug])[:OPENINGS]
    return Evening(now.wishes.loop, tuple(steps.opening_step(now, *best[slug]) for slug in chosen))


def foresee(now: Standing, step: Step, day: date) -> None:
    """``step`` is done on ``day``, and goes well."""
    activity = step.activity
    by_slug = {one.slug: one for one in now.topics}
    if activity.kind == "panel":
        now.panels.add(day)
        for slug in activity.principles:
            topic = by_slug[slug]
            question = now.new_question(topic) or topic.questions[0]
            now.tell(topic, question, day)
    elif activity.kind == "story" and activity.principle is not None:
        now.told_on[activity.principle] = day
    elif activity.kind == "round" and activity.question is not None:
        now.tell(_topic_of(now, activity.question), activity.question, day)
    elif activity.question is not None:
        now.drilled[activity.question] = day


def _topic_of(now: Standing, question: str) -> Topic:
    return next(one for one in now.topics if question in one.questions)


def _panel_night(now: Standing, day: date) -> Evening:
    step = steps.panel_step(now, _interviewers(now, now.topics, _seats(now.wishes.minutes)))
    foresee(now, step, day)
    return Evening(day, (step,))


def _seats(minutes: int) -> int:
    return max(1, min(steps.MOST_INTERVIEWERS, minutes // steps.LEAST_SHARE_MIN))


def _interviewers(now: Standing, among: Sequence[Topic], count: int) -> list[Topic]:
    """Those that need it most, in the order of the wishes."""

    def need(topic: Topic) -> tuple[bool, bool, float, float, int]:
        weak = any(one.is_weak for one in now.told(topic))
        times, weight = now.times.get(topic.slug, 0), now.weight(topic)
        return times > 0, not weak, times / weight, -weight, now.topics.index(topic)

    chosen = sorted(among, key=need)[:count]
    return [topic for topic in among if topic in chosen]


@dataclass(slots=True)
class _Night:
    """One evening while it is filled."""

    now: Standing
    day: date
    evenings_left: int
    """After this one, the panel's among them."""
    made: list[Step] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Principles of tonight's rounds, in order."""

    @property
    def left(self) -> int:
        return self.now.wishes.minutes - sum(one.activity.minutes for one in self.made)

    def add(self, step: Step) -> None:
        self.made.append(step)
        foresee(self.now, step, self.day)

    def steps(self, is_mock: bool) -> tuple[Step, ...]:
        if is_mock:
            self._mock()
        waiting = self._stories(2 if self.left >= 2 * STORY_MIN + ROUND_MIN else 1)
        self._rounds(waiting)
        waiting = self._stories(self.left // STORY_MIN)  # nothing else was left for tonight
        self._rounds(waiting - self.now.told_on.keys())
        for one in self._to_drill():
            if self.left < DRILL_MIN:
                break
            self.add(steps.drill_step(self.now, one))
        return tuple(self.made)

    def _mock(self) -> None:
        """A short panel of principles that were asked before, once there are enough of them."""
        told = [one for one in self.now.topics if self.now.times.get(one.slug)]
        count = min(steps.MOCK_INTERVIEWERS, len(self.now.topics), self.left // SHARE_MIN)
        to_ask = ROUND_MIN * len(self.now.untold())
        if to_ask > (self.evenings_left - 1) * self.now.wishes.minutes:
            return  # there are better things to do with tonight
        if len(told) >= count > 1:
            chosen = _interviewers(self.now, told, count)
            self.add(steps.mock_step(self.now, chosen))
            self.asked += [one.slug for one in chosen]

    # ------------------------------------------------------------ stories

    def _stories(self, most: int) -> set[str]:
        """Add ``most`` of them; returns the principles that wait for one still to come, or told
        tonight: a night's sleep between the story and its first question is better.
        """
        gaps = [one for one in self.now.without_story() if one.slug not in self.now.told_on]
        # In whole rounds: what an evening has left beside them is too short for anything. With
        # tonight, without the panel's.
        minutes = self.now.wishes.minutes
        a_night = minutes // ROUND_MIN
        spare = self.evenings_left * a_night - len(self.now.untold())
        affordable = gaps[: max(0, spare * minutes // a_night // STORY_MIN)]
        for topic in affordable[:most]:
            if self.left >= STORY_MIN:
                self.add(steps.story_step(self.now, topic))
        waiting = {one.slug for one in affordable if one.slug not in self.now.told_on}
        if self.evenings_left > 1:
            waiting |= {slug for slug, day in self.now.told_on.items() if day == self.day}
        return waiting

    # ------------------------------------------------------------ rounds

    def _rounds(self, waiting: set[str]) -> None:
        """As many as fit; not yet for the principles that wait."""
        while self.left >= ROUND_MIN and (found := self._round(waiting)):
            self._add_round(*found)

    def _add_round(self, aim: str, topic: Topic, question: str) -> None:
        if aim == "again":
            one = self.now.questions[question]
            drills = sum(step.aim == "drill" for step in self.made)
            if drills == 0 and self.left >= DRILL_MIN + ROUND_MIN and one.part:
                self.add(steps.drill_step(self.now, one))
            step = steps.again_step(self.now, one)
        elif aim == "keep":
            step = steps.keep_step(self.now, self.now.questions[question])
        elif aim == "first":
            step = steps.first_step(self.now, topic, question)
        else:
            step = steps.new_step(self.now, topic, question)
        self.add(step)
        self.asked.append(topic.slug)

    def _round(self, waiting: set[str]) -> tuple[str, Topic, str] | None:
        """What to ask next tonight; None where there is nothing that does any good."""
        found = []
        agains = sum(step.aim == "again" for step in self.made)
        hurry = self._is_hurried() or agains >= max(1, self.now.wishes.minutes // ROUND_MIN // 2)
        for place, topic in enumerate(self.now.topics):
            if self.asked.count(topic.slug) >= MOST_OF_ONE:
                continue
            after_itself = self.asked[-1:] == [topic.slug]
            for rank, need, aim, question in self._of(topic, waiting, hurry=hurry):
                found.append(((rank, after_itself, *need, place), aim, topic, question))
        if not found:
            return None
        _, aim, topic, question = min(found, key=lambda one: one[0])
        return aim, topic, question

    def _of(
        self, topic: Topic, waiting: set[str], *, hurry: bool
    ) -> Iterator[tuple[int, tuple[float, float], str, str]]:
        """(rank, need, aim, question) of what could be asked for one principle: least is first."""
        now, weight = self.now, self.now.weight(topic)
        times = now.times.get(topic.slug, 0)
        if not times:
            if topic.slug not in waiting:
                yield (0 if hurry else 1), (-weight, 0.0), "first", topic.questions[0]
            return
        told = list(now.told(topic))
        for one in told:
            ago = float((self.day - one.last).days)
            aim = "again" if one.is_weak else "keep"
            if one.is_due(self.day, now.wishes.loop):
                rank = (1 if hurry else 0) if one.is_weak else 2
                yield rank, (-weight, -ago), aim, one.slug
            elif one.last < self.day - timedelta(days=1):
                yield 4, (-weight, -ago), aim, one.slug
        if (new := now.new_question(topic)) is not None:
            yield 3, (times / weight, 0.0), "new", new

    def _is_hurried(self) -> bool:
        """Whether the evenings after this one are not enough for what was never asked."""
        to_ask = ROUND_MIN * len(self.now.untold())
        return to_ask > (self.evenings_left - 1) * self.now.wishes.minutes // 2

    # ------------------------------------------------------------ drills

    def _to_drill(self) -> list[Question]:
        """What was told before tonight and not drilled since yesterday, the weakest first."""
        had = sum(step.aim == "drill" for step in self.made)
        yesterday = self.day - timedelta(days=1)
        never = date.min
        told = [
            one
            for one in sorted(self.now.questions.values(), key=lambda one: one.order)
            if one.last < self.day and self.now.drilled.get(one.slug, never) < yesterday
        ]
        return told[: MOST_DRILLS - had]
