"""What comes of judging a recording or a transcript."""

from dataclasses import dataclass

from mockint.content.pack import Pack
from mockint.star.types import Analysis
from mockint.transcribe.types import Transcript


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One input that was judged."""

    path: str
    transcript: Transcript
    analysis: Analysis
    pack: Pack


@dataclass(frozen=True, slots=True)
class NotReviewed:
    """One input that could not be read."""

    path: str
    why: str
