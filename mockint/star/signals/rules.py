"""Reading rules that overrule the learned ear, on read words (see ``spoken``)."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from mockint.content.types import Cues
from mockint.domain import Segment, SignalName
from mockint.star.signals.patterns import named
from mockint.text.kinds import measures
from mockint.text.reading import read_text

_WE = re.compile(r"\b(?:we|us|our|ours|team|everybody|group|together|guys)\b")
_THING_WE = re.compile(r"\b(?:a|an) [^ ]+ we\b")
""" "A cluster we moved off" tells of a thing, not of a step; Whisper writes it so for "we'd"."""
_DECIDED = re.compile(
    r"\b(?:decid\w*|decision|agree\w*|vot\w+|chose|choose|chosen|settled|conclu\w+|consensus|landed"
    r"|went with|go with|went along|came (?:to|up)|wanted|felt|feeling|thought|talked|discuss\w*"
    r"|put it|said|picked|met|meeting|sat down|figured|preferred|backed)\b"
)
_I = re.compile(r"\b(?:i|my|me|myself|mine)\b")
_NOT = re.compile(r"\b(?:not|no|nobody|never|none|without|neither|nor|nothing)\b")
_SOMEBODY = re.compile(r"\b(?:she|he|they|you|your|her|him|them|their|his|everybody|anybody|us)\b")
_GAVE = (
    r"(?:asked|told|tell|gave|given|assigned|handed|hand|put|wanted|suggested|dropped|said|goes"
    r"|allocated|tasked|decided|needed|split)"
)
_I_ASKED = re.compile(rf"\bi (?:have |had |then |also |just )?{_GAVE}\b")
_WAS_GIVEN = re.compile(
    r"\b(?:he|she|they|manager|boss|lead|director|supervisor|mentor|vp|cto|ceo|head|president"
    r"|coordinator|professor|leadership|owner|office|company|management)"
    rf"(?: [^ ]+){{0,6}}? {_GAVE}\b"
    r"|\b(?:i|we) (?:was|were|got|had been|have been|am|been)(?: just| then| basically)?"
    r" (?:asked|told|assigned|given|tasked|handed|put|moved)\b"
    r"|\bcame (?:down )?from\b|\bassigned\b|\bmy (?:task|job|board|plate|sprint)\b"
    r"|\bput (?:it|me|us)\b|\bfrom my\b"
)
_WE_WAITED = re.compile(
    r"\b(?:i|we|just|then)(?: [^ ]+){0,4}"
    r" (?:(?<!the )(?<!a )wait\w*|held|hold|left|leave|gave|sat|stopped|stood)\b"
    r"|\b(?:that|it|everything|launch)(?: [^ ]+){0,2} (?:sat|stopped|stood)\b"
    r"|\b(?:nothing to do|let us see|in the meantime|wait\w* (?:for|on|until)|would get to it)\b"
)


def _is_amount(text: str) -> bool:
    """A date, a duration, the size of a team or system, a version: a number, not a metric."""
    return measures(text.split())


def _is_own_step(text: str) -> bool:
    """ "I" is in it, or nobody else is: "then pulled the logs"."""
    return " i " in f" {text} " or not _WE.search(text)


def _is_assignment(text: str) -> bool:
    """Somebody gave it; "I asked them" is the opposite."""
    return bool(_WAS_GIVEN.search(_I_ASKED.sub("", text)))


def _is_ones_own(text: str) -> bool:
    """ "That was the decision" shows nobody who did anything about it."""
    return bool(_I.search(text))


def _is_somebody_hurt(text: str) -> bool:
    """A person is named, or it is somebody to whom something bad happens."""
    if named("PERSON").search(text):
        return True
    return bool(_SOMEBODY.search(text) and named("HURT").search(text))


_RULES: Mapping[SignalName, Callable[[str], bool]] = {
    "problem_metric": _is_amount,
    "metric_delta": _is_amount,
    "we_in_action": lambda text: bool(_WE.search(_THING_WE.sub("", text))),
    "first_person_action": _is_own_step,
    "collective_decision": lambda text: bool(_DECIDED.search(text)),
    "waited": lambda text: bool(_WE_WAITED.search(text)),
    "assigned_by_manager": _is_assignment,
    "self_noticed": _is_ones_own,
    "decided_to_act": _is_ones_own,
    "voiced_disagreement": _is_ones_own,
    "committed_after_decision": _is_ones_own,
    "nobody_asked": lambda text: bool(_NOT.search(text)),
}
_EVIDENCE: Mapping[SignalName, Callable[[str], bool]] = {"customer_impact": _is_somebody_hurt}
"""What must stand in a unit unless the ear is sure of it: people find words no list holds."""
_WHERE: Mapping[SignalName, tuple[Segment, ...]] = {
    "we_in_action": ("action",),
    "collective_decision": ("action", "task", "situation"),
    "vague_action": ("action",),
    "first_person_action": ("action", "result", "task", "situation"),
    "unquantified_result": ("result", "reflection", "action"),
    "generic_reflection": ("reflection", "result"),
    "architecture_detour": ("situation", "task"),
    "assigned_by_manager": ("task", "situation", "action"),
}
"""Where a signal means something at all: "we" in the situation is only the setting."""


def allowed(name: SignalName, text: str, segment: Segment) -> bool:
    """Whether ``name`` may be heard in a unit that reads ``text`` and belongs to ``segment``."""
    return segment in _WHERE.get(name, (segment,)) and _obeys(_RULES, name, text)


def evident(name: SignalName, text: str) -> bool:
    """Whether the text holds what a reader would take for evidence of ``name``."""
    return _obeys(_RULES, name, text) and _obeys(_EVIDENCE, name, text)


def _obeys(rules: Mapping[SignalName, Callable[[str], bool]], name: SignalName, text: str) -> bool:
    rule = rules.get(name)
    return rule is None or rule(text)


def outspoken(text: str, segment: Segment, cues: Cues) -> set[SignalName]:
    """Faults whose very words stand in the list of phrases."""
    padded = f" {text} "
    return {
        entry.signal
        for entry in cues.fault_phrases
        if f" {_read_phrase(entry.phrase)} " in padded and allowed(entry.signal, text, segment)
    }


@lru_cache(maxsize=512)
def _read_phrase(phrase: str) -> str:
    """The phrase as it would be read; one that reads as nothing is found nowhere."""
    return read_text(phrase.split()) or "\n"
