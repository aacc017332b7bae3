"""Rounds deleted for good: files first, then what the history knows."""

from mockint import locations
from mockint.errors import HistoryBusy, MockintError, UsageError
from mockint.history import folders, locks
from mockint.history.database import History
from mockint.history.quiz_scores import QuizScores
from mockint.history.transfer import delete_unfinished_imports


def delete_rounds(round_id: str | None) -> int:
    """Delete one round or practice, or with None all there is; returns how many.

    The files go before the history is opened, which on a full disk it cannot be: this is what
    makes room. Raises UsageError where there is no such round or it is running, FileError where
    something is left, HistoryError where only the files could be deleted.
    """
    found = folders.all_folders(locations.rounds_dir())
    if round_id is not None:
        found = tuple(folder for folder in found if folder.id == round_id)
    for folder in found:
        if locks.is_in_use(folder):
            raise UsageError(
                f"round {folder.id} is running", next_step="end it first: press q in its window"
            )
        folders.delete(folder)
    if round_id is None:
        delete_unfinished_imports()
    try:
        names = _forget(round_id)
    except MockintError as error:
        if found:
            error.what = f"the files are deleted, but not what the history knows: {error.what}"
        if isinstance(error, HistoryBusy):  # not "last" again, which is another one now
            error.next_step = f"wait a minute, then mockint delete {round_id or '--all'}"
        raise
    if round_id is not None and not found and not names:
        raise UsageError(f"there is no round {round_id}", next_step="mockint history")
    return len(found) or len(names)


def _forget(round_id: str | None) -> frozenset[str]:
    """Remove what the history knows of a round, or all; the rounds that it knew of them."""
    known = History(locations.history_file())
    names = frozenset(known.round_ids())
    if round_id is None:
        QuizScores(locations.history_file()).forget_quiz()
    else:
        names &= {round_id}
    known.forget_all(names)
    return names
