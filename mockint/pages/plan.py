"""The plan on the page: the evenings until a real loop, what is done of tonight, and its forms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from mockint.commands.values.evening import Activity
from mockint.commands.values.plan import Followed, LoopOver, PlanChoices, PlanShown
from mockint.commands.values.posting import PostingRead
from mockint.pages.document import Dress, document
from mockint.plan.dates import SHORTEST, WEEKDAYS
from mockint.plan.tonight import to_do
from mockint.plan.types import (
    BEST,
    LEAST_MINUTES,
    MOST_MINUTES,
    USUAL_MINUTES,
    WORST,
    Evening,
    LoopResult,
    Offer,
    Plan,
    Wishes,
)
from mockint.text.format import counted, day, shortened
from mockint.views.plan import label, missed_line
from mockint.views.progress import result_title
from mockint.views.questions import LONGEST_QUOTE, SHOWN_WEIGHT

_DRESS = Dress(styles=("page.css",), scripts=("files.js",), served=True)
EVENINGS_SHOWN = 7
"""The later ones are folded away."""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One thing of tonight."""

    label: str
    activity: Activity
    done: bool
    is_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """How far away the loop is, and what tonight holds."""

    countdown: str
    when: str
    missed: str
    """What became of evenings without practice; empty where the last one had some."""
    name: str
    """ "Tonight", or "This morning" on the day."""
    minutes: int
    done: int
    steps: Sequence[ShownStep]
    extra: Activity | None
    """What to do where all of it is done, or tonight is free."""


@dataclass(frozen=True, slots=True)
class ShownEvening:
    """An evening to come."""

    day: str
    minutes: int
    steps: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownStress:
    """What a posting stresses of one principle."""

    title: str
    share: str
    quote: str
    in_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForm:
    """The plan's form as it is filled in."""

    choices: PlanChoices
    loop: str = ""
    """ISO 8601, as a field for dates has it."""
    principles: Collection[str] = ()
    stories: Collection[str] = ()
    minutes: str = str(USUAL_MINUTES)
    off: Collection[str] = ()
    level: str = ""
    posting: str = ""
    forgets: bool = False
    """The posting that is followed now is to be forgotten."""
    trouble: str = ""
    """Why what was filled in cannot be planned."""


def form_of(choices: PlanChoices, today: date) -> PlanForm:
    """The form before anything is changed; a loop that is past is to be given anew."""
    wishes = choices.wishes
    if wishes is None:
        return PlanForm(choices=choices, level=choices.level)
    return PlanForm(
        choices=choices,
        loop=wishes.loop.isoformat() if wishes.loop >= today else "",
        principles=wishes.principles,
        stories=wishes.stories,
        minutes=str(wishes.minutes),
        off=[WEEKDAYS[one][:SHORTEST] for one in wishes.days_off],
        level=wishes.level or choices.level,
    )


def night(found: Followed) -> Night:
    """Tonight of a plan whose loop is not over."""
    plan = found.plan
    steps = plan.tonight.steps
    following = plan.tonight.next
    activity = to_do(plan)
    return Night(
        countdown=countdown(plan, found.library.pack.company),
        when=_when(plan),
        missed=missed_line(plan),
        name="This morning" if plan.days_left == 0 else "Tonight",
        minutes=plan.tonight.minutes,
        done=sum(one.done for one in steps),
        steps=[
            ShownStep(label(one, found.titles), one.activity, one.done, one is following)
            for one in steps
        ],
        extra=activity if activity.is_extra else None,
    )


def countdown(plan: Plan, company: str) -> str:
    """ "6 evenings until your loop at Amazon": those that the plan still has, with tonight."""
    at = f" at {company}" if company else ""
    if plan.days_left == 0:
        return f"Your loop{at} is today"
    left = len(plan.evenings) + bool(plan.tonight.steps)
    if plan.days_left == 1 or not left:
        return f"Your loop{at} is {'tomorrow' if plan.days_left == 1 else 'close'}"
    return f"{counted(left, 'evening')} until your loop{at}"


