"""A round with what its debrief says about it."""

from dataclasses import dataclass

from mockint.content.pack import Pack
from mockint.record import RoundRecord


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that is read after a round."""

    record: RoundRecord
    pack: Pack
    """Whose bar it was judged by."""
