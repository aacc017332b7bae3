"""Which points against a weak answer somebody named, in whatever words. Pure.

A point counts as named where its own quotation was said, where two of its telling words were, or
where both speak of the same thing ("no numbers" and "nothing is quantified"). It helps to learn and
decides nothing, so it is kind: who says a thing in passing has said it.
"""

import re
from collections.abc import Sequence

from mockint.text.normalize import plain_words, word_set
from mockint.text.stems import stem

_QUOTED = re.compile(r"“([^”]+)”")
_ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e")
_SHORTEST_STEM = 3
"""Cut further than elsewhere: a point that is close to what was said counts as named."""


TOPICS: dict[str, frozenset[str]] = {
    "figures": word_set(
        "number numbers figure figures metric metrics quantify quantified quantification measure "
        "measured measurement data percent percentage numeric statistics amount"
    ),
    "handed off": word_set(
        "escalate escalated escalation escalates slack message messaged handed handoff hand passed "
        "pass reported report routed delegated forwarded told someone somebody others pinged "
        "channel"
    ),
    "we": word_set("we plural us together collective pronoun"),
    "own part": word_set(
        "own owned ownership contribution contributed himself herself themselves myself personal "
        "individual role responsibility initiative proactive drive"
    ),
    "checked": word_set(
        "confirm confirmed verify verified check checked follow followed monitor monitored "
        "afterwards"
    ),
    "happy": word_set("happy mood feeling feelings pleased emotion emotional felt"),
    "vague": word_set(
        "vague unclear generic detail details detailed specific specifics concrete sometimes bit "
        "unspecific step steps imprecise"
    ),
    "passive": word_set("passive"),
    "disagreed": word_set(
        "disagree disagrees disagreed disagreeing disagreement object objection objected argue "
        "argued pushback backbone "
        "challenge challenged commit committed view"
    ),
    "scope": word_set("scope boundary asked assigned task ticket whose"),
    "business": word_set("business customer customers impact value worth money revenue"),
    "waited": word_set("wait waited waiting hoping hoped action bias slow"),
}
"""Words by what they speak of."""

_EMPTY = word_set(
    "a an and are as at be been but by did didn't do does for from had has have he her him his how "
    "i i'd i'm in is it it's its just me my no not nor of on one or out she so than that the their "
    "them then there they they're this those to up us was we were what when where which while who "
    "with you your answer candidate candidate's thing things said says say really because wrong "
    "much more about problem nothing anything"
)
_ENOUGH_WORDS = 2
_ENOUGH_IN_A_ROW = 3


def named(said: str, points: Sequence[str]) -> tuple[bool, ...]:
    """For each of ``points`` whether ``said`` names it."""
    words = plain_words(said)
    topics = _topics(words)
    stems = {_stem(word) for word in words} - {_stem(word) for word in _EMPTY}
    return tuple(_is_named(words, topics, stems, point) for point in points)


def _is_named(words: Sequence[str], topics: set[str], stems: set[str], point: str) -> bool:
    quotes = [plain_words(quote) for quote in _QUOTED.findall(point)]
    if any(_shares_run(words, quote) for quote in quotes):
        return True
    if topics & _topics(plain_words(point)):
        return True
    telling = {_stem(word) for word in plain_words(point) if word not in _EMPTY}
    return len(telling & stems) >= _ENOUGH_WORDS


def _topics(words: Sequence[str]) -> set[str]:
    return {topic for topic, its in TOPICS.items() if its.intersection(words)}


def _shares_run(words: Sequence[str], quote: Sequence[str]) -> bool:
    """Whether some words of ``quote`` were said in a row; all of a shorter one."""
    size = min(_ENOUGH_IN_A_ROW, len(quote))
    text = f" {' '.join(words)} "
    return any(
        f" {' '.join(quote[at : at + size])} " in text for at in range(len(quote) - size + 1)
    )


def _stem(word: str) -> str:
    return stem(word, _ENDINGS, _SHORTEST_STEM)
