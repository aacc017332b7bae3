"""What a language model wrote, checked word by word against what was said. Pure.

A model invents. So nothing of it is shown but what can be traced: each word that carries content
was said by the candidate or the interviewer, or is one of the few that take nothing for granted.
What cannot be shown to be harmless is dropped; the program's own words are there anyway.
"""

import re
from collections.abc import Iterator, Sequence

from mockint.coach.traces import is_traced
from mockint.coach.words import ASKING, ME, US, YOU, content, denials, is_number, numbers
from mockint.text.normalize import plain_words, straight, word_set

FEWEST_WORDS = 4
MOST_WORDS = 30
"""Of a follow-up."""
MOST_REWRITTEN = 40
GROWTH = 1.3
"""A sentence to say again may have so many times the words of what was said."""
SAME = 0.6
"""The share of the shorter question's words that another must have to be the same one."""

_PLAIN = re.compile(r"[A-Za-z0-9 .,;:?!'\"()%$&/\u2018\u2019\u201c\u201d\u2013\u2014-]*")
_LABEL = re.compile(r"(?:follow[- ]?up(?: question)?|question|q|interviewer)\s*:\s*", re.IGNORECASE)
_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_AROUND = ('""', "''", "\u201c\u201d", "\u2018\u2019")
_QUOTED = re.compile(r"\"([^\"]*)\"|(?<![^\W_])'(.+?)'(?![^\W_])")
_ASKS = word_set("what how why who whom whose which when where did do does can could would will")
_BLAMES = re.compile(
    r"\b(?:why (?:didn't|did you not|couldn't|don't|do you not|won't|weren't|wasn't)"
    r"|should(?:n't)? have|shouldn't|your (?:own )?fault|to blame|you fail(?:ed)?|you ignored?"
    r"|you neglect(?:ed)?|wrong with you|ashamed|shut up|lazy|stupid|careless)\b"
)
_PRIVATE = re.compile(
    r"\b(?:how old|your age|married|marry|husband|wife|children|kids|pregnan\w*|religio\w*|church"
    r"|nationality|citizen\w*|race|ethnic\w*|disab\w*|illness|health|sexual\w*|salary|vote[ds]?)\b"
)
"""What no interviewer may ask, even of somebody who spoke of it."""
_TRUTH = word_set(
    "almost nearly about roughly maybe perhaps probably possibly might may can could would should"
    " will shall must try tried trying tries want wanted plan planned hope hoped think thought"
    " guess believe believed if unless until before after because since although though than"
    " asked told going supposed only some most all every each first last always often sometimes"
    " once"
)
"""Words that change what is claimed: a sentence that lost or gained one says another thing."""
_PEOPLE = {
    **dict.fromkeys(ME, "i"),
    **dict.fromkeys(("my", "mine"), "my"),
    **dict.fromkeys(US, "we"),
    **dict.fromkeys(("our", "ours"), "our"),
    **dict.fromkeys(word_set("he him his himself he's he'd he'll"), "he"),
    **dict.fromkeys(word_set("she her hers herself she's she'd she'll"), "she"),
    **dict.fromkeys(word_set("they them their themselves they're they've they'd they'll"), "they"),
}  # fmt: skip
_FILLS = re.compile(
    r"\b(?:you know|i mean|kind of|sort of|(?:and|or) (?:stuff|things|something)(?: like that)?"
    r"|u[hm]+|er+m*|basically|actually|literally)\b,?"
)
"""What may go: it tells nothing."""


def cleaned(text: str) -> str:
    """The first line, without thoughts, a label such as "Question:" and marks round it all.

    Small models go on to explain what they wrote.
    """
    first = _THOUGHT.sub("", text, 1).strip().partition("\n")[0].strip().strip("*`")
    text = _LABEL.sub("", first, 1).strip()
    inner = text[1:-1]
    whole = text[:1] + text[-1:] in _AROUND and not set(text[:1] + text[-1:]) & set(inner)
    return inner.strip() if whole else text


