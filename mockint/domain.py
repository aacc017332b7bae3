"""The STAR parts and their targets, levels and budgets, names of signals and of probe themes.

What the whole house speaks of. Imports nothing of ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

Segment = Literal["situation", "task", "action", "result", "reflection"]

SEGMENTS: tuple[Segment, ...] = get_args(Segment)

TARGET_S: Mapping[Segment, float] = MappingProxyType(
    {"situation": 30.0, "task": 20.0, "action": 90.0, "result": 20.0, "reflection": 15.0}
)
"""Seconds each part should take at every level, as the walkthroughs give them (175 in all)."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds that a whole answer may take."""

    min_s: float
    max_s: float
    ours: bool = False
    """True where the sources give no figure and this one is our choice."""


@dataclass(frozen=True, slots=True)
class Level:
    """How senior the job is that is practiced for: one of a pack's levels."""

    name: str
    """What is typed and kept, e.g. "senior"."""
    title: str
    """What is shown, e.g. "Senior"."""
    role: str
    """In a sentence, e.g. "a senior"."""
    budget: Budget

    @property
    def targets_s(self) -> Mapping[Segment, float]:
        """Seconds of each part, scaled where the budget is shorter than the targets' sum."""
        return scaled_targets(self.budget.max_s)

    @property
    def is_scaled(self) -> bool:
        """True where the budget is shorter than the targets' sum."""
        return self.budget.max_s < sum(TARGET_S.values())


def target_of(level: Level, segment: Segment, full_s: float | None = None) -> tuple[float, float]:
    """The part's target at this level, and in full; ``full_s``: a question's own, in its place."""
    scaled_s, usual_s = level.targets_s[segment], TARGET_S[segment]
    if full_s is None or full_s == usual_s:
        return scaled_s, usual_s
    return float(round(full_s * scaled_s / usual_s)), full_s


def scaled_targets(longest_s: float) -> Mapping[Segment, float]:
    """The targets, scaled down where an answer of ``longest_s`` is shorter than their sum.

    The one formula and the one rounding for all that is shown, kept or drilled: each part ends on
    a whole second, so that the parts add up to ``longest_s`` and a clock shows the same figures.
    """
    share = min(1.0, longest_s / sum(TARGET_S.values()))
    scaled: dict[Segment, float] = {}
    planned_s = until_s = 0.0
    for segment in SEGMENTS:
        planned_s += TARGET_S[segment] * share
        scaled[segment] = round(planned_s) - until_s
        until_s += scaled[segment]
    return scaled


Theme = Literal[
    "follow_through",
    "motivation",
    "verification",
    "impact",
    "trade_offs",
    "retrospective",
    "obstacles",
    "disagreement",
    "own_part",
    "scope",
]

THEMES: tuple[Theme, ...] = get_args(Theme)

Strength = Literal[
    "self_noticed",
    "problem_metric",
    "customer_impact",
    "scope_boundary",
    "nobody_asked",
    "decided_to_act",
    "first_person_action",
    "root_cause",
    "reproduced_or_tested",
    "prevention",
    "follow_through",
    "trade_off",
    "voiced_disagreement",
    "committed_after_decision",
    "metric_delta",
    "business_value",
    "second_order_effect",
    "specific_lesson",
    "systemic_insight",
]

STRENGTHS: tuple[Strength, ...] = get_args(Strength)

Fault = Literal[
    "assigned_by_manager",
    "handed_off",
    "we_in_action",
    "collective_decision",
    "vague_action",
    "unquantified_result",
    "generic_reflection",
    "assumed_not_verified",
    "waited",
    "architecture_detour",
    "blames_others",
]

FAULTS: tuple[Fault, ...] = get_args(Fault)

SignalName = Strength | Fault

Field = Literal[
    "general", "software", "shop", "care", "school", "lab", "warehouse", "office",
]  # fmt: skip
"""The kind of work that a story is about; general: any, or it is not clear which."""

FIELDS: tuple[Field, ...] = get_args(Field)

Author = Literal["mockint", "coach"]
"""Who thought of a follow-up: the program, or the candidate's local model."""
