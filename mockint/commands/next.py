"""``mockint next``: what to practice next, and why."""

from datetime import datetime

from mockint import files, locations
from mockint.commands.planning.current import current_plan
from mockint.commands.values.history import Next, NothingToPractice, Rated
from mockint.commands.values.plan import PlannedNow
from mockint.errors import UsageError
from mockint.history.catalogue import called, history, meant_round, pack_of
from mockint.history.schedule import DECISIVE, practiced
from mockint.history.types import RATINGS, Wanted
from mockint.plan.tonight import to_do
from mockint.wiring import settings


def next_(now: datetime) -> Next | NothingToPractice | PlannedNow:
    """What to practice next: what the plan has for tonight, else what is due at ``now``.

    Raises UsageError for a plan that cannot be followed; one that is damaged counts as none.
    """
    followed = current_plan(now)
    return by_schedule(now) if followed is None else PlannedNow(followed, to_do(followed.plan))


def by_schedule(now: datetime) -> Next | NothingToPractice:
    """Without a plan: spaced repetition on what was answered until ``now``."""
    if not is_begun():
        return NothingToPractice()
    known = history()
    ready = practiced(known, now)
    if not ready:
        return NothingToPractice()
    last = ready[0].last
    missing = sorted(
        known.signals(last.round_id, last.number, "missing"),
        key=lambda name: (name not in DECISIVE, name),
    )
    wanted = settings.settings()
    pack = pack_of(last.round_id)
    return Next(
        first=ready[0],
        missing=tuple(missing),
        missing_titles=settings.signal_titles(missing),
        also_due=tuple(one.last for one in ready[1:] if one.due),
        now=now,
        level=settings.level_titles(wanted).get(last.level, last.level),
        pack=None if pack == settings.pack_name(wanted) else pack,
        ahead=last.round_id in known.ahead(),
        called=called(last.round_id),
    )


def is_begun() -> bool:
    """False before the first round and the first plan: there is nothing to look at."""
    places = (locations.history_file(), locations.rounds_dir(), locations.plan_file())
    return any(files.exists(place) for place in places)


def rate(round_id: str, rating: str, number: int | None = None) -> Rated:
    """Keep the person's own rating of an answer; "auto" gives it back to the debrief.

    Raises UsageError for a round or an answer that there is not, and for a demo's.
    """
    round_id = meant_round(round_id)
    known = history()
    answers = known.answers(Wanted(round_id=round_id))
    if not answers:
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    if answers[0].recorded:
        raise UsageError(
            f"round {round_id} is a demo",
            cause="a recorded candidate answered, not you",
            next_step="mockint next",
        )
    numbers = [answer.number for answer in answers]
    if number is None and len(answers) > 1:
        raise UsageError(
            f"round {round_id} has {len(answers)} answers",
            next_step=f"mockint next --rate {round_id} {rating} --answer 1",
        )
    if number is not None and number not in numbers:
        raise UsageError(f"round {round_id} has no answer {number}")
    own = next((known for known in RATINGS if known == rating), None)
    known.rate({(round_id, number or numbers[0]): own})
    return Rated(own)
