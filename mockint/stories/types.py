"""A story of the candidate's own, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mockint.content.evidence import FromFile
from mockint.domain import SEGMENTS, Segment

TELLING = 3
"""So many signals must be asked for before showing them all says something about a principle: two
are in most good stories. Our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(FromFile):
    """One file of the folder ``stories``."""

    name: str
    """As it is typed: lower-case words with hyphens."""
    principles: tuple[str, ...] = ()
    """Slugs of those that the candidate thinks it shows."""
    names: tuple[str, ...] = ()
    """People, teams and systems in it, as they are said."""
    numbers: tuple[str, ...] = ()
    """Figures in it, as they are said."""
    parts: Mapping[Segment, str] = field(default_factory=dict)
    """The words of each part; "" for one that is not written yet. In the order of ``SEGMENTS``."""

    @property
    def text(self) -> str:
        """The whole story, part after part."""
        return " ".join(text for part in SEGMENTS if (text := self.parts.get(part, "")))

    @property
    def own_words(self) -> tuple[str, ...]:
        """What is said in this story and in no other: names, then numbers."""
        return tuple(dict.fromkeys((*self.names, *self.numbers)))
