"""Whether a reply declines: "I don't have one", "can we take the next question?"."""

import re
from collections.abc import Sequence

from mockint.star.probes.reply_inputs import Sentence

REFUSAL_WORDS = 45
"""A reply of more words says something besides a refusal."""
_ANY = r"(?:[a-z']+ )"
_ONE = (
    r"(?:one|none|any|anything|something|nothing|example|examples|answer|story|stories|case"
    r"|instance|situation)\b"
)
_NOT = (
    rf"\bi {_ANY}{{0,2}}?(?:do|did|can|could|have|would|will|may|might|am|'d) {_ANY}?not"
    rf" {_ANY}{{0,2}}?"
)
_CAN_NOT = rf"\bi {_ANY}{{0,2}}?(?:do|can|could|may) {_ANY}?not {_ANY}?"
_IT = r"(?:that|this|it)"
_DECLINES = re.compile(
    "|".join(
        (
            # There is none.
            rf"{_NOT}(?:have|got|find|give|tell|name|offer|bring|an?|any) {_ANY}{{0,5}}?{_ONE}",
            rf"\bi {_ANY}{{0,2}}?(?:have|got) {_ANY}?(?:no|not an?) {_ANY}{{0,3}}?{_ONE}",
            r"\bi (?:really |honestly )?(?:have|have got) (?:none|nothing)\b",
            r"\bhave not (?:got )?(?:one|any|an? (?:good |real )?example)\b|\bno example\b",
            r"\bthere (?:is|was|'s) not (?:really )?(?:one|any|an example|anything)\b",
            rf"\b{_IT} {_ANY}?never happened\b|\bi {_ANY}?never had (?:one|such|{_IT})\b",
            rf"\b(?:do not think|not sure|doubt)(?: that)? i {_ANY}{{0,2}}?(?:have|can|could)\b",
            # None comes to mind.
            rf"{_CAN_NOT}(?:think of|come up with|recall|remember (?:one|any|what|{_IT}))\b",
            rf"\b(?:nothing|none|no {_ONE}) {_ANY}{{0,3}}?(?:comes|came|springs|occurs"
            r"|in my (?:mind|head)|i (?:can|could) (?:think|give|tell))\b",
            r"\bcomes? (?:to (?:my )?mind )?nothing\b|\bescapes me\b|\bslipped my mind\b",
            r"\b(?:mind|head) (?:is|has gone|went|'s|just went) (?:a )?blank\b|\bdraw\w* a blank\b",
            r"\b(?:do|would) not know (?:what|how) to (?:say|answer|tell)\b|\bi am stuck\b",
            r"\b(?:do|would) not know sorry\b|\bsorry i (?:do|would) not know\b|\bno idea sorry\b",
            # It will not be told.
            rf"{_CAN_NOT}(?:answer|discuss|disclose|share|help you|talk about|speak about|go into"
            rf"|say (?:anything|more)|tell you (?:one|{_IT}))\b",
            r"\b(?:rather|prefer|better|prefer to) not\b|\bnot comfortable\b|\bconfidential\b",
            rf"\bdo not (?:want|like) to {_ANY}{{0,2}}?(?:guess|invent|make|answer|say|talk)\b",
            rf"\b(?:mak|invent)\w* (?:one|something|anything|things|{_IT}) up\b|\binventing\b",
            r"\bmak\w* up (?:one|something|anything|an?)\b",
            r"\bonly (?:be )?(?:guess|invent|mak)\w*\b",
            # Go on to another.
            r"\b(?:i|to|must|will|would|'d|rather|better|let me) pass\b",
            rf"\b(?:pass on|skip) (?:one|{_IT})\b",
            r"\b(?:can|could|may|let|rather|better) (?:we |i |us |you )?skip\b",
            r"\b(?:next|another|other|different) question\b|\bmove on to the next\b",
            r"\b(?:take|to|try) (?:the next|another) one\b|\bask (?:me )?(?:something|another)\b",
            rf"\b(?:come|get|go) back to (?:you|{_IT})\b|\bleave {_IT} one\b",
        )
    )
)
"""On read words (``mockint.text.reading``)."""


def refusal_in(told: Sequence[Sentence]) -> Sentence | None:
    """The sentence that declines, where next to nothing but that is said; else None."""
    found = [one for one in told if _DECLINES.search(one.text)]
    rest = [one for one in told if one not in found]
    told_anyway = sum(one.brings.get(name, 0) for one in rest for name in ("steps", "amounts"))
    if told_anyway > 1 or sum(len(one.text.split()) for one in told) > REFUSAL_WORDS:
        return None
    return found[0] if found else None
