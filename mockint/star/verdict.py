"""Which way an interviewer would lean, as a note a bar raiser could write down.

The rule is short on purpose: faults that this company takes for disqualifiers cap the leaning, then
what a level must show decides. Length and fluency never count.

How much was said that could be evidence: not how long it took to say it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from mockint.domain import Level, SignalName
from mockint.star.signals.model import read_text, signal_model
from mockint.star.text import read
from mockint.star.types import LabelledUnit, Leaning, Reason, Signal, Verdict
from mockint.transcribe.types import Word

ENOUGH_SECONDS = 15.0
ENOUGH_WORDS = 40

DISQUALIFIERS: tuple[SignalName, ...] = (
    "handed_off",
    "assigned_by_manager",
    "we_in_action",
    "collective_decision",
)

_WE_FAULTS: tuple[SignalName, ...] = ("we_in_action", "collective_decision")
_STEPS_THAT_OUTWEIGH = 3
"""As many steps of their own for each "we" leave no doubt about their part."""
_SOFT_FAULTS: tuple[SignalName, ...] = (
    "waited", "assumed_not_verified", "blames_others", "unquantified_result", "vague_action",
    "generic_reflection", "we_in_action", "collective_decision",
)  # fmt: skip
"""Each keeps a hire from being a strong one, the gravest first."""

_AREAS: Mapping[str, tuple[SignalName, ...]] = {
    "impact": ("metric_delta", "business_value", "second_order_effect"),
    "own part": ("first_person_action",),
    "depth": ("root_cause", "reproduced_or_tested", "trade_off"),
    "initiative": (
        "scope_boundary", "nobody_asked", "decided_to_act", "self_noticed",
        "voiced_disagreement", "committed_after_decision",
    ),
    "insight": ("systemic_insight", "specific_lesson"),
}  # fmt: skip
"""What a bar raiser looks for, the weightiest first, and the signals that are evidence of it."""
_NEEDED: Mapping[Level, int] = {"sde1": 3, "sde2": 4, "senior": 4}
"""Areas of the five with evidence for a leaning to hire."""
_STEPS_NEEDED = 2
_TOO_MANY = 3
"""Disqualifiers that make a no a strong one where no own step stands against them."""

_TITLE: Mapping[Level, str] = {"sde1": "an SDE1", "sde2": "an SDE2", "senior": "a senior"}
_COUNT = ("none", "one", "two", "three", "four", "five")
_ABOVE: Mapping[Level, str] = {
    "sde1": "a figure, own steps, depth and a lesson, and without a fault",
    "sde2": "evidence in all five areas, a figure and a lesson, and without a fault",
    "senior": "all five areas, a figure, a trade-off and a cause in how teams work, and no fault",
}
_RULE_NOTHING = "Rule: no step of their own and no evidence in any area make a strong no."
_RULE_TOO_MANY = "Rule: three or more disqualifiers and no step of their own make a strong no."
_RULE_CAPPED = "Rule: a disqualifier caps the leaning at no hire, however good the rest is."
_RULE_STEPS = "Rule: without two steps of their own there is nothing to score."
_RULE_IMPACT = "Rule: without a result that can be written down there is no hire."

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
class Evidence:
    """What the leaning rests on."""

    signals: Sequence[Signal]
    words: int
    """That could be evidence: see ``substance``."""
    seconds: float
    """From the first word to the last."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The signals, laid out as they are weighed."""

    first: Mapping[SignalName, Signal]
    """The earliest of each name."""
    shown: Mapping[str, Sequence[SignalName]]
    """Strengths heard in each area."""
    steps: int
    """Different steps of their own."""
    held_against: Sequence[SignalName]
    """Disqualifiers that cap the leaning."""
    level: Level

    @property
    def areas(self) -> int:
        """With evidence, of five."""
        return sum(1 for names in self.shown.values() if names)


def lean(evidence: Evidence, level: Level) -> Verdict:
    """The leaning at ``level``; the first reason is the rule behind it, then the weightiest."""
    if evidence.words < ENOUGH_WORDS or evidence.seconds < ENOUGH_SECONDS:
        text = "Too little was said to write anything down for or against."
        return Verdict("not enough evidence", (Reason(text, "", None),))
    sheet = _laid_out(evidence.signals, level)
    leaning, rule = _leaning(sheet)
    strengths = [_reason(sheet.first[names[0]]) for names in sheet.shown.values() if names]
    faults = [signal for signal in sheet.first.values() if signal.kind == "fault"]
    faults.sort(key=lambda signal: (_weight(signal.name), signal.start))
    capping = [_reason(signal) for signal in faults if signal.name in sheet.held_against]
    others = [_reason(signal) for signal in faults if signal.name not in sheet.held_against]
    gaps = [Reason(_LACKS[area], "", None) for area, names in sheet.shown.items() if not names]
    if level == "senior" and "systemic_insight" not in sheet.first:
        gaps.append(Reason(_SENIOR_GAP, "", None))
    against = [*capping, *gaps, *others, *strengths]
    if leaning in ("hire", "strong hire"):
        against = [*strengths, *gaps, *others]
    return Verdict(leaning, (Reason(rule, "", None), *against))


