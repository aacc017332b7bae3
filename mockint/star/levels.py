"""What a level asks, and what the same answer is at another one. Pure values."""

from mockint.questions.base import BUDGET, LEVELS, SEGMENTS
from mockint.star.missing import expected
from mockint.star.practised import LevelBar
from mockint.star.timing import scaled_target
from mockint.star.verdict import above_the_bar, the_bar


def bars(principle: str | None) -> tuple[LevelBar, ...]:
    """All three levels, from the lowest."""
    return tuple(
        LevelBar(
            level=level,
            budget=BUDGET[level],
            targets={part: scaled_target(part, level) for part in SEGMENTS},
            bar=the_bar(level),
            above=above_the_bar(level),
            expected=expected(principle, level),
        )
        for level in LEVELS
    )
