"""Past rounds, read back from their folders."""

from mockint import locations
from mockint.debrief.base import RoundRecord
from mockint.debrief.stored import round_from
from mockint.errors import HistoryError, UsageError
from mockint.history import folders
from mockint.questions.base import Library
from mockint.transcribe.base import Transcript

TRANSCRIPT = ".transcript.json"


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
    from mockint.transcribe.transcript_file import read

    return {
        path.name.removesuffix(TRANSCRIPT): read(path)
        for path in sorted(folder.path.glob(f"*{TRANSCRIPT}"))
    }
