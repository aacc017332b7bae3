"""``mockint story coverage``: which principles the stories cover."""

from mockint.commands.story import asks, evidence, shelf
from mockint.commands.values.stories import StoryCoverage
from mockint.domain import STRENGTHS
from mockint.history.catalogue import history
from mockint.stories.coverage import coverage as covered
from mockint.wiring import settings


def coverage(*, level: str | None = None) -> StoryCoverage:
    """Stories by principle, with gaps and overuse. Raises ContentError for a broken file."""
    there = shelf(level)
    known = history()
    shown = [evidence(one, there.library, there.level, known) for one in there.stories.values()]
    return StoryCoverage(
        coverage=covered(shown, asks(there.library)),
        level=there.level.name,
        signals=dict(zip(STRENGTHS, settings.signal_titles(STRENGTHS), strict=True)),
        principles={slug: one.title for slug, one in there.library.principles.items()},
        pack=there.library.pack,
    )
