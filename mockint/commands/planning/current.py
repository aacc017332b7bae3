"""Whether there is a plan to practice by. Quick where there is none."""

from datetime import datetime

from mockint.commands.planning import plan_file
from mockint.commands.values.plan import Followed


def current_plan(now: datetime) -> Followed | None:
    """The plan to practice by; None where there is none, or its loop is over.

    Raises FileError, UsageError where it is there and cannot be followed.
    """
    kept = plan_file.read()
    if kept.wishes is None or kept.is_over(now.date()):
        return None
    from mockint.commands.planning.follow import followed

    return followed(kept.wishes, now)
