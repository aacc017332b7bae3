"""What a plan has for now."""

from dataclasses import replace

from mockint.commands.values.evening import Activity
from mockint.plan.steps import ROUND_MIN
from mockint.plan.types import Plan
from mockint.text.format import day


def to_do(plan: Plan) -> Activity:
    """The first thing of tonight that is not done; when all is, one more.

    ``plan``: one whose loop is not over.
    """
    step = plan.tonight.next
    if step is not None:
        return step.activity
    if plan.days_left == 0:
        opening = plan.tonight.steps[0].activity
        return replace(opening, why="Your warm-up is done. Good luck today!", is_extra=True)
    why = "Tonight's plan is done." if plan.tonight.steps else "Tonight is free in your plan."
    if plan.evenings:
        at = plan.evenings[0].day
        why = f"{why} It goes on on {at:%A}, {day(at, year=False)}."
    return Activity(
        kind="round",
        why=f"{why} If you like, one more question.",
        minutes=ROUND_MIN,
        principle=plan.one_more,
        level=plan.wishes.level,
        pack=plan.wishes.pack or None,
        is_extra=True,
    )
