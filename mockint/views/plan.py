"""The plan for a loop as terminal text: on a screen of 24 lines, tonight first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from mockint.commands.values.plan import (
    Followed,
    LoopNoted,
    LoopOver,
    PlanCleared,
    PlannedNow,
    PlanRepaired,
    PlanShown,
)
from mockint.commands.values.posting import PostingRead
from mockint.plan.tonight import to_do
from mockint.plan.types import Aim, Evening, Plan, Step
from mockint.text.format import counted, day
from mockint.text.shell import quoted
from mockint.views.drawing import draw, unbroken
from mockint.views.progress import result_lines
from mockint.views.questions import SHOWN_WEIGHT
from mockint.views.stories import CLAIMED, COULD, COVERS

LINES = 22
"""Of the whole plan."""
STEPS_SHOWN, EVENINGS_SHOWN = 7, 6
NAMED, PANEL_NAMED = 4, 3
"""Titles in a line before "and so many more"."""
_WHAT: Mapping[Aim, str] = {
    "story": "new story",
    "first": "first time",
    "again": "again",
    "keep": "once more",
    "new": "another question",
    "drill": "one part",
    "mock": "short panel",
    "panel": "full panel",
    "warm-up": "opening",
}
_COUNTED: Mapping[Aim, tuple[str, str]] = {
    "story": ("1 new story", "{} new stories"),
    "first": ("1 first question", "{} first questions"),
    "again": ("1 weak answer again", "{} weak answers again"),
    "keep": ("1 question once more", "{} questions once more"),
    "new": ("1 other question", "{} other questions"),
    "drill": ("1 part alone", "{} parts alone"),
    "mock": ("short panel", "short panel of {}"),
    "panel": (
        "full panel, one interviewer after another",
        "full panel of {}, one interviewer after another",
    ),
    "warm-up": ("1 opening", "{} openings"),
}
"""One of it, and several."""
_EVERY: Collection[Aim] = [aim for aim in _WHAT if aim != "panel"]
_ALWAYS: Collection[Aim] = ["again"]
"""Aims that an evening's line names the principles of: where there is room, and always. The
panel's line says what a panel is."""


@draw.register
def _shown(value: PlanShown) -> RenderableType:
    plan = value.followed.plan
    head: list[RenderableType] = [Text(value.note, "green")] if value.note else []
    head.append(Text(countdown(plan), "bold"))
    if missed := missed_line(plan):
        head.append(_line(missed))
    head.append(Text())
    if value.posting is not None:  # what it stresses stands above, and fills half a screen
        start = unbroken(f"Start:  {to_do(plan).command}")
        return Group(
            *_followed_posting(value.posting, value),
            Text(),
            *head,
            start,
            Text("The whole plan:  mockint plan", "dim"),
        )
    head += _tonight(value.followed)
    if plan.evenings:
        head += [Text(), _Evenings(plan.evenings, value.followed.titles)]
    room = LINES - len(head) - min(len(plan.evenings), EVENINGS_SHOWN)
    return Group(*head, Text(), *_foot(value, room))


def _followed_posting(posting: PostingRead, value: PlanShown) -> Iterator[Text]:
    """What the plan takes from a posting, and what of it the plan has not."""
    plan = value.followed.plan
    if not plan.wishes.weights:
        yield Text("It says nothing about what you planned for, so all of it is asked alike.")
    left_out = [
        slug
        for slug, one in posting.principles.items()
        if slug not in plan.wishes.principles and one.weight >= SHOWN_WEIGHT
    ][:NAMED]
    if left_out:
        every = ",".join((*plan.wishes.principles, *left_out))
        yield Text(f"Not in your plan: {_named(left_out, value)}. To take them in:")
        job = quoted(posting.source)
        yield unbroken(f"mockint plan --job {job} --principles {every}")


def _line(text: str, style: str = "") -> Text:
    """One line, cut where the terminal ends."""
    return Text(text, style, no_wrap=True, overflow="ellipsis")


def countdown(plan: Plan) -> str:
    """How far away the loop is."""
    on = f"{plan.wishes.loop:%A}, {day(plan.wishes.loop, year=False)}"
    if plan.days_left == 0:
        return "Your loop is today."
    if plan.days_left == 1:
        return f"Your loop is tomorrow, {on}."
    return f"Your loop is in {counted(plan.days_left, 'day')}, on {on}."