def _when(plan: Plan) -> str:
    loop = plan.wishes.loop
    far = f", {counted(plan.days_left, 'day')} from now" if plan.days_left > 1 else ""
    return f"{loop:%A}, {day(loop)}{far}."


def plan_page(
    value: PlanShown, results: Sequence[LoopResult], troubles: Sequence[str], note: str = ""
) -> str:
    """The whole plan. ``results``: how earlier loops went; ``note``: what was just done."""
    found, plan = value.followed, value.followed.plan
    gaps = value.coverage.gaps
    titles = found.titles

    def named(slugs: Collection[str]) -> list[str]:
        return [titles.get(slug, slug) for slug in slugs]

    shown = [_evening(one, titles) for one in plan.evenings]
    return document(
        "plan.html",
        _DRESS,
        here="/plan",
        note=note or value.note,
        troubles=troubles,
        night=night(found),
        evenings=shown[:EVENINGS_SHOWN],
        later=shown[EVENINGS_SHOWN:],
        untold=named(plan.untold),
        without_story=named(plan.without_story),
        bare=[
            (one.principle, titles.get(one.principle, one.principle))
            for one in gaps
            if one.kind == "no story" and one.principle not in plan.without_story
        ],
        thin=named([one.principle for one in gaps if one.kind == "thin"]),
        posting=posting_shown(value.posting, plan.wishes) if value.posting else (),
        follows=bool(plan.wishes.weights),
        pack=found.library.pack,
        is_today=plan.days_left == 0,
        went=went_form(plan.wishes.principles, titles, None),
        earlier=[result_title(one) for one in reversed(results)],
    )


def over_page(value: LoopOver, troubles: Sequence[str], note: str = "") -> str:
    """The plan's loop is over: how it went."""
    return document(
        "plan-over.html",
        _DRESS,
        here="/plan",
        note=note,
        troubles=troubles,
        loop=day(value.loop),
        said=result_title(value.result) if value.result else "",
        went=went_form(value.principles, value.titles, value.result),
    )


def form_page(value: PlanForm, troubles: Sequence[str]) -> str:
    """Make a plan, or change it."""
    pack = value.choices.pack
    wishes = value.choices.wishes
    return document(
        "plan-form.html",
        _DRESS,
        here="/plan",
        value=value,
        troubles=troubles,
        is_new=wishes is None,
        follows=bool(wishes and wishes.weights),
        pack=pack,
        weekdays=[(one[:SHORTEST], one.capitalize()) for one in WEEKDAYS],
        least=LEAST_MINUTES,
        most=MOST_MINUTES,
    )


def posting_shown(posting: PostingRead, wishes: Wishes) -> list[ShownStress]:
    """What it stresses, the heaviest first."""
    return [
        ShownStress(
            title=posting.titles[slug],
            share=f"{one.weight:.0%}",
            quote=shortened(one.quotes[0], LONGEST_QUOTE) if one.quotes else "",
            in_plan=slug in wishes.principles,
        )
        for slug, one in posting.principles.items()
        if one.weight >= SHOWN_WEIGHT
    ]


def went_form(
    principles: Sequence[str], titles: Mapping[str, str], result: LoopResult | None
) -> Mapping[str, object]:
    """What the form asks on how the loop went, with what was said before."""
    said = {one.principle: one for one in result.principles} if result else {}
    return {
        "rows": [
            {
                "slug": slug,
                "title": titles.get(slug, slug),
                "went": said[slug].went if slug in said else None,
                "question": said[slug].question if slug in said else "",
            }
            for slug in principles
        ],
        "numbers": list(range(WORST, BEST + 1)),
        "offer": result.offer if result else "waiting",
        "offers": [(one, _OFFERS[one]) for one in get_args(Offer)],
    }


_OFFERS: Mapping[str, str] = {"yes": "Yes", "no": "No", "waiting": "I am still waiting"}


def _evening(one: Evening, titles: Mapping[str, str]) -> ShownEvening:
    at = f"{one.day:%a}, {one.day:%b} {one.day.day}"
    return ShownEvening(at, one.minutes, [label(step, titles) for step in one.steps])
