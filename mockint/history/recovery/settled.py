"""Which rounds have nothing left to judge: found once, and true while their files stay the same."""

from collections.abc import Mapping
from contextlib import suppress

from mockint import files, locations
from mockint.errors import FileError, HistoryError
from mockint.history.database import History
from mockint.history.folders import ROUND, RoundFolder


class Settled(History):
    """The history's notes on rounds that were read and found judged.

    A round that is saved, judged again or deleted loses its note by itself.
    """

    def stamps(self) -> Mapping[str, str]:
        """By round: what ``stamp_of`` gave when its file was read. None where nobody can tell."""
        with suppress(HistoryError, FileError), self._open() as db:
            return dict(db.execute("SELECT id, settled FROM rounds WHERE settled IS NOT NULL"))
        return {}

    def keep_stamps(self, stamps: Mapping[str, str]) -> None:
        """Note rounds that the history knows; where it takes nothing they are read again."""
        with suppress(HistoryError, FileError), self._open(writing=True) as db:
            db.executemany(
                "UPDATE rounds SET settled = ? WHERE id = ?",
                [(stamp, round_id) for round_id, stamp in stamps.items()],
            )


def settled_rounds() -> Settled:
    """The notes of this person's history."""
    return Settled(locations.history_file())


def stamp_of(folder: RoundFolder) -> str | None:
    """What changes whenever the round's file does: its size and when it was written, as one word.

    None where there is no such file.
    """
    try:
        found = files.status(folder.path / ROUND)
    except FileError:
        return None
    return f"{found.st_size}-{found.st_mtime_ns}"
