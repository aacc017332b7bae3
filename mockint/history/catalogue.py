"""The history as every command asks it: with all rounds in it that lie in our folder.

Past rounds, read back from their folders.
"""

import os
from typing import TYPE_CHECKING, Literal

from mockint import locations
from mockint.errors import HistoryError, UsageError
from mockint.history import folders
from mockint.history.database import History
from mockint.history.retention import wish
from mockint.history.types import Wanted

if TYPE_CHECKING:
    from mockint.record import RoundRecord
from mockint.content.pack import DEFAULT_PACK
from mockint.content.types import Library
from mockint.history.record_json import round_from
from mockint.record import RoundRecord
from mockint.transcribe.types import Transcript


def history() -> History:
    """The history, brought up to date.

    Rounds that an early version kept get their figures, and a folder that the history does not
    know (brought from another machine; a history that was lost) is read. Most times there is
    neither, and that costs a look at the names.
    """
    known = History(locations.history_file())
    there = known.round_ids()
    bare = {name for name, measured in there.items() if not measured}
    behind = sorted((_names_on_disk() - there.keys()) | bare)
    read = [record for name in behind if (record := _read(name)) is not None]
    if read:
        known.add_all(read)
    for name in bare - {record.id for record in read}:
        known.leave_unmeasured(name)
    return known


def wanted(
    known: History,
    question: str | None,
    principle: str | None,
    level: str | None,
    story: str | None = None,
    *,
    own: bool = False,
) -> Wanted:
    """The filter that was typed. Part of a name will do where it means only one.

    ``own``: without the rounds of recorded candidates. Raises UsageError with the names there are.
    """

    def meant(typed: str | None, what: Literal["question", "principle", "story"]) -> str | None:
        return _meant(typed, known.known(what, own=own), what) if typed else None

    return Wanted(
        question=meant(question, "question"),
        principle=meant(principle, "principle"),
        level=level,
        story=meant(story, "story"),
        own=own,
    )


def _meant(typed: str, known: tuple[str, ...], what: str) -> str:
    slug = "-".join(typed.lower().split())
    if slug in known:
        return slug
    near = [name for name in known if slug in name]
    if len(near) == 1:
        return near[0]
    there = ", ".join(near or known) or "none yet"
    told = "with" if what == "story" else "to"
    raise UsageError(f"no answer {told} the {what} {typed!r}", cause=f"in the history are: {there}")


def _names_on_disk() -> frozenset[str]:
    try:
        return frozenset(os.listdir(locations.rounds_dir()))
    except FileNotFoundError:
        return frozenset()


def _read(name: str) -> "RoundRecord | None":
    """The round without its words; None for one that is not kept, or cannot be read."""
    folder = folders.RoundFolder(locations.rounds_dir() / name)
    value = folder.read_json(folders.ROUND)
    if value is None or wish(folder) == "nothing":
        return None
    from mockint.history.record_json import round_from

    try:
        record = round_from(value, {}, folder=folder.path)
    except HistoryError:
        return None
    return record if record.id == name else None


TRANSCRIPT = ".transcript.json"


def pack_of(round_id: str) -> str | None:
    """Name of the pack that a round was sat with; None where its files are gone."""
    value = folders.RoundFolder(locations.rounds_dir() / round_id).read_json(folders.ROUND)
    return None if value is None else value.get("pack", DEFAULT_PACK)


def find_folder(round_id: str | None) -> folders.RoundFolder:
    """The folder of round ``round_id``; the newest one that was kept without one.

    Raises UsageError where there is none.
    """
    kept = [
        folder
        for folder in folders.all_folders(locations.rounds_dir())
        if (folder.path / folders.ROUND).exists()
    ]
    if round_id is not None:
        kept = [folder for folder in kept if folder.id == round_id]
        if not kept:
            raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    if not kept:
        raise UsageError("there are no rounds yet", next_step="mockint round")
    return kept[-1]


def load_round(folder: folders.RoundFolder, library: Library) -> RoundRecord:
    """The round kept in ``folder``.

    Raises HistoryError where it cannot be read, UnreadableTranscript for a broken transcript.
    """
    value = folder.read_json(folders.ROUND)
    if value is None:
        raise HistoryError(
            f"the round in {folder.path} cannot be read",
            cause=f"{folders.ROUND} is missing or damaged",
            next_step="mockint history",
        )
    return round_from(
        value, _transcripts(folder), folder=folder.path, principles=library.principles
    )


def _transcripts(folder: folders.RoundFolder) -> dict[str, Transcript]:
    from mockint.transcribe.interchange import read

    return {
        path.name.removesuffix(TRANSCRIPT): read(path)
        for path in sorted(folder.path.glob(f"*{TRANSCRIPT}"))
    }
