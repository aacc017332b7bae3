"""What is found in a CV, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass

from mockint.domain import Segment


@dataclass(frozen=True, slots=True)
class Ask:
    """What a draft still lacks, as it is asked aloud."""

    part: Segment
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story that a line of a CV hides."""

    line: str
    """As it stands in the CV, on one line and without its bullet."""
    where: str
    """The lines above it that say where and when; may be empty."""
    parts: Mapping[Segment, str]
    """What the CV says, each in the part where it belongs: no word that is not in the CV."""
    asks: tuple[Ask, ...]
    """What it does not say."""
    score: float
    """How much of a story the line tells; see ``deeds``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole CV."""

    drafts: tuple[Draft, ...]
    """The best first."""
    bare: tuple[str, ...]
    """Lines with a deed that say neither a figure nor what came of it."""
    not_deeds: tuple[str, ...]
    """Bullets and sentences about work that were not read as deeds."""
    aside: int
    """Lines that were passed over: headings, employers, education, skills, contact and the like."""
