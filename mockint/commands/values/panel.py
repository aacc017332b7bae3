"""What is shown of a panel while it is held; its debrief is ``history.panel.PanelDebrief``."""

from dataclasses import dataclass


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
