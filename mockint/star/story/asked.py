"""What a question asks for, and what of it stands in a story.

A question asks for a principle and for themes (:data:`THEMES`, by its own words). Which words of a
story speak for a theme or a principle is learned. Sentences that only say the question again are
no evidence of anything, and are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from mockint.star.types import StoryKind
from mockint.text.reading import read_text
from mockint.text.stems import beginning

Answers = Literal["yes", "partly", "no"]

THEMES: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(rf"\b(?:{pattern})")
    for name, pattern in {
        "customers": r"customer|user\b|users|client|patient|guest|complain|merchant|need(?:ed)? "
        r"|(?:people|someone|somebody) you serve",
        "failure": r"mistake|wrong|fail|broke|admit|fault|let some|badly|did not (?:reach|work)"
        r"|miss|regret|misunderstood",
        "disagreement": r"disagree|against|argu|opinion|stood up|stand up|push(?:ed)? back|defend"
        r"|conflict|unpopular|more senior|backbone|spoke up|speak up|overruled|said no"
        r"|your (?:boss|manager)",
        "persuasion": r"convinc|persuad|mind|influenc|won over|winning over|facts|buy in"
        r"|bring (?:somebody|someone) round",
        "delivery": r"deadline|fixed date|on time|commitment|deliver|target|goal|obstacle"
        r"|in spite|plan|result|finish|hard date|proud|exactly",
        "people": r"hire|hiring|train|mentor|struggl|grow|better at|joins|joined|newcomer|develop"
        r"|someone (?:you|new)|somebody|underperform|ability|taught|coach|interview|person",
        "invention": r"simpl|steps|new way|inventive|original|invent|idea|complex|clever|paperwork"
        r"|automat|easier|removing|unusual|creative",
        "thrift": r"cost|money|cheap|spend|spent|expense|less|budget|sparing|almost nothing"
        r"|equipment|frugal|save|bought|buy",
        "learning": r"learn|curious|new to you|subject|read|understood|explore|field|master"
        r"|taught yourself",
        "quality": r"quality|standard|good enough|sent back|defect|care over|scratch|tolerate"
        r"|release|bar\b|fault",
        "speed": r"quick|fast|speed|hours|act(?:ed|ing|ion)|without (?:every|waiting|all)|wait"
        r"|risk|stuck|certainty|moment|ahead|emergency",
        "scale": r"big|larger|scale|bold|strateg|vision|years|grew|wider|long term|future"
        r"|ambitious|direction",
        "causes": r"cause|root|detail|dig|deep|number|look(?:ed)? (?:at|for|into|closely)|uncover"
        r"|data|explanation|rarely|problem|yourself",
        "judgment": r"decision|judg|evidence|right|instinct|choice|decid|called|odds",
        "working life": r"workplace|stress|exhaust|unfair|first weeks|safe|people who work"
        r"|working life|wellbeing|left out|environment|place to work|colleague",
        "harm": r"hurt|harm|community|outside|law|affect|no say|consequen|environment|come after"
        r"|others would|society|effects",
        "trust": r"trust|relationship|candid|admit|promise|bad news|feedback|honest|bad|repair"
        r"|believe|secret",
        "responsibility": r"own(?:ed|er|ership)?\b|nobody|another team|responsib|not your|beyond"
        r"|asked of|more than your|took on|initiative|begun|started|unasked|end to end",
    }.items()
}
"""By name, what a question that asks for it says, in read words."""

SUPPOSING: Final = re.compile(
    r"\b(?:imagine|suppose|if (?:a|an|your|you|the)|what would you|how would you|you take over)\b"
)
"""A question about what somebody would do: what they would do is an answer to it."""
_HAPPENED: Final = re.compile(r"\b(?:when did|last happen|tell me about a time|an example)\b")
HABITS: Final = re.compile(
    r"^(?:how|what) do you\b|\bday to day\b|\bhow you (?:usually|make|keep|deal)\b"
)
"""A question about what somebody does as a rule."""

READ_BACK_SHARE: Final = 0.5
"""A unit with a larger share of the question's own words is left out."""
_LONG: Final = 5
"""Letters of a word whose forms are brought together."""


def read_question(ask: str) -> str:
    """A question in read words."""
    return read_text(ask.split())


def without_story(kind: StoryKind, question: str) -> Answers:
    """How far an answer without a story goes: "how do you ..." may be answered by a habit."""
    if kind == "none":
        return "no"
    if kind == "hypothetical":
        if not SUPPOSING.search(question):
            return "no"
        return "partly" if _HAPPENED.search(question) else "yes"
    return "yes" if HABITS.search(question) else "partly"


def themes_of(question: str) -> tuple[str, ...]:
    """What the question (read words) asks for; may be none."""
    return tuple(name for name, pattern in THEMES.items() if pattern.search(question))


def own_words(texts: Sequence[str], question: str) -> list[str]:
    """``texts``, the read words of each unit, without the units that say the question again."""
    asked = frozenset(question.split())
    return [
        text
        for text in texts
        if sum(word in asked for word in text.split()) < READ_BACK_SHARE * len(text.split())
    ]


def terms(text: str) -> Counter[str]:
    """How often each word and each two neighbours stand in ``text``."""
    return Counter(_terms(text.split()))


def _terms(words: Sequence[str]) -> Iterator[str]:
    heads = [f"~{beginning(word)}" if len(word) > _LONG else word for word in words]
    yield from heads
    for first, second in pairwise(heads):
        yield f"{first} {second}"
