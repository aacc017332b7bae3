"""The plan as it stands today: tonight with what is done of it, and the evenings after it."""

from datetime import date, timedelta

from mockint.plan import days
from mockint.plan.evenings import foresee, lay_out, morning
from mockint.plan.standing import Standing, standing
from mockint.plan.types import Evening, Known, Plan, Step, Telling, Wishes


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
    return Plan(
        wishes=wishes,
        today=today,
        tonight=tonight,
        evenings=after,
        one_more=seldom.slug,
        missed=days.missed(wishes, today, practiced),
        gaps=_gaps(known),
        untold=tuple(one.slug for one in now.untold()) if today < wishes.loop else (),
        without_story=_without_story(now, known) if today < wishes.loop else (),
    )


def _gaps(known: Known) -> tuple[str, ...]:
    served = {slug for one in known.stories for slug in one.principles}
    return tuple(one.slug for one in known.topics if one.slug not in served)


def _without_story(end: Standing, known: Known) -> tuple[str, ...]:
    """Gaps that have no answer until now either, and no story by the end."""
    answered = {one.principle for one in known.tellings}
    return tuple(slug for slug in _gaps(known) if slug not in answered and slug not in end.told_on)


# ---------------------------------------------------------------- what is done of tonight


def _marked(tonight: Evening, known: Known, today: date) -> tuple[Step, ...]:
    """Each step with whether it is done; an answer counts for one step."""
    told = [one for one in known.tellings if one.day == today]
    drills = [one.question for one in known.drilled if one.day == today]
    new_stories = [one for one in known.stories if one.since == today]
    written = {slug for one in new_stories for slug in one.principles}
    of_principle = {slug: one.slug for one in known.topics for slug in one.questions}
    alone = [one for one in told if not one.in_panel]
    marked = {}
    order = sorted(  # who told exactly what was asked for gets it before who told the like
        range(len(tonight.steps)),
        key=lambda at: (
            not any(one.question == tonight.steps[at].activity.question for one in alone)
        ),
    )
    for at in order:
        activity = tonight.steps[at].activity
        if activity.kind == "panel":
            done = any(one.in_panel for one in told)
        elif activity.kind == "story":
            done = activity.principle in written
        elif activity.kind == "drill":
            done = _take(drills, activity.question)
        else:
            question = activity.question or ""
            done = _answered(alone, question, of_principle.get(question, ""))
        marked[at] = done
    return tuple(Step(step.aim, step.activity, marked[at]) for at, step in enumerate(tonight.steps))


def _take(drills: list[str], question: str | None) -> bool:
    """Any drill will do, the same question's first."""
    if not drills:
        return False
    drills.remove(question if question in drills else drills[0])
    return True


def _answered(alone: list[Telling], question: str, principle: str) -> bool:
    found = [one for one in alone if one.question == question]
    found += [one for one in alone if one.principle == principle]
    if found:
        alone.remove(found[0])
    return bool(found)
