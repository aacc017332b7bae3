"""Which words of a unit are shown as a signal's quote: the sentence, or whole clauses of it.

The sentence is the quote, unless it is long or another finding needs some of it; then whole clauses
that say what they say without the rest. What no whole clause says is not claimed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mockint.domain import SignalName
from mockint.star.clauses import stands_alone, whole
from mockint.star.signals.model import SignalModel
from mockint.star.signals.patterns import patterns
from mockint.star.signals.rules import evident
from mockint.text.kinds import measures, tells_change
from mockint.text.normalize import word_set
from mockint.text.reading import Token
from mockint.transcribe.types import Word

LONGEST = 30
"""Words of a quote, where the sentence has whole clauses that are no longer."""
SHORTEST = 4
"""Words as read: "I fixed it" is nothing to point at."""
SHORTEST_PART = 6
"""Words of a quote that is a part of its sentence: less leaves out what it hangs on."""
SAYS_IT_ALL = 0.8
"""A clause with this share of what speaks for the signal may stand for its sentence."""

_PATTERN_SHARE = 1.0
"""What a matching pattern adds, in log-odds, to the stretch it matches."""
_COST = 0.04
"""What every further word takes away."""

_EMPTY = word_set(
    "i we he she they it you me us them him her this that these those there who which what and"
    " but so or then to of in on at for with from by as up out off about into over 's 'd not no the"
    " a an my our your his its their is was are were am be been being has have had do does did will"
    " would can could should may might must just also really very all some any one thing things"
    " stuff lot bit kind sort going go get got like well okay yes now here when while if because"
    " how seen kept made make"
)
"""Words without an object in them."""
_DONE_BY_ME = re.compile(r"\bi (?!would\b|will\b|always\b|usually\b|normally\b|typically\b|can\b)")
_WOULD = re.compile(
    r"\bi (?:would|will|always|usually|normally|typically|can|could|'d (?:always|usually|normally"
    r"|typically|never|probably|then|also|want|say|tell|ask|try|make|go|take|call|be|have to|like)"
    r")\b"
)
_NO_DEED = re.compile(
    r"\bi (?:(?:do|did|am|was|have|had|can|could) (?:not|never)"
    r"|(?:just |actually |then |also )?(?:said|say|think|thought|felt|feel|knew|know|wanted|hoped"
    r"|guess|mean|believe|believed))\b"
)
"""What was not done, or only said or thought."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a unit that may be quoted for a signal. Indices of words."""

    first: int
    last: int
    worth: float
    """How much in it speaks for the signal."""

    def overlaps(self, other: "Candidate") -> bool:
        """Whether a word stands in both."""
        return self.first <= other.last and other.first <= self.last

    def same(self, other: "Candidate") -> bool:
        """Whether both are the same words."""
        return (self.first, self.last) == (other.first, other.last)


def candidates(
    name: SignalName, tokens: Sequence[Token], words: Sequence[Word], trained: SignalModel
) -> list[Candidate]:
    """What can be quoted of ``words`` for ``name``, the best first; empty where nothing can.

    The first is the whole sentence, where that is not too long; then clauses that stand alone.
    ``tokens``: how the words read that are sure. Every candidate holds what makes it evidence.
    """
    weight = _weights(name, tokens, len(words), trained)
    texts = [word.text for word in words]
    runs = whole(texts, [word.sure for word in words])
    found = [
        Candidate(first, last, sum(weight[first : last + 1]))
        for first, last in runs
        if stands_alone(texts, first, last)
        and says_something(name, texts[first : last + 1], _read(tokens, first, last))
        and (last - first + 1 >= SHORTEST_PART or (first, last) == max(runs, key=_span))
    ]
    if not found:
        return []
    most = max(one.worth for one in found)
    short = [one for one in found if _length(one) <= LONGEST] or [min(found, key=_length)]
    sentence = max(found, key=_length)

    def rank(one: Candidate) -> tuple[bool, bool, float]:
        """The sentence; then those that say it all, the shortest first; then by worth."""
        says_all = one.worth >= SAYS_IT_ALL * most > 0
        by_worth = _length(one) if says_all else _COST * _length(one) - one.worth
        return (one != sentence, not says_all, by_worth)

    return sorted(short, key=rank)


def says_something(name: SignalName, words: Sequence[str], read: str) -> bool:
    """Whether a whole clause has the least that ``name`` asks of a quote.

    An object beside the verb and whoever does it; a figure with its thing; "I" and a deed that was
    done, not one that would be. ``read``: the same words as read.
    """
    pieces = read.split()
    if len(pieces) < SHORTEST or not set(pieces) - _EMPTY or not evident(name, read):
        return False
    if name == "first_person_action":
        deeds = [piece for piece in pieces if piece not in _EMPTY]
        done = _NO_DEED.sub("", _WOULD.sub("", read))
        return len(deeds) >= 2 and bool(_DONE_BY_ME.search(done))
    if name == "problem_metric":
        return measures(words)
    if name == "metric_delta":
        return tells_change(words) or measures(words)
    return True


def _span(run: tuple[int, int]) -> int:
    return run[1] - run[0]


def _length(one: Candidate) -> int:
    return one.last - one.first + 1


def _read(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(t.text for t in tokens if t.first >= first and t.last <= last)


def _weights(
    name: SignalName, tokens: Sequence[Token], count: int, trained: SignalModel
) -> list[float]:
    """How much each word speaks for ``name``; nothing speaks against it."""
    weight = trained.word_weights([token.text for token in tokens], name)
    for first, last in _matches(name, tokens):
        for at in range(first, last + 1):
            weight[at] += _PATTERN_SHARE / (last - first + 1)
    by_word = [0.0] * count
    for token, value in zip(tokens, weight, strict=True):
        by_word[token.first] += max(0.0, value)
    return by_word


def _matches(name: SignalName, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Token ranges where a pattern of ``name`` matches."""
    text = " ".join(token.text for token in tokens)
    token_at: list[int] = []
    for index, token in enumerate(tokens):
        token_at.extend([index] * (len(token.text) + 1))
    found = []
    for pattern in patterns(name):
        match = pattern.search(text)
        if match and match.end() > match.start():
            found.append((token_at[match.start()], token_at[match.end() - 1]))
    return found
