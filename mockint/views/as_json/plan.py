"""What to practice, now and until a loop, as what ``--json`` writes. Loads nothing that draws."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from mockint.commands.values.history import Next
from mockint.commands.values.plan import (
    LoopNoted,
    LoopOver,
    PlanCleared,
    PlannedNow,
    PlanRepaired,
    PlanShown,
)
from mockint.commands.values.posting import PostingRead
from mockint.domain import TARGET_S
from mockint.plan.tonight import to_do
from mockint.plan.types import Evening, LoopResult
from mockint.views.reasons import start, why

Json = dict[str, Any]


def next_(value: Next) -> Json:
    """By the schedule alone."""
    first, last = value.first, value.first.last
    return {
        "question": last.question,
        "ask": last.ask,
        "principle": last.principle,
        "level": last.level,
        "due": first.when.due.isoformat(timespec="seconds"),
        "is_due": first.due,
        "chance": round(first.when.chance, 3),
        "rating": first.rating,
        "rated_by": "candidate" if last.own_rating else "debrief",
        "last": {
            "round": last.round_id,
            "answer": last.number,
            "began": last.began,
            "leaning": last.leaning,
            "budget": last.budget,
            "seconds": last.seconds,
        },
        "parts": [
            {"segment": part, "seconds": last.parts[part], "target": TARGET_S[part]}
            for part in first.weakest
        ],
        "missing": list(value.missing),
        "why": why(value),
        "also_due": [one.question for one in value.also_due],
        "start": start(value),
    }


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


def shown(value: PlanShown) -> Json:
    """The whole plan."""
    plan, table = value.followed.plan, value.coverage
    return {
        "loop": plan.wishes.loop.isoformat(),
        "days_left": plan.days_left,
        "minutes": plan.wishes.minutes,
        "principles": list(plan.wishes.principles),
        "weights": dict(plan.wishes.weights),
        "posting": None if value.posting is None else posting(value.posting),
        "missed": plan.missed,
        "tonight": _evening(plan.tonight),
        "evenings": [_evening(one) for one in plan.evenings],
        "gaps": [{"principle": gap.principle, "kind": gap.kind} for gap in table.gaps],
        "no_time_for": list(plan.untold),
        "no_time_for_a_story": list(plan.without_story),
        "stories": [
            {
                "story": one.story.name,
                "covers": [
                    slug for slug in table.principles if table.cells[slug, one.story.name].covers
                ],
            }
            for one in table.stories
        ],
        "start": to_do(plan).command,
    }


def posting(value: PostingRead) -> Json:
    """What a job posting stresses, and what of it was not understood."""
    return {
        "source": value.source,
        "principles": [
            {"principle": slug, "share": round(one.weight, 3), "quotes": list(one.quotes)}
            for slug, one in value.principles.items()
        ],
        "lines": value.lines,
        "not_understood": list(value.silent),
    }


def repaired(value: PlanRepaired) -> Json:
    """What was moved aside."""
    return {"moved": [{"from": str(before), "to": str(now)} for before, now in value.moved]}


def _evening(one: Evening) -> Json:
    return {
        "day": one.day.isoformat(),
        "minutes": one.minutes,
        "steps": [
            {
                "aim": step.aim,
                "principle": step.principle or None,
                "done": step.done,
                "minutes": step.activity.minutes,
                "why": step.activity.why,
                "start": step.activity.command,
            }
            for step in one.steps
        ],
    }


def over(value: LoopOver) -> Json:
    """The plan's loop is over."""
    result = None if value.result is None else loop_result(value.result)
    return {"loop": value.loop.isoformat(), "result": result}


def noted(value: LoopNoted) -> Json:
    """How a loop went."""
    return loop_result(value.result)


def loop_result(one: LoopResult) -> Json:
    """A real loop, as the person says that it went."""
    return {**asdict(one), "loop": one.loop.isoformat()}


def cleared(value: PlanCleared) -> Json:
    """What was deleted."""
    return asdict(value)


MADE: Mapping[type, Callable[[Any], Json]] = {
    Next: next_,
    PlanShown: shown,
    PlannedNow: planned_now,
    LoopOver: over,
    LoopNoted: noted,
    PlanCleared: cleared,
    PlanRepaired: repaired,
}
"""For each value what makes its JSON."""
