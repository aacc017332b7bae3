"""``mockint export`` and ``mockint import``: rounds in a zip file, and back."""

from pathlib import Path

from mockint.history import transfer
from mockint.wiring import settings


def export_rounds(round_id: str | None, file: Path) -> None:
    """Pack one round, or with None every one."""
    done = transfer.export_rounds(round_id, file)
    settings.console().print(
        f"Exported {_counted(done.rounds)}, {done.files} files, {done.bytes / 1e6:.1f} MB: {file}\n"
        "It holds what you said. To read it back: mockint import FILE"
    )


def import_rounds(file: Path) -> None:
    """Take in every round of ``file`` that is not here; all of them or none."""
    done = transfer.import_rounds(file, settings.library(settings.settings()))
    settings.console().print(
        f"Imported {_counted(done.new)}."
        + (f" {_counted(done.known)} already here." if done.known else "")
        + " To see them: mockint history"
    )


def _counted(number: int) -> str:
    return f"{number} round{'' if number == 1 else 's'}"
