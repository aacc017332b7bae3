"""What was answered, and whether practice works."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint.commands.values.history import SideBySide
from mockint.errors import UsageError
from mockint.pages import evening
from mockint.web.front import PageFront

ROUNDS_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class PlayableRecording:
    """A recording that the browser may play."""

    path: Path
    kind: str


def rounds(asked: Mapping[str, str]) -> str:
    """What was answered; ``asked``: the page, and by what it is narrowed."""
    from mockint.commands.history import filters, history, unreadable_rounds
    from mockint.commands.planning import plan_file

    chosen = {name: asked.get(name, "") for name in ("question", "principle", "level", "story")}
    typed = asked.get("page", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 7 and int(typed) > 0 else 1
    return evening.rounds_page(
        history(
            limit=ROUNDS_A_PAGE,
            page=number,
            **{name: value or None for name, value in chosen.items()},
        ),
        filters(),
        chosen,
        unreadable_rounds(),
        has_plan=plan_file.is_there(),
    )


def rated(given: Mapping[str, str]) -> None:
    """Keep the person's own rating of an answer. Raises UsageError."""
    from mockint.commands.next import rate
    from mockint.history.types import RATINGS

    number, rating = given.get("answer", ""), given.get("rating", "auto")
    if rating != "auto" and rating not in RATINGS:
        raise UsageError(f"there is no rating {rating!r}")
    is_number = number.isdecimal() and len(number) < 4
    rate(given.get("round", ""), rating, int(number) if is_number else None)


def debrief(round_id: str, front: PageFront) -> str:
    """One round; where it was just held again, beside the take before."""
    from mockint.commands.report import served_page

    is_last = front.place == f"/rounds/{round_id}"
    beside = [one for one in front.shown if isinstance(one, SideBySide)] if is_last else []
    return served_page(round_id, beside)


def beside(round_id: str) -> str:
    """One round, each of its takes beside the one before it."""
    from mockint.commands.compare import beside_before
    from mockint.commands.report import served_page

    return served_page(round_id, beside_before(round_id))


def recording(round_id: str, number: int) -> PlayableRecording:
    """The ``number``-th recording of a round's page, from 1. Raises UsageError."""
    from mockint.commands.report import recordings_of

    found = recordings_of(round_id)
    if not 1 <= number <= len(found):
        raise UsageError(f"round {round_id} has no recording {number}", next_step="mockint history")
    path = found[number - 1]
    return PlayableRecording(path, "audio/flac" if path.suffix == ".flac" else "audio/wav")


def progress() -> str:
    """Whether practice works."""
    from mockint.commands.progress import progress as made
    from mockint.pages.progress import render

    value = made()
    if value.trend is None:
        return evening.plain_page("Progress", ("No answer was judged yet.",))
    return render(value.trend, value.signals, value.principles, value.loops, served=True)
