"""Tonight, and the round under way."""

from datetime import datetime

from mockint.commands.values.history import Next
from mockint.pages import evening
from mockint.pages.plan import night


def tonight(busy: str) -> str:
    """Tonight."""
    from mockint.commands.evening.opening import opening
    from mockint.commands.history import history
    from mockint.commands.next import by_schedule
    from mockint.commands.planning.current import current_plan, is_unnoted, troubles
    from mockint.commands.recovery.recover import waiting

    now = datetime.now().astimezone()
    first = opening(now)
    newest = history(limit=1).answers
    followed = current_plan(now)
    due = None if followed else by_schedule(now)
    return evening.tonight_page(
        evening.Tonight(
            opening=first,
            waiting=len(waiting().takes),
            last=newest[0].round_id if newest else "",
            busy=busy,
            night=night(followed) if followed else None,
            is_over=is_unnoted(now),
            troubles=troubles(now),
            due=due if isinstance(due, Next) else None,
        )
    )


def now() -> str:
    """The round under way."""
    return evening.now_page()
