"""The plan as it stands today: tonight with what is done of it, and the evenings after it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from mockint.plan import days
from mockint.plan.evenings import foresee, lay_out, morning
from mockint.plan.standing import Standing, standing
from mockint.plan.types import Evening, Known, Plan, Step, Wishes


def plan(wishes: Wishes, known: Known, today: date) -> Plan:
    """The whole plan, from the wishes and what was done until now.

    Tonight is what the morning's plan had for it, so that it stays as it is while it is done; the
    evenings after it follow from how it went.
    """
    before = standing(wishes, known, today)
    dates = days.evenings(wishes, today)
    if today > wishes.loop:
        tonight = Evening(today, ())
    elif today == wishes.loop:
        tonight = morning(before)
    elif dates[0] == today:
        tonight = next(lay_out(before, dates))
    else:
        tonight = Evening(today, ())
    tonight = Evening(today, _marked(tonight, known, today))
    now = standing(wishes, known, today + timedelta(days=1))
    seldom = min(known.topics, key=lambda one: now.times.get(one.slug, 0) / now.weight(one))
    for step in tonight.steps:
        if not step.done:
            foresee(now, step, today)
    after = tuple(lay_out(now, [day for day in dates if day > today]))
    practiced = {one.day for one in known.tellings} | {one.day for one in known.drilled}
    practiced |= {one.since for one in known.stories}
    untold = tuple(one.slug for one in now.untold()) if today < wishes.loop else ()
    return Plan(
        wishes=wishes,
        today=today,
        tonight=tonight,
        evenings=after,
        one_more=seldom.slug,
        missed=days.missed(wishes, today, practiced),
        gaps=_gaps(known),
        untold=untold,
        without_story=_without_story(now, known, untold) if today < wishes.loop else (),
    )


def _gaps(known: Known) -> tuple[str, ...]:
    served = {slug for one in known.stories for slug in one.principles}
    return tuple(one.slug for one in known.topics if one.slug not in served)


def _without_story(end: Standing, known: Known, untold: Collection[str]) -> tuple[str, ...]:
    """Gaps that have no answer until now either, are asked about, and have no story by then."""
    answered = {one.principle for one in known.tellings} | end.told_on.keys()
    return tuple(slug for slug in _gaps(known) if slug not in {*answered, *untold})


# ---------------------------------------------------------------- what is done of tonight


def _marked(tonight: Evening, known: Known, today: date) -> tuple[Step, ...]:
    """Each step with whether it is done; an answer or a drill counts for one step.

    What was asked for exactly comes first; then another question for the same principle will do,
    and for a drill any other.
    """
    told = [one for one in known.tellings if one.day == today]
    alone = [one for one in told if not one.in_panel]
    drills = [one.question for one in known.drilled if one.day == today]
    stories = [one for one in known.stories if one.since == today]
    served = {slug for one in stories for slug in one.principles} | {one.principle for one in told}
    done: set[int] = set()
    for exactly in (True, False):
        for at, step in enumerate(tonight.steps):
            kind, asked = step.activity.kind, step.activity.question
            if at in done:
                continue
            if kind == "round":
                found = [
                    one
                    for one in alone
                    if (one.question == asked if exactly else one.principle == step.principle)
                ]
                if found:
                    alone.remove(found[0])
                    done.add(at)
            elif kind == "drill":
                if drills and (asked in drills or not exactly):
                    drills.remove(asked if asked in drills else drills[0])
                    done.add(at)
            elif step.principle in served or (kind == "panel" and any(t.in_panel for t in told)):
                done.add(at)
    return tuple(replace(step, done=at in done) for at, step in enumerate(tonight.steps))
