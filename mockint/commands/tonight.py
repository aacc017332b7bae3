"""What to do now: the first line of an evening, and what Enter begins."""

from datetime import datetime

from mockint.commands.next import next_
from mockint.commands.values.evening import Activity
from mockint.commands.values.history import Next

ROUND_MIN = 8
"""Minutes of a question with two follow-ups and its debrief. Ours."""


def tonight(now: datetime) -> Activity:
    """The one thing to practice now.

    What is due by the schedule; else a new question.
    """
    value = next_(now)
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
