"""What a round comes to: its debrief, the panel around it, a recording that was judged."""

from dataclasses import dataclass
from pathlib import Path

from mockint.commands.values.practice import AnswerAngle
from mockint.content.pack import Pack
from mockint.errors import MockintError
from mockint.history.panel import PanelDebrief
from mockint.record import RoundRecord
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that is read after a round."""

    record: RoundRecord
    pack: Pack
    """Whose bar it was judged by."""
    is_whole: bool = False
    """Whether all findings stand open, as where there is no page to read the others on."""
    called: str = ""
    """What to type for the round, where that is not its id."""


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
    called: str = ""
    """What to type for the round; empty: its id."""
    goes_on: bool = False
    """Keys are offered after it, the page among them: no command has to be typed for that."""
    interrupted: bool = False
    """Ended by Ctrl-C."""
    problems: tuple[MockintError, ...] = ()
    """What could not be written, or deleted."""

    @property
    def record(self) -> RoundRecord:
        """What was asked, said and found."""
        return self.shown.debrief.record


@dataclass(frozen=True, slots=True)
class InterviewerComes:
    """The next interviewer begins."""

    name: str
    """E.g. "Interviewer 2 of 3, Dive Deep"."""
    share_s: float
    """Seconds that this interviewer has."""
    left_s: float
    """Seconds that the whole panel has left."""


@dataclass(frozen=True, slots=True)
class NothingRecorded:
    """The panel is over, and no interviewer heard anything."""

    interrupted: bool = False
    """Ended by Ctrl-C."""


@dataclass(frozen=True, slots=True)
class PanelHeld:
    """A panel that was held just now."""

    debrief: PanelDebrief
    interrupted: bool = False
    """Ended by Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One input that was judged."""

    path: str
    transcript: Transcript
    analysis: Analysis
    pack: Pack
    asked: str = ""
    """The question, where one was named."""
    is_whole: bool = False
    """Whether all findings stand open."""
    notices: tuple[str, ...] = ()
    """What there is to know of the file, such as that a part of it could not be read."""


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """One input that could not be read, or not be judged."""

    path: str
    error: MockintError
    language: str = ""
    """Its code, where it is another one than English."""
