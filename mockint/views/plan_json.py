"""The plan as what ``--json`` writes. Loads nothing that draws."""

from dataclasses import asdict
from typing import Any

from mockint.commands.values.plan import PlannedNow

Json = dict[str, Any]


def planned_now(value: PlannedNow) -> Json:
    """What the plan has for now."""
    plan, activity = value.followed.plan, value.activity
    return {
        "loop": plan.wishes.loop.isoformat(),
        "days_left": plan.days_left,
        **asdict(activity),
        "why": [activity.why],
        "start": activity.command,
    }
