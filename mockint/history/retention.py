"""What a person asked not to keep: `round --no-keep-audio` and `round --private`.

While it runs such a round records to disk like any other, so that no answer is lost. What was not
to be kept goes at its end, however it ends. What a crash left of a private round goes at the start
of the next command; what it left of another one at the start of the next round, after the candidate
was offered to have it judged.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from mockint import files, locations
from mockint.history import folders, locks
from mockint.history.folders import RoundFolder

Keep = Literal["all", "figures", "nothing"]
"""Everything; all but the recordings; nothing."""

IN_PLAN = "keep"
"""The plan's field that says so, for whoever finds the folder after a crash."""


def asked_to_keep(folder: RoundFolder) -> Keep:
    """What was asked for when this round began; everything where the plan does not say."""
    asked = folder.plan().get(IN_PLAN)
    return next((keep for keep in get_args(Keep) if keep == asked), "all")


def delete_unwanted(folder: RoundFolder, keep: Keep) -> None:
    """Delete what was not to be kept. Raises FileError where something is left."""
    if keep == "nothing":
        folders.delete(folder)
    elif keep == "figures":
        delete_transcribed(folder)


def delete_transcribed(folder: RoundFolder) -> None:
    """Delete every recording whose words were written down, and the takes before it.

    One that could not be transcribed is all there is of its answer, so it stays until it has been.
    """
    for path in set(folder.recordings()) - set(folder.untranscribed()):
        files.delete(path)


def crashed_rounds(rounds: Path) -> Iterator[RoundFolder]:
    """Folders of dead rounds that were not to be kept whole.

    A round that ends, however it ends, takes its lock file along; so only those that still have
    one are looked at, and ten thousand others cost nothing.
    """
    for folder in folders.all_folders(rounds):
        if folder.is_locked and not locks.is_in_use(folder) and asked_to_keep(folder) != "all":
            yield folder


def delete_private_rounds() -> None:
    """Delete what dead rounds left that were to leave nothing. Raises FileError."""
    for folder in crashed_rounds(locations.rounds_dir()):
        if asked_to_keep(folder) == "nothing":
            folders.delete(folder)


def delete_after_crashes() -> None:
    """Delete what dead rounds left and their candidates did not want kept. Raises FileError.

    To be called when the takes among it have been offered: a recording that could not be
    transcribed goes here too.
    """
    delete_private_rounds()
    for folder in crashed_rounds(locations.rounds_dir()):
        for path in (*folder.recordings(), *files.unfinished(folder.path)):
            files.delete(path)
        locks.unlock(folder)
