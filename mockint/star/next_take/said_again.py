"""A sentence of the transcript as it would be said again: without "um", "the, the" and "I think".

Words only go; none comes and none moves. What cannot be said again is left alone: half a sentence,
two without a mark between them, one that only says what somebody does not know.
"""

import re
from collections.abc import Collection, Sequence

from mockint.star.clauses import is_past
from mockint.star.probes.slots import is_fluent
from mockint.star.word_classes import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    ENDINGS,
    NOT_NAMED,
    POINTS_BACK,
    PREPOSITIONS,
    RELATIVE,
    SPEECH,
    SUBJECTS,
    TIES,
    UNDER,
    UNDER_OR_NOT,
)
from mockint.text.fillers import SOUNDS
from mockint.text.normalize import MARKS, ends_phrase, plain_word, straight, word_set
from mockint.text.reading import read

LONGEST = 24
"""Words of a sentence that is said again; a longer one is only shown."""
FEWEST = 4
NO_END = word_set(
    "i we he she they as to and or but so which that a an the was were is are my our even just very"
    " mr mrs ms dr"
)
"""A recognizer may put a mark behind these; nobody ends a sentence with one."""
_LEADS_ON = re.compile(r"\bas (?:far|soon|long|much|many|if|though)$")
_WANTS_OBJECT = re.compile(
    r"\b(?:which|who|that|(?:and|because) it) (?:\w+ly |then |also |just |only )?"
    r"(?:adds|asks|brings|builds|calls|carries|checks|counts|creates|cuts|finds|gets|gives|has|holds"
    r"|keeps|lets|makes|means|moves|needs|prints|puts|reads|sends|sets|shows|takes|tells|turns|uses"
    r"|wants|writes|added|brought|built|checked|created|gave|got|had|let|made|meant|needed|put|sent"
    r"|took|used)$"
)
"""A clause of its own that wants an object, at the end: "a program which checks"."""
_IS_I = re.compile(r"i\b(?!\.)")
_KINDS = word_set("a an the this that any some every each one another what which same")
"""Before "kind of", which then is no filler."""
_LEADS = word_set("and but so or well yeah yes okay ok oh anyway right look")
"""Words before a sentence that say nothing, with a comma behind them."""
_UNMARKED_LEADS = word_set("and but so or yeah okay ok")
"""And without one."""
_AFTER_THAT = SUBJECTS | DETERMINERS | {"it", "there", "people"}
"""Behind "I think that": "that" is no subject there."""
_NO_LEADS = word_set("many much few little far long that did do was")
"""After these "so" is no tie: "so many people"."""
_LEAD_HEDGE = re.compile(
    r"^(?:i (?:think|guess|suppose|believe|mean|reckon)|i'd say|i would say|to be honest|honestly"
    r"|basically|obviously)\b,? ?",
    re.IGNORECASE,
)
_LAST_HEDGE = re.compile(
    r",? (?:i (?:think|guess|suppose|believe|reckon|mean)|i'd say|i would say|you know|or something"
    r"(?: like that)?|as far as i(?:'m aware| know| can tell)|though|yeah|really|to be honest"
    r"|if that makes sense)$|, (?:ha|huh|right|no|yes|oh|um|uh)$",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(r"\w.*\b(?:wait|sorry|i mean|or rather|what do you call it)\b")
"""Behind a beginning: what was begun is begun again."""
_SAYS_NOTHING = re.compile(
    r"\b(?:i (?:do|did|could|can) not (?:really )?(?:know|remember|recall|have (?:the|a|an|any)\b)"
    r"|(?:am|is|was|are|were) not sure|no idea|whatever|hard to say|if i remember"
    r"|that is (?:it|all|about it|my answer)|0 (?:\w+ )?no 0)\b"
)
_OPENS = word_set("is was are were am the a an to of my our his their i we")
"""Nobody stops behind these, but to begin anew."""
_NAMELESS = SUBJECTS | {"it", "that", "there", "this", "you"}
_RUN_BEFORE = (
    SUBJECTS | TIES | UNDER | UNDER_OR_NOT | RELATIVE | SPEECH | ADVERBS | AUXILIARIES
    | DETERMINERS | PREPOSITIONS | word_set("think guess say know hope mean believe sure it you")
)  # fmt: skip
"""After one of these a subject goes on with the same sentence."""
_OF_TIMES = word_set(
    "day time week month year moment minute second night morning evening weekend way reason place"
    " point first last next thing things one everything anything all what"
)
"""And after these, where they are named exactly: "the day I left"."""


def said_again(quote: str) -> str:
    """The words of ``quote`` that would be said again, without the last mark; empty where none."""
    words = _smooth(quote.split())
    text = " ".join(words).strip(MARKS)
    before = ""
    while text != before:
        before = text
        text = _without_leads(_LAST_HEDGE.sub("", text).strip(MARKS).split())
    words = text.split()
    if not FEWEST <= len(words) <= LONGEST or not is_fluent(text):
        return ""
    if _runs_on(words) or _breaks_off(words):
        return ""
    reads = " ".join(token.text for token in read(words))
    says = not (_SAYS_NOTHING.search(reads) or _TAKEN_BACK.search(straight(quote)))
    capital = [word[0].upper() + word[1:] if _IS_I.match(word) else word for word in words]
    return " ".join(capital) if says and ends(words) else ""


def ends(words: Sequence[str]) -> bool:
    """Whether nothing is cut off behind them."""
    last = plain_word(words[-1])
    leads_on = _LEADS_ON.search(" ".join(map(plain_word, words[-2:])))
    wants = _WANTS_OBJECT.search(" ".join(map(plain_word, words[-4:])))
    return not (last in NO_END or last.endswith(ENDINGS) or leads_on or wants)


def is_smooth(quote: str) -> bool:
    """Whether it can be said again as it is: no "um", no word said over."""
    words = quote.split()
    return is_fluent(quote) and len(_smooth(words)) == len(words) and ends(words)


def _smooth(words: Sequence[str]) -> list[str]:
    """The words without filler sounds, stutters and what was taken back."""
    kept = {at for token in read(words) for at in range(token.first, token.last + 1)}
    plain = [plain_word(word) for word in words]
    for at in range(1, len(words) - 1):
        if plain[at] in ("kind", "sort") and plain[at + 1] == "of" and plain[at - 1] in _KINDS:
            kept |= {at, at + 1}
        if plain[at] == "like":
            apart = words[at].endswith(",") and words[at - 1].endswith(",")
            kept = kept - {at} if apart else kept | {at}
    for at in sorted(kept):
        if plain[at] in PREPOSITIONS and at + 1 not in kept:
            kept |= set(_named_twice(plain, at + 1, kept))
    found: list[str] = []
    last = -1
    for at in sorted(kept):
        over = plain[at] in plain[last + 1 : at]
        if at > last + 1 and found and not (over or _needs_comma(plain, last, at)):
            found[-1] = found[-1].removesuffix(",")
        found.append(words[at])
        last = at
    return found


def _named_twice(plain: Sequence[str], first: int, kept: Collection[int]) -> Collection[int]:
    """The words left out from ``first`` on, where they name something that a preposition needs:
    "but for the search, the search is slow"."""
    last = next((at for at in range(first, len(plain)) if at in kept), first)
    named = set(plain[first:last]) - NOT_NAMED - SOUNDS
    return range(first, last) if named else ()


def _needs_comma(plain: Sequence[str], last: int, following: int) -> bool:
    """Whether the comma before what was left out parts two clauses, or may."""
    if plain[last] in TIES:
        return False
    opens = plain[following].partition("'")[0] in SUBJECTS | POINTS_BACK | {"this", "that", "you"}
    leads_on = plain[last] in _OPENS | PREPOSITIONS | DETERMINERS | AUXILIARIES | NO_END
    return opens or not (leads_on or is_past(plain[last]))


def _without_leads(words: Sequence[str]) -> str:
    """The words less what only leads to them: "so", "yeah", "I think that"."""
    while len(words) > FEWEST and _only_leads(words):
        words = words[1:]
    bare = _LEAD_HEDGE.sub("", " ".join(words)).split()
    if not FEWEST <= len(bare) < len(words):
        return " ".join(words)
    opens = plain_word(bare[0]) == "that" and plain_word(bare[1]) in _AFTER_THAT
    return " ".join(bare[1:] if opens else bare)


def _only_leads(words: Sequence[str]) -> bool:
    first, following = plain_word(words[0]), plain_word(words[1])
    if words[0].endswith(","):
        return first in _LEADS
    if first == "then":
        return following in SUBJECTS
    return first in _UNMARKED_LEADS and following not in _NO_LEADS


def _breaks_off(words: Sequence[str]) -> bool:
    """Whether a clause begins and does not end in it: "it's, people got used to it"."""
    plain = [plain_word(word) for word in words]
    opened = (
        word in _OPENS or (word.endswith(ENDINGS) and word.partition("'")[0] in _NAMELESS)
        for word in plain
    )
    again = any(a == b and a.endswith(ENDINGS) for a, b in zip(plain, plain[2:], strict=False))
    return again or any(
        opens and text.endswith(",") for opens, text in zip(opened, words, strict=True)
    )


def _runs_on(words: Sequence[str]) -> bool:
    """Whether two sentences stand in it without a mark: "we built it five months we moved on"."""
    plain = [plain_word(word) for word in words]
    for at in range(2, len(words) - 2):
        before = plain[at - 1]
        if plain[at] not in SUBJECTS or ends_phrase(words[at - 1]) or before in _RUN_BEFORE:
            continue
        if before in _OF_TIMES and plain[at - 2] in DETERMINERS | _OF_TIMES:
            continue
        has_object = plain[at + 2] in DETERMINERS | {"it", "them", "him", "me"}
        acted = any(is_past(word) or plain_word(word) in AUXILIARIES for word in words[:at])
        if acted and is_past(words[at + 1]) and (has_object or is_past(before)):
            return True
    return False
