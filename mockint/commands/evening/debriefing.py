"""The end of a round, whenever it is judged: packed, kept with its debrief and its page."""

from pathlib import Path

from mockint.commands.ports import Front
from mockint.commands.values.practice import AnswerAngle
from mockint.commands.values.round import Debrief, RoundDebrief, RoundResult
from mockint.content.types import Library
from mockint.history.catalogue import called
from mockint.history.folders import RoundFolder
from mockint.history.keeper import Keeper
from mockint.record import RoundRecord
from mockint.wiring.interview import InterviewSetup


def debriefed(
    record: RoundRecord,
    setup: InterviewSetup,
    keeper: Keeper,
    front: Front,
    *,
    angles: tuple[AnswerAngle, ...] = (),
) -> RoundResult:
    """Pack the takes of a round that is over, and keep it with its debrief.

    ``angles``: of a round through a lens.
    """
    record = keeper.pack(record)
    shown = RoundDebrief(debrief=Debrief(record, setup.library.pack), angles=angles)
    if keeper.keeps_words:
        with keeper.trying():
            keeper.write_debrief(front.as_text(shown))
        with keeper.trying():
            _write_page(record, keeper.folder, setup.library)
    left: tuple[Path, ...] = ()
    if setup.keep == "figures":
        with keeper.trying():
            left = keeper.folder.recordings()
    return RoundResult(
        shown=shown,
        is_kept=keeper.keeps_words,
        keeps_recordings=setup.keep == "all",
        not_transcribed=left,
        called=called(record.id) if keeper.keeps_words else "",
        problems=tuple(keeper.problems),
    )


def _write_page(record: RoundRecord, folder: RoundFolder, library: Library) -> None:
    """The page beside the debrief; ``mockint report`` makes it again where it failed."""
    from mockint.commands.report import write_page

    write_page(record, folder.path, library)
