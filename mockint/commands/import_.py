"""``mockint import``: rounds from a zip file that ``mockint export`` wrote."""

from pathlib import Path

from mockint.commands.ports import Front
from mockint.history.import_choice import WhereDifferent
from mockint.history.transfer import import_rounds
from mockint.history.types import Imported
from mockint.wiring import settings


def import_(
    file: Path, where_different: WhereDifferent = "keep mine", front: Front | None = None
) -> Imported:
    """Take in the rounds of ``file`` that are not here; one that cannot be read stops no other.

    Raises ForeignArchive where any of the file is not ours.
    """
    library = settings.library(settings.settings())
    if front is None:
        return import_rounds(file, library, where_different)
    with front.working(f"importing {file}") as progress:
        return import_rounds(file, library, where_different, progress)
