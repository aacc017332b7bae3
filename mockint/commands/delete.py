"""``mockint delete``: a round, or every one with the plan, gone for good."""

from mockint import files, locations, scratch
from mockint.commands.planning import plan_file
from mockint.commands.ports import Front
from mockint.commands.values.history import Deletable, Deleted
from mockint.errors import FileError
from mockint.history import folders
from mockint.history.catalogue import meant_round
from mockint.history.deletion import delete_rounds
from mockint.history.retention import delete_private_rounds
from mockint.history.transfer import delete_unfinished_imports


def deletable() -> Deletable:
    """What ``delete_all`` would delete. Raises HistoryError, FileError."""
    kept = folders.all_folders(locations.rounds_dir())
    sizes = [files.status(path, follow=False).st_size for one in kept for path in one.files()]
    return Deletable(rounds=len(kept), bytes=sum(sizes), plan=plan_file.is_there())


def delete(round_id: str | None, front: Front, *, yes: bool = False) -> Deleted | None:
    """Delete one round, or with None every one, the plan and the notes on real loops; None where
    the person said no.

    ``yes``: do not ask. Of one round nobody is asked where there is no terminal. Raises UsageError
    where there is no such round, or one of them is running.
    """
    if round_id is None:
        question = "Delete every recording, transcript and debrief?"
        if plan_file.is_there():
            question = "Delete all recordings, transcripts, debriefs, your plan and loop notes?"
    else:
        question = f"Delete round {meant_round(round_id)}, its recordings and its debrief?"
    asks = not yes and (round_id is None or front.interactive)
    if asks and not front.confirm(question):
        return None
    if round_id is not None:
        return Deleted(delete_rounds(meant_round(round_id)))
    return delete_all()


def delete_all() -> Deleted:
    """Delete every round, the plan and the notes on real loops: whoever calls it has asked.

    Raises UsageError where a round is running, FileError where something is left.
    """
    has_plan = plan_file.is_there()
    plan_file.clear()
    return Deleted(delete_rounds(None), plan=has_plan)


def clear_leftovers() -> None:
    """What a killed mockint left and nobody wanted kept; before any command.

    Raises FileError where something is left.
    """
    try:
        if not files.is_dir(locations.data_dir()):
            return
    except FileError:  # whoever needs the folder says so
        return
    scratch.sweep()
    delete_private_rounds()
    delete_unfinished_imports()