def missed_line(plan: Plan) -> str:
    """What became of the evenings without practice; empty where the last one had some."""
    if not plan.missed:
        return ""
    were = "The last evening was" if plan.missed == 1 else f"The last {plan.missed} evenings were"
    rest = "Nothing is lost: all of it still fits."
    if plan.untold or not plan.evenings:
        rest = "The plan keeps what matters most."
    return f"{were} free. {rest}"


# ---------------------------------------------------------------- evenings


def _tonight(found: Followed) -> Iterator[RenderableType]:
    plan = found.plan
    steps = plan.tonight.steps
    name = "This morning" if plan.days_left == 0 else "Tonight"
    if steps:
        done = sum(step.done for step in steps)
        so_far = f", {done} of {len(steps)} done" if done else ""
        yield Text(f"{name}: {plan.tonight.minutes} minutes{so_far}", "bold")
    fits = STEPS_SHOWN if len(steps) <= STEPS_SHOWN else STEPS_SHOWN - 1
    for number, step in enumerate(steps[:fits], 1):
        yield _step(number, step, found.titles)
    if steps[fits:]:
        yield Text(f"  and {len(steps) - fits} more", "dim")
    activity = to_do(plan)
    if activity.is_extra:
        yield Text(activity.why)
    yield unbroken(f"Start:  {activity.command}")


def _step(number: int, step: Step, titles: Mapping[str, str]) -> Text:
    sign = "✓" if step.done else str(number)
    text = f"{sign:>3}  {step.activity.minutes:>2} min  {label(step, titles)}"
    return _line(text, "dim" if step.done else "")


def label(step: Step, titles: Mapping[str, str]) -> str:
    """What a step is, in a few words."""
    what = _WHAT[step.aim]
    if step.activity.kind == "panel":
        return f"{what.capitalize()}: {_some(step.activity.principles, titles, PANEL_NAMED)}"
    if step.aim == "drill" and step.activity.part is not None:
        what = f"only the {step.activity.part}"
    story = f" ({step.activity.story})" if step.aim != "story" and step.activity.story else ""
    return f"{titles.get(step.principle, step.principle)}: {what}{story}"


@dataclass(frozen=True, slots=True)
class _Evenings:
    """A line an evening: of many the first ones, and the panel at the end.

    With the principles where all lines have room for theirs, else with how many there are; a weak
    answer to be told again is named first and always, so that it is never what is cut off.
    """

    evenings: Sequence[Evening]
    titles: Mapping[str, str]

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """The form that fits."""
        fits = EVENINGS_SHOWN if len(self.evenings) <= EVENINGS_SHOWN else EVENINGS_SHOWN - 1
        shown, later = self.evenings[:fits], self.evenings[fits:]
        lines = [_at(one) + _told(one, self.titles, _EVERY) for one in shown]
        if any(len(line) > options.max_width for line in lines):
            lines = [_at(one) + _told(one, self.titles, _ALWAYS) for one in shown]
        for line in lines:
            yield _line(line)
        if later:
            last = later[-1].day
            panel = f"{last:%a %b} {last.day}: {_COUNTED['panel'][0]}"
            yield _line(f"… and {counted(len(later), 'more evening')}. {panel}", "dim")


def _at(one: Evening) -> str:
    return f"{one.day:%a %b} {one.day.day:>2}  {one.minutes:>3} min  "


def _by_aim(evening: Evening) -> Mapping[Aim, Sequence[str]]:
    """Slugs of its principles, like with like, in the order of the evening."""
    by_aim: dict[Aim, list[str]] = {}
    for step in evening.steps:
        by_aim.setdefault(step.aim, []).extend(step.activity.principles or (step.principle,))
    return by_aim


def _told(evening: Evening, titles: Mapping[str, str], named: Collection[Aim]) -> str:
    """What it holds: by principle, as "new story: Ownership", for the aims in ``named``; else
    counted, as "2 new stories"."""
    by_aim = _by_aim(evening)
    told = []
    for aim in sorted(by_aim, key=lambda aim: aim != "again"):
        if aim in named:
            names = dict.fromkeys(titles.get(slug, slug) for slug in by_aim[aim])
            told.append(f"{_WHAT[aim]}: {', '.join(names)}")
        else:
            told.append(_COUNTED[aim][len(by_aim[aim]) > 1].format(len(by_aim[aim])))
    return " · ".join(told) or "free"


# ---------------------------------------------------------------- stories and gaps


def _foot(value: PlanShown, room: int) -> list[RenderableType]:
    """What does not fit, what has no story, what the stories cover: the first of it in ``room``."""
    lines = [*_cut(value), *_gaps(value), *_stories(value)]
    if len(lines) <= room:
        return list(lines)
    more = Text("Which story covers what: mockint story coverage", "dim")
    return [*lines[: room - 1], more]


