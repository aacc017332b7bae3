"""Tonight, and the round under way."""

from datetime import datetime

from mockint.pages import evening


def tonight(busy: str) -> str:
    """Tonight."""
    from mockint.commands.evening.opening import opening
    from mockint.commands.history import history
    from mockint.commands.recovery.recover import waiting

    first = opening(datetime.now().astimezone())
    newest = history(limit=1).answers
    return evening.tonight_page(
        evening.Tonight(
            opening=first,
            waiting=len(waiting().takes),
            last=newest[0].round_id if newest else "",
            busy=busy,
        )
    )


def now() -> str:
    """The round under way."""
    return evening.now_page()
