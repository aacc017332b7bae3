"""``mockint delete``: a round, or every one, gone for good."""

from mockint import locations
from mockint.commands.import_ import clear_incoming
from mockint.commands.values.history import Deleted
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.database import History
from mockint.history.quiz_scores import QuizScores


def delete(round_id: str | None) -> Deleted:
    """Delete one round, or with None every one: files first, then what the history knows.

    Raises UsageError where there is no such round, or one of them is running.
    """
    known = History(locations.history_file())
    found = folders.all_folders(locations.rounds_dir())
    names = frozenset(known.round_ids())
    if round_id is not None:
        found = tuple(folder for folder in found if folder.id == round_id)
        if not found and round_id not in names:
            raise UsageError(f"there is no round {round_id}", next_step="mockint history")
        names = frozenset([round_id])
    for folder in found:
        if folders.is_in_use(folder):
            raise UsageError(f"round {folder.id} is running", next_step="end it first (q)")
        folders.delete(folder)
    if round_id is None:
        clear_incoming()
        QuizScores(locations.history_file()).forget_quiz()
    known.forget_all(names)
    return Deleted(len(found) or len(names))
