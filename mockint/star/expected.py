"""Which strengths an interviewer expected in this answer and did not hear.

What is expected was read off labelled answers: the share of answers without a strength whose
annotators listed it as missing, by principle and by level. Over half of them makes it expected.

What a level asks, and what the same answer is at another one. Pure values.
"""

from collections.abc import Mapping, Sequence

from mockint.domain import BUDGET, LEVELS, SEGMENTS, STRENGTHS, Level, SignalName, Strength
from mockint.star.drills.types import LevelBar
from mockint.star.timing import scaled_target
from mockint.star.types import Signal
from mockint.star.verdict import above_the_bar, the_bar

_ALWAYS: frozenset[Strength] = frozenset(
    ("problem_metric", "first_person_action", "metric_delta", "specific_lesson")
)

_BY_PRINCIPLE: Mapping[str, frozenset[Strength]] = {
    "have-backbone-disagree-and-commit": frozenset(
        ("voiced_disagreement", "committed_after_decision", "trade_off")
    ),
    "ownership": frozenset(
        ("self_noticed", "scope_boundary", "decided_to_act", "prevention", "business_value")
    ),
    "customer-obsession": frozenset(
        ("customer_impact", "decided_to_act", "prevention", "follow_through")
    ),
    "success-and-scale-bring-broad-responsibility": frozenset(
        ("customer_impact", "scope_boundary", "decided_to_act", "follow_through", "business_value")
    ),
    "deliver-results": frozenset(("prevention", "follow_through")),
    "dive-deep": frozenset(("root_cause", "reproduced_or_tested")),
    "bias-for-action": frozenset(("decided_to_act", "root_cause", "prevention")),
    "invent-and-simplify": frozenset(("decided_to_act", "trade_off")),
    "insist-on-the-highest-standards": frozenset(
        ("decided_to_act", "root_cause", "prevention", "follow_through")
    ),
    "are-right-a-lot": frozenset(("reproduced_or_tested", "voiced_disagreement")),
    "earn-trust": frozenset(("customer_impact", "root_cause", "reproduced_or_tested")),
    "learn-and-be-curious": frozenset(("root_cause", "reproduced_or_tested")),
    "frugality": frozenset(("prevention", "reproduced_or_tested", "trade_off")),
    "think-big": frozenset(("decided_to_act", "follow_through", "trade_off", "business_value")),
    "hire-and-develop-the-best": frozenset(("decided_to_act", "trade_off", "follow_through")),
    "strive-to-be-earths-best-employer": frozenset(("decided_to_act", "prevention")),
}

_BY_LEVEL: Mapping[Level, frozenset[Strength]] = {
    "sde1": frozenset(),
    "sde2": frozenset(),
    "senior": frozenset(("trade_off", "systemic_insight")),
}


def expected(principle: str | None, level: Level) -> tuple[Strength, ...]:
    """What an answer on ``principle`` should hold at ``level``, in the order of a STAR answer."""
    names = _ALWAYS | _BY_LEVEL[level] | _BY_PRINCIPLE.get(principle or "", frozenset())
    return tuple(name for name in STRENGTHS if name in names)


def missing(
    signals: Sequence[Signal], principle: str | None, level: Level
) -> tuple[SignalName, ...]:
    """The expected strengths that were not heard."""
    heard = {signal.name for signal in signals}
    return tuple(name for name in expected(principle, level) if name not in heard)


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
