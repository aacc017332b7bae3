"""Reading rules that overrule the learned ear, on read words (see ``spoken``)."""

import re
from functools import lru_cache

from mockint.questions.base import Cues, Segment, SignalName
from mockint.star.spoken import read
from mockint.transcribe.base import Word

_HAS_AMOUNT = re.compile(
    r"\b0\b|\b(?:percent|one|fourth|last place|half|halved|doubled?|tripled?|twice|third|quarter|zero|none|nothing|nil"
    r"|every single|most of|hardly any)\b"
)
_NO_METRIC = re.compile(
    r"\b(?:team|group|squad|staff|crew) of 0\b|\b0 (?:weeks?|months?|years?|days?|hours?|minutes?)"
    r" (?:ago|later|before|after|earlier)\b|\b(?:version|sprint|quarter|chapter|phase|grade|level"
    r"|number|room|floor|week|day) 0\b|\bin year\b|\bi (?:am|was) 0\b"
    r"|\b(?:in|about|for|over|within|took|spent) (?:about |around |roughly )?0"
    r" (?:weeks?|months?|years?|days?)\b(?=.{0,20}$)"
)
_WE = re.compile(r"\b(?:we|us|our|ours|team|everybody|group|together|guys)\b")
_I_ASKED = re.compile(
    r"\bi (?:have |had |then |also |just )?(?:asked|told|gave|assigned|handed|put|wanted)\b"
)
_WAS_GIVEN = re.compile(
    r"\b(?:he|she|they|manager|boss|lead|director|supervisor|mentor|vp|cto|ceo|head|president"
    r"|coordinator|professor|leadership|owner|office|company|management)(?: [^ ]+){0,6}? (?:asked"
    r"|told|tell|gave|given|assigned|handed|hand|put|wanted|suggested|dropped|said|goes|allocated"
    r"|tasked|decided|needed|split)\b|\b(?:i|we) (?:was|were|got|had been|have been|am|been)(?: just"
    r"| then| basically)? (?:asked|told|assigned|given|tasked|handed|put|moved)\b|\bcame (?:down )?"
    r"from\b|\bassigned\b|\bmy (?:task|job|board|plate|sprint)\b|\bput (?:it|me|us)\b|\bfrom my\b"
)
_WE_WAITED = re.compile(
    r"\b(?:i|we|everything|launch|just|then|that|it)(?: [^ ]+){0,4} (?:(?<!the )(?<!a )wait\w*|held|hold|left|leave|gave|sat"
    r"|stopped|stood)\b|\b(?:nothing to do|let us see|in the meantime|wait\w* (?:for|on|until)|would get to it)\b"
)
_ACTING: dict[SignalName, tuple[Segment, ...]] = {
    "we_in_action": ("action",),
    "collective_decision": ("action", "task", "situation"),
    "vague_action": ("action",),
    "first_person_action": ("action", "result", "task", "situation"),
    "unquantified_result": ("result", "reflection", "action"),
    "generic_reflection": ("reflection", "result"),
    "architecture_detour": ("situation", "task"),
    "assigned_by_manager": ("task", "situation", "action"),
}


def allowed(name: SignalName, text: str, segment: Segment) -> bool:
    """Whether ``name`` may be heard in a unit that reads ``text`` and belongs to ``segment``."""
    where = _ACTING.get(name)
    if where is not None and segment not in where:
        return False
    if name in ("problem_metric", "metric_delta"):
        return bool(_HAS_AMOUNT.search(_NO_METRIC.sub("", text)))
    if name == "we_in_action":
        return bool(_WE.search(text))
    if name == "first_person_action":
        return " i " in f" {text} " or not _WE.search(text)
    if name == "waited":
        return bool(_WE_WAITED.search(text))
    if name == "assigned_by_manager":
        return bool(_WAS_GIVEN.search(_I_ASKED.sub("", text)))
    return True


def outspoken(text: str, segment: Segment, cues: Cues) -> set[SignalName]:
    """Faults whose very words stand in the candidate's list of disqualifiers."""
    padded = f" {text} "
    return {
        entry.signal
        for entry in cues.disqualifiers
        if entry.phrase
        and f" {_read_phrase(entry.phrase)} " in padded
        and allowed(entry.signal, text, segment)
    }


@lru_cache(maxsize=512)
def _read_phrase(phrase: str) -> str:
    return " ".join(t.text for t in read([Word(w, 0.0, 0.0) for w in phrase.split()]))
