"""Rounds out of the history into a zip file, and from one into it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mockint import files, locations
from mockint.errors import (
    DiskFull,
    ForeignArchive,
    HistoryError,
    UnreadableTranscript,
    UsageError,
)
from mockint.history import archive, folders, locks
from mockint.history.catalogue import (
    find_folder,
    folder_of,
    history,
    in_a_list,
    kept_folders,
    load_round,
    without_words,
)
from mockint.history.database import History
from mockint.history.folders import RoundFolder
from mockint.history.import_choice import Chosen, choose
from mockint.history.retention import asked_to_keep
from mockint.history.types import Imported, Rating, UnreadableRound, WhereDifferent

if TYPE_CHECKING:
    from mockint.content.types import Library
    from mockint.record import RoundRecord
    from mockint.transcribe.types import Progress

_INCOMING = "incoming-"
"""Folders beside the rounds in which an import is unpacked; one that a crash left goes at the
next command."""
WAIT_S = 5.0
"""For another import to end."""
_SET_ASIDE = "replaced"
"""In one: rounds that make way for others. One whose place is still empty goes back."""
SPARE_BYTES = 100_000_000
"""To be left on the disk after an import."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    rounds: int
    files: int
    bytes: int
    """Of the zip file."""
    unreadable: tuple[str, ...]
    """A line for each of the rounds that cannot be read, here or where they come in."""


def export_rounds(
    round_id: str | None, file: Path, beside: Mapping[str, Any] = MappingProxyType({})
) -> Exported:
    """Pack one round, or with None every one that has ended, into ``file``.

    ``beside``: what else goes along, as plain values. Raises UsageError where there is nothing at
    all, FileError where ``file`` cannot be written.
    """
    known = history()
    if round_id:
        wanted: tuple[RoundFolder, ...] = (find_folder(round_id),)
    else:
        wanted = tuple(one for one in kept_folders() if _goes_along(one))
    if not wanted and not beside:
        raise UsageError("there are no rounds yet", next_step="mockint round")
    unreadable = tuple(_unreadable(wanted))
    there = tuple(folder for folder in wanted if folder.is_kept)  # an import takes no other
    if wanted and not there:
        without_words(wanted[0])
    wanted = there
    names = {folder.id for folder in wanted}
    ratings = {key: rating for key, rating in known.own_ratings().items() if key[0] in names}
    count = archive.pack(wanted, ratings, beside, file)
    return Exported(len(wanted), count, files.status(file).st_size, unreadable)


def _unreadable(wanted: Iterable[RoundFolder]) -> Iterator[str]:
    for folder in wanted:
        try:
            without_words(folder)
        except HistoryError as error:
            yield in_a_list(error)


def _goes_along(folder: RoundFolder) -> bool:
    """Whether it is a whole round of ours: not a copy under a name that a person gave it."""
    return (
        folders.is_round_id(folder.id)
        and asked_to_keep(folder) != "nothing"
        and not locks.is_in_use(folder)
    )


def import_rounds(
    file: Path,
    library: "Library",
    where_different: WhereDifferent = "keep mine",
    progress: "Progress" = lambda _fraction: None,
    bring_in: Callable[[Mapping[str, Any]], object] = lambda _beside: None,
) -> Imported:
    """Take in the rounds of ``file`` that are not here; one that cannot be read stops no other.

    ``bring_in`` is given, once all rounds are in place, what ``export_rounds`` got beside them.

    Where anything goes wrong with this machine, none comes in. Once they are put in place Ctrl-C is
    too late. Raises ForeignArchive where any of it is not ours, UsageError where there is no such
    file or another import runs, DiskFull, FileError.
    """
    if not files.exists(file):
        raise UsageError(f"there is no file {file}", next_step="mockint export --all rounds.zip")
    with archive.opened(file) as found, ExitStack() as at_the_end, _incoming() as place:
        known = history()
        rounds = choose(found, known.own_ratings(), where_different)
        _check_room(sum(found.bytes(round_id) for round_id in rounds.incoming))
        records = _unpack(found, rounds, place, library, progress)
        at_the_end.enter_context(files.unbroken())
        replaced = _put_in_place(records, rounds, place)
        known.add_all(records.values())
        known.rate(_new_ratings(found, known, records, replaced))
        beside = bring_in(found.beside)
    return Imported(
        file=file,
        new=tuple(one for one in records if records[one].id == one and one not in replaced),
        replaced=replaced,
        copies=tuple((one, record.id) for one, record in records.items() if record.id != one),
        known=tuple(rounds.known),
        different=tuple(rounds.different),
        unreadable=tuple(rounds.unreadable),
        beside=beside,
    )


