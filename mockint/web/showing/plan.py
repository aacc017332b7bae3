"""The plan: shown, made and changed by a form, and how the loop went."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, get_args

from mockint.commands.values.plan import LoopOver, PlanShown
from mockint.errors import MockintError, UsageError
from mockint.pages import plan as pages
from mockint.plan.types import BEST, WORST, Offer, Went
from mockint.web.front import PageFront
from mockint.web.live import Live
from mockint.web.stage import Answers

if TYPE_CHECKING:
    from mockint.commands.planning.plan import PlanOptions

Fields = Mapping[str, Sequence[str]]
"""Of a form: by name, all that was chosen or typed, nothing of it empty."""


def plan(pack: str | None) -> str:
    """The plan; the form to make one where there is none."""
    from mockint.commands.planning.plan import as_it_stands

    value = as_it_stands(_now())
    return change(pack) if value is None else _shown(value)


def change(pack: str | None) -> str:
    """The form, filled in with the plan there is. ``pack``: the one to choose from."""
    from mockint.commands.planning.choices import choices

    return pages.form_page(pages.form_of(choices(pack), _now().date()), _troubles())


def saved(given: Fields) -> str:
    """Make the plan of the form, or change the one there is to it."""
    from mockint.commands.planning.plan import plan as made

    try:
        with _using(_one(given, "pack")):
            value = made(_options(given), _nobody(), _now())
    except MockintError as error:
        return _again(given, said(error))
    return _shown(value)


def noted(given: Fields) -> str:
    """Keep how the loop went."""
    from mockint.commands.planning.done import note
    from mockint.commands.planning.plan import as_it_stands

    went = []
    for name, (typed, *_rest) in given.items():
        slug = name.removeprefix("went-")
        if slug != name and typed.isdecimal() and len(typed) == 1:
            number = min(BEST, max(WORST, int(typed)))
            asked = " ".join(_one(given, f"question-{slug}").split())
            went.append(Went(principle=slug, went=number, question=asked))
    offer: Offer = next((one for one in get_args(Offer) if one == _one(given, "offer")), "waiting")
    note(tuple(went), offer, _now().date())
    value = as_it_stands(_now())
    assert value is not None, "it was noted for a plan"
    return _shown(value, "It is saved. It stands beside your practice under Progress.")


def repaired() -> str:
    """Move what is damaged aside."""
    from mockint.commands.planning.plan import repair

    repair()
    return plan(None)


def said(error: MockintError) -> str:
    """What failed and why, without what to type: on a page nobody types it."""
    why = f" ({error.cause})" if error.cause else ""
    return f"{error.what[:1].upper()}{error.what[1:]}{why}."


def _shown(value: PlanShown | LoopOver, note: str = "") -> str:
    from mockint.commands.planning import plan_file

    if isinstance(value, LoopOver):
        return pages.over_page(value, _troubles(), note)
    return pages.plan_page(value, plan_file.read().results, _troubles(), note)


def _again(given: Fields, trouble: str) -> str:
    """The form as it was filled in, with what is wrong with it."""
    from mockint.commands.planning.choices import choices

    form = pages.PlanForm(
        choices=choices(_one(given, "pack") or None),
        loop=_one(given, "loop"),
        principles=given.get("principle", ()),
        stories=given.get("story", ()),
        minutes=_one(given, "minutes"),
        off=given.get("off", ()),
        level=_one(given, "level"),
        posting=_one(given, "posting"),
        forgets="forget" in given,
        trouble=trouble,
    )
    return pages.form_page(form, _troubles())


def _options(given: Fields) -> "PlanOptions":
    """The form as what would be typed. Raises UsageError."""
    from mockint.commands.planning.plan import PlanOptions
    from mockint.commands.planning.wished import minutes_of

    if not _one(given, "loop"):
        raise UsageError("a plan needs the day of your loop")
    posting = _one(given, "posting")
    principles = ",".join(given.get("principle", ()))
    return PlanOptions(
        loop=_one(given, "loop"),
        principles=None if posting and not principles else principles,
        stories=",".join(given.get("story", ())) or "all",
        minutes=minutes_of(_one(given, "minutes")),
        off=",".join(given.get("off", ())) or "none",
        level=_one(given, "level") or None,
        job="none" if "forget" in given and not posting else None,
        job_text=posting or None,
    )


def _using(pack: str) -> AbstractContextManager[None]:
    """Within it the pack of the form is chosen. Raises UsageError where it is not listed."""
    from mockint.commands.config import using_pack
    from mockint.commands.planning.choices import check_pack

    if not pack:
        return nullcontext()
    check_pack(pack)
    return using_pack(pack)


def _nobody() -> PageFront:
    """A front where nobody answers: all that is needed stands in the form."""
    answers = Answers()
    answers.close()
    return PageFront(Live(), answers)


def _troubles() -> tuple[str, ...]:
    from mockint.commands.planning.current import troubles

    return troubles(_now())


def _one(given: Fields, name: str) -> str:
    return next(iter(given.get(name, ())), "").strip()


def _now() -> datetime:
    return datetime.now().astimezone()
