"""What a round comes to."""

from dataclasses import dataclass
from pathlib import Path

from mockint.commands.values.debrief import Debrief
from mockint.commands.values.lens import AnswerAngle
from mockint.record import RoundRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDebrief:
    """The debrief, as it is shown and as it is kept in the round's folder."""

    debrief: Debrief
    angles: tuple[AnswerAngle, ...] = ()
    """Of a round through a lens: how far each answer followed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """A round that was held, and what is left of it."""

    shown: RoundDebrief
    is_kept: bool
    """False: nothing of it is left."""
    keeps_recordings: bool
    not_transcribed: tuple[Path, ...] = ()
    """Recordings that are kept against the wish, since they could not be transcribed."""

    @property
    def record(self) -> RoundRecord:
        """What was asked, said and found."""
        return self.shown.debrief.record