def _unpack(
    found: archive.Archive, rounds: Chosen, place: Path, library: "Library", progress: "Progress"
) -> dict[str, "RoundRecord"]:
    """The rounds that come in, by their ids in the file, each checked field by field."""
    records = {}
    for done, (round_id, new_id) in enumerate(rounds.incoming.items()):

        def tell(fraction: float, done: int = done) -> None:
            progress((done + fraction) / len(rounds.incoming))

        folder = RoundFolder(files.make_private_dir(place / new_id))
        try:
            found.unpack(round_id, folder.path, tell)
            record = load_round(folder, library)
        except (ForeignArchive, HistoryError, UnreadableTranscript) as error:
            rounds.unreadable.append(UnreadableRound(round_id, error.cause or error.what))
            continue
        if record.id != new_id or asked_to_keep(folder) == "nothing":
            rounds.unreadable.append(UnreadableRound(round_id, "it contains a different round"))
            continue
        records[round_id] = record
    return records


def _put_in_place(
    records: dict[str, "RoundRecord"], rounds: Chosen, place: Path
) -> tuple[str, ...]:
    """Give the rounds their folders; returns which of them took another's.

    One that came here since they were compared stays, and the file's is left out.
    """
    files.make_private_dir(locations.rounds_dir())
    aside = files.make_private_dir(place / _SET_ASIDE)
    replaced = []
    for round_id, record in tuple(records.items()):
        own = folder_of(record.id).path
        if files.exists(own):
            if round_id not in rounds.replacing:
                del records[round_id]
                cause = "a round of the same time has been kept here since the import began"
                rounds.unreadable.append(UnreadableRound(round_id, cause))
                continue
            files.put_in_place(own, aside / record.id)
            replaced.append(record.id)
        files.put_in_place(place / record.id, own)
    return tuple(replaced)


def _new_ratings(
    found: archive.Archive,
    known: History,
    records: Mapping[str, "RoundRecord"],
    replaced: Iterable[str],
) -> dict[tuple[str, int], Rating | None]:
    """Those of the rounds that came in. One that is here already gives way only where its round
    was replaced."""
    rated: dict[tuple[str, int], Rating | None] = {
        (records[round_id].id, number): rating
        for (round_id, number), rating in found.ratings.items()
        if round_id in records and 1 <= number <= len(records[round_id].answers)
    }
    for key in known.own_ratings():
        if key[0] in replaced:
            rated.setdefault(key, None)
        else:
            rated.pop(key, None)
    return rated


def _check_room(needed: int) -> None:
    data = files.make_private_dir(locations.data_dir())
    if needed and needed + SPARE_BYTES > files.free_bytes(data):
        raise DiskFull(
            f"not enough disk space for {needed / 1e6:.0f} MB in {data}",
            next_step="mockint delete ROUND",
        )


def delete_unfinished_imports() -> None:
    """Delete what a killed import left, but for the rounds that it had only set aside.

    Nothing is touched while an import runs. Raises FileError where something is left.
    """
    if any(name.startswith(_INCOMING) for name in files.names(locations.data_dir())):
        with suppress(UsageError), locks.importing(wait_s=0):
            _clear()


def _clear() -> None:
    """To be called by whoever holds the lock."""
    _put_back()
    for left in files.listed(locations.data_dir(), f"{_INCOMING}*"):
        files.delete_folder(left)


def _put_back() -> None:
    """A round that was set aside by an import that ended before the new one was there."""
    for aside in files.listed(locations.data_dir(), f"{_INCOMING}*/{_SET_ASIDE}/*"):
        own = folder_of(aside.name).path
        if not files.exists(own):
            files.put_in_place(aside, own)


@contextmanager
def _incoming() -> Iterator[Path]:
    """A private folder on the rounds' own disk; nothing of it is left, whatever happens."""
    data = files.make_private_dir(locations.data_dir())
    with locks.importing(wait_s=WAIT_S):
        _clear()
        place = files.new_temporary_dir(_INCOMING, data)
        try:
            yield place
        finally:
            _put_back()
            files.delete_folder(place)