def _cut(value: PlanShown) -> Iterator[Text]:
    plan = value.followed.plan
    if plan.untold:
        more = min(240, plan.wishes.minutes + 20)
        yield _line(f"There is no time for {_named(plan.untold, value)}.", "yellow")
        yield _line(f"Longer evenings help: mockint plan --minutes {more}")
    if plan.without_story:
        yield _line(f"No time for a new story: {_named(plan.without_story, value)}", "yellow")
        yield _line("Tell any story of yours that fits.")


def _gaps(value: PlanShown) -> Iterator[Text]:
    gaps = value.coverage.gaps
    said = value.followed.plan.without_story
    bare = [one.principle for one in gaps if one.kind == "no story" and one.principle not in said]
    thin = [gap.principle for gap in gaps if gap.kind == "thin"]
    if bare:
        yield _line(f"No story yet: {_named(bare, value)}", "yellow")
    if thin:
        yield _line(f"The story shows too little yet: {_named(thin, value)}", "yellow")


def _named(slugs: Sequence[str], value: PlanShown) -> str:
    return _some(slugs, value.followed.titles, NAMED)


def _some(slugs: Sequence[str], titles: Mapping[str, str], most: int) -> str:
    named = [titles.get(slug, slug) for slug in slugs[:most]]
    more = [f"and {len(slugs) - most} more"] if len(slugs) > most else []
    return " · ".join((*named, *more))


def _stories(value: PlanShown) -> Iterator[Text]:
    """A line a story: which of the principles it covers, which it is listed for or could serve."""
    table, titles = value.coverage, value.followed.titles
    principles = value.followed.library.pack.principles
    for one in table.stories:
        cells = [table.cells[slug, one.story.name] for slug in table.principles]
        marked = [
            f"{COVERS if cell.covers else CLAIMED if cell.claimed else COULD} "
            f"{titles.get(cell.principle, cell.principle)}"
            for cell in cells
            if cell.claimed or cell.could
        ]
        many = f" ({len(marked)} {principles})" if len(marked) > 2 else ""
        yield _line(f"{one.story.name}{many}: {'  '.join(marked) or 'none of these'}")
    if table.stories:
        yield _line(
            f"{COVERS} covers it  {CLAIMED} shows too little  {COULD} could cover it", "dim"
        )


# ---------------------------------------------------------------- one thing at a time


@draw.register
def _now(value: PlannedNow) -> RenderableType:
    found, activity = value.followed, value.activity
    plan = found.plan
    lines: list[RenderableType] = [Text(countdown(plan), "bold")]
    if missed := missed_line(plan):
        lines.append(Text(missed))
    to_come = [step for step in plan.tonight.steps if not step.done]
    if to_come:
        left = sum(step.activity.minutes for step in to_come)
        when = "this morning" if plan.days_left == 0 else "tonight"
        lines.append(Text(f"{counted(len(to_come), 'thing')} left {when}, {left} minutes."))
    lines.append(Text())
    if activity.question is not None:
        lines.append(Text(found.ask(activity.question), "bold"))
    lines += [Text(f"  {activity.why}"), unbroken(f"\nStart:  {activity.command}")]
    if len(to_come) > 1:
        then = " · ".join(label(step, found.titles) for step in to_come[1:])
        lines.append(Text(f"Then:   {then}", "dim"))
    return Group(*lines)


@draw.register
def _over(value: LoopOver) -> RenderableType:
    step = Text("For the next one: mockint plan --loop DAY")
    if value.result is not None:
        return Group(*result_lines([value.result], value.titles, {}), Text(), step)
    return Group(
        Text(f"Your loop was on {day(value.loop)}.", "bold"),
        Text("Note how it went while you remember it: mockint plan --done"),
        step,
    )


@draw.register
def _noted(value: LoopNoted) -> RenderableType:
    return Group(
        *result_lines([value.result], value.titles, {}),
        Text("\nIt is saved. To see it beside your practice: mockint progress"),
    )


@draw.register
def _repaired(value: PlanRepaired) -> RenderableType:
    if not value.moved:
        return Text("Nothing is damaged.")
    return Group(
        *(unbroken(f"Moved to {now}") for _, now in value.moved),
        Text("Nothing else was changed. To make a new plan: mockint plan"),
    )


@draw.register
def _cleared(value: PlanCleared) -> RenderableType:
    if not value.there:
        return Text("There is no plan.")
    return Text("Your plan is deleted." if value.is_gone else "Your plan is as it was.")
