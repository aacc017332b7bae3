"""``mockint plan --done``: how the real loop went, kept beside the practice."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import get_args

from mockint.commands.planning import plan_file
from mockint.commands.planning.follow import in_pack_of
from mockint.commands.ports import Front
from mockint.commands.values.plan import LoopNoted
from mockint.errors import UsageError
from mockint.plan.types import BEST, WORST, Kept, LoopResult, Offer, Went, Wishes
from mockint.text.format import counted
from mockint.wiring import settings


def done(front: Front, today: date) -> LoopNoted:
    """Ask how the plan's loop went, and keep it in place of what was noted before.

    Raises UsageError where there is no plan, its loop is still to come, or nobody can answer.
    """
    kept, wishes = _held(today)
    if not front.interactive:
        raise UsageError(
            "there is no terminal to ask you how it went", next_step="mockint plan --done"
        )
    with in_pack_of(wishes):
        titles = settings.principle_titles(settings.settings())
    before = kept.result_of(wishes.loop)
    front.tell(f"How did it go? {WORST} is badly, {BEST} is very well. Enter: it was not asked.")
    return note(tuple(_each(wishes, before, titles, front)), _offer(before, front), today)


def note(principles: tuple[Went, ...], offer: Offer, today: date) -> LoopNoted:
    """Keep how the plan's loop went, in place of what was noted before.

    What the plan is not for is left out. Raises UsageError where there is no plan, or its loop is
    still to come.
    """
    kept, wishes = _held(today)
    principles = tuple(one for one in principles if one.principle in wishes.principles)
    with in_pack_of(wishes):
        titles = settings.principle_titles(settings.settings())
    result = LoopResult(loop=wishes.loop, principles=principles, offer=offer)
    others = [one for one in kept.results if one.loop != result.loop]
    plan_file.write_notes((*others, result))
    return LoopNoted(result=result, titles=titles)


def _held(today: date) -> tuple[Kept, Wishes]:
    """What is kept of a loop that was held. Raises UsageError."""
    kept = plan_file.read()
    wishes = kept.wishes
    if wishes is None:
        raise UsageError("you have no plan, so there is no loop to note", next_step="mockint plan")
    if wishes.loop > today:
        left = counted((wishes.loop - today).days, "day")
        raise UsageError(
            f"your loop is still {left} away",
            cause="if it was earlier than planned, change its day first",
            next_step="mockint plan --loop today",
        )
    return kept, wishes


def _each(
    wishes: Wishes, before: LoopResult | None, titles: Mapping[str, str], front: Front
) -> Iterator[Went]:
    """What was asked, one after the other; what was said before is offered again."""
    old = {one.principle: one for one in before.principles} if before else {}
    for slug in wishes.principles:
        noted = old.get(slug)
        went = _number(front, titles.get(slug, slug), str(noted.went) if noted else "")
        if went is not None:
            asked = front.ask(
                "  What was the question? (Enter: leave it out)",
                default=noted.question if noted else "",
            )
            yield Went(principle=slug, went=went, question=" ".join(asked.split()))


def _number(front: Front, title: str, default: str) -> int | None:
    """1 to 5; None for a principle that was not asked."""
    while True:
        typed = front.ask(f"{title}, {WORST} to {BEST}", default=default).strip()
        if typed in ("", "-"):
            return None
        if typed.isdecimal() and WORST <= int(typed) <= BEST:
            return int(typed)
        front.tell(f"{typed!r} is not a number from {WORST} to {BEST}. It was not asked: -")


def _offer(before: LoopResult | None, front: Front) -> Offer:
    while True:
        last: Offer = before.offer if before else "waiting"
        typed = front.ask("Did you get an offer? (yes, no, waiting)", default=last)
        words = typed.strip().lower()
        found: Offer | None = next(
            (one for one in get_args(Offer) if words and one.startswith(words)), None
        )
        if found is not None:
            return found
        front.tell(f"{typed!r} is none of them.")
