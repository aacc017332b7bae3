"""The follow-ups worth asking about an answer: why, and in words for this candidate's story."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mockint.content.types import Library, Question, WorkedProbe
from mockint.domain import THEMES, SignalName, Theme
from mockint.star.probes.rank import answered, rank
from mockint.star.probes.slots import NOTHING_OWN, Own, fitting
from mockint.star.types import LabelledUnit, ProbeChoice, Signal

_REFERENCE_STORY = (
    re.compile(r"\bweb ?hooks?\b", re.IGNORECASE),
    re.compile(r"\bdrop(?:s|ped|ping)?\b|\blost\b|\bnever (?:arrived|showed)\b", re.IGNORECASE),
)

_TRIGGERS: Mapping[Theme, Sequence[SignalName]] = {
    "own_part": (
        "handed_off", "we_in_action", "vague_action", "collective_decision",
        "first_person_action", "assigned_by_manager",
    ),
    "scope": ("assigned_by_manager", "scope_boundary", "nobody_asked", "decided_to_act"),
    "motivation": (
        "waited", "assigned_by_manager", "decided_to_act", "self_noticed", "customer_impact",
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
    "decided_to_act": "I did not hear when and why you decided to act.",
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
_OPEN: Mapping[Theme, str] = {
    "own_part": "An interviewer would want to hear more about your own steps.",
    "scope": "An interviewer would want to know whose job it was.",
    "motivation": "An interviewer would want to know why you were the one who acted.",
    "verification": "An interviewer would want to know how sure you were, and why.",
    "impact": "An interviewer would want to know how the result was measured.",
    "follow_through": "An interviewer would want to know what happened after your part was done.",
    "trade_offs": "Every choice costs something. An interviewer would ask what yours cost.",
    "retrospective": "An interviewer would ask what you would do differently.",
    "obstacles": "Everything seemed to go well. An interviewer would ask what was hard.",
    "disagreement": "Nobody disagreed in this story. An interviewer would ask whether someone did.",
}
_QUOTABLE: Mapping[Theme, Sequence[SignalName]] = {
    "own_part": ("handed_off", "we_in_action", "vague_action", "collective_decision"),
    "scope": ("assigned_by_manager", "scope_boundary", "decided_to_act"),
    "motivation": ("waited", "assigned_by_manager", "self_noticed", "decided_to_act"),
    "verification": ("assumed_not_verified", "root_cause"),
    "impact": ("unquantified_result",),
    "follow_through": ("handed_off", "waited", "prevention"),
    "trade_offs": ("collective_decision", "trade_off"),
    "retrospective": ("generic_reflection", "specific_lesson", "blames_others"),
    "obstacles": ("blames_others", "waited"),
    "disagreement": ("collective_decision", "voiced_disagreement", "blames_others"),
}
"""Whose words a theme's "You said …" may repeat, the best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the choice rests on."""

    labelled: Sequence[LabelledUnit]
    signals: Sequence[Signal]
    chances: Mapping[SignalName, float]
    """How likely each signal is in the answer as a whole."""
    principle: str | None
    level: str
    """A level's name."""
    level_expects: Collection[SignalName]
    """Strengths that this level asks for in every answer."""
    own: Own = NOTHING_OWN
    """Of the story that is told, where it is known."""

    @property
    def heard(self) -> frozenset[SignalName]:
        """Names of the signals."""
        return frozenset(signal.name for signal in self.signals)

    @property
    def text(self) -> str:
        """The answer as running text."""
        return " ".join(one.unit.text for one in self.labelled)


def choose(
    found: Found, question: Question | None, library: Library, asked: Collection[Theme]
) -> tuple[ProbeChoice, ...]:
    """Follow-ups, the best first: no theme of ``asked``, none twice, none already answered."""
    if not found.labelled:
        return ()
    themes = [
        theme
        for theme in rank(found.chances, found.principle, found.level)
        if theme not in asked and not answered(theme, found.heard)
    ]
    choices: list[ProbeChoice] = []
    for theme in themes:
        choice = _choice(theme, found, question, library)
        if choice is not None:
            choices.append(choice)
        if found.own.names:
            repeated = frozenset(
                one.quote for one in choices if one.quote.lower() in one.ask.lower()
            )
            found = replace(found, own=replace(found.own, used=repeated))
    return tuple(choices)


def _choice(
    theme: Theme, found: Found, question: Question | None, library: Library
) -> ProbeChoice | None:
    because, trigger = _reason(theme, found)
    worked = _worked(theme, question, library)
    if worked is not None and _is_reference_story(found.text):
        ask, quote = worked.ask_reference, ""
    else:
        ask, quote = _worded(theme, found, library, worked)
    if not ask:
        return None
    return ProbeChoice(theme, ask, because, quote or (trigger.quote if trigger else ""))


def _reason(theme: Theme, found: Found) -> tuple[str, Signal | None]:
    """Why this theme, in plain words, and the signal that gave rise to it, if one did."""
    heard = {signal.name: signal for signal in reversed(found.signals)}
    for name in _TRIGGERS[theme]:
        if name in _HEARD and name in heard:
            return _HEARD[name], heard[name]
        if name == "systemic_insight" and name not in found.level_expects:
            continue
        if name in _NOT_HEARD and name not in heard:
            return _NOT_HEARD[name], None
    return _OPEN[theme], None


def _worked(theme: Theme, question: Question | None, library: Library) -> WorkedProbe | None:
    walkthrough = library.walkthroughs.get(question.slug) if question else None
    if walkthrough is None:
        return None
    return next((probe for probe in walkthrough.probes if probe.theme == theme), None)


def _is_reference_story(text: str) -> bool:
    return all(sign.search(text) for sign in _REFERENCE_STORY)


def _worded(
    theme: Theme, found: Found, library: Library, worked: WorkedProbe | None
) -> tuple[str, str]:
    """A wording and the candidate's words in it; both empty where nothing is to be had.

    Wordings with a slot come first where words fit, then the walkthrough's, then the bank's others.
    Which one is settled by the answer's own words, so the same answer gets the same probe and
    different answers different ones.
    """
    bank = library.probes.get(theme)
    if bank is None:
        return (worked.ask, "") if worked else ("", "")
    with_words: list[tuple[str, str]] = []
    plain: list[tuple[str, str]] = []
    for wording in bank.wordings:
        if not wording.slot:
            plain.append((wording.text, ""))
            continue
        turn = THEMES.index(theme)
        quotable = _QUOTABLE[theme]
        words = fitting(wording.slot, found.signals, found.labelled, quotable, turn, found.own)
        if words:
            spoken = words[:1].lower() + words[1:] if wording.slot == "team" else words
            with_words.append((wording.text.replace("{" + wording.slot + "}", spoken), words))
    own = [(text, words) for text, words in with_words if found.own.fits(words)]
    usable = own or with_words or ([(worked.ask, "")] if worked else plain)
    if not usable:
        return "", ""
    return usable[_stable(f"{theme} {found.text}") % len(usable)]


def _stable(text: str) -> int:
    """The same number for the same text, in every run and on every machine."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")
