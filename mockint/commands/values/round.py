"""What a round comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mockint.commands.values.lens import AnswerAngle
from mockint.content.types import Advice
from mockint.domain import SignalName
from mockint.record import RoundRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDebrief:
    """The debrief, as it is shown and as it is kept in the round's folder."""

    record: RoundRecord
    advice: Mapping[SignalName, Advice]
    angles: tuple[AnswerAngle, ...] = ()
    """Of a round through a lens: how far each answer followed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """A round that was held, and what is left of it."""

    debrief: RoundDebrief
    is_kept: bool
    """False: nothing of it is left."""
    keeps_recordings: bool
    not_transcribed: tuple[Path, ...] = ()
    """Recordings that are kept against the wish, since they could not be transcribed."""

    @property
    def record(self) -> RoundRecord:
        """What was asked, said and found."""
        return self.debrief.record
