"""Whether there is a plan to practice by. Quick where there is none."""

from dataclasses import replace
from datetime import datetime

from mockint.commands.planning import plan_file
from mockint.commands.values.plan import Followed
from mockint.errors import UsageError
from mockint.plan.types import FARTHEST_DAYS, Wishes
from mockint.text.format import day
from mockint.wiring import settings


def current_plan(now: datetime) -> Followed | None:
    """The plan to practice by; None where there is none, it cannot be used, or its loop is over.

    Raises UsageError where none of its principles is left.
    """
    kept = plan_file.read()
    if kept.wishes is None or kept.is_over(now.date()) or not _has_pack(kept.wishes):
        return None
    if far_away(kept.wishes, now):
        return None
    from mockint.commands.planning.follow import followed

    return followed(kept.wishes, now)


def is_unnoted(now: datetime) -> bool:
    """Whether the plan's loop is over, and nobody said how it went."""
    kept = plan_file.read()
    wishes = kept.wishes
    return wishes is not None and wishes.loop < now.date() and not kept.result_of(wishes.loop)


def far_away(wishes: Wishes, now: datetime) -> UsageError | None:
    """Why a plan is not followed whose loop is years away; None where it is not."""
    if (wishes.loop - now.date()).days <= FARTHEST_DAYS:
        return None
    return UsageError(
        f"the loop of your plan ({day(wishes.loop)}) is more than a year away",
        cause=f"the clock of this machine may be wrong: it says {day(now)}",
        next_step="set the clock, or mockint plan --clear",
    )


def troubles(now: datetime) -> tuple[str, ...]:
    """Why what is kept of a plan or of real loops is not used, a line each."""
    wishes, lost = plan_file.read().wishes, list(plan_file.damage())
    if wishes is not None and (away := far_away(wishes, now)):
        lost.append(str(away))
    if wishes is not None and not _has_pack(wishes):
        error = UsageError(
            f"this goes on without your plan, since its pack {wishes.pack} is not there",
            cause="put the pack back, or make another plan",
            next_step="mockint plan --clear",
        )
        lost.append(str(error))
    return tuple(lost)


def _has_pack(wishes: Wishes) -> bool:
    if not wishes.pack:
        return True
    try:
        settings.pack_folder(replace(settings.settings(), pack=wishes.pack))
    except UsageError:
        return False
    return True
