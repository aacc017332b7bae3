"""``mockint import``: rounds and the plan from a zip file that ``mockint export`` wrote."""

from functools import partial
from pathlib import Path

from mockint.commands.planning.carried import brought_in
from mockint.commands.ports import Front
from mockint.history.transfer import import_rounds
from mockint.history.types import Imported, WhereDifferent
from mockint.wiring import settings


def import_(
    file: Path, where_different: WhereDifferent = "keep mine", front: Front | None = None
) -> Imported:
    """Take in the rounds of ``file`` that are not here; one that cannot be read stops no other.

    So with its plan and its notes on real loops: ``beside`` of what is returned is PlanImported.
    Raises ForeignArchive where any of the file is not ours.
    """
    library = settings.library(settings.settings())
    bring_in = partial(brought_in, where_different=where_different)
    if front is None:
        return import_rounds(file, library, where_different, bring_in=bring_in)
    with front.working(f"importing {file.name}") as progress:
        return import_rounds(file, library, where_different, progress, bring_in)
