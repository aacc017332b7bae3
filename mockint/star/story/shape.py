"""What is counted in an answer to tell a story from what is none: tenses, habits, turns of speech.

Training and the running program both call :func:`shape`, so they cannot drift apart. Everything is
counted in read words (``text/reading.py``), so punctuation changes nothing.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from mockint.star.segmenter.lexicon import shape as word_class
from mockint.text.normalize import word_set

_BETWEEN: Final = word_set(
    "just then also really actually only even still never always usually normally sort of kind"
    " probably maybe typically generally first often mostly myself"
)
"""What may stand between "I" and its verb."""
_ASIDE: Final = word_set("am do have think guess believe suppose mean know say like")
"""A storyteller's own present: "I think", "I mean"."""
_PERSON: Final = word_set("he she him her his hers herself himself")
_PAST: Final = frozenset(["PAST", "BEP", "DID"])
_MONTHS: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_DAYS: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

CUES: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(rf"\b(?:{pattern})\b")
    for name, pattern in {
        "habit": r"always|usually|normally|typically|generally|whenever|mostly|tend to|in general"
        r"|every time|each time|as a rule|my (?:rule|approach|method|system|style|philosophy)"
        r"|in my dna|day to day|constantly|i never|often|sometimes|over the years|over time",
        "would": r"would|might",
        "i would": r"(?:i|we|they|she|he|it|that|you) (?:(?:probably|maybe|just|also|then|first"
        r"|sort of) )*(?:would|could|might)",
        "will": r"will|shall",
        "if": r"if|when somebody|where somebody|where there|when an?|when new",
        "imagine": r"imagine|suppose|supposing|let us say|say we|hypothetically"
        r"|how i would|what i would|if it was up to me|if i was|if i were|in such a case"
        r"|i would hope|in theory|made up|if he were|if she were",
        "not yet": r"not happen(?:ed)? yet|(?:not|never) (?:\w+ ){0,2}yet|not from my practice"
        r"|have not (?:done|had|been)|i have never|not really had|did not happen",
        "nothing to tell": r"can not (?:\w+ )?(?:think|remember|recall|find|give|speak|come up)"
        r"|do not (?:\w+ )?(?:think i have|have a|have one|have any|remember|recall|know what to)"
        r"|not got|gone blank|mind is blank|off the top|come back to|next (?:question|one)|skip"
        r"|leave that one|nothing (?:comes|for that|springs)|have not had time|no particular"
        r"|not (?:a )?particular|i would have to think|rather not|pass on|other words|there must be"
        r" one|i would not (?:like|want)|have no (?:example|story)|no example|not one i|no idea",
        "asks back": r"(?:could|can|may|would|did|do|are) (?:you|i) (?:maybe )?(?:repeat|ask|tell"
        r"|give|mean|want|like|have (?:one|something)|after|look|say|please|rephrase|clarify)"
        r"|what do you mean|had (?:something )?in mind|what you look for|really after"
        r"|okay with you|if that 's okay|if you do not mind",
        "about me": r"years (?:of experience|in|across)|my career|my background|current role|i hold"
        r"|certif\w+|responsible for a portfolio|i have got 0 years|introduction"
        r"|moved to|my last role|(?:happy|glad) to go deeper|core strengths|looking for now",
        "one event": rf"last (?:year|spring|summer|autumn|fall|winter|week|month|night|quarter"
        rf"|christmas|{_MONTHS}|{_DAYS})"
        rf"|in year|one (?:day|time|night|morning|evening|afternoon|week|year|{_DAYS})|once"
        r"|that (?:night|day|morning|evening|week|year|afternoon)|0 (?:years|months|weeks) ago"
        r"|there was|the (?:next|same|first) (?:day|morning|week|night|month|evening)"
        r"|a (?:week|month|year|day) (?:later|after|on)|in the end|this was|it was (?:in|at|the|a)"
        r"|when i (?:joined|started|came|was)|after (?:that|this)"
        r"|0 (?:weeks|months|days|years|hours|minutes) later",
        "talk": r"(?:i|he|she|they|we) (?:said|say|told|tell|asked|ask|called|rang|went)(?: to)?"
        r"|asked me|told me|says to me|rang me|called me",
        "one": r"(?:one|this|a certain) (?:lady|man|guy|woman|girl|boy|guest|customer|client"
        r"|patient|person|colleague|student|driver|family|project|company|fault|bug|problem|thing)",
    }.items()
}


def shape(text: str) -> dict[str, float]:
    """Features of a whole answer. ``text``: its read words, joined by blanks."""
    words = text.split()
    classes = [word_class(word) for word in words]
    per = 100.0 / (len(words) + 20.0)
    found = {name: math.sqrt(per * len(cue.findall(text))) for name, cue in CUES.items()}
    found["long"] = math.log(1 + len(words)) - 5.0
    found["person"] = math.sqrt(per * sum(word in _PERSON for word in words))
    found["past"] = per * sum(one in _PAST for one in classes) / 5.0
    told = list(_tenses(words, classes))
    for tense in ("past", "would", "will", "present"):
        found[f"i {tense}"] = told.count(tense) / (len(told) + 2.0)
    found["i past count"] = math.log(1 + told.count("past"))
    return found


def _tenses(words: Sequence[str], classes: Sequence[str]) -> Iterator[str]:
    """The tense of each "I" that has a verb."""
    for at, word in enumerate(words):
        if word != "i":
            continue
        verb = at + 1
        while verb < len(words) and words[verb] in _BETWEEN:
            verb += 1
        if verb < len(words):
            tense = _tense(words, classes, verb)
            if tense:
                yield tense


def _tense(words: Sequence[str], classes: Sequence[str], verb: int) -> str:
    perfect = verb + 1 < len(words) and classes[verb + 1] == "PAST"
    if classes[verb] in _PAST or (words[verb] in ("had", "have", "'d") and perfect):
        return "past"
    if words[verb] in ("would", "could", "might", "should", "'d"):
        return "would"
    if words[verb] == "will":
        return "will"
    return "" if words[verb] in _ASIDE else "present"
