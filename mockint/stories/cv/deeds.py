"""What one line of a CV tells: a deed, a figure, what came of it, and which part each belongs to.

By its words alone; a line keeps its own words, and none is added.
"""

import re
from collections.abc import Mapping, Sequence

from mockint.domain import Segment
from mockint.stories.cv.words import (
    ADVERBS,
    CHANGES,
    ENDS,
    IRREGULAR,
    IRREGULAR_CHANGES,
    LABELS,
    MAYBE_DEED,
    NO_DEED,
    NOUNS_AFTER,
    OBJECTS,
    OUTCOMES,
    OWN,
    OWN_ROOTS,
    STRONG,
    WEAK,
)
from mockint.text.figures import Figure, figures
from mockint.text.format import sentence
from mockint.text.normalize import plain_word
from mockint.text.stems import root

FEWEST_WORDS = 3
"""A shorter line is a skill or a title."""
LONGEST_LINE = 600
"""Letters; a longer one is a text and no bullet."""
DEED, DAILY_DEED, FROM_TO, CHANGED, FIGURE, OUTCOME, ITS_OWN = 2.0, 1.0, 3.0, 2.0, 1.0, 1.0, 1.0
"""What counts: a deed, or one of every day; its figure, by the most that it says; what came of it
beside the figure; that it was the person's own."""

FEWEST_POINTS = 3.0
"""A deed with any figure, or with what came of it; one of every day needs what it changed."""

_TO_CHANGE = re.compile(
    r"(?:[,;]| [\u2013\u2014-])? ?(?:\b(?:and|thereby|thus|which|that) )*(?:has |have |so that )?"
    r"(?P<clause>(?:resulting in|leading to|led to|contributing to|(?:is |are )?"
    r"(?:now|still) (?:used|in use)|adopted by|(?P<verb>[a-z]+))\b)"
)
_BY_DOING = re.compile(
    r"[,;]? (?:by|through|after|via) (?:first |personally |also )?(?P<verb>[a-z-]+ing)\b"
)
_COUNT = (
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|none|nothing|zero"
    r"|nobody|scratch|half|under|over)\b)"
)
_FROM_TO = re.compile(
    rf"\bfrom\b.{{1,60}}?{_COUNT}.{{0,30}}?\bto\b.{{0,25}}?{_COUNT}|\d\S* ?(?:->|\u2192) ?\S?\d"
    rf"|\bfrom {_COUNT}.{{0,30}}?\bto\b.{{0,25}}?{_COUNT}"
)
_HALVED = re.compile(
    r"\b(?:halv(?:ed|es|ing)|doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|in half"
    r"|by (?:a|one|two) (?:third|quarter|half|fifth)s?)\b"
)
_CHANGE = re.compile(r"\b(?:by|to)\b.{0,20}?\d|\d[\d.,]*\s?(?:%|percent|x\b|times\b)")
_NEAR_DIGITS = re.compile(
    r"(?<=[\dkKmM])[+*]|[~\u2248<>\u2265\u2264](?=\d)|(?<=\d)(?=(?:h|hrs?|mins?|min|d|pp)\b)"
)
_UNITS = re.compile(r"(?<=\d) ?(?:/ ?\d+(?:\.\d+)?)\b")
_I_DID = re.compile(r"\bI (?:[a-z]+ly )?([a-z]+)\b")
_DUTY = re.compile(
    r"\b(?:team|staff|crew|group|budget|portfolio|caseload|shift|department|fleet)s? of\b"
    r"|^\W*(?:lead|led|leads|leading|manag\w+|supervis\w+|overs\w+) (?:up to )?\d"
    r"|\b(?:per|a|each|every) (?:day|shift|night|hour|week)\W*$",
    re.IGNORECASE,
)
"""How much there was of the work, which is no story yet."""
_YEARS_OF = re.compile(r"\byears?['\u2019]? (?:of )?(?:\w+ )?experience\b", re.IGNORECASE)
_GRADE = re.compile(
    r"\b(?:gpa|cgpa|first[- ]class|upper second|2:1|cum laude|graduated)\b", re.IGNORECASE
)
_CONTACT = re.compile(r"@\w|https?://|www\.|linkedin|github\.com|\(?\+?\d[\d ()-]{8,}\d")


