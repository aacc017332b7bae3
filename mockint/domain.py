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

Level = Literal["sde1", "sde2", "senior"]

LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds that a whole answer may take."""

    min_s: float
    max_s: float
    ours: bool = False
    """True where the sources give no figure and this one is our choice."""


BUDGET: Mapping[Level, Budget] = MappingProxyType(
    {
        "sde1": Budget(0.0, 120.0),
        "sde2": Budget(120.0, 150.0, ours=True),
        "senior": Budget(150.0, 180.0),
    }
)

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
