"""What a job posting stresses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockint.content.pack import Pack
from mockint.content.stress import Stressed


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRead:
    """A posting, and what it asks for."""

    source: str
    """The file, as it was typed."""
    principles: Mapping[str, Stressed]
    """By slug, the heaviest first; those that nothing shows are not in it."""
    titles: Mapping[str, str]
    """Of every principle, by slug."""
    lines: int
    """Sentences and bullets about the work and who is wanted."""
    silent: Sequence[str]
    """Those of them that name none."""
    standard: int
    """Lines that do not count: benefits, the law, how to apply."""
    pack: Pack
    """What it calls a principle."""

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of each principle that is stressed, by slug; together 1."""
        return {slug: one.weight for slug, one in self.principles.items()}
