"""What was typed of a plan's wishes, as values: a day, minutes, principles, stories."""

from datetime import date

from mockint.commands.story import find_story
from mockint.content.types import Library
from mockint.errors import UsageError
from mockint.plan.dates import meant_day
from mockint.plan.types import FARTHEST_DAYS, LEAST_MINUTES, MOST_MINUTES
from mockint.text.format import day
from mockint.wiring import settings


def loop_on(typed: str, today: date) -> date:
    """Raises UsageError for a day that is past, or more than a year away."""
    loop = meant_day(typed, today)
    if loop < today:
        raise UsageError(
            f"{day(loop)} is past",
            cause="a plan needs a day to come",
            next_step="mockint plan --loop 'in 7 days'",
        )
    if (loop - today).days > FARTHEST_DAYS:
        raise UsageError(
            f"{day(loop)} is more than a year away",
            cause="so far ahead the schedule alone is better",
            next_step="mockint next",
        )
    return loop


def minutes_of(typed: str) -> int:
    """Raises UsageError where it is no number of minutes for an evening."""
    number = typed.strip()
    is_number = number.isdecimal() and len(number) <= len(str(MOST_MINUTES))
    if not (is_number and LEAST_MINUTES <= int(number) <= MOST_MINUTES):
        raise UsageError(
            f"an evening cannot have {number or 'no'} minutes",
            cause=f"it takes {LEAST_MINUTES} to {MOST_MINUTES}",
            next_step="mockint plan --minutes 40",
        )
    return int(number)


def principles_of(typed: str, library: Library) -> tuple[str, ...]:
    """Each once, in the order typed. Raises UsageError for one that there is not."""
    from mockint.content.find import find_principle

    slugs = tuple(library.principles)
    if typed.strip().lower() == "all":
        return tuple(slug for slug in slugs if slug in asked_about(library))
    found = []
    for one in (piece.strip() for piece in typed.split(",")):
        if one.isdecimal() and 1 <= int(one) <= len(slugs):
            found.append(slugs[int(one) - 1])
        elif one:
            found.append(find_principle(library, one).slug)
    if not found:
        raise UsageError(
            f"you gave no {library.pack.principle}",
            next_step=f"mockint plan --principles {two_of(library)}",
        )
    for slug in found:
        if slug not in asked_about(library):
            raise UsageError(
                f"there is no question about {slug}",
                cause="a plan asks a question for each",
                next_step="mockint questions",
            )
    return tuple(dict.fromkeys(found))


def asked_about(library: Library) -> frozenset[str]:
    """The principles that there is a question for."""
    return frozenset(one.principle for one in library.questions.values())


def two_of(library: Library) -> str:
    """Two of the pack's principles, as an example to type."""
    return ",".join(tuple(library.principles)[:2])


def stories_of(typed: str, library: Library) -> tuple[str, ...]:
    """Their names; none for "all". Raises UsageError for one that there is not."""
    if typed.strip().lower() == "all":
        return ()
    every = settings.stories(settings.settings(), library)
    names = [piece.strip() for piece in typed.split(",") if piece.strip()]
    return tuple(dict.fromkeys(find_story(every, one).name for one in names))
