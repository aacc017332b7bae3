"""What to do now: the first line of an evening, and what Enter begins."""

from datetime import datetime

from mockint.commands.next import by_schedule
from mockint.commands.planning.current import current_plan
from mockint.commands.values.evening import Activity
from mockint.commands.values.history import Next
from mockint.plan.steps import ROUND_MIN
from mockint.plan.tonight import to_do


def tonight(now: datetime) -> Activity:
    """The one thing to practice now.

    With a plan: the first thing of tonight that is not done; once all is, one more (``is_extra``).
    Without: what is due by the schedule; else a new question. Raises UsageError for a plan that
    cannot be followed; one that is damaged counts as none (``planning.current.troubles`` says so).
    """
    followed = current_plan(now)
    return by_dates(now) if followed is None else to_do(followed.plan)


def by_dates(now: datetime) -> Activity:
    """Without a plan: what is due, else a new question."""
    value = by_schedule(now)
    if isinstance(value, Next) and value.first.due:
        last = value.first.last
        return Activity(
            kind="round",
            why="Your last answer to this question can be better, and it is due today.",
            minutes=ROUND_MIN,
            question=last.question,
            level=last.level,
            pack=value.pack,
        )
    why = "A new question is next." if isinstance(value, Next) else "This is your first question."
    return Activity(kind="round", why=why, minutes=ROUND_MIN)