def score_of(line: str) -> float:
    """How much of a story a line of a CV is; 0 where it tells no deed."""
    verb = deed_of(line)
    if not verb:
        return 0.0
    has_figure = has_number(line)
    result = _result_at(line)
    ends = result is not None and root(plain_word(line[result[1] :].split(maxsplit=1)[0])) in ENDS
    from_to = bool(_FROM_TO.search(line)) or bool(_HALVED.search(line))
    outcome = from_to or ends or any(words in line.lower() for words in OUTCOMES)
    is_daily = verb in WEAK or root(verb) in WEAK or (not outcome and bool(_DUTY.search(line)))
    changes = has_figure and (_is_change(verb) or result is not None)
    figure = (
        FROM_TO if from_to else CHANGED if changes and _CHANGE.search(line) else FIGURE * has_figure
    )
    words = {plain_word(word) for word in line.split()}
    is_own = bool(words & OWN) or root(verb) in OWN_ROOTS
    return (DAILY_DEED if is_daily else DEED) + figure + OUTCOME * outcome + ITS_OWN * is_own


def deed_of(line: str) -> str:
    """The verb that says what the person did, in small letters; empty where there is none, and in a
    line of more than LONGEST_LINE letters.
    """
    if len(line) > LONGEST_LINE:
        return ""
    if _CONTACT.search(line) or _YEARS_OF.search(line) or _GRADE.search(line):
        return ""
    raw = line.split()
    words = [plain_word(word) for word in raw]
    if len(words) < FEWEST_WORDS:
        return ""
    at = 0
    while at < min(3, len(words) - 2) and words[at] in ADVERBS:
        at += 1
    if _is_deed(words[at], raw[at + 1], inside=at > 0):
        return words[at]
    said = _I_DID.search(line)
    return said[1] if said and (_is_past(said[1]) or root(said[1]) in STRONG) else ""


def has_number(line: str) -> bool:
    """A figure that counts something: no year, no "Band 6", no "ISO 9001"."""
    text = _UNITS.sub("", _NEAR_DIGITS.sub(" ", line))
    words = text.replace("\u2013", " ").replace("/", " ").split()
    return any(not _is_name(words, one) for one in figures(words))


def _is_name(words: Sequence[str], one: Figure) -> bool:
    """The number belongs to the name before it: "Band 6", "OAuth 2.0"."""
    if one.first == 0 or one.unit == "percent":
        return False
    before = words[one.first - 1]
    is_bare = not one.unit.isalpha() and words[one.first][0].isdigit()
    return plain_word(before) in LABELS or (
        is_bare and one.first > 1 and before[:1].isupper() and before[-1:].isalpha()
    )


def parts_of_line(line: str) -> Mapping[Segment, str]:
    """The line's clauses, each in its part: what was done, and what came of it."""
    verb = deed_of(line)
    by = _BY_DOING.search(line)
    if by and _is_change(verb) and by.start() > 0:
        return {"result": _said(line[: by.start()]), "action": _said(line[by.start("verb") :])}
    at = _result_at(line)
    if at is not None:
        return {"action": _said(line[: at[0]]), "result": _said(line[at[1] :])}
    if _is_change(verb) and (has_number(line) or _HALVED.search(line)):
        return {"result": _said(line)}
    return {"action": _said(line)}


def says_before_and_after(text: str) -> bool:
    """From what to what it changed."""
    return bool(_FROM_TO.search(text))


def _result_at(line: str) -> tuple[int, int] | None:
    """Where what was done ends, and where what came of it begins; None where that is not said."""
    for found in _TO_CHANGE.finditer(line):
        verb, lead = found["verb"], line[found.start() : found.start("clause")]
        is_result = (
            verb is None
            or "so that" in lead
            or (_is_change(verb) and (verb.endswith(("ing", "ed")) or verb in IRREGULAR_CHANGES))
        )
        if is_result and lead.strip() and len(line[: found.start()].split()) >= 2:
            return found.start(), found.start("clause")
    return None


def _said(clause: str) -> str:
    clause = clause.strip(" ,;:\u2013\u2014-")
    return sentence(clause) + ("" if clause[-1:] in ".!?" else ".") if clause else ""


def _is_deed(word: str, following: str, *, inside: bool) -> bool:
    """``following``: the next word as it stands. ``inside``: an adverb or "I" is before it."""
    if not word or word in NO_DEED:
        return False
    if word in MAYBE_DEED:
        return plain_word(following) in OBJECTS
    if _is_past(word):
        return True
    is_name = plain_word(following) in {*NOUNS_AFTER, "of", "to", ""} or following[:1].isupper()
    is_known = root(word) in STRONG or root(word) in WEAK
    return (
        is_known
        and (inside or word.endswith("ing") or not is_name)
        and not (plain_word(following) in NOUNS_AFTER and word.endswith("ing"))
    )


def _is_past(word: str) -> bool:
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 4 and word not in NO_DEED)


def _is_change(verb: str) -> bool:
    return verb in IRREGULAR_CHANGES or root(verb) in CHANGES
