"""``mockint plan``: the evenings until a loop, shown, made, changed and deleted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from mockint.commands.planning import plan_file
from mockint.commands.planning.current import far_away
from mockint.commands.planning.follow import followed, in_pack_of
from mockint.commands.planning.wished import (
    asked_about,
    loop_on,
    minutes_of,
    principles_of,
    stories_of,
    two_of,
)
from mockint.commands.ports import Front
from mockint.commands.posting import posting_in, read_job
from mockint.commands.story import asks, evidence
from mockint.commands.values.plan import Followed, LoopOver, PlanCleared, PlanRepaired, PlanShown
from mockint.commands.values.posting import PostingRead
from mockint.config import Settings
from mockint.content.types import Library
from mockint.errors import UsageError
from mockint.history.catalogue import history
from mockint.plan.dates import meant_weekdays
from mockint.plan.types import USUAL_MINUTES, Kept, Wishes
from mockint.plan.weights import weights
from mockint.stories.coverage import Coverage, coverage
from mockint.text.format import day
from mockint.wiring import settings

T = TypeVar("T")
MOST_PROPOSED = 5
"""Principles of a posting, the most stressed ones: as many as a loop has interviewers. Ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What was typed of the wishes; None for what is to stay as it is."""

    loop: str | None = None
    """A day, as ``plan.dates`` reads it."""
    principles: str | None = None
    """Slugs, titles or numbers, with commas; "all" for every one of the pack."""
    stories: str | None = None
    """Names, with commas; "all" for every one."""
    minutes: int | None = None
    off: str | None = None
    """Weekdays, with commas; "none" for none."""
    level: str | None = None
    job: str | None = None
    """File of a job posting, whose stress weights the principles; "none" for all alike."""
    job_text: str | None = None
    """The posting itself, where it is in no file."""

    @property
    def follows_job(self) -> bool:
        """A posting was given."""
        return self.job_text is not None or self.job not in (None, "none")


def plan(options: PlanOptions, front: Front, now: datetime) -> PlanShown | LoopOver:
    """Show the plan; make it where there is none, change it where something was typed.

    Asks for what is missing where somebody can answer. Raises UsageError for what cannot be
    planned, FileError.
    """
    kept = plan_file.read()
    wishes, note, posting = kept.wishes, "", None
    if options != PlanOptions() or wishes is None:
        is_new = wishes is None or options.loop is not None
        if wishes is None:
            wishes, posting = _made(options, front, now.date())
        else:
            wishes, posting = _changed(wishes, options, front, now.date())
        plan_file.write_wishes(wishes)
        note = "Your plan is saved." if is_new else "Your plan is changed."
    return _standing(replace(kept, wishes=wishes), wishes, now, note, posting)


def as_it_stands(now: datetime) -> PlanShown | LoopOver | None:
    """The plan as it is kept; None where there is none. Raises as ``plan``."""
    kept = plan_file.read()
    return None if kept.wishes is None else _standing(kept, kept.wishes, now)


def _standing(
    kept: Kept, wishes: Wishes, now: datetime, note: str = "", posting: PostingRead | None = None
) -> PlanShown | LoopOver:
    if kept.is_over(now.date()):
        with in_pack_of(wishes):
            titles = settings.principle_titles(settings.settings())
        return LoopOver(wishes.loop, kept.result_of(wishes.loop), titles, wishes.principles)
    if away := far_away(wishes, now):
        raise away
    found = followed(wishes, now)
    return PlanShown(followed=found, coverage=_coverage(wishes, found), note=note, posting=posting)


def _coverage(wishes: Wishes, found: Followed) -> Coverage:
    library = found.library
    with in_pack_of(wishes):
        wanted = settings.settings()
        level = settings.level(wishes.level, wanted, library)
        every = settings.stories(wanted, library)
        known = history()
        shown = [evidence(every[one.name], library, level, known) for one in found.stories]
        asked = asks(library)
    return coverage(shown, {slug: asked[slug] for slug in wishes.principles if slug in asked})


# ---------------------------------------------------------------- made and changed


def _made(options: PlanOptions, front: Front, today: date) -> tuple[Wishes, PostingRead | None]:
    """A new plan, and the posting that it follows."""
    wanted = settings.settings()
    library = settings.library(wanted)
    is_said = options.principles is not None or options.job is not None or options.follows_job
    if not front.interactive and (options.loop is None or not is_said):
        raise UsageError(
            "you have no plan yet",
            cause="it needs the day of your loop, and what it asks about",
            next_step=f"mockint plan --loop 'in 7 days' --principles {two_of(library)}",
        )
    posting = _posting(options, front, library)
    loop = _asked(
        front,
        options.loop,
        "When is your loop? (2026-12-03, Dec 3, Thursday, in 5 days)",
        lambda typed: loop_on(typed, today),
    )
    principles = _chosen(options.principles, posting, front, library)
    minutes = options.minutes
    if minutes is None and front.interactive and options.loop is None:
        minutes = _asked(
            front, None, "How many minutes an evening?", minutes_of, default=str(USUAL_MINUTES)
        )
    level = None
    if front.interactive and options.loop is None and options.level is None:
        level = _asked_level(front, wanted, library)
    made = Wishes(
        loop=loop,
        principles=principles,
        made=today,
        minutes=USUAL_MINUTES if minutes is None else minutes,
        pack=settings.pack_name(wanted),
        level=level,
    )
    rest = replace(options, loop=None, principles=None, minutes=None)
    return _with(made, rest, library, posting), posting


def _posting(options: PlanOptions, front: Front, library: Library) -> PostingRead | None:
    """What the posting stresses, which is shown at once. Raises as ``read_job``."""
    if options.job_text is not None:
        posting = posting_in(options.job_text, "the posting", library)
    elif options.job is None or options.job == "none":
        return None
    else:
        posting = read_job(options.job, library)
    front.show(posting)
    return posting


def _chosen(
    typed: str | None, posting: PostingRead | None, front: Front, library: Library
) -> tuple[str, ...]:
    """What the loop asks about: as typed; else what the posting stresses most, which a person may
    change; else as answered. Raises UsageError.
    """
    slugs = tuple(library.principles)
    strongest = [
        slug for slug in (posting.principles if posting else ()) if slug in asked_about(library)
    ]
    proposed = ",".join(str(slugs.index(slug) + 1) for slug in strongest[:MOST_PROPOSED])
    if typed is None and not front.interactive:
        typed = proposed
    how = "Enter takes the posting's" if proposed else "Numbers or names, with commas"
    if typed is None:
        titles = [one.title for one in library.principles.values()]
        front.tell(" · ".join(f"{number} {title}" for number, title in enumerate(titles, 1)))
    return _asked(
        front,
        typed,
        f"Which {library.pack.principles}? {how}",
        lambda typed: principles_of(typed, library),
        default=proposed or "all",
    )


def _asked_level(front: Front, wanted: Settings, library: Library) -> str | None:
    """The level to judge at; None where the settings say it."""
    pack = library.pack
    if wanted.level in pack.level_names:
        return None
    titles = [f"{number} {one.title}" for number, one in enumerate(pack.levels, 1)]
    named = {str(number): one.name for number, one in enumerate(pack.levels, 1)}

    def meant(typed: str) -> str:
        return settings.level_of(named.get(typed, typed.lower()), pack).name

    how = f"Which level? {' · '.join(titles)}"
    return _asked(front, None, how, meant, default=pack.default_level)


def _asked(
    front: Front, typed: str | None, question: str, meant: Callable[[str], T], default: str = ""
) -> T:
    """What was typed, else what is answered, asked again until it is understood."""
    if typed is not None:
        return meant(typed)
    while True:
        answer = front.ask(question, default=default).strip()
        try:
            return meant(answer)
        except UsageError as error:  # without the next step: a command is no answer here
            cause = f" ({error.cause})" if error.cause else ""
            front.tell(f"{error.what}{cause}" if answer else "Type it, or stop with Ctrl-C.")


def _changed(
    wishes: Wishes, options: PlanOptions, front: Front, today: date
) -> tuple[Wishes, PostingRead | None]:
    """The plan with what was typed, and the posting; for another loop it begins today.

    The posting of another loop proposes what that one asks about; otherwise this stays.
    """
    is_proposed = False
    if options.loop is not None:
        loop = loop_on(options.loop, today)
        is_other = loop != wishes.loop
        wishes = replace(wishes, loop=loop, made=today if is_other else wishes.made)
        is_proposed = is_other and options.follows_job and not options.principles
        if options.principles is not None or is_proposed:
            wishes = _in_chosen_pack(replace(wishes, weights={}) if is_other else wishes)
    elif wishes.loop < today:
        raise UsageError(
            f"your loop was on {day(wishes.loop)}",
            cause="a new plan needs the day of the next one",
            next_step="mockint plan --loop 'in 7 days'",
        )
    with in_pack_of(wishes):
        library = settings.library(settings.settings())
        posting = _posting(options, front, library)
        if is_proposed:
            wishes = replace(wishes, principles=_chosen(None, posting, front, library))
        return _with(wishes, options, library, posting), posting


def _in_chosen_pack(wishes: Wishes) -> Wishes:
    """Who names the day and the principles means those of the pack that is chosen now."""
    pack = settings.pack_name(settings.settings())
    if pack == wishes.pack:
        return wishes
    return replace(wishes, pack=pack, level=None, weights={})


def _with(
    wishes: Wishes, options: PlanOptions, library: Library, posting: PostingRead | None
) -> Wishes:
    """All that was typed but the loop's day."""
    wanted = settings.settings()
    if options.principles is not None:
        wishes = replace(wishes, principles=principles_of(options.principles, library))
    if options.stories is not None:
        wishes = replace(wishes, stories=stories_of(options.stories, library))
    if options.minutes is not None:
        wishes = replace(wishes, minutes=minutes_of(str(options.minutes)))
    if options.off is not None:
        wishes = replace(wishes, days_off=meant_weekdays(options.off))
    if options.level is not None:
        wishes = replace(wishes, level=settings.level(options.level, wanted, library).name)
    if options.job is not None or options.follows_job:
        found = weights(posting.weights if posting else {}, wishes.principles)
        wishes = replace(wishes, weights=found)
    return wishes


# ---------------------------------------------------------------- moved aside, deleted


def repair() -> PlanRepaired:
    """Move what is damaged of the plan and the notes aside. Raises FileError."""
    return PlanRepaired(plan_file.move_aside())


def clear(front: Front, *, sure: bool = False) -> PlanCleared:
    """Delete the plan and what was noted of real loops; asks first unless ``sure``.

    A file that cannot be read goes, too. Raises UsageError where nobody can answer.
    """
    if not plan_file.is_there():
        return PlanCleared(there=False)
    if not sure and not front.interactive:
        raise UsageError(
            "this deletes your plan, but there is no terminal to confirm it",
            next_step="mockint plan --clear --yes",
        )
    question = "Delete your plan, and what you noted about your real loops?"
    if not sure and not front.confirm(question):
        return PlanCleared(there=True, is_gone=False)
    plan_file.clear()
    return PlanCleared(there=True)
