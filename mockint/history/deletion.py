"""Rounds deleted for good: files first, then what the history knows."""

from mockint import locations
from mockint.errors import UsageError
from mockint.history import folders
from mockint.history.database import History
from mockint.history.quiz_scores import QuizScores
from mockint.history.transfer import delete_unfinished_imports


def delete_rounds(round_id: str | None) -> int:
    """Delete one round or practice, or with None all there is; returns how many.

    Raises UsageError where there is no such round or it is running, FileError where something is
    left.
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
            raise UsageError(
                f"round {folder.id} is running", next_step="end it first: press q in its window"
            )
        folders.delete(folder)
    if round_id is None:
        delete_unfinished_imports()
        QuizScores(locations.history_file()).forget_quiz()
    known.forget_all(names)
    return len(found) or len(names)
