"""``mockint export``: rounds in a zip file; all of them with the plan."""

from pathlib import Path

from mockint.commands.planning.carried import NAMES, packed
from mockint.commands.values.machine import Exported
from mockint.history.transfer import export_rounds


def export(round_id: str | None, file: Path) -> Exported:
    """Pack one round, or with None every one, the plan and the notes on real loops.

    What of these is damaged stays here. Raises UsageError where there is nothing to pack.
    """
    beside = packed() if round_id is None else {}
    done = export_rounds(round_id, file, beside)
    return Exported(
        rounds=done.rounds,
        files=done.files,
        bytes=done.bytes,
        path=file,
        unreadable=done.unreadable,
        beside=tuple(NAMES[one] for one in beside),
    )
