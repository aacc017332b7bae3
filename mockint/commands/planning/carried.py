"""The plan and the notes on real loops in an export: taken along, and brought in."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from mockint.commands.planning import plan_file
from mockint.commands.values.plan import Came, PlanImported
from mockint.history.types import WhereDifferent
from mockint.plan.kept import (
    NotAPlan,
    notes_from_json,
    notes_to_json,
    wishes_from_json,
    wishes_to_json,
)
from mockint.plan.types import LoopResult, Wishes

PLAN, NOTES = "loop-plan", "loop-notes"
NAMES = {PLAN: "your plan", NOTES: "your notes on real loops"}
T = TypeVar("T")


def packed() -> dict[str, Any]:
    """What goes along, as plain values; nothing of what is not there or cannot be read."""
    kept = plan_file.read()
    packed = {}
    if kept.wishes is not None:
        packed[PLAN] = wishes_to_json(kept.wishes)
    if kept.results:
        packed[NOTES] = notes_to_json(kept.results)
    return packed


def brought_in(beside: Mapping[str, Any], where_different: WhereDifferent) -> PlanImported:
    """Keep the plan where there is none here, and the notes on loops that have none here.

    What is here gives way only where ``where_different`` says so. Raises FileError.
    """
    unreadable: list[str] = []
    wishes = _read(beside, PLAN, wishes_from_json, unreadable)
    results = _read(beside, NOTES, notes_from_json, unreadable) or ()
    came = _plan(wishes, replaces=where_different == "replace mine")
    new, different = _notes(results, replaces=where_different == "replace mine")
    return PlanImported(
        plan=came,
        loop=wishes.loop if wishes else None,
        new_notes=new,
        different_notes=different,
        unreadable=tuple(unreadable),
    )


def _read(
    beside: Mapping[str, Any],
    name: str,
    meant: Callable[[Mapping[str, Any]], T],
    unreadable: list[str],
) -> T | None:
    """None where it is not there, or is unreadable and so named there."""
    if name not in beside:
        return None
    try:
        return meant(beside[name])
    except NotAPlan as error:
        unreadable.append(f"{NAMES[name]} ({error})")
    return None


def _plan(wishes: Wishes | None, *, replaces: bool) -> Came:
    own = plan_file.read().wishes
    if wishes is None:
        return "none"
    if own == wishes:
        return "same"
    if own is not None and not replaces:
        return "different"
    plan_file.write_wishes(wishes)
    return "new" if own is None else "replaced"


def _notes(results: tuple[LoopResult, ...], *, replaces: bool) -> tuple[int, int]:
    """How many came in, and how many others there are here for the same loops, which stayed."""
    own = {one.loop: one for one in plan_file.read().results}
    others = [one for one in results if one.loop in own and own[one.loop] != one]
    new = [one for one in results if one.loop not in own] + (others if replaces else [])
    if new:
        plan_file.write_notes(tuple({**own, **{one.loop: one for one in new}}.values()))
    return len(new), 0 if replaces else len(others)
