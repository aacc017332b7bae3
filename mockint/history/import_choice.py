"""What is to come of each round in a file to import: it is new, or here already, or differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mockint import files
from mockint.errors import ForeignArchive
from mockint.history import folders, locks
from mockint.history.archive import Archive
from mockint.history.catalogue import folder_of
from mockint.history.folders import RoundFolder
from mockint.history.types import DifferentRound, Rating, UnreadableRound, WhereDifferent

Ratings = Mapping[int, Rating]
"""Of one round, by the number of the question."""


@dataclass(slots=True)
class Chosen:
    """The rounds of the file, each in one place."""

    known: list[str] = field(default_factory=list)
    different: list[DifferentRound] = field(default_factory=list)
    unreadable: list[UnreadableRound] = field(default_factory=list)
    incoming: dict[str, str] = field(default_factory=dict)
    """The id that it gets here, by the id in the file."""
    replacing: set[str] = field(default_factory=set)
    """Those of them that take the place of one that is here."""


@dataclass(frozen=True, slots=True)
class _Both:
    """The file and what is here, side by side."""

    found: Archive
    rated_here: Mapping[str, Ratings]
    rated_there: Mapping[str, Ratings]

    def differs(self, round_id: str, own: RoundFolder) -> tuple[str, ...]:
        """In what, in words; empty where the two rounds are the same."""
        places: dict[str, set[tuple[bool, bool]]] = {}
        for name, here, there in self.found.differing(round_id, own):
            places.setdefault(folders.called(name), set()).add((here, there))
        if self.rated_here.get(own.id) != self.rated_there.get(round_id):
            places["your own rating"] = {(True, True)}
        only = {(True, False): " (only here)", (False, True): " (only in the file)"}
        return tuple(
            what + (only.get(next(iter(where)), "") if len(where) == 1 else "")
            for what, where in places.items()
        )

    def has_copy(self, round_id: str) -> bool:
        """Whether an import took the same round in before, beside the one that has its id."""
        copies = folders.of_same_second(folder_of(round_id))
        return any(not self.differs(round_id, copy) for copy in copies)


def _by_round(ratings: Mapping[tuple[str, int], Rating]) -> Mapping[str, Ratings]:
    made: dict[str, dict[int, Rating]] = {}
    for (round_id, number), rating in ratings.items():
        made.setdefault(round_id, {})[number] = rating
    return made


def choose(
    found: Archive,
    ratings: Mapping[tuple[str, int], Rating],
    where_different: WhereDifferent,
) -> Chosen:
    """``ratings``: the candidate's own, here. Raises FileError."""
    both = _Both(found, _by_round(ratings), _by_round(found.ratings))
    made, rounds = Chosen(), found.rounds
    for round_id in rounds:
        own = folder_of(round_id)
        try:
            if not files.exists(own.path):
                made.incoming[round_id] = round_id
            elif not (differs := both.differs(round_id, own)):
                made.known.append(round_id)
            elif where_different == "replace mine" and not locks.is_in_use(own):
                made.incoming[round_id] = round_id
                made.replacing.add(round_id)
            elif both.has_copy(round_id):
                made.known.append(round_id)
            elif where_different == "keep both":
                taken = {*rounds, *made.incoming.values()}
                made.incoming[round_id] = folders.free_id(own, taken)
            else:
                made.different.append(DifferentRound(round_id, differs))
        except ForeignArchive as error:
            made.unreadable.append(UnreadableRound(round_id, error.cause))
    return made
