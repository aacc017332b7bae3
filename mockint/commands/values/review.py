"""What comes of judging a recording or a transcript."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.content.types import Advice
from mockint.domain import SignalName
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One input that was judged."""

    path: str
    transcript: Transcript
    analysis: Analysis
    advice: Mapping[SignalName, Advice]


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """One input that could not be read."""

    path: str
    why: str
