"""``mockint export``: rounds in a zip file."""

from pathlib import Path

from mockint.commands.values.machine import Exported
from mockint.history.transfer import export_rounds


def export(round_id: str | None, file: Path) -> Exported:
    """Pack one round, or with None every one. Raises UsageError where there is nothing to pack."""
    done = export_rounds(round_id, file)
    return Exported(
        rounds=done.rounds,
        files=done.files,
        bytes=done.bytes,
        path=file,
        unreadable=done.unreadable,
    )
