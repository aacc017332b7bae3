"""How well an answer went, for spaced repetition: the rule that reads it off the debrief.

The leaning gives the grade: strong hire is easy, hire good, no hire hard, strong no hire and "not
enough evidence" again. One grade down (once, never below again) where the whole answer was outside
the level's budget or one of DECISIVE was not heard: a hire that nobody could follow up with a
figure, or that ran to four minutes, is worth practising sooner.

The rule is ours. The candidate may overrule it, answer by answer.
"""

from collections.abc import Mapping

from mockint.history.base import RATINGS, Rating

DECISIVE = ("first_person_action", "metric_delta")
"""Without a step of one's own or a figure for the result no leaning to hire is possible or strong
(star/verdict.py)."""

_BY_LEANING: Mapping[str, Rating] = {
    "strong hire": "easy",
    "hire": "good",
    "no hire": "hard",
    "strong no hire": "again",
    "not enough evidence": "again",
}


def rate(leaning: str | None, budget: str | None, *, lacks_decisive: bool) -> Rating | None:
    """The debrief's rating; None where the answer was not judged."""
    if leaning is None or leaning not in _BY_LEANING:
        return None
    grade = RATINGS.index(_BY_LEANING[leaning])
    if lacks_decisive or budget != "within":
        grade = max(0, grade - 1)
    return RATINGS[grade]