def wrong_with_follow_up(text: str, question: str, answer: str, asked: Sequence[str]) -> str:
    """Why ``text`` is no follow-up to this answer, as in "it …"; empty where it is one.

    ``asked``: what was asked, or will be, in this round.
    """
    return next(_of_follow_up(text, question, answer, asked), "")


def _of_follow_up(text: str, question: str, answer: str, asked: Sequence[str]) -> Iterator[str]:
    words = plain_words(text)
    if not _PLAIN.fullmatch(text) or "___" in text:
        yield "has signs that are no plain text"
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS:
        yield f"does not have {FEWEST_WORDS} to {MOST_WORDS} words"
    if text.count("?") != 1 or not text.endswith("?") or not _ASKS & set(words):
        yield "is not one question"
    plain = straight(text).replace("\u201c", '"').replace("\u201d", '"')
    quotes = ["".join(found) for found in _QUOTED.findall(plain)]
    if plain.count('"') % 2 or any(not _said(quote, answer) for quote in quotes):
        yield "quotes what was not said"
    outside = set(plain_words(_QUOTED.sub(" ", plain)))
    if not outside & YOU or outside & (ME - {"me"} | US):
        yield "does not speak to you"
    known = {*content(answer), *content(question)}
    if any(word not in known for word in content(text, ASKING)):
        yield "has a word that nobody said"
    if not set(content(text, ASKING)) & set(content(answer)):
        yield "is about nothing that you said"
    if not set(numbers(text)) <= {*numbers(answer), *numbers(question)}:
        yield "has a number that nobody said"
    if _BLAMES.search(plain) or _PRIVATE.search(plain):
        yield "is not how an interviewer asks"
    if any(is_same(text, one) for one in (question, *asked)):
        yield "is asked already"
    if not is_traced(text, answer):
        yield "puts together what was not said together"


def is_same(one: str, other: str) -> bool:
    """Whether two questions ask for the same, by their words."""
    first, second = set(content(one)), set(content(other))
    fewest = min(len(first), len(second))
    return bool(fewest) and len(first & second) >= SAME * fewest


def wrong_with_rewrite(text: str, sentence: str) -> str:
    """Why ``text`` does not say the candidate's ``sentence`` again; empty where it does.

    What it may do: leave out what tells nothing, mend the grammar, put "___" where a fact belongs.
    Who did what to whom is the same, word for word: a team does not become "I".
    """
    return next(_of_rewrite(text, sentence), "")


def _of_rewrite(text: str, sentence: str) -> Iterator[str]:
    words, said = plain_words(text), plain_words(sentence)
    if not _PLAIN.fullmatch(text.replace("___", "")) or "?" in text or '"' in text:
        yield "has signs that are no plain text"
    if not FEWEST_WORDS <= len(words) <= min(MOST_REWRITTEN, int(GROWTH * len(said))):
        yield "is too short or too long"
    if words == said:
        yield "is what was said"
    if set(words) & YOU:
        yield "does not speak as you"
    if _told(text) != _told(sentence):
        yield "does not tell the same"
    if _claims(text) != _claims(sentence):
        yield "claims something else"


def _told(text: str) -> list[str]:
    """Who does what to whom: content, numbers and people, in order; said twice is said once."""
    told: list[str] = []
    for word in plain_words(_FILLS.sub(" ", straight(text))):
        if word in _PEOPLE or is_number(word):
            found = [_PEOPLE.get(word, word)]
        else:
            found = list(content(word))
        told += [one for one in found if told[-1:] != [one]]
    return told


def _claims(text: str) -> tuple[int, frozenset[str]]:
    """How often something is denied, and what else changes what is claimed."""
    plain = _FILLS.sub(" ", straight(text))
    return denials(plain), _TRUTH & frozenset(plain_words(plain))


def _said(quote: str, answer: str) -> bool:
    said = f" {' '.join(plain_words(answer))} "
    return f" {' '.join(plain_words(quote))} " in said
