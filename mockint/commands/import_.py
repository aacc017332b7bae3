"""``mockint import``: rounds from a zip file that ``mockint export`` wrote."""

from pathlib import Path

from mockint.commands.values.machine import Imported
from mockint.history.transfer import import_rounds
from mockint.wiring import settings


def import_(file: Path) -> Imported:
    """Take in every round of ``file`` that is not here; all of them or none.

    Raises ForeignArchive where any of it is not ours, or a round differs from the one here.
    """
    done = import_rounds(file, settings.library(settings.settings()))
    return Imported(new=done.new, already_here=done.known)
