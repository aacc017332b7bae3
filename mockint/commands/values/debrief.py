"""A round with what its debrief says about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.content.types import Advice
from mockint.domain import SignalName
from mockint.record import RoundRecord


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that is read after a round."""

    record: RoundRecord
    advice: Mapping[SignalName, Advice]
