"""Why a follow-up is worth asking: what was heard, what was not, and in whose words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mockint.content.types import Deeper
from mockint.domain import SignalName, Theme
from mockint.star.conduct import HARM
from mockint.star.probes.found import Found
from mockint.star.probes.slots import trim
from mockint.star.types import LabelledUnit, Signal
from mockint.star.words import read_sure

_TRIGGERS: Mapping[Theme, Sequence[SignalName]] = {
    "own_part": (
        "handed_off", "we_in_action", "vague_action", "collective_decision",
        "first_person_action", "assigned_by_manager",
    ),
    "scope": ("assigned_by_manager", "scope_boundary", "nobody_asked"),
    "motivation": (
        "waited", "assigned_by_manager", "self_noticed", "customer_impact",
    ),
    "verification": ("assumed_not_verified", "reproduced_or_tested", "root_cause"),
    "impact": ("unquantified_result", "metric_delta", "business_value", "problem_metric"),
    "follow_through": ("handed_off", "waited", "follow_through", "prevention"),
    "trade_offs": ("collective_decision", "trade_off"),
    "retrospective": ("generic_reflection", "specific_lesson", "systemic_insight", "blames_others"),
    "obstacles": ("blames_others", "waited"),
    "disagreement": (
        "collective_decision", "blames_others", "voiced_disagreement", "committed_after_decision",
    ),
}  # fmt: skip
"""What makes a theme worth asking, the strongest first: a fault heard, or a strength not heard."""

_HEARD: Mapping[SignalName, str] = {
    "assigned_by_manager": "It sounded like someone gave you this work, so the idea was not yours.",
    "handed_off": "At one point, it sounded like you passed the work on to someone else.",
    "we_in_action": 'You said "we" for the actions, so your own part is not clear.',
    "collective_decision": "The group decided. I did not hear what you thought yourself.",
    "vague_action": "You named a step, but not what you did in it.",
    "unquantified_result": "You described the result without a number.",
    "generic_reflection": "Your lesson would fit any story.",
    "assumed_not_verified": "You relied on something that you did not check.",
    "waited": "You waited, and I did not hear why that was right.",
    "blames_others": "You blamed other people, and I did not hear what you did about it.",
    "architecture_detour": "You spent more time on the system than on the problem.",
}
_NOT_HEARD: Mapping[SignalName, str] = {
    "first_person_action": "I did not hear a step that you took yourself.",
    "scope_boundary": "I did not hear whose job it was.",
    "nobody_asked": "I did not hear whether anyone had asked you to do it.",
    "self_noticed": "I did not hear how you noticed the problem.",
    "customer_impact": "I did not hear who was hurt by the problem.",
    "reproduced_or_tested": "I did not hear how you tested the cause or the fix.",
    "root_cause": "I did not hear what caused the problem.",
    "metric_delta": "I did not hear a number from before and a number from after.",
    "business_value": "I did not hear what the result was worth.",
    "problem_metric": "I did not hear a number for the size of the problem.",
    "follow_through": "I did not hear whether people accepted your work and used it.",
    "prevention": "I did not hear what keeps the problem from coming back.",
    "trade_off": "I did not hear what other options you had, or what you gave up.",
    "specific_lesson": "I did not hear a lesson that comes from this story.",
    "systemic_insight": "I did not hear the deeper cause, in how teams work.",
    "voiced_disagreement": "I did not hear whether you disagreed, or how you said it.",
    "committed_after_decision": "I did not hear what you did after the decision was made.",
}
DIG = 0.7
"""How sure a strength must be heard for a follow-up to dig into it. A person who reads the words
back sees at once whether they show it; one who hears them must answer."""
_OPEN: Mapping[Theme, str] = {
    "trade_offs": "Every choice costs something. An interviewer would ask what yours cost.",
    "retrospective": "An interviewer would ask what you would do differently.",
    "obstacles": "An interviewer would ask what was hard.",
}
"""What may be asked of any story. The other themes suppose something: a result that can be
measured, a thing that was shipped, somebody whose job it was; they need a reason of their own."""
_HARD_TOLD = (
    "You named something that stood in your way. An interviewer would ask for more about it."
)
_HARD = re.compile(
    r"\b(?:refus(?:ed|es|ing)|resist(?:ed|ance)|said no(?! more)|told (?:me|us) no|no twice"
    r"|pushback|push(?:ed|ing|back) ?back|(?:was|were|is|are) against"
    r"|hard(?:est)? (?:part|thing|bit|moment)|i failed"
    r"|(?<!i )(?<!we )did not (?:want|believe|trust) (?:it|me|us|to)"
    r"|(?:almost|nearly) (?:failed|gave up)|turned (?:me|us) down|shouted at"
    r"|would not (?:listen|let|give|agree|talk|sign))\b"
)
"""In read words: somebody or something stood in the way."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a theme is asked: a fault or a strength that was heard, a strength that was not, or
    neither."""

    because: str
    """Empty where the wording says why."""
    fault: Signal | None = None
    into: Signal | None = None
    """A strength to hear more of."""
    lacks: SignalName | None = None
    words: str = ""
    """What is to be said back, where that is settled."""
    digs_into: Deeper | None = None
    """What the wording must dig into, which then says why."""

    @property
    def is_about_others(self) -> bool:
        """Whether it is after a deed that may have cost somebody something."""
        return self.digs_into == "conduct"

    @property
    def quote(self) -> str:
        """The words that gave rise to it; empty where something was not said at all."""
        shown = self.fault or self.into
        return shown.quote if shown else self.words


def reasons(theme: Theme, found: Found, deeper: Collection[Deeper]) -> Iterator[Reason]:
    """Why this theme, in plain words, the best reason first; none where it has no occasion.

    ``deeper``: what the theme has a wording to dig into.
    """
    told = found.told
    heard: Mapping[str, Signal] = {
        signal.name: signal for signal in sorted(found.signals, key=lambda one: one.sure)
    }
    if "conduct" in deeper:
        yield from _to_others(found)
    for name in _TRIGGERS[theme]:
        if name in _HEARD and name in heard:
            yield Reason(_HEARD[name], fault=heard[name])
        elif (
            name in _NOT_HEARD
            and name in found.fair
            and name not in told
            and _is_due(name, told, found.level_expects)
        ):
            yield Reason(_NOT_HEARD[name], lacks=name)
    if theme == "obstacles":
        yield from (Reason(_HARD_TOLD, words=words) for words in _hard(found.labelled))
    for more in deeper:
        into = heard.get(more)
        if into and into.sure >= DIG:
            yield Reason("", into=into, digs_into=more)
    if theme in _OPEN:
        yield Reason(_OPEN[theme])


def _to_others(found: Found) -> Iterator[Reason]:
    """What may have cost somebody else something, the likeliest first."""
    order = sorted(range(len(found.conduct)), key=lambda at: -found.conduct[at])
    for at in order:
        words = trim(found.labelled[at].unit.words)
        if found.conduct[at] >= HARM and words:
            yield Reason("", words=words, digs_into="conduct")


def _is_due(
    name: SignalName, told: Collection[SignalName], level_expects: Collection[SignalName]
) -> bool:
    """Whether its absence is a reason: not of what only a higher level owes, nor of support for
    a decision that nobody spoke against."""
    if name == "systemic_insight":
        return name in level_expects
    return name != "committed_after_decision" or "voiced_disagreement" in told


def _hard(labelled: Sequence[LabelledUnit]) -> Iterator[str]:
    """What stood in the way, each as it can be said back."""
    for one in labelled:
        if not one.aside and _HARD.search(read_sure(one.unit.words)):
            words = trim(one.unit.words, lambda read: bool(_HARD.search(read)))
            if words:
                yield words
