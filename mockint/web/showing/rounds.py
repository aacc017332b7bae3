"""What was answered, and whether practice works."""

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


def rounds(page: int) -> str:
    """What was answered."""
    from mockint.commands.history import history

    return evening.rounds_page(history(limit=ROUNDS_A_PAGE, page=page))


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
