"""A story told for a principle, and how far it followed that."""

from dataclasses import dataclass

from mockint.content.types import Lens
from mockint.star.drills.types import Angle


@dataclass(frozen=True, slots=True)
class AnswerAngle:
    """One answer, seen through one lens."""

    title: str
    """Of the lens's principle."""
    lens: Lens
    angle: Angle


@dataclass(frozen=True, slots=True)
class LensChoice:
    """The lenses that there are for a question or a story."""

    slug: str
    """What to type for it."""
    ask: str
    own: tuple[tuple[str, Lens], ...]
    """Those written for this question: title of the principle, and the lens."""
    others: tuple[str, ...]
    """Principles whose general lens fits any story, by slug."""


@dataclass(frozen=True, slots=True)
class LensResult:
    """What came of telling a story through a lens."""

    found: AnswerAngle | None
    """None where nothing was heard."""
    recordings: str | None
    """Id of the folder that keeps them; None where there are none."""
