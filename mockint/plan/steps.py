"""The steps of an evening as activities: what is typed, how long it takes, and why."""

from collections.abc import Collection, Sequence

from mockint.commands.values.evening import Activity
from mockint.plan.standing import Question, Standing
from mockint.plan.types import Aim, Step, Topic

STORY_MIN, ROUND_MIN, DRILL_MIN, OPENING_MIN = 12, 8, 5, 3
"""A story told and corrected; a question with two follow-ups and its debrief; three tries at one
part; the same at an opening. Ours."""
SHARE_MIN, LEAST_SHARE_MIN, LONGEST_SHARE_MIN = 8, 5, 15
"""What an interviewer of a short panel has; what one of the full panel has, at least and at most.
"""
MOST_INTERVIEWERS, MOCK_INTERVIEWERS = 6, 3


def story_step(now: Standing, topic: Topic) -> Step:
    """Have a new story told for a principle."""
    return Step(
        "story",
        Activity(
            kind="story",
            why=f"You have no story for {topic.title} yet. Tell one; mockint writes it down.",
            minutes=STORY_MIN,
            story=_free_name(topic.slug, now.taken),
            principle=topic.slug,
            level=now.wishes.level,
            pack=now.wishes.pack or None,
        ),
        topic.slug,
    )


def _free_name(slug: str, taken: Collection[str]) -> str:
    names = (f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def first_step(now: Standing, topic: Topic, slug: str) -> Step:
    """The first question for a principle."""
    story = now.stories.get(topic.slug)
    fits = f"Your story {story} is for it." if story else "Tell any story that fits."
    return _round(now, "first", topic, slug, f"{topic.title} was not asked yet. {fits}")


def again_step(now: Standing, one: Question) -> Step:
    """A weak answer, told again."""
    why = f"{one.topic.title}: your last answer to this can be better, so tell it again."
    return _round(now, "again", one.topic, one.slug, why)


def keep_step(now: Standing, one: Question) -> Step:
    """A good answer, so that it stays good."""
    why = f"{one.topic.title}: it went well. Once more, so that it still does at the loop."
    return _round(now, "keep", one.topic, one.slug, why)


def new_step(now: Standing, topic: Topic, slug: str) -> Step:
    """Another question for a principle."""
    why = f"Another question for {topic.title}: you do not know which one you will get."
    return _round(now, "new", topic, slug, why)


def _round(now: Standing, aim: Aim, topic: Topic, slug: str, why: str) -> Step:
    activity = Activity(
        kind="round",
        why=why,
        minutes=ROUND_MIN,
        question=slug,
        story=None if aim == "new" else now.stories.get(topic.slug),
        level=now.wishes.level,
        pack=now.wishes.pack or None,
    )
    return Step(aim, activity, topic.slug)


def drill_step(now: Standing, one: Question) -> Step:
    """The part of an answer that is furthest off."""
    part = f"the {one.part}" if one.part else "the part that is furthest off"
    return Step(
        "drill",
        Activity(
            kind="drill",
            why=f"{one.topic.title}: practice only {part}, three times.",
            minutes=DRILL_MIN,
            question=one.slug,
            part=one.part,
            level=now.wishes.level,
            pack=now.wishes.pack or None,
        ),
        one.topic.slug,
    )


def opening_step(now: Standing, topic: Topic, slug: str) -> Step:
    """The first sentences of an answer, on the morning of the loop."""
    return Step(
        "warm-up",
        Activity(
            kind="drill",
            why="Say only the opening, to warm up your voice. Nothing heavy today.",
            minutes=OPENING_MIN,
            question=slug,
            part="situation",
            level=now.wishes.level,
            pack=now.wishes.pack or None,
        ),
        topic.slug,
    )


def mock_step(now: Standing, topics: Sequence[Topic]) -> Step:
    """A short panel on the way."""
    why = "A short panel: see how your stories hold up, one after the other."
    return Step("mock", _panel(now, topics, SHARE_MIN * len(topics), why))


def panel_step(now: Standing, topics: Sequence[Topic]) -> Step:
    """The full one, the evening before."""
    share = min(LONGEST_SHARE_MIN, max(LEAST_SHARE_MIN, now.wishes.minutes // len(topics)))
    why = "The last evening: one interviewer after another, as on the day."
    return Step("panel", _panel(now, topics, share * len(topics), why))


def _panel(now: Standing, topics: Sequence[Topic], minutes: int, why: str) -> Activity:
    return Activity(
        kind="panel",
        why=why,
        minutes=minutes,
        principles=tuple(one.slug for one in topics),
        level=now.wishes.level,
        pack=now.wishes.pack or None,
    )