def _laid_out(signals: Sequence[Signal], level: Level) -> _Sheet:
    first = {signal.name: signal for signal in reversed(signals)}
    steps = len({s.quote.lower() for s in signals if s.name == "first_person_action"})
    told_as_we = sum(1 for signal in signals if signal.name in _WE_FAULTS)
    held = [name for name in DISQUALIFIERS if name in first]
    if steps >= _STEPS_THAT_OUTWEIGH * told_as_we:
        held = [name for name in held if name not in _WE_FAULTS]
    shown = {area: [name for name in names if name in first] for area, names in _AREAS.items()}
    return _Sheet(first, shown, steps, held, level)


def _leaning(sheet: _Sheet) -> tuple[Leaning, str]:
    """The leaning and the rule that led to it."""
    against = _rule_against(sheet)
    if against:
        strong = against in (_RULE_NOTHING, _RULE_TOO_MANY)
        return "strong no hire" if strong else "no hire", against
    kept_from = _kept_from_strong(sheet)
    if kept_from:
        return "hire", f"Rule: {the_bar(sheet.level)}, and this has them. Not strong: {kept_from}."
    return (
        "strong hire",
        f"Rule: {_TITLE[sheet.level]} is above the bar with {_ABOVE[sheet.level]}.",
    )


def above_the_bar(level: Level) -> str:
    """What lifts ``level`` from a hire to a strong one."""
    return _ABOVE[level]


def the_bar(level: Level) -> str:
    """What a leaning to hire needs at ``level``, as a clause."""
    return f"{_TITLE[level]} needs evidence in {_COUNT[_NEEDED[level]]} of five areas"


def _rule_against(sheet: _Sheet) -> str:
    """The rule that speaks against a hire; empty where none does."""
    rules = (
        (sheet.steps == 0 and sheet.areas == 0, _RULE_NOTHING),
        (sheet.steps == 0 and len(sheet.held_against) >= _TOO_MANY, _RULE_TOO_MANY),
        (bool(sheet.held_against), _RULE_CAPPED),
        (sheet.steps < _STEPS_NEEDED, _RULE_STEPS),
        (not sheet.shown["impact"], _RULE_IMPACT),
        (
            sheet.areas < _NEEDED[sheet.level],
            f"Rule: {the_bar(sheet.level)}; {_COUNT[sheet.areas]} had some.",
        ),
    )
    return next((rule for applies, rule in rules if applies), "")


def _kept_from_strong(sheet: _Sheet) -> str:
    """What one thing keeps a hire from being a strong one; empty where nothing does."""
    lacking = [area for area, names in sheet.shown.items() if not names]
    if lacking and (sheet.level != "sde1" or lacking != ["initiative"]):
        return f"no evidence of {lacking[0]}"
    if "metric_delta" not in sheet.first:
        return "the change has no figure"
    if sheet.level == "sde2" and "specific_lesson" not in sheet.first:
        return "no lesson of this story's own was heard"
    if sheet.level == "senior" and "systemic_insight" not in sheet.first:
        return "no cause in how teams or systems are run was heard"
    if sheet.level == "senior" and "trade_off" not in sheet.first:
        return "no trade-off was heard"
    fault = next((name for name in _SOFT_FAULTS if name in sheet.first), None)
    return _NOTE[fault].rstrip(".").lower() if fault else ""


def _weight(name: SignalName) -> int:
    """Place in the order of faults, the gravest first."""
    order = (*DISQUALIFIERS, *_SOFT_FAULTS)
    return order.index(name) if name in order else len(order)


def _reason(signal: Signal) -> Reason:
    return Reason(_NOTE.get(signal.name, signal.name), signal.quote, signal.start)


KNOWN_SHARE = 0.5
"""A unit with a smaller share of words that the ear has met before is noise or another language."""
READ_BACK_SHARE = 0.8
"""A unit with a larger share of the question's own words is the question again."""


def substance(labelled: Sequence[LabelledUnit], question: str) -> int:
    """Words in sentences that count: each said once, in words that are words, not the question.

    ``question``: as it was asked; empty where it is not known.
    """
    asked = frozenset(_read(question))
    said: set[tuple[str, ...]] = set()
    for one in labelled:
        words = tuple(read_text(read(one.unit.words)).split())
        if words and _is_known(words) and not _is_read_back(words, asked):
            said.add(words)
    return sum(map(len, said))


def _read(text: str) -> list[str]:
    return read_text(read([Word(word, 0.0, 0.0) for word in text.split()])).split()


def _is_known(words: Sequence[str]) -> bool:
    index = signal_model().index
    return sum(word in index for word in words) >= KNOWN_SHARE * len(words)


def _is_read_back(words: Sequence[str], asked: Collection[str]) -> bool:
    return bool(asked) and sum(word in asked for word in words) >= READ_BACK_SHARE * len(words)
