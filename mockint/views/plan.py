"""The plan for a loop as terminal text."""

from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from mockint.commands.values.plan import PlannedNow
from mockint.text.format import counted, day
from mockint.views.drawing import draw, unbroken


@draw.register
def _now(value: PlannedNow) -> RenderableType:
    plan, activity = value.followed.plan, value.activity
    lines: list[RenderableType] = [Text(countdown(plan.days_left, plan.wishes.loop), "bold")]
    lines.append(Text(activity.why))
    if activity.question is not None:
        lines.append(Text(value.followed.asks.get(activity.question, activity.question), "bold"))
    lines.append(unbroken(f"Start:  {activity.command}"))
    return Group(*lines)


def countdown(days_left: int, loop: date) -> str:
    """How far away the loop is."""
    on = f"{loop:%A}, {day(loop, year=False)}"
    if days_left == 0:
        return "Your loop is today."
    if days_left == 1:
        return f"Your loop is tomorrow, {on}."
    return f"Your loop is in {counted(days_left, 'day')}, on {on}."
