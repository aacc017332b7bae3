"""Which way an interviewer would lean, as a note a bar raiser could write down.

The rule is short on purpose: faults that this company takes for disqualifiers cap the leaning, then
what a level must show decides. Length and fluency never count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mockint.questions.base import Level, SignalName
from mockint.star.base import Leaning, Reason, Signal, Verdict

ENOUGH_SECONDS = 15.0
ENOUGH_WORDS = 40

DISQUALIFIERS: tuple[SignalName, ...] = (
    "handed_off",
    "assigned_by_manager",
    "we_in_action",
    "collective_decision",
)

_AREAS: Mapping[str, tuple[SignalName, ...]] = {
    "initiative": (
        "scope_boundary", "nobody_asked", "decided_to_act", "self_noticed",
        "voiced_disagreement", "committed_after_decision",
    ),
    "own part": ("first_person_action",),
    "depth": ("root_cause", "reproduced_or_tested", "trade_off"),
    "impact": ("metric_delta", "business_value", "second_order_effect"),
    "insight": ("specific_lesson", "systemic_insight"),
}  # fmt: skip
_NEEDED: Mapping[Level, int] = {"sde1": 3, "sde2": 4, "senior": 4}
"""Areas of the five with evidence for a leaning to hire."""

_NOTE: Mapping[SignalName, str] = {
    "first_person_action": "Names steps of their own.",
    "scope_boundary": "Says it lay outside their own job.",
    "nobody_asked": "Acted without being asked.",
    "self_noticed": "Saw the problem themselves.",
    "decided_to_act": "Made the decision to act.",
    "root_cause": "Traced it to a cause.",
    "reproduced_or_tested": "Checked it before relying on it.",
    "trade_off": "Weighed what the choice would cost.",
    "voiced_disagreement": "Spoke up against a view they did not share.",
    "metric_delta": "Gives the change as a figure.",
    "business_value": "Says what it was worth.",
    "second_order_effect": "Others took it up.",
    "specific_lesson": "Takes a lesson that belongs to this story.",
    "systemic_insight": "Sees the cause behind the cause, in how teams work.",
    "assigned_by_manager": "The work was given to them: no evidence of initiative.",
    "handed_off": "Others did the decisive part.",
    "we_in_action": 'The acting is "we": their own part cannot be written down.',
    "collective_decision": "The group decided; their own judgment is not visible.",
    "vague_action": "A step is named, not described.",
    "unquantified_result": "The result is a feeling, not a figure.",
    "generic_reflection": "The lesson would fit any story.",
    "assumed_not_verified": "Relied on something that was not checked.",
    "waited": "Waited where they could have acted.",
    "blames_others": "Puts it down to others.",
    "architecture_detour": "Spends time on the system before the problem.",
}
_LACKS: Mapping[str, str] = {
    "initiative": "Cannot write down whose idea it was: no sign of initiative was heard.",
    "own part": "Cannot write down what they did themselves: no step of their own was heard.",
    "depth": "Cannot write down how deep they went: no cause, check or trade-off was heard.",
    "impact": "Cannot write down what it changed: no figure for the result was heard.",
    "insight": "Cannot write down what they learned: no lesson of this story's own was heard.",
}
_SENIOR_GAP = "For a senior, a cause in how teams or systems are run was not heard."


@dataclass(frozen=True, slots=True)
class Heard:
    """What the leaning rests on."""

    signals: Sequence[Signal]
    words: int
    seconds: float
    """From the first word to the last."""


def lean(heard: Heard, level: Level) -> Verdict:
    """The leaning at ``level`` with its reasons: what can be written down, then what cannot."""
    if heard.words < ENOUGH_WORDS or heard.seconds < ENOUGH_SECONDS:
        text = "Too little was said to write anything down for or against."
        return Verdict("not enough evidence", (Reason(text, "", None),))
    first = {signal.name: signal for signal in reversed(heard.signals)}
    shown = {area: [n for n in names if n in first] for area, names in _AREAS.items()}
    held_against = [name for name in DISQUALIFIERS if name in first]
    steps = sum(1 for signal in heard.signals if signal.name == "first_person_action")
    reasons = [_reason(first[names[0]]) for names in shown.values() if names]
    faults = [signal for signal in first.values() if signal.kind == "fault"]
    faults.sort(key=lambda signal: (signal.name not in DISQUALIFIERS, signal.start))
    reasons += [_reason(signal) for signal in faults]
    reasons += [Reason(_LACKS[area], "", None) for area, names in shown.items() if not names]
    if level == "senior" and "systemic_insight" not in first:
        reasons.append(Reason(_SENIOR_GAP, "", None))
    return Verdict(_leaning(shown, held_against, steps, set(first), level), tuple(reasons))


def _leaning(
    shown: Mapping[str, Sequence[SignalName]],
    held_against: Sequence[SignalName],
    steps: int,
    names: set[SignalName],
    level: Level,
) -> Leaning:
    areas = sum(1 for found in shown.values() if found)
    if steps == 0 and (areas == 0 or len(held_against) >= 3):
        return "strong no hire"
    if held_against or areas < _NEEDED[level] or steps < 2 or not shown["impact"]:
        return "no hire"
    full = areas == len(_AREAS) and {"metric_delta", "specific_lesson"} <= names
    full = full and not names & {"unquantified_result", "generic_reflection", "vague_action"}
    full = full and not names & {"assumed_not_verified", "blames_others", "waited"}
    if level == "senior":
        full = full and "systemic_insight" in names and "trade_off" in names
    return "strong hire" if full else "hire"


def _reason(signal: Signal) -> Reason:
    return Reason(_NOTE.get(signal.name, signal.name), signal.quote, signal.start)
