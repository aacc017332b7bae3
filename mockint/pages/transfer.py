"""The page's forms for an import and for deleting all there is, and what came of them."""

from collections.abc import Iterator

from mockint.commands.values.history import Deletable, Deleted
from mockint.commands.values.plan import PlanImported
from mockint.history.types import Imported
from mockint.pages.document import Dress, document
from mockint.text.format import counted, day

_DRESS = Dress(styles=("page.css",), scripts=("files.js",), served=True)
SURE = "delete"
"""What is typed before all is deleted."""


def import_page(last: Imported | None) -> str:
    """Where a file is handed over. ``last``: what came of the last one."""
    return document(
        "import.html",
        _DRESS,
        here="/rounds",
        came=[*_came(last)] if last else (),
        stayed=[*_stayed(last)] if last else (),
        unreadable=[*_unreadable(last)] if last else (),
    )


def delete_page(value: Deletable, *, trouble: str = "") -> str:
    """What would go, and the field for the word."""
    return document(
        "delete.html",
        _DRESS,
        here="/rounds",
        value=value,
        size=f"{value.bytes / 1e6:.1f} MB",
        sure=SURE,
        trouble=trouble,
    )


def deleted_page(value: Deleted) -> str:
    """What is gone."""
    return document("delete.html", _DRESS, here="/rounds", value=None, gone=value)


def _came(value: Imported) -> Iterator[str]:
    """A line for each thing that is here now."""
    if value.new:
        yield f"{counted(len(value.new), 'round')} came in."
    if value.replaced:
        yield f"{counted(len(value.replaced), 'round')} took the place of yours."
    for before, now in value.copies:
        yield f"Round {before} came in beside yours, as {now}."
    if value.known:
        yield f"{counted(len(value.known), 'round')} you had already."
    plan = value.beside
    if isinstance(plan, PlanImported):
        if plan.plan in ("new", "replaced") and plan.loop is not None:
            yield f"The plan for your loop on {day(plan.loop)} came in."
        if plan.plan == "same":
            yield "You had this plan already."
        if plan.new_notes:
            yield f"Your notes on {counted(plan.new_notes, 'real loop')} came in."


def _stayed(value: Imported) -> Iterator[str]:
    """A line for each thing that is another one here, and stayed."""
    for one in value.different:
        yield f"Round {one.id}: {', '.join(one.differs)}"
    plan = value.beside
    if isinstance(plan, PlanImported):
        if plan.plan == "different":
            yield "Your plan"
        if plan.different_notes:
            yield f"Your notes on {counted(plan.different_notes, 'real loop')}"


def _unreadable(value: Imported) -> Iterator[str]:
    for one in value.unreadable:
        yield f"Round {one.id}: {one.cause}"
    if isinstance(value.beside, PlanImported):
        yield from value.beside.unreadable
