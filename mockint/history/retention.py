"""What a person asked not to keep: `round --no-keep-audio` and `round --private`.

While it runs such a round records to disk like any other, so that no answer is lost. What was not
to be kept goes at its end, however it ends; what a crash left of it goes at the start of the next
round, after the candidate was offered to have it judged.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

from mockint.history import folders

Keep = Literal["all", "figures", "nothing"]
"""Everything; all but the recordings; nothing."""

IN_PLAN = "keep"
"""The plan's field that says so, for whoever finds the folder after a crash."""

_TRANSCRIPT = ".transcript.json"


def wish(folder: folders.RoundFolder) -> Keep:
    """What was asked for when this round began; everything where nothing is said."""
    asked = (folder.read_json(folders.PLAN) or {}).get(IN_PLAN)
    return next((keep for keep in get_args(Keep) if keep == asked), "all")


def remove(folder: folders.RoundFolder, keep: Keep) -> None:
    """Remove what was not to be kept. Raises HistoryError where something is left."""
    if keep == "nothing":
        folders.delete(folder)
    elif keep == "figures":
        drop_heard_recordings(folder)


def drop_heard_recordings(folder: folders.RoundFolder) -> None:
    """Remove every recording whose words were written down, and the takes before it.

    One that could not be transcribed is all there is of its answer, so it stays until it has been.
    """
    for path in recordings(folder):
        if _is_heard(path, folder):
            path.unlink()


def recordings(folder: folders.RoundFolder) -> tuple[Path, ...]:
    """The takes in the folder, by name; one that is torn included."""
    return tuple(sorted(p for p in folder.path.iterdir() if p.suffix in (".wav", ".flac")))


def unheard(folder: folders.RoundFolder) -> tuple[Path, ...]:
    """The recordings that were not transcribed."""
    return tuple(path for path in recordings(folder) if not _is_heard(path, folder))


def left_by_a_crash(rounds: Path) -> Iterator[folders.RoundFolder]:
    """Folders of dead rounds that were not to be kept whole.

    A round that ends, however it ends, takes its lock file along; so only those that still have
    one are looked at, and ten thousand others cost nothing.
    """
    for folder in folders.all_folders(rounds):
        locked = (folder.path / folders.LOCK).exists()
        if locked and not folders.is_in_use(folder) and wish(folder) != "all":
            yield folder


def clear_up(rounds: Path) -> None:
    """Remove what dead rounds left against their candidate's wish. Raises HistoryError.

    To be called when the takes among it have been offered: a recording that could not be
    transcribed goes here too.
    """
    for folder in left_by_a_crash(rounds):
        if wish(folder) == "nothing":
            folders.delete(folder)
            continue
        for path in recordings(folder):
            path.unlink()
        (folder.path / folders.LOCK).unlink(missing_ok=True)


def _is_heard(path: Path, folder: folders.RoundFolder) -> bool:
    written = {p.name.removesuffix(_TRANSCRIPT) for p in folder.path.glob(f"*{_TRANSCRIPT}")}
    reply = _without_take(path.name.split(".")[0])
    return any(_without_take(stem) == reply for stem in written)


def _without_take(stem: str) -> str:
    """ "answer-1-probe-2-take-3" without its last two pieces."""
    return stem.partition("-take-")[0]
